"""Printers are added, moved, renamed, switched off and removed while everything runs."""

from typing import Any

import pytest

from appliance.kernel.errors import Conflict, Invalid, NotFound
from appliance.kernel.ids import digest
from appliance.printing import (
    JobKind,
    add_printer,
    edit_printer,
    printers_view,
    remove_printer,
    route,
    stations,
)
from tests.printing.conftest import BAR, GRILL, Paperwork
from tests.printing.paper_bridge import AWAY, GONE, WELL

OWNER: dict[str, Any] = {"actor": "staff:1"}


async def add(paperwork: Paperwork, **more: Any) -> str:
    """A further printer."""
    values: dict[str, Any] = {
        "name": "Pizza printer",
        "bridge": "escpos",
        "address": "192.0.2.7",
        "profile": "epson-80",
        **more,
    }
    return await paperwork.database.write(lambda tx: add_printer(tx, **values, **OWNER))


async def edit(paperwork: Paperwork, printer: str, **changes: Any) -> None:
    """Change a printer and wait until the desk has taken it up."""
    await paperwork.database.write(lambda tx: edit_printer(tx, printer, changes, **OWNER))
    await paperwork.desk.matched()


async def remove(paperwork: Paperwork, printer: str, receipts: str | None = None) -> None:
    """Remove a printer and wait until the desk has taken it up."""
    await paperwork.database.write(lambda tx: remove_printer(tx, printer, receipt_printer=receipts, **OWNER))
    await paperwork.desk.matched()


async def put_station(paperwork: Paperwork, printer: str = GRILL) -> None:
    """A station that prints there."""
    await paperwork.database.write(
        lambda tx: tx.execute(
            "INSERT INTO station VALUES ('grill', :b, 'Grill', 0, :p, 'always')",
            {"b": tx.branch, "p": printer},
        )
    )


async def test_an_added_printer_prints_without_a_restart(paperwork: Paperwork) -> None:
    await paperwork.desk.start()
    printer = await add(paperwork)
    job_id = await paperwork.queue(printer=printer)
    await paperwork.until(lambda: paperwork.job(job_id).state == "printed")
    assert paperwork.bridges[printer].row.address == "tcp://192.0.2.7:9100"
    (told,) = paperwork.told("printer_added")
    assert (told["printer_id"], told["name"]) == (printer, "Pizza printer")


async def test_another_address_takes_another_connection_and_loses_nothing(paperwork: Paperwork) -> None:
    await paperwork.desk.start()
    first = paperwork.bridges[GRILL]
    first.stuck = True
    job_id = await paperwork.queue()
    await paperwork.until(lambda: paperwork.job(job_id).state == "sending")
    await edit(paperwork, GRILL, address="tcp://192.0.2.8:9100")
    second = paperwork.bridges[GRILL]
    assert (first.stops, second.starts, second.row.address) == (1, 1, "tcp://192.0.2.8:9100")
    paperwork.clock.advance(2)
    paperwork.desk.wake()
    await paperwork.until(lambda: paperwork.job(job_id).state == "printed")
    assert second.texts()[0] == "COPY 2 · may already be cooking"


async def test_the_word_of_a_replaced_device_counts_no_more(paperwork: Paperwork) -> None:
    await paperwork.desk.start()
    first = paperwork.bridges[GRILL]
    await edit(paperwork, GRILL, address="tcp://192.0.2.8:9100")
    first.tell(AWAY)
    await paperwork.settled()
    assert paperwork.desk.trouble_of(GRILL) is None


async def test_a_new_name_or_backup_leaves_the_connection_alone(paperwork: Paperwork) -> None:
    await paperwork.desk.start()
    bridge = paperwork.bridges[GRILL]
    await edit(paperwork, GRILL, name="Grill left", backup_id=BAR)
    assert (paperwork.bridges[GRILL], bridge.stops) == (bridge, 0)
    views = paperwork.database.read(lambda reader: printers_view(reader, paperwork.desk))
    assert "Grill left: ready" in [one.say for one in views]


async def test_a_printer_that_dhcp_moved_and_its_bridge_followed_is_not_disturbed(
    paperwork: Paperwork,
) -> None:
    await paperwork.desk.start()
    bridge = paperwork.bridges[GRILL]
    paperwork.desk.device_moved(GRILL, "tcp://192.0.2.99:9100")
    await paperwork.until(lambda: bool(paperwork.told("printer_edited")))
    await paperwork.desk.matched()
    assert (paperwork.bridges[GRILL], bridge.stops) == (bridge, 0)
    assert paperwork.desk.lines[GRILL].row.address == "tcp://192.0.2.99:9100"


async def test_switched_off_and_on_again(paperwork: Paperwork) -> None:
    await paperwork.desk.start()
    await edit(paperwork, GRILL, enabled=False)
    assert paperwork.bridges[GRILL].stops == 1
    assert paperwork.desk.trouble_of(GRILL) == "is switched off in the settings"
    job_id = await paperwork.queue()
    await paperwork.settled()
    assert paperwork.job(job_id).attempts == 0
    await edit(paperwork, GRILL, enabled=True)
    await paperwork.until(lambda: paperwork.job(job_id).state == "printed")


async def test_a_removed_printer_is_gone_and_its_papers_stay_on_record(paperwork: Paperwork) -> None:
    await paperwork.desk.start()
    job_id = await paperwork.queue()
    await paperwork.until(lambda: paperwork.job(job_id).state == "printed")
    await remove(paperwork, GRILL)
    assert GRILL not in paperwork.desk.lines
    assert paperwork.bridges[GRILL].stops == 1
    assert paperwork.job(job_id).printer_id == GRILL
    with pytest.raises(NotFound):
        await paperwork.queue()


async def test_what_depends_on_a_printer_goes_to_its_backup_when_it_is_removed(paperwork: Paperwork) -> None:
    await put_station(paperwork)
    await paperwork.desk.start()
    await edit(paperwork, GRILL, backup_id=BAR)
    paperwork.bridges[GRILL].coming.append(GONE)
    job_id = await paperwork.queue()
    own_id = await paperwork.queue(kind="test")
    await paperwork.until(lambda: paperwork.job(job_id).state == "failed")
    await remove(paperwork, GRILL)
    await paperwork.until(lambda: paperwork.job(job_id).state == "printed")
    assert paperwork.job(job_id).printer_id == BAR
    assert (paperwork.job(own_id).printer_id, paperwork.job(own_id).done_why) == (GRILL, "dropped")
    assert paperwork.database.read(stations)[0]["printer_id"] == BAR


async def test_a_new_printer_that_never_answered_goes_with_its_own_papers(paperwork: Paperwork) -> None:
    await paperwork.desk.start()
    paperwork.bridges[BAR].stuck = True
    under_way, waiting = [
        await paperwork.queue(kind, printer=BAR, kind=kind) for kind in (JobKind.STATUS, JobKind.TEST)
    ]
    await paperwork.until(lambda: paperwork.job(under_way).state == "sending")
    await remove(paperwork, BAR)
    assert [paperwork.job(one).done_why for one in (under_way, waiting)] == ["dropped", "dropped"]
    await paperwork.desk.matched()
    await paperwork.settled()
    assert paperwork.job(under_way).done_why == "dropped"


async def test_a_printer_that_is_needed_is_not_removed(paperwork: Paperwork) -> None:
    await paperwork.desk.start()
    with pytest.raises(Conflict) as receipts:
        await remove(paperwork, GRILL, receipts=GRILL)
    paperwork.bridges[GRILL].coming.append(GONE)
    job_id = await paperwork.queue()
    await paperwork.until(lambda: paperwork.job(job_id).state == "failed")
    with pytest.raises(Conflict) as waiting:
        await remove(paperwork, GRILL)
    await put_station(paperwork)
    with pytest.raises(Conflict) as routed:
        await remove(paperwork, GRILL)
    assert [one.value.code for one in (receipts, waiting, routed)] == [
        "printer_in_use",
        "printer_busy",
        "printer_in_use",
    ]


async def test_the_backup_of_a_removed_printer_becomes_that_of_those_it_stood_in_for(
    paperwork: Paperwork,
) -> None:
    await edit(paperwork, BAR, backup_id="old")
    await edit(paperwork, GRILL, backup_id=BAR)
    await remove(paperwork, BAR)
    backups = paperwork.database.read(
        lambda r: r.value("SELECT backup_id FROM printer WHERE id = :id", {"id": GRILL})
    )
    assert backups == "old"


async def test_stations_are_routed_and_unknown_ones_refused(paperwork: Paperwork) -> None:
    await put_station(paperwork)
    await paperwork.database.write(lambda tx: route(tx, BAR, ["grill"], **OWNER))
    assert paperwork.database.read(stations)[0]["printer_id"] == BAR
    assert paperwork.told("printer_routed") == [{"printer_id": BAR, "stations": ["grill"]}]
    with pytest.raises(Invalid) as refusal:
        await paperwork.database.write(lambda tx: route(tx, BAR, ["grill", "moon"], **OWNER))
    assert (refusal.value.code, refusal.value.details) == ("station_unknown", ["moon"])


async def test_a_polled_printer_is_known_by_its_mac_and_its_secret(paperwork: Paperwork) -> None:
    await paperwork.desk.start()
    await add(paperwork, bridge="cloudprnt", address="mac:001162aabbcc", token_hash=digest("secret"))
    await paperwork.desk.matched()
    desk = paperwork.desk
    bridge = desk.polled("cloudprnt", "001162aabbcc")
    assert bridge is not None
    assert desk.polled("server_direct", "001162aabbcc") is None
    assert desk.polled("cloudprnt", "001162aabbcd") is None
    assert desk.token_ok("cloudprnt", "001162aabbcc", "secret")
    wrong = [
        ("cloudprnt", "001162aabbcc", ""),
        ("cloudprnt", "", "secret"),
        ("server_direct", "001162aabbcc", "secret"),
    ]
    assert not any(desk.token_ok(*one) for one in wrong)


async def test_a_printer_without_a_secret_opens_to_nobody(paperwork: Paperwork) -> None:
    await paperwork.desk.start()
    await add(paperwork, bridge="cloudprnt", address="mac:001162aabbcc")
    await paperwork.desk.matched()
    assert not paperwork.desk.token_ok("cloudprnt", "001162aabbcc", "")


async def test_whoever_follows_a_device_hears_its_word(paperwork: Paperwork) -> None:
    heard: list[object] = []
    paperwork.desk.status_followers.append(lambda printer_id, status: heard.append((printer_id, status)))
    await paperwork.desk.start()
    paperwork.bridges[BAR].tell(WELL)
    await paperwork.settled()
    assert heard == [(BAR, WELL)]


async def test_a_removed_printer_is_told_of_once_its_bridge_has_ended(paperwork: Paperwork) -> None:
    told: list[tuple[str, int]] = []
    paperwork.desk.removal_followers.append(lambda one: told.append((one, paperwork.bridges[one].stops)))
    await paperwork.desk.start()
    await edit(paperwork, GRILL, enabled=False)
    assert told == []
    await remove(paperwork, BAR)
    assert told == [(BAR, 1)]
