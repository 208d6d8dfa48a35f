"""Plays one cell of the matrix: two tickets, a fault in the first, the mending; and once more with a restart in the middle."""

import asyncio
import contextlib
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from appliance.kernel.ids import digest
from appliance.printing import JobKind, PrintDesk, PrintJob, add_printer, open_jobs, printers_view, queue
from appliance.printing import store as printing_store
from appliance.storage import Database, JournalRow
from tests.faults.metal.house import alive, served
from tests.faults.metal.paper import Paper, papers_of, ticket
from tests.faults.metal.relay import relay
from tests.faults.metal.rigs import SLOW_BYTES_PER_S, Fault, Rig
from tests.faults.metal.web_rigs import TOKEN
from tests.worlds import World, world

PRINTER = "printer-grill"
FIRST, SECOND, THIRD = "one", "two", "three"
LOOK_S = 0.03
PATIENCE_S = 45.0
STEADY_S = 1.8
IN_THE_MIDDLE_S = 0.6
NUDGE_EVERY_S = 0.25
NUDGE_S = 5.0
_OVER = ("printed", "failed", "unknown")


class Seen(msgspec.Struct, frozen=True):
    """What does not depend on how fast the machine is: what staff read while the fault lasts, how the first ticket's
    first attempt ended, how sure it is in the end, and the papers.
    """

    said: str
    attempt: str
    end: str
    papers: list[Paper]


@dataclass(frozen=True)
class Played:
    """A cell that was played; `papers` are those of all three tickets."""

    seen: Seen
    papers: list[Paper]
    longest_wait_s: float
    stops_s: list[float]


@dataclass
class _Stage:
    """One printer, one appliance."""

    here: World
    rig: Rig
    fault: Fault
    desk: PrintDesk
    rows: list[JournalRow] = field(default_factory=list)

    async def order(self, name: str) -> str:
        """Queue a ticket; the job's id."""
        return await self.here.database.write(
            lambda tx: queue(
                tx,
                printer_id=PRINTER,
                kind=JobKind.TICKET,
                subject=f"ticket:{name}",
                document=ticket(name),
            )
        )

    def job(self, job_id: str) -> PrintJob:
        found = self.here.database.read(lambda reader: printing_store.job(reader, job_id))
        assert found is not None
        return found

    def attempts(self, job_id: str) -> list[str]:
        """How the job's attempts ended, in order."""
        told = [msgspec.json.decode(row.data) for row in self.rows if row.kind == "print_job_changed"]
        return [one["state"] for one in told if one["job_id"] == job_id and one["state"] in _OVER]

    def say(self) -> str:
        """What the floor is told: of the printer, or of its oldest paper when the printer seems well."""
        [view] = self.here.database.read(lambda reader: printers_view(reader, self.desk))
        if view.code:
            return view.say
        waiting = self.here.database.read(open_jobs)
        return waiting[0].say if waiting else view.say

    async def until(self, condition: Callable[[], bool], *, nudging: bool = False) -> None:
        """Wait; `nudging` lets time pass quickly for the desk, as minutes do in a restaurant."""
        ends, nudge_at = time.monotonic() + PATIENCE_S, time.monotonic() + NUDGE_EVERY_S
        while not condition():
            assert time.monotonic() < ends, f"still {self.say()}, papers {papers_of(self.rig.slips())}"
            if nudging and time.monotonic() > nudge_at:
                self.here.clock.advance(NUDGE_S)
                self.desk.wake()
                nudge_at = time.monotonic() + NUDGE_EVERY_S
            await asyncio.sleep(LOOK_S)

    async def steady_say(self) -> str:
        """What is said once it no longer changes."""
        said, since = self.say(), time.monotonic()
        ends = since + 10 * STEADY_S
        while time.monotonic() < min(ends, since + STEADY_S):
            await asyncio.sleep(LOOK_S)
            if self.say() != said:
                said, since = self.say(), time.monotonic()
        return said


async def play(rig: Rig, fault_name: str, folder: Path) -> Played:
    """The whole cell, in a folder of its own."""
    fault = rig.faults[fault_name]
    rig.gives_up_s = fault.gives_up_s
    async with world(folder) as here, contextlib.AsyncExitStack() as stack:

        async def slow(port: int) -> int:
            return await stack.enter_async_context(relay(port, SLOW_BYTES_PER_S))

        stage = _Stage(here, rig, fault, PrintDesk(here.database, here.settings, rig.make, chance=_never))
        here.database.on_commit(stage.rows.extend)
        port = await stack.enter_async_context(served(lambda: stage.desk, here.clock))
        await rig.lay_line(port, slow if fault_name == "slow" else None)
        stack.callback(rig.end)
        await _add_printer(here.database, rig)
        beats = await stack.enter_async_context(alive(here.database))
        seen = await _first_time(stage)
        stops_s = [await _second_time(stage)]
        stops_s.append(await _stopped(stage.desk))
        return Played(seen, papers_of(rig.slips()), max(beats), stops_s)


async def _first_time(stage: _Stage) -> Seen:
    """Two tickets; the fault lasts until the first attempt is over and staff have been told."""
    if stage.fault.at_start:
        stage.fault.begin(stage.rig.device)
    await stage.desk.start()
    stage.rig.appliance_is_up()
    if not stage.fault.at_start:
        await stage.until(lambda: stage.desk.status_of(PRINTER).online)
        stage.fault.begin(stage.rig.device)
    first, second = await stage.order(FIRST), await stage.order(SECOND)
    striking = asyncio.create_task(asyncio.to_thread(stage.fault.strike, stage.rig.device))
    await stage.until(lambda: bool(stage.attempts(first)))
    if stage.attempts(first)[0] == "printed":
        await stage.until(lambda: stage.job(second).state == "printed")
    said = await stage.steady_say()
    await striking
    await asyncio.to_thread(stage.rig.mend)
    await stage.until(lambda: all(stage.job(one).state == "printed" for one in (first, second)), nudging=True)
    end = stage.job(first).confirmed_how or ""
    return Seen(said, stage.attempts(first)[0], end, papers_of(stage.rig.slips()))


async def _second_time(stage: _Stage) -> float:
    """A third ticket; the appliance goes down in the middle of the same fault and comes up again. Seconds to go down."""
    await asyncio.to_thread(stage.fault.begin, stage.rig.device)
    third = await stage.order(THIRD)
    begun_by = time.monotonic() + IN_THE_MIDDLE_S
    await stage.until(
        lambda: time.monotonic() > begun_by or THIRD in map(_name, papers_of(stage.rig.slips()))
    )
    await asyncio.to_thread(stage.fault.strike, stage.rig.device)
    took_s = await _stopped(stage.desk)
    await asyncio.to_thread(stage.rig.mend)
    stage.desk = PrintDesk(stage.here.database, stage.here.settings, stage.rig.make, chance=_never)
    await stage.desk.start()
    await stage.until(lambda: stage.job(third).state == "printed", nudging=True)
    return took_s


async def _stopped(desk: PrintDesk) -> float:
    began = time.monotonic()
    await desk.stop()
    return time.monotonic() - began


async def _add_printer(database: Database, rig: Rig) -> None:
    await database.write(
        lambda tx: add_printer(
            tx,
            printer_id=PRINTER,
            name="Grill printer",
            bridge=rig.kind,
            address=rig.address,
            profile=rig.profile,
            token_hash=digest(TOKEN),
        )
    )


def _name(paper: Paper) -> str:
    return paper.ticket


def _never() -> float:
    return 0.0
