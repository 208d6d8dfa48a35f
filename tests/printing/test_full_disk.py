"""On a full disk queued work still comes out on paper, once; what became of it is written down when there is room."""

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from appliance.kernel.errors import StorageUnavailable
from appliance.printing import PrintDesk, PrinterRow
from appliance.printing.line import BUSY_AGAIN_S
from appliance.storage import database
from firmware_bridges.contracts import PrinterStatus
from tests.printing.conftest import BAR, GRILL, Paperwork, add_printers
from tests.printing.full_disk import NAME, Disk, disk
from tests.printing.paper_bridge import DOUBT, PAPER_OUT, PRINTED, PaperBridge
from tests.worlds import world


@pytest.fixture
async def cramped(tmp_path: Path) -> AsyncIterator[tuple[Paperwork, Disk]]:
    bridges: dict[str, PaperBridge] = {}

    def make_printer(row: PrinterRow, on_status: Callable[[PrinterStatus], None]) -> PaperBridge:
        bridges[row.id] = PaperBridge(row, on_status)
        return bridges[row.id]

    with disk() as room:
        async with world(tmp_path, vfs=NAME) as here:
            await here.database.write(add_printers)
            desk = PrintDesk(here.database, here.settings, make_printer, chance=lambda: 0.0)
            paperwork = Paperwork(here.database, here.clock, here.settings, desk, bridges)
            here.database.on_commit(paperwork.heard)
            yield paperwork, room
            room.full = False
            await desk.stop()


async def _room_again(paperwork: Paperwork, room: Disk) -> None:
    room.full = False
    paperwork.desk.wake()


async def _tried(paperwork: Paperwork) -> None:
    """Until the desk has nothing more to try."""
    for _ in range(20):
        with pytest.raises(StorageUnavailable):
            await paperwork.database.write(lambda tx: tx.journal("x", "x", actor="system"))


async def test_queued_work_prints_once_and_is_written_down_later(cramped: tuple[Paperwork, Disk]) -> None:
    paperwork, room = cramped
    jobs = [await paperwork.queue(words) for words in ("first", "second")]
    room.full = True
    await paperwork.desk.start()
    await _tried(paperwork)
    paperwork.desk.wake()
    await _tried(paperwork)
    bridge = paperwork.bridges[GRILL]
    assert [bridge.texts(0), bridge.texts(1)] == [["first"], ["second"]]
    assert len(bridge.attempts) == 2
    assert [paperwork.job(job_id).state for job_id in jobs] == ["queued", "queued"]
    assert [paperwork.desk.has_in_hand(job_id) for job_id in (*jobs, "another")] == [True, True, False]
    await _room_again(paperwork, room)
    await paperwork.until(lambda: all(paperwork.job(job_id).state == "printed" for job_id in jobs))
    assert len(bridge.attempts) == 2
    assert not any(paperwork.desk.has_in_hand(job_id) for job_id in jobs)


async def test_a_job_the_disk_fails_under_is_written_down_later(cramped: tuple[Paperwork, Disk]) -> None:
    paperwork, room = cramped
    await paperwork.desk.start()
    bridge = paperwork.bridges[GRILL]
    bridge.stuck = True
    job_id = await paperwork.queue()
    await paperwork.until(lambda: paperwork.job(job_id).state == "sending")
    room.full = True
    bridge.open_ends.pop().set_result(PRINTED)
    await _tried(paperwork)
    assert paperwork.job(job_id).state == "sending"
    await _room_again(paperwork, room)
    await paperwork.until(lambda: paperwork.job(job_id).state == "printed")
    assert len(bridge.attempts) == 1


async def test_a_doubt_on_a_full_disk_is_not_printed_again_unmarked(cramped: tuple[Paperwork, Disk]) -> None:
    paperwork, room = cramped
    job_id = await paperwork.queue()
    room.full = True
    await paperwork.desk.start()
    bridge = paperwork.bridges[GRILL]
    bridge.coming.append(DOUBT)
    await _tried(paperwork)
    paperwork.clock.advance(60)
    paperwork.desk.wake()
    await _tried(paperwork)
    assert len(bridge.attempts) == 1
    await _room_again(paperwork, room)
    await paperwork.until(lambda: paperwork.job(job_id).state == "printed")
    assert bridge.texts()[0].startswith("COPY 2")


async def test_an_attempt_that_never_left_the_box_is_tried_again_on_a_full_disk(
    cramped: tuple[Paperwork, Disk],
) -> None:
    paperwork, room = cramped
    await paperwork.queue()
    room.full = True
    await paperwork.desk.start()
    bridge = paperwork.bridges[GRILL]
    bridge.coming.extend([PAPER_OUT, PRINTED])
    await _tried(paperwork)
    paperwork.clock.advance(60)
    paperwork.desk.wake()
    await _tried(paperwork)
    assert [bridge.texts(0), bridge.texts(1)] == [["2 x Ribeye"]] * 2
    assert not bridge.coming


async def test_while_too_much_waits_for_the_disk_nothing_prints_unmarked(
    paperwork: Paperwork, monkeypatch: pytest.MonkeyPatch
) -> None:
    bar = await paperwork.queue("a round", printer=BAR)
    await paperwork.desk.start()
    await paperwork.until(lambda: paperwork.job(bar).state == "printed")
    job_id = await paperwork.queue()
    monkeypatch.setattr(database, "QUEUE_LIMIT", 0)
    await asyncio.sleep(3 * BUSY_AGAIN_S)
    assert (paperwork.bridges[GRILL].attempts, paperwork.job(job_id).state) == ([], "queued")
    monkeypatch.undo()
    await paperwork.until(lambda: paperwork.job(job_id).state == "printed")
    assert len(paperwork.bridges[GRILL].attempts) == 1
