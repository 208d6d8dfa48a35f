"""A printer's troubles are told once each, in words, and a broken one never stops the rest."""

from collections.abc import Callable

import pytest

from appliance.printing import PrintDesk, PrinterRow, printers_view
from firmware_bridges.contracts import PrinterStatus
from tests.printing.conftest import BAR, GRILL, Paperwork
from tests.printing.paper_bridge import AWAY, EMPTY, GONE, HUNG, NEARLY_EMPTY, WELL, PaperBridge


async def test_a_loss_and_a_return_are_told_once_each(paperwork: Paperwork) -> None:
    await paperwork.desk.start()
    bridge = paperwork.bridges[GRILL]
    bridge.coming.extend([GONE] * 3)
    bridge.tell(AWAY)
    await paperwork.queue()
    for _ in range(3):
        await paperwork.settled()
        bridge.tell(HUNG)
        paperwork.clock.advance(60)
        paperwork.desk.wake()
    await paperwork.until(lambda: len(bridge.attempts) >= 3)
    bridge.tell(WELL)
    await paperwork.until(lambda: len(paperwork.told("printer_changed")) == 2)
    lost, back = paperwork.told("printer_changed")
    assert lost == {"printer_id": GRILL, "online": False, "reason": "unreachable", "paper_low": False}
    assert (back["online"], back["reason"]) == (True, "")


async def test_a_printer_that_was_never_heard_is_believed_to_be_well(paperwork: Paperwork) -> None:
    await paperwork.desk.start()
    await paperwork.settled()
    assert paperwork.desk.trouble_of(GRILL) is None
    assert paperwork.told("printer_changed") == []


@pytest.mark.parametrize(
    ("status", "say", "online"),
    [
        (WELL, "Grill printer: ready", True),
        (EMPTY, "Grill printer: paper is out · put in a new roll", False),
        (AWAY, "Grill printer: cannot be reached · check power, cable and address", False),
        (NEARLY_EMPTY, "Grill printer: paper is nearly out · have a new roll at hand", True),
    ],
)
async def test_the_floor_reads_it_in_words(
    paperwork: Paperwork, status: PrinterStatus, say: str, online: bool
) -> None:
    await paperwork.desk.start()
    paperwork.bridges[GRILL].tell(status)
    await paperwork.settled()
    grill = paperwork.database.read(lambda reader: printers_view(reader, paperwork.desk))[1]
    assert (grill.say, grill.online, grill.waiting) == (say, online, 0)


async def test_paper_that_runs_low_is_news(paperwork: Paperwork) -> None:
    await paperwork.desk.start()
    paperwork.bridges[GRILL].tell(NEARLY_EMPTY)
    await paperwork.until(lambda: bool(paperwork.told("printer_changed")))
    assert paperwork.told("printer_changed")[0]["paper_low"] is True


async def test_a_printer_not_in_use_is_not_listed_and_counts_as_down(paperwork: Paperwork) -> None:
    await paperwork.desk.start()
    names = [
        one.name for one in paperwork.database.read(lambda reader: printers_view(reader, paperwork.desk))
    ]
    assert names == ["Bar printer", "Grill printer"]
    assert paperwork.desk.trouble_of("old") is not None


async def test_a_printer_that_cannot_be_set_up_stops_nobody(paperwork: Paperwork) -> None:
    def make_printer(row: PrinterRow, on_status: Callable[[PrinterStatus], None]) -> PaperBridge:
        if row.id == GRILL:
            raise KeyError("unknown printer profile")
        return PaperBridge(row, on_status)

    desk = PrintDesk(paperwork.database, paperwork.settings, make_printer)
    await desk.start()
    waiting = await paperwork.queue("grill")
    printed = await paperwork.queue("bar", printer=BAR)
    await paperwork.until(lambda: paperwork.job(printed).state == "printed")
    await paperwork.until(lambda: bool(paperwork.told("printer_changed")))
    assert paperwork.job(waiting).state == "queued"
    assert desk.trouble_of(GRILL) == "is not set up right"
    await desk.stop()


async def test_printers_added_later_are_brought_up(paperwork: Paperwork) -> None:
    await paperwork.desk.start()
    await paperwork.database.write(lambda tx: tx.execute("UPDATE printer SET enabled = 1 WHERE id = 'old'"))
    paperwork.desk.refresh()
    job_id = await paperwork.queue(printer="old")
    await paperwork.until(lambda: paperwork.job(job_id).state == "printed")


async def test_stopping_writes_down_what_was_under_way(paperwork: Paperwork) -> None:
    await paperwork.desk.start()
    paperwork.bridges[GRILL].stuck = True
    job_id = await paperwork.queue()
    await paperwork.until(lambda: paperwork.job(job_id).state == "sending")
    await paperwork.desk.stop()
    assert (paperwork.job(job_id).state, paperwork.job(job_id).copy) == ("unknown", 1)
    assert all(bridge.stops == 1 for bridge in paperwork.bridges.values())
