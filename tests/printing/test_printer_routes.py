"""Printers over HTTP: who may look and change, what is told, and what a change does at once."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest

from appliance.bridges import shows_language
from appliance.http import Limiter
from appliance.kernel.ids import digest
from appliance.printing import PrintDesk, ProfileFacts
from appliance.printing.routes import PRINTER_ROUTES, PrintRoutes
from appliance.settings import change
from tests.printing.callers import app_of, client_of, send, signed_in
from tests.printing.conftest import BAR, GRILL, Paperwork
from tests.printing.paper_bridge import AWAY, EMPTY, PaperBridge

NEW = {"name": "Pizza printer", "bridge": "escpos", "address": "192.0.2.7", "profile": "epson-80"}
POLLED = {"name": "Bar star", "bridge": "cloudprnt", "address": "mac:001162aabbcc", "profile": "epson-80"}
SLOW = "serial:/dev/ttyUSB0?baud=9600&flow=xonxoff"
PROFILES = {
    "epson-80": ProfileFacts("Epson TM, 80 mm", 48, frozenset({"escpos", "cloudprnt"})),
    "generic-80": ProfileFacts("Any, 80 mm", 48),
}


@pytest.fixture
async def open_desk(paperwork: Paperwork) -> AsyncIterator[Paperwork]:
    """The paperwork with a desk that knows two profiles, running, and one station at the grill."""
    await paperwork.database.write(
        lambda tx: tx.execute(
            "INSERT INTO station VALUES ('grill', :b, 'Grill', 0, :p, 'always')", {"b": tx.branch, "p": GRILL}
        )
    )

    def make_printer(row: Any, on_status: Any) -> PaperBridge:
        paperwork.bridges[row.id] = PaperBridge(row, on_status)
        return paperwork.bridges[row.id]

    paperwork.desk = PrintDesk(
        paperwork.database,
        paperwork.settings,
        make_printer,
        chance=lambda: 0.0,
        profiles=PROFILES,
        shows=shows_language,
    )
    await paperwork.desk.start()
    yield paperwork
    await paperwork.desk.stop()


@asynccontextmanager
async def signed(paperwork: Paperwork, role: str = "owner") -> AsyncIterator[httpx.AsyncClient]:
    """A person of that role at the other end."""
    cookies = await signed_in(paperwork.database, f"{role}-1", role)
    app = app_of(
        [*PRINTER_ROUTES, PrintRoutes],
        database=paperwork.database,
        settings=paperwork.settings,
        desk=paperwork.desk,
        limiter=Limiter(paperwork.clock),
    )
    async with client_of(app, cookies) as client:
        yield client


async def test_the_list_says_how_each_printer_is_and_what_prints_there(open_desk: Paperwork) -> None:
    open_desk.bridges[GRILL].tell(EMPTY)
    open_desk.bridges[GRILL].stuck = True
    await open_desk.queue()
    await open_desk.settled()
    async with signed(open_desk) as client:
        said = (await client.get("/api/printers")).json()
    grill = next(one for one in said["items"] if one["id"] == GRILL)
    assert grill["stations"] == [{"id": "grill", "name": "Grill", "printer_id": GRILL}]
    assert grill["state"]["say"] == "Grill printer: paper is out · put in a new roll, 1 ticket waiting"
    assert (grill["state"]["code"], grill["state"]["do"]) == ("paper_out", "put in a new roll")
    assert grill["state"]["facts"]["paper"] == "out"
    assert [one["name"] for one in said["items"]] == ["Bar printer", "Grill printer", "Old one"]
    assert said["bridges"] == ["escpos", "star", "epos", "cloudprnt", "server_direct"]
    assert said["models"][0] == {
        "profile": "epson-80",
        "say": "Epson TM, 80 mm",
        "bridges": ["cloudprnt", "escpos"],
    }


async def test_an_added_printer_is_in_use_at_once_and_once(open_desk: Paperwork) -> None:
    async with signed(open_desk) as client:
        answers = [
            await send(client, "/api/printers", NEW | {"stations": ["grill"]}, key="k1") for _ in range(2)
        ]
        assert [one.status_code for one in answers] == [201, 201]
        assert answers[0].json()["printer"]["id"] == answers[1].json()["printer"]["id"]
        printer = answers[0].json()["printer"]
        assert printer["stations"][0]["id"] == "grill"
        assert open_desk.bridges[printer["id"]].starts == 1
        assert answers[0].json()["poll_url"] is None


async def test_a_polled_printers_secret_is_told_to_who_asked_and_kept_as_a_digest(
    open_desk: Paperwork,
) -> None:
    async with signed(open_desk) as client:
        said = [(await send(client, "/api/printers", POLLED, key="k1")).json() for _ in range(2)]
        renewed = await send(client, f"/api/printers/{said[0]['printer']['id']}/token", {})
        listed = (await client.get("/api/printers")).text
    assert said[0]["poll_url"] == said[1]["poll_url"]
    first, second = said[0]["poll_url"].rpartition("/")[2], renewed.json()["poll_url"].rpartition("/")[2]
    assert said[0]["poll_url"].startswith("http://box.lan/cloudprnt/")
    assert not open_desk.desk.token_ok("cloudprnt", "001162aabbcc", first)
    assert open_desk.desk.token_ok("cloudprnt", "001162aabbcc", second)
    kept = open_desk.database.read(lambda reader: reader.all("SELECT * FROM answer")) + [
        {"journal": row.data} for row in open_desk.rows
    ]
    assert not any(secret in str(kept) + listed for secret in (first, second))
    assert digest(second).hex() not in listed


async def test_a_change_is_told_back_and_taken_up(open_desk: Paperwork) -> None:
    async with signed(open_desk) as client:
        changed = await send(
            client, f"/api/printers/{GRILL}", {"backup_id": BAR, "name": "Grill left"}, method="PATCH"
        )
        cleared = await send(client, f"/api/printers/{GRILL}", {"backup_id": None}, method="PATCH")
        loop = await send(client, f"/api/printers/{GRILL}", {"backup_id": GRILL}, method="PATCH")
        model = await send(client, f"/api/printers/{GRILL}", {"profile": "typewriter"}, method="PATCH")
    assert (changed.json()["printer"]["backup_id"], changed.json()["printer"]["name"]) == (BAR, "Grill left")
    assert cleared.json()["printer"]["backup_id"] is None
    assert (loop.status_code, loop.json()["code"]) == (422, "backup_loop")
    assert (model.status_code, model.json()["code"]) == (422, "profile_unknown")
    assert open_desk.rows[-1].actor == "staff:owner-1"


async def test_a_model_of_another_kind_is_refused_when_added_or_changed(open_desk: Paperwork) -> None:
    async with signed(open_desk) as client:
        added = await send(client, "/api/printers", {**NEW, "bridge": "star"})
        changed = await send(
            client, f"/api/printers/{GRILL}", {"bridge": "star", "profile": "epson-80"}, method="PATCH"
        )
        usual = await send(client, f"/api/printers/{GRILL}", {"bridge": "star"}, method="PATCH")
    said = "epson-80 is not a model of the kind star; there are: generic-80."
    assert (added.status_code, added.json()["error"]) == (422, said)
    assert (changed.status_code, changed.json()["code"]) == (422, "profile_foreign")
    assert usual.status_code == 200


async def test_bills_and_receipts_go_where_they_are_routed(open_desk: Paperwork) -> None:
    async with signed(open_desk) as client:
        path = f"/api/printers/{BAR}/route"
        before = (await send(client, path, {"stations": []})).json()["printer"]["receipts"]
        after = (await send(client, path, {"stations": ["Grill"], "receipts": True})).json()["printer"]
    assert (before, after["receipts"], after["stations"][0]["id"]) == (False, True, "grill")
    assert open_desk.settings.now.receipt_printer == BAR


async def test_routing_removing_and_testing(open_desk: Paperwork) -> None:
    async with signed(open_desk) as client:
        in_use = await send(client, f"/api/printers/{GRILL}", None, method="DELETE")
        routed = await send(client, f"/api/printers/{BAR}/route", {"stations": ["grill"]})
        gone = await send(client, f"/api/printers/{GRILL}", None, method="DELETE")
        missing = await client.get(f"/api/printers/{GRILL}")
        tested = await send(client, f"/api/printers/{BAR}/test", {})
    assert (in_use.status_code, in_use.json()["code"]) == (409, "printer_in_use")
    assert routed.json()["printer"]["stations"][0]["id"] == "grill"
    assert (gone.status_code, gone.json()) == (200, {"id": GRILL})
    assert missing.status_code == 404
    job_id = tested.json()["job_id"]
    await open_desk.until(lambda: open_desk.job(job_id).state == "printed")
    assert open_desk.bridges[BAR].kicks() == 0


async def test_a_backlog_is_settled_by_whoever_decides_about_papers(open_desk: Paperwork) -> None:
    old = [await open_desk.queue(f"old {n}", asking=True) for n in range(2)]
    path = f"/api/printers/{GRILL}/backlog"
    async with signed(open_desk, "waiter") as client:
        bare = await send(client, path, {"decision": "drop"})
        done = await send(client, path, {"decision": "newest", "keep": 1})
        listed = await client.get("/api/printers")
    assert (bare.status_code, bare.json()["code"]) == (422, "reason_needed")
    assert done.json() == {"printed": 1, "dropped": 1, "sending": 0}
    assert listed.status_code == 403
    await open_desk.until(lambda: open_desk.job(old[1]).state == "printed")
    assert open_desk.job(old[0]).done_why == "dropped"


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("GET", "/api/printers", None),
        ("GET", f"/api/printers/{GRILL}", None),
        ("GET", f"/api/printers/{GRILL}/log", None),
        ("POST", "/api/printers", NEW),
        ("PATCH", f"/api/printers/{GRILL}", {"name": "Mine"}),
        ("DELETE", f"/api/printers/{GRILL}", None),
        ("POST", f"/api/printers/{GRILL}/test", {}),
        ("POST", f"/api/printers/{GRILL}/route", {"stations": []}),
        ("POST", f"/api/printers/{GRILL}/token", {}),
        ("POST", "/api/printers/try", {"address": "192.0.2.7"}),
    ],
)
async def test_only_who_manages_devices_may(open_desk: Paperwork, method: str, path: str, body: Any) -> None:
    async with signed(open_desk, "cashier") as cashier:
        assert (await send(cashier, path, body, method=method)).status_code == 403
        cashier.cookies.clear()
        assert (await send(cashier, path, body, method=method)).status_code == 401
    assert [row.kind for row in open_desk.rows if row.kind.startswith("printer_")] == []


@pytest.mark.parametrize(
    "body",
    [
        {**NEW, "name": ""},
        {**NEW, "name": "x" * 61},
        {**NEW, "fail_over_after": 0},
        {**NEW, "address": "x" * 301},
        {"name": "only"},
        {**NEW, "stations": ["a"] * 51},
    ],
)
async def test_bodies_outside_their_limits_are_refused(open_desk: Paperwork, body: dict[str, Any]) -> None:
    async with signed(open_desk) as client:
        assert (await send(client, "/api/printers", body)).status_code == 400


async def test_a_printer_that_is_away_does_not_slow_an_answer(open_desk: Paperwork) -> None:
    open_desk.bridges[GRILL].tell(AWAY)
    open_desk.bridges[GRILL].stuck = True
    async with signed(open_desk) as client:
        answer = await client.get(f"/api/printers/{GRILL}", timeout=1)
    assert answer.json()["printer"]["state"]["code"] in ("unreachable", "")
    assert answer.json()["exchanges"] == []


async def test_a_printer_that_cannot_show_the_kitchens_language_says_what_comes_out(
    open_desk: Paperwork,
) -> None:
    wish = {"kitchen_language": "ja", "default_language": "th", "languages": ["ja", "th", "it"]}
    await open_desk.database.write(lambda tx: change(tx, wish, actor="staff:owner"))
    async with signed(open_desk) as http:
        there = (await send(http, "/api/printers", NEW)).json()["printer"]
        assert (there["kitchen_language"], there["prints_language"]) == ("ja", "ja")
        path, key = f"/api/printers/{there['id']}", {"idempotency-key": "slow"}
        slow = (await http.patch(path, json={"address": SLOW}, headers=key)).json()["printer"]
        assert slow["prints_language"] == "it"
        await open_desk.database.write(
            lambda tx: change(tx, {"languages": ["ja", "th"]}, actor="staff:owner")
        )
        assert (await http.get(path)).json()["printer"]["prints_language"] is None
