"""A full disk: new orders are refused politely, reading goes on, nothing is half-written, and room heals everything."""

import asyncio
import contextlib
import subprocess
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Protocol

import pytest

from appliance.kernel.errors import StorageUnavailable
from appliance.storage import Answer
from tests.faults.small_orders import Acknowledged, order_once, set_tables, wrong
from tests.worlds import World, world

ORDERS_MAX = 5_000


class Disk(Protocol):
    """A disk that can be filled and given room again."""

    folder: Path

    async def fill(self, world: World) -> None: ...

    async def make_room(self, world: World) -> None: ...


class SmallDisk:
    """A real file system of four megabytes, filled by a file beside the restaurant's."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._ballast = folder / "ballast"

    async def fill(self, world: World) -> None:
        with self._ballast.open("wb", buffering=0) as ballast, contextlib.suppress(OSError):
            for _ in range(10_000):
                ballast.write(bytes(4_096))

    async def make_room(self, world: World) -> None:
        self._ballast.unlink()


class ReadOnly:
    """Where nobody may mount: SQLite itself is told that it cannot write."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    async def fill(self, world: World) -> None:
        world.database._writer.pragma("query_only", True)

    async def make_room(self, world: World) -> None:
        world.database._writer.pragma("query_only", False)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(place)],
        capture_output=True,
        check=False,
        timeout=10,
    )
    if mounted.returncode != 0:
        yield ReadOnly(place)
        return
    try:
        yield SmallDisk(place)
    finally:
        subprocess.run(["umount", str(place)], check=True, timeout=10)


@pytest.fixture
async def full(disk: Disk) -> AsyncIterator[tuple[World, Disk, Acknowledged]]:
    """A service with some orders whose disk has just become full: the last order was refused."""
    async with world(disk.folder) as w:
        await w.database.write(set_tables)
        acknowledged = {f"before-{count}": (await send(w, f"before-{count}")).body for count in range(20)}
        await disk.fill(w)
        await send_until_refused(w, acknowledged)
        yield w, disk, acknowledged


async def send(w: World, key: str) -> Answer:
    return await w.database.write(lambda tx: order_once(tx, key))


async def send_until_refused(w: World, acknowledged: Acknowledged) -> None:
    """A full disk has room left inside its files: orders go through for a while, then none of any size."""
    refused = 0
    for count in range(ORDERS_MAX):
        try:
            acknowledged[f"while-{count:04}"] = (await send(w, f"while-{count:04}")).body
            refused = 0
        except StorageUnavailable:
            refused += 1
        if refused == 20:
            return
    pytest.fail("the disk never became full")


async def test_a_full_disk_is_said_with_a_sentence_and_507(full: tuple[World, Disk, Acknowledged]) -> None:
    w, _, _ = full
    with pytest.raises(StorageUnavailable) as refusal:
        await send(w, "newest-one")
    assert refusal.value.status == 507
    assert refusal.value.sentence.endswith("Please tell the staff.")
    assert w.database.trouble is not None


async def test_reading_goes_on_and_shows_nothing_half_written(full: tuple[World, Disk, Acknowledged]) -> None:
    w, _, acknowledged = full
    assert w.database.read(lambda reader: list(wrong(reader, acknowledged))) == []
    assert w.database.verify_journal().trouble is None
    assert len(w.database.journal_since(0, 10_000)) == w.database.seq


async def test_many_orders_at_once_are_all_refused_and_leave_no_trace(
    full: tuple[World, Disk, Acknowledged],
) -> None:
    w, _, acknowledged = full
    seq = w.database.seq
    outcomes = await asyncio.gather(*(send(w, f"rush-{n:05}") for n in range(60)), return_exceptions=True)
    assert {type(outcome) for outcome in outcomes} == {StorageUnavailable}
    assert w.database.seq == seq
    assert w.database.read(lambda reader: list(wrong(reader, acknowledged))) == []


async def test_with_room_again_the_same_key_sends_exactly_one_order(
    full: tuple[World, Disk, Acknowledged],
) -> None:
    w, disk, acknowledged = full
    with pytest.raises(StorageUnavailable):
        await send(w, "once-again")
    await disk.make_room(w)
    answers = [await send(w, "once-again") for _ in range(2)]
    assert answers[0].body == answers[1].body
    assert w.database.trouble is None
    acknowledged["once-again"] = answers[0].body
    assert w.database.read(lambda reader: list(wrong(reader, acknowledged))) == []
    assert w.database.verify_journal().trouble is None


async def test_a_restart_after_a_full_disk_finds_everything(disk: Disk) -> None:
    acknowledged: Acknowledged = {}
    async with world(disk.folder) as w:
        await w.database.write(set_tables)
        await disk.fill(w)
        await send_until_refused(w, acknowledged)
        await disk.make_room(w)
    async with world(disk.folder) as w:
        assert w.database.read(lambda reader: list(wrong(reader, acknowledged))) == []
        assert w.database.verify_journal().trouble is None
        await send(w, "next evening")
