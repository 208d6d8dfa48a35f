"""A status slip with a pairing code: asked for by whoever may pair, on paper only, and good once."""

from typing import Any

import pytest

from appliance.devices import DeviceKind
from appliance.devices.service import pair
from appliance.kernel.errors import NotFound
from appliance.printing import JobKind, rules
from appliance.storage import Reader
from firmware_bridges.document import Qr
from tests.printing.callers import send
from tests.printing.conftest import GRILL, Paperwork
from tests.printing.paper_bridge import DOUBT
from tests.printing.test_printer_routes import NEW, open_desk, signed

__all__ = ["open_desk"]

SCREEN = {"kind": "kitchen", "name": "Grill screen", "stations": ["grill"]}
PATH = f"/api/printers/{GRILL}/pairing_slip"


def code_on_paper(paperwork: Paperwork, attempt: int = -1) -> str:
    """The eight digits of a slip."""
    (code,) = [text for text in paperwork.bridges[GRILL].texts(attempt) if len(text) == 8 and text.isdigit()]
    return code


def everything(reader: Reader) -> str:
    """Every value of every row in the file, documents too."""
    names = [row["name"] for row in reader.all("SELECT name FROM sqlite_master WHERE type = 'table'")]
    rows = [row for name in names for row in reader.all(f'SELECT * FROM "{name}"')]  # noqa: S608
    return " ".join(str(value) for row in rows for value in row.values())


async def asked(paperwork: Paperwork, role: str = "owner", **more: Any) -> dict[str, Any]:
    async with signed(paperwork, role) as client:
        answer = await send(client, PATH, SCREEN | more)
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


async def test_the_code_on_the_slip_lets_one_screen_in(open_desk: Paperwork) -> None:
    queued = await asked(open_desk, "technician")
    await open_desk.until(lambda: open_desk.job(queued["job_id"]).state == "printed")
    code = code_on_paper(open_desk)
    codes = [part.data for part in open_desk.bridges[GRILL].attempts[-1][1].parts if isinstance(part, Qr)]
    assert codes == [f"http://box.lan/kitchen/#code={code}"]
    device = await open_desk.database.write(lambda tx: pair(tx, code, "token"))
    assert (device.kind, device.name, device.stations) == (DeviceKind.KITCHEN, "Grill screen", ("grill",))
    with pytest.raises(NotFound):
        await open_desk.database.write(lambda tx: pair(tx, code, "another"))


async def test_the_code_is_nowhere_but_on_the_paper(open_desk: Paperwork) -> None:
    queued = await asked(open_desk)
    await open_desk.until(lambda: open_desk.job(queued["job_id"]).state == "printed")
    code = code_on_paper(open_desk)
    assert code not in open_desk.database.read(everything)
    assert "Grill printer" in open_desk.database.read(everything)
    assert code not in str(queued)
    (slip,) = open_desk.told("status_slip_queued")
    assert (slip["why"], slip["with_code"]) == ("asked", True)
    (made,) = open_desk.told("pairing_code_made")
    assert made["expires_at"] == queued["expires_at"] == open_desk.clock.now_ms() + 600_000


async def test_a_code_runs_out_like_any_other(open_desk: Paperwork) -> None:
    queued = await asked(open_desk)
    await open_desk.until(lambda: open_desk.job(queued["job_id"]).state == "printed")
    open_desk.clock.advance(601)
    with pytest.raises(NotFound):
        await open_desk.database.write(lambda tx: pair(tx, code_on_paper(open_desk), "token"))


async def test_a_repeated_request_prints_one_slip(open_desk: Paperwork) -> None:
    async with signed(open_desk) as client:
        answers = [(await send(client, PATH, SCREEN, key="k1")).json() for _ in range(2)]
    assert answers[0] == answers[1]
    await open_desk.settled()
    assert len(open_desk.told("status_slip_queued")) == 1


@pytest.mark.parametrize("role", ["waiter", "cashier", "cook"])
async def test_only_who_may_pair_gets_a_code(open_desk: Paperwork, role: str) -> None:
    async with signed(open_desk, role) as client:
        assert (await send(client, PATH, SCREEN)).status_code == 403
        client.cookies.clear()
        assert (await send(client, PATH, SCREEN)).status_code == 401
    assert open_desk.told("pairing_code_made") == []


async def test_an_unknown_printer_and_a_strange_wish_are_refused(open_desk: Paperwork) -> None:
    async with signed(open_desk) as client:
        missing = await send(client, "/api/printers/attic/pairing_slip", SCREEN)
        strange = await send(client, PATH, {"kind": "toaster", "name": "T"})
    assert (missing.status_code, missing.json()["code"]) == (404, "printer_unknown")
    assert strange.status_code == 400
    assert open_desk.told("pairing_code_made") == []


async def test_nobody_prints_it_again(open_desk: Paperwork) -> None:
    queued = await asked(open_desk)
    async with signed(open_desk, "waiter") as client:
        again = await send(client, f"/api/print_jobs/{queued['job_id']}/reprint", {})
    assert (again.status_code, again.json()["code"]) == (409, "slip_old")


async def test_a_slip_in_doubt_or_late_is_not_tried_again(open_desk: Paperwork) -> None:
    open_desk.bridges[GRILL].coming.append(DOUBT)
    first = await asked(open_desk)
    await open_desk.until(lambda: open_desk.job(first["job_id"]).done_at is not None)
    assert open_desk.job(first["job_id"]).done_why == "in doubt"
    late = await open_desk.queue("late", kind=JobKind.STATUS)
    job = open_desk.job(late)
    ask_after_ms = 10 * rules.SLIP_PATIENCE_MS
    assert not rules.too_late(job, job.made_at + rules.SLIP_PATIENCE_MS, ask_after_ms)
    assert rules.too_late(job, job.made_at + rules.SLIP_PATIENCE_MS + 1, ask_after_ms)


async def test_a_printer_added_by_its_address_prints_its_slip_without_a_code(open_desk: Paperwork) -> None:
    async with signed(open_desk) as client:
        printer = (await send(client, "/api/printers", NEW)).json()["printer"]
    await open_desk.until(lambda: bool(open_desk.bridges[printer["id"]].attempts))
    assert "Pizza printer" in open_desk.bridges[printer["id"]].texts()
    (told,) = open_desk.told("status_slip_queued")
    assert (told["why"], told["with_code"]) == ("added", False)
    assert open_desk.told("pairing_code_made") == []
