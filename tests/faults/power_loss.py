"""Lives of the restaurant's file on a disk that loses power: orders are sent, pictures taken, each picture examined.

Run as a program, since the disk must be in place before the checksum VFS is loaded: prints one JSON object.
"""

import argparse
import asyncio
import json
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import apsw

from appliance.kernel.clock import ManualClock
from appliance.kernel.errors import Conflict, Refused
from appliance.storage import Database, connection, migrate
from tests.faults.crash_disk import CrashDisk, Picture
from tests.faults.small_orders import (
    Acknowledged,
    cook_something,
    order_once,
    refused_order,
    set_tables,
    wrong,
)
from tests.worlds import NOON_MS, world

GUESTS = 30
PICTURES_PER_LIFE = 50
OPERATIONS_BETWEEN = 60


@dataclass
class Life:
    """One file from its first page on: what guests were told, and pictures of the disk with what was promised by then."""

    disk: CrashDisk
    folder: Path
    chance: Random
    acknowledged: Acknowledged = field(default_factory=dict)
    pictures: list[tuple[Picture, Acknowledged]] = field(default_factory=list)
    next_picture_at: int = 0

    def look_at_disk(self) -> None:
        """Called before every operation of the disk; now and then takes a picture."""
        if self.over or self.disk.operations < self.next_picture_at:
            return
        self.next_picture_at = self.disk.operations + self.chance.randint(1, OPERATIONS_BETWEEN)
        self.pictures.append((self.disk.picture(self.folder), dict(self.acknowledged)))

    @property
    def over(self) -> bool:
        return len(self.pictures) >= PICTURES_PER_LIFE


async def live(life: Life) -> None:
    """Guests send orders side by side until enough pictures are taken."""
    life.next_picture_at = life.disk.operations + life.chance.randint(1, 1_000)
    life.disk.on_operation = life.look_at_disk
    async with world(life.folder) as w:
        if life.chance.random() < 0.5:  # half of the lives move pages from the log to the file all the time
            await w.database.write(lambda tx: tx.execute("PRAGMA wal_autocheckpoint = 50"))
        await w.database.write(set_tables)
        await asyncio.gather(*(_guest(w.database, life, number) for number in range(GUESTS)))
    life.disk.on_operation = None


async def _guest(database: Database, life: Life, number: int) -> None:
    """One guest's evening: sends, is sometimes refused, sometimes sends the same again."""
    for count in range(10_000):
        if life.over:
            return
        key = f"{number}-{count}"
        if count % 5 == 4:
            try:
                await database.write(refused_order)
            except Conflict:
                continue
        answer = await database.write(lambda tx, key=key: order_once(tx, key))  # type: ignore[misc]
        life.acknowledged[key] = answer.body
        await database.write(cook_something)


async def examine(folder: Path, picture: Picture, acknowledged: Acknowledged) -> list[str]:
    """Start the appliance's storage on what the power cut left; returns what is wrong, each with its kind first."""
    for name, content in picture.items():
        (folder / name).write_bytes(content)
    path = folder / "comanda.db"
    database = Database(path, clock=ManualClock(NOON_MS))
    troubles: list[str] = []
    try:
        migrate(path)
        database.open()
        troubles += database.read(lambda reader: list(wrong(reader, acknowledged)))
        verdict = database.verify_journal()
        troubles += [f"torn: {verdict.trouble}"] if verdict.trouble else []
        troubles += [] if database.checksums_are_on() else ["unreadable: pages have no checksums"]
        troubles += await _send_again(database, acknowledged)
        await database.close()
    except (apsw.Error, Refused, RuntimeError) as error:
        troubles.append(f"unreadable: {type(error).__name__}: {error}")
    return troubles


async def _send_again(database: Database, acknowledged: Acknowledged) -> list[str]:
    """The phone that never got its answer sends once more: it must hear the same."""
    troubles = []
    for key, body in list(acknowledged.items())[-2:]:
        answer = await database.write(lambda tx, key=key: order_once(tx, key))  # type: ignore[misc]
        if answer.body != body:
            troubles.append(f"lost: {key} was sent again and answered differently")
    return troubles


def careless() -> None:
    """A planted mistake: commits no longer wait for the disk."""
    careful = connection.open_writer

    def open_writer(path: Path, vfs: str | None = None) -> apsw.Connection:
        opened = careful(path, vfs)
        opened.pragma("synchronous", "normal")
        return opened

    connection.open_writer = open_writer


async def run(seed: int, images: int, lies: float) -> dict[str, object]:
    """Live and die until `images` pictures are examined."""
    chance = Random(seed)  # noqa: S311  repeatable by its seed
    disk = CrashDisk(chance, lies)
    default = disk.register()
    kinds: Counter[str] = Counter()
    bad, examined, promised, first = 0, 0, 0, ""
    while examined < images:
        with tempfile.TemporaryDirectory() as place:
            life = Life(disk, Path(place), chance)
            await live(life)
        for picture, acknowledged in life.pictures[: images - examined]:
            with tempfile.TemporaryDirectory() as place:
                troubles = await examine(Path(place), picture, acknowledged)
            disk.platters.clear()
            examined, promised = examined + 1, promised + len(acknowledged)
            bad += bool(troubles)
            first = first or "; ".join(troubles[:3])
            kinds.update(trouble.split(":")[0] for trouble in troubles)
    default.unregister()
    found = {kind: kinds[kind] for kind in ("lost", "torn", "unreadable")}
    return {"images": examined, "bad_images": bad, "promised": promised, **found, "first": first}


def main() -> None:
    """`python -m tests.faults.power_loss --seed 1 --images 500 [--careless] [--lies 0.5]`"""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--images", type=int, required=True)
    parser.add_argument("--lies", type=float, default=0.0)
    parser.add_argument("--careless", action="store_true")
    wanted = parser.parse_args()
    if wanted.careless:
        careless()
    print(json.dumps(asyncio.run(run(wanted.seed, wanted.images, wanted.lies))))


if __name__ == "__main__":
    main()
