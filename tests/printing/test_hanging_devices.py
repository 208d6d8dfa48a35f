"""A device whose program hangs, in its making, its stopping or its printing, delays nobody else."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future

import pytest

from appliance.printing import PrintDesk, PrinterRow, desk, edit_printer, setup
from firmware_bridges.contracts import PrinterStatus, PrintOutcome
from firmware_bridges.document import Document
from tests.printing.conftest import BAR, GRILL, Paperwork
from tests.printing.paper_bridge import WELL, PaperBridge


@pytest.fixture
def hold(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Something to hang on until the test is over; patience is cut short."""
    monkeypatch.setattr(setup, "MAKE_S", 0.2)
    monkeypatch.setattr(setup, "STOP_S", 0.2)
    monkeypatch.setattr(desk, "STOP_S", 0.5)
    event = threading.Event()
    yield event
    event.set()


class Hanging(PaperBridge):
    """Never ends what it was asked to stop."""

    hold: threading.Event

    def stop(self) -> None:
        self.hold.wait(30)


def desk_with(paperwork: Paperwork, make: Callable[[PrinterRow], PaperBridge]) -> PrintDesk:
    """A desk whose grill printer is made so; the others are healthy."""

    def make_printer(row: PrinterRow, on_status: Callable[[PrinterStatus], None]) -> PaperBridge:
        healthy = PaperBridge(row, on_status)
        paperwork.bridges[row.id] = make(row) if row.id == GRILL else healthy
        return paperwork.bridges[row.id]

    return PrintDesk(paperwork.database, paperwork.settings, make_printer, chance=lambda: 0.0)


async def test_a_constructor_that_hangs_leaves_the_others_printing(
    paperwork: Paperwork, hold: threading.Event
) -> None:
    ended = threading.Event()

    class Late(PaperBridge):
        def stop(self) -> None:
            super().stop()
            ended.set()

    def make(row: PrinterRow) -> PaperBridge:
        hold.wait(30)
        return Late(row, lambda status: None)

    slow = desk_with(paperwork, make)
    async with asyncio.timeout(3):
        await slow.start()
        printed = await paperwork.queue("beer", printer=BAR)
        await paperwork.until(lambda: paperwork.job(printed).state == "printed")
        assert slow.trouble_of(GRILL) == "is not set up right"
        await slow.stop()
    hold.set()
    assert await asyncio.to_thread(ended.wait, 5)
    assert (paperwork.bridges[GRILL].starts, paperwork.bridges[GRILL].stops) == (1, 1)


async def test_a_stop_that_hangs_holds_up_neither_a_change_nor_the_end(
    paperwork: Paperwork, hold: threading.Event
) -> None:
    def make(row: PrinterRow) -> PaperBridge:
        bridge = Hanging(row, lambda status: None)
        bridge.hold = hold
        return bridge

    stubborn = desk_with(paperwork, make)
    async with asyncio.timeout(3):
        await stubborn.start()
        first = paperwork.bridges[GRILL]
        change = {"address": "192.0.2.8"}
        await paperwork.database.write(lambda tx: edit_printer(tx, GRILL, change, actor="staff:1"))
        await stubborn.matched()
        assert paperwork.bridges[GRILL] is not first
        job_id = await paperwork.queue()
        await paperwork.until(lambda: paperwork.job(job_id).state == "printed")
        await stubborn.stop()
    left_behind = [thread for thread in threading.enumerate() if thread.name == "stop Grill printer"]
    assert [thread.daemon for thread in left_behind] == [True, True]


async def test_a_stop_that_fails_does_not_keep_the_others_from_stopping(paperwork: Paperwork) -> None:
    class Broken(PaperBridge):
        def stop(self) -> None:
            raise ZeroDivisionError

    broken = desk_with(paperwork, lambda row: Broken(row, lambda status: None))
    await broken.start()
    await broken.stop()
    assert paperwork.bridges[BAR].stops == 1


async def test_a_printer_that_never_answers_for_a_job_stops_with_the_desk(
    paperwork: Paperwork, hold: threading.Event
) -> None:
    class Deaf(PaperBridge):
        def submit(self, job_id: str, document: Document, *, deadline_s: float) -> Future[PrintOutcome]:
            self.attempts.append((job_id, document))
            return Future()

    deaf = desk_with(paperwork, lambda row: Deaf(row, lambda status: None))
    await deaf.start()
    job_id = await paperwork.queue()
    await paperwork.until(lambda: paperwork.job(job_id).state == "sending")
    async with asyncio.timeout(3):
        await deaf.stop()
    assert paperwork.job(job_id).state == "sending"


async def test_an_attempt_that_the_bridge_calls_off_is_tried_again(paperwork: Paperwork) -> None:
    class Fickle(PaperBridge):
        def submit(self, job_id: str, document: Document, *, deadline_s: float) -> Future[PrintOutcome]:
            future = super().submit(job_id, document, deadline_s=deadline_s)
            if len(self.attempts) > 1:
                return future
            called_off: Future[PrintOutcome] = Future()
            called_off.cancel()
            return called_off

    fickle = desk_with(paperwork, lambda row: Fickle(row, lambda status: None))
    await fickle.start()
    job_id = await paperwork.queue()
    await paperwork.until(lambda: paperwork.job(job_id).state == "unknown")
    fickle.lines[GRILL].heard(WELL)
    await paperwork.until(lambda: paperwork.job(job_id).state == "printed")
    assert paperwork.job(job_id).copy == 1
    await fickle.stop()
