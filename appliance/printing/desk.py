"""The print desk: one line per printer, so a dead one delays nobody, and one voice for their troubles."""

import asyncio
import contextlib
import hmac
import random
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import replace
from typing import Any

import msgspec

from appliance.kernel.errors import Refused, StorageUnavailable
from appliance.kernel.ids import digest
from appliance.printing import store, wiring
from appliance.printing.held import Follower
from appliance.printing.line import Line
from appliance.printing.model import Bridge, Exchanges, MakePrinter, PrinterRow, ProfileFacts, Shows, TraceOf
from appliance.printing.news import News
from appliance.printing.service import greeting
from appliance.printing.service import printers as service
from appliance.printing.service.greeting import Known
from appliance.printing.service.reprinting import Rebuild
from appliance.printing.setup import Setup
from appliance.printing.standing import Standing
from appliance.printing.tries import Tries
from appliance.settings import Settings
from appliance.storage import Database, JournalRow, Matching
from firmware_bridges.contracts import PrinterStatus, Reason

STOP_S = 6.0
REMAKES = frozenset({"printer_added", "printer_edited", "printer_removed"})

StatusFollower = Callable[[str, PrinterStatus], None]


class PrintDesk(Standing):
    """Starts and stops everything that prints; all methods on the event loop.

    `followers` are called as `follower(tx, job, outcome)` in the transaction that records an attempt's end,
    `status_followers` as `follower(printer_id, status)` when a device says something new of itself,
    `removal_followers` as `follower(printer_id)` when a removed printer's bridge has ended. `rebuilders` say what a
    reprint of each kind of job puts on paper; other kinds come out as they were. `trace_of` gives the last exchanges
    with a printer, `profiles` what is known of each, `shows` whether a printer can show a language.
    """

    def __init__(
        self,
        database: Database,
        settings: Settings,
        make_printer: MakePrinter,
        *,
        chance: Callable[[], float] = random.random,
        trace_of: TraceOf = lambda _: None,
        profiles: Mapping[str, ProfileFacts] | None = None,
        shows: Shows = lambda row, language: True,
    ) -> None:
        super().__init__(settings)
        self.followers: list[Follower] = []
        self.status_followers: list[StatusFollower] = []
        self.removal_followers: list[Callable[[str], None]] = []
        self.rebuilders: dict[str, Rebuild] = {}
        self.profiles: Mapping[str, ProfileFacts] = profiles or {}
        self.shows = shows
        self.setup = Setup(make_printer)
        self.tries = Tries(self.setup, self.profiles)
        self._trace_of = trace_of
        self._database = database
        self._chance = chance
        self._tasks: set[asyncio.Task[None]] = set()
        self._news = News(database, self.lines)
        self._matching = Matching("the printers", self._match_rows)
        self._stopping = False
        database.on_commit(self._heard_commit)

    async def start(self) -> None:
        """Bring up every printer within seconds; one that cannot be set up is told about, the others print."""
        self._spawn(self._news.run(), "printers' news")
        await self._matching.begin()
        self._spawn(self._matching.run(), "printers as in the file")

    def refresh(self) -> None:
        """Look what has changed among the printers in the file; the desk does so itself after each such change."""
        self._matching.ask()

    async def matched(self) -> None:
        """Wait, for seconds at most, until what was last changed in the file has been taken up."""
        await self._matching.matched()

    async def stop(self) -> None:
        """End within seconds whatever the devices do; what was under way is written down."""
        self._stopping = True
        await self.tries.stop()
        for line in self.lines.values():
            line.finish()
        bridges = [(line.row.name, line.bridge) for line in self.lines.values() if line.bridge is not None]
        await asyncio.gather(*(self.setup.stop(name, bridge) for name, bridge in bridges))
        self._news.finish()
        self._matching.finish()
        if tasks := list(self._tasks):
            _, late = await asyncio.wait(tasks, timeout=STOP_S)
            for task in late:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    def wake(self, printer_id: str | None = None) -> None:
        """Let one line, or all of them, look for work now."""
        for line in self.lines.values():
            if printer_id in (None, line.row.id):
                line.wake()

    def has_in_hand(self, job_id: str) -> bool:
        """Whether a paper may be out although the file says that it waits: a full disk takes down neither mark nor end."""
        return any(line.has_in_hand(job_id) for line in self.lines.values())

    def exchanges_of(self, printer_id: str) -> Exchanges | None:
        """The last exchanges with a printer; None where none are kept."""
        return self._trace_of(printer_id)

    def known_of(self, row: PrinterRow) -> Known:
        """What a status slip tells of a printer beside its row."""
        facts, kept = self.profiles.get(row.profile), self._trace_of(row.id)
        link = wiring.link_of(row.address, kept.exchanges() if kept is not None else ())
        return Known(profile=facts.label if facts else "", link=link)

    def device_moved(self, printer_id: str, address: str) -> None:
        """A network printer was found at another address, and its bridge has followed it already."""
        line = self.lines.get(printer_id)
        if line is not None and not self._stopping:
            line.row = replace(line.row, address=address)
            self._spawn(self._note_address(printer_id, address), f"new address of {line.row.name}")

    def polled(self, bridge: str, mac: str) -> Bridge | None:
        """The running bridge of a printer that calls the appliance, by its kind and its MAC (12 hex digits)."""
        line = self._polled_line(bridge, mac)
        return None if line is None else line.bridge

    def token_ok(self, bridge: str, mac: str, token: str) -> bool:
        """Whether a calling printer gave the secret of the address that was set up in it."""
        line = self._polled_line(bridge, mac)
        kept = None if line is None else line.row.token_hash
        return hmac.compare_digest(digest(token), kept or b"") and kept is not None

    def _spawn(self, work: Coroutine[Any, Any, None], name: str) -> None:
        task = asyncio.create_task(work, name=name)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _polled_line(self, bridge: str, mac: str) -> Line | None:
        lines = (one for one in self.lines.values() if one.row.enabled)
        return next((one for one in lines if (one.row.bridge, one.row.mac) == (bridge, mac)), None)

    async def _note_address(self, printer_id: str, address: str) -> None:
        with contextlib.suppress(
            StorageUnavailable, Refused
        ):  # removed meanwhile, or found again the next time
            await self._database.write(lambda tx: service.move_printer(tx, printer_id, address))

    async def _greet(self, row: PrinterRow) -> None:
        known, now = self.known_of(row), self._settings.now
        with contextlib.suppress(Refused):  # removed meanwhile, or the disk is full: then it goes without
            await self._database.write(lambda tx: greeting.print_plugged_in(tx, row.id, now, known))

    async def _match_rows(self) -> None:
        """The lines become what the file says; each printer is brought up or down beside the others."""
        rows = {row.id: row for row in self._database.read(store.all_printers)}
        gone = [line for printer_id, line in self.lines.items() if printer_id not in rows]
        work = [self._bring_up(row) for row in rows.values()] + [self._take_down(line) for line in gone]
        await asyncio.gather(*work)

    async def _bring_up(self, row: PrinterRow) -> None:
        line = self.lines.get(row.id)
        if line is not None and line.row.wiring == row.wiring:
            line.row = row
            return
        if line is None:
            line = self._new_line(row)
        old = line.bridge
        line.prepare(row)
        if old is not None:
            await self.setup.stop(row.name, old)
        if row.enabled and not self._stopping:
            line.take(await self.setup.make(row, self._listener(line)))
        line.wake()
        self._news.stir()

    def _new_line(self, row: PrinterRow) -> Line:
        line = self.lines[row.id] = Line(
            row,
            database=self._database,
            settings=self._settings,
            followers=self.followers,
            chance=self._chance,
            works=self.works,
            on_outcome=self._news.stir,
        )
        self._spawn(line.run(), f"print line {row.name}")
        return line

    async def _take_down(self, line: Line) -> None:
        del self.lines[line.row.id]
        line.finish()
        if line.bridge is not None:
            await self.setup.stop(line.row.name, line.bridge)
        for follower in self.removal_followers:
            follower(line.row.id)

    def _listener(self, line: Line) -> Callable[[PrinterStatus], None]:
        """Takes a status on the loop, unless the line has another bridge by then."""
        generation = line.generation

        def heard(status: PrinterStatus) -> None:
            if line.generation != generation:
                return
            line.heard(status)
            serial, now_s = wiring.is_serial(line.row.address), self._database.clock.monotonic_s()
            if line.absence.heard(status, serial=serial, now_s=now_s):
                self._spawn(self._greet(line.row), f"status slip of {line.row.name}")
            self._news.stir()
            if status.problem is Reason.NONE:
                self.wake()  # papers of others may be waiting for a printer that works
            for follower in self.status_followers:
                follower(line.row.id, status)

        return heard

    def _heard_commit(self, rows: list[JournalRow]) -> None:
        for row in rows:
            if row.kind == "print_job_changed":
                data: dict[str, Any] = msgspec.json.decode(row.data)
                if data["state"] != "sending":
                    self.wake(data["printer_id"])
            elif row.kind in REMAKES:
                self.refresh()
