"""A printer that was unplugged and is back prints its status slip: once, when nothing waits, and at most twice a day."""

import pytest

from appliance.printing import JobKind, PrintDesk, PrinterRow, rules
from appliance.printing.absence import Absence
from appliance.settings import change
from firmware_bridges.contracts import PrinterStatus
from tests.printing.conftest import GRILL, Paperwork
from tests.printing.paper_bridge import AWAY, EMPTY, GONE, HUNG, WELL, PaperBridge

LONG_S = 20.0
HALF_A_DAY_S = 12 * 3600.0


@pytest.fixture
async def grill(paperwork: Paperwork) -> PaperBridge:
    """The grill's printer, up and well."""
    await paperwork.desk.start()
    await says(paperwork, WELL)
    return paperwork.bridges[GRILL]


async def says(paperwork: Paperwork, status: PrinterStatus) -> None:
    paperwork.bridges[GRILL].tell(status)
    await paperwork.settled()


async def is_unplugged(paperwork: Paperwork, for_s: float = LONG_S) -> None:
    """Out and in again."""
    await says(paperwork, AWAY)
    paperwork.clock.advance(for_s)
    await says(paperwork, WELL)


def slips(paperwork: Paperwork) -> list[str]:
    """Why each status slip was queued."""
    return [told["why"] for told in paperwork.told("status_slip_queued")]


async def test_it_prints_one_slip_when_it_is_back(paperwork: Paperwork, grill: PaperBridge) -> None:
    await is_unplugged(paperwork)
    await paperwork.until(lambda: bool(grill.attempts))
    assert "Ready to print" in grill.texts()
    assert slips(paperwork) == ["plugged_in"]
    (job_id,) = {told["job_id"] for told in paperwork.told("status_slip_queued")}
    assert (paperwork.job(job_id).kind, paperwork.job(job_id).printer_id) == (JobKind.STATUS, GRILL)


async def test_twice_within_twelve_hours_is_one_slip(paperwork: Paperwork, grill: PaperBridge) -> None:
    await is_unplugged(paperwork)
    paperwork.clock.advance(HALF_A_DAY_S - 60)
    await is_unplugged(paperwork)
    assert slips(paperwork) == ["plugged_in"]
    paperwork.clock.advance(60)
    await is_unplugged(paperwork)
    assert slips(paperwork) == ["plugged_in"] * 2


async def test_a_moment_without_its_line_is_nothing(paperwork: Paperwork, grill: PaperBridge) -> None:
    await is_unplugged(paperwork, for_s=rules.AWAY_MS / 1000 - 1)
    assert slips(paperwork) == []


async def test_no_slip_while_tickets_wait_and_none_after_them(
    paperwork: Paperwork, grill: PaperBridge
) -> None:
    grill.coming.append(GONE)
    await says(paperwork, AWAY)
    ticket = await paperwork.queue()
    await paperwork.until(lambda: paperwork.job(ticket).state == "failed")
    paperwork.clock.advance(LONG_S)
    await says(paperwork, WELL)
    await paperwork.until(lambda: paperwork.job(ticket).state == "printed")
    await paperwork.settled()
    assert slips(paperwork) == []
    assert grill.texts() == ["2 x Ribeye"]


async def test_the_setting_can_keep_it_to_new_printers(paperwork: Paperwork, grill: PaperBridge) -> None:
    await paperwork.database.write(lambda tx: change(tx, {"status_slip": "when_added"}, actor="system"))
    await is_unplugged(paperwork)
    assert slips(paperwork) == []


async def restarted(paperwork: Paperwork) -> None:
    """The appliance goes down and comes up again over the same file."""
    await paperwork.desk.stop()

    def make_printer(row: PrinterRow, on_status: object) -> PaperBridge:
        paperwork.bridges[row.id] = PaperBridge(row, on_status)  # type: ignore[arg-type]
        return paperwork.bridges[row.id]

    paperwork.desk = PrintDesk(paperwork.database, paperwork.settings, make_printer, chance=lambda: 0.0)
    await paperwork.desk.start()


async def test_a_start_of_the_appliance_is_no_return(paperwork: Paperwork, grill: PaperBridge) -> None:
    await says(paperwork, AWAY)
    paperwork.clock.advance(LONG_S)
    await restarted(paperwork)
    await says(paperwork, AWAY)
    paperwork.clock.advance(LONG_S)
    await says(paperwork, WELL)
    assert slips(paperwork) == []
    await paperwork.desk.stop()


async def test_the_twelve_hours_outlive_a_restart(paperwork: Paperwork, grill: PaperBridge) -> None:
    await is_unplugged(paperwork)
    await restarted(paperwork)
    await says(paperwork, WELL)
    await is_unplugged(paperwork)
    assert slips(paperwork) == ["plugged_in"]
    await paperwork.desk.stop()


async def test_a_printer_taken_out_of_use_and_back_was_not_unplugged(
    paperwork: Paperwork, grill: PaperBridge
) -> None:
    for enabled in (0, 1):
        await paperwork.database.write(
            lambda tx, to=enabled: tx.execute(  # type: ignore[misc]
                "UPDATE printer SET enabled = :to WHERE id = :id", {"to": to, "id": GRILL}
            )
        )
        paperwork.desk.refresh()
        await paperwork.desk.matched()
        paperwork.clock.advance(LONG_S)
    await says(paperwork, WELL)
    assert slips(paperwork) == []


async def test_a_slip_that_could_not_come_out_is_given_up(paperwork: Paperwork, grill: PaperBridge) -> None:
    grill.coming.append(GONE)
    await is_unplugged(paperwork)
    await paperwork.until(lambda: bool(grill.attempts))
    (told,) = paperwork.told("status_slip_queued")
    await says(paperwork, AWAY)
    paperwork.clock.advance(rules.SLIP_PATIENCE_MS / 1000 + 1)
    await says(paperwork, WELL)
    await paperwork.until(lambda: paperwork.job(told["job_id"]).done_at is not None)
    job = paperwork.job(told["job_id"])
    assert (job.done_why, job.asking, len(grill.attempts)) == ("too late", 0, 1)
    assert slips(paperwork) == ["plugged_in"]


def heard(*told: tuple[float, PrinterStatus], serial: bool = False) -> list[bool]:
    """What one printer's statuses, each at its second, are taken for."""
    absence = Absence()
    return [absence.heard(status, serial=serial, now_s=at_s) for at_s, status in told]


def test_an_open_cover_after_the_return_puts_the_slip_off() -> None:
    assert heard((0, WELL), (10, AWAY), (40, EMPTY), (90, WELL), (91, WELL)) == [False] * 3 + [True, False]


def test_a_trouble_after_a_short_absence_does_not_make_it_long() -> None:
    assert heard((0, WELL), (10, AWAY), (12, EMPTY), (90, WELL)) == [False] * 4


def test_a_busy_printer_on_the_network_was_not_unplugged() -> None:
    assert heard((0, WELL), (10, HUNG), (90, WELL)) == [False] * 3


def test_silence_behind_a_serial_port_is_a_printer_that_is_off() -> None:
    assert heard((0, WELL), (10, HUNG), (90, WELL), serial=True) == [False, False, True]
