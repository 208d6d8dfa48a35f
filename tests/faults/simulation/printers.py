"""Printers that outlive the box: what comes out stays on the table, whatever the appliance learns of it."""

import asyncio
import contextlib
import re
from collections import Counter
from collections.abc import Callable
from concurrent.futures import Future, InvalidStateError
from dataclasses import dataclass, field
from enum import StrEnum
from random import Random
from typing import TypeVar

from appliance.printing import PrinterRow
from firmware_bridges.contracts import OutcomeState, Paper, PrinterStatus, PrintOutcome, Reason
from firmware_bridges.document import Document, Kick, Text

BANNERS = 2
"""How many parts at the top may be marks: a copy of a failover ticket has two."""

DISH = re.compile(r"(\d+) x (.+)")

T = TypeVar("T")


class Mood(StrEnum):
    """How a printer is."""

    WELL = "well"
    CLONE = "clone"
    """Prints, but confirms nothing."""
    EMPTY = "empty"
    AWAY = "away"
    BROKEN = "broken"
    """Each attempt ends in doubt, with or without paper."""


@dataclass(slots=True)
class Sheet:
    """What came out for one attempt; not `whole` when it ends in the middle.

    `dishes` counts the pieces of each dish it names; `asked_seq` is the last event when the printer was given it.
    """

    job_id: str
    asked_seq: int
    banners: tuple[str, ...]
    dishes: Counter[str]
    kicks: int
    whole: bool

    @property
    def marked_copy(self) -> bool:
        """Whether a cook can tell that another paper may exist."""
        return any(banner.startswith("COPY ") for banner in self.banners)


@dataclass
class Device:
    """One printer on its shelf."""

    printer_id: str
    chance: Random
    sheets: list[Sheet]
    mood: Mood = Mood.WELL
    bridge: "Bridge | None" = None
    _waiting_for_paper: list[Sheet] = field(default_factory=list)

    def become(self, mood: Mood) -> None:
        """Change its mood and tell the box, if one is listening. A new roll finishes what had begun."""
        self.mood = mood
        if mood not in (Mood.EMPTY, Mood.AWAY):
            for sheet in self._waiting_for_paper:
                sheet.whole = True
            self._waiting_for_paper.clear()
        if mood is Mood.AWAY:
            self._waiting_for_paper.clear()
        if self.bridge is not None:
            self.bridge.tell()

    @property
    def status(self) -> PrinterStatus:
        """What it would say of itself."""
        if self.mood is Mood.AWAY:
            return PrinterStatus(False, reason=Reason.UNREACHABLE)
        return PrinterStatus(True, paper=Paper.OUT if self.mood is Mood.EMPTY else Paper.OK)

    def attempt(self, job_id: str, document: Document, asked_seq: int) -> PrintOutcome | None:
        """Do something with a job; None means that nobody ever hears how it ended."""
        if self.mood is Mood.AWAY:
            return PrintOutcome(OutcomeState.FAILED, Reason.UNREACHABLE)
        if self.mood is Mood.EMPTY:
            return PrintOutcome(OutcomeState.FAILED, Reason.PAPER_OUT)
        accident = self.chance.uniform(0.0, 0.1 if self.mood is Mood.BROKEN else 1.0)
        if accident < 0.01:
            return _doubt(Reason.RESET)
        sheet = self._print(job_id, document, asked_seq)
        if accident < 0.03:
            sheet.whole = False
            return _doubt(Reason.RESET)
        if accident < 0.05:  # the roll ends in the middle; a new one lets the rest come out
            sheet.whole = False
            self._waiting_for_paper.append(sheet)
            self.become(Mood.EMPTY)
            return _doubt(Reason.PAPER_OUT)
        if accident < 0.08:
            return _doubt(Reason.NO_ANSWER)
        if accident < 0.1:
            return None
        state = OutcomeState.SENT_UNCONFIRMED if self.mood is Mood.CLONE else OutcomeState.PRINTED
        return PrintOutcome(state)

    def _print(self, job_id: str, document: Document, asked_seq: int) -> Sheet:
        texts = [part.text for part in document.parts[:BANNERS] if isinstance(part, Text)]
        dishes: Counter[str] = Counter()
        for part in document.parts:
            if isinstance(part, Text) and (found := DISH.fullmatch(part.text)):
                dishes[found[2]] += int(found[1])
        kicks = sum(isinstance(part, Kick) for part in document.parts)
        sheet = Sheet(job_id, asked_seq, tuple(texts), dishes, kicks, whole=True)
        self.sheets.append(sheet)
        return sheet


class Bridge:
    """The appliance's end of the wire, for one life."""

    def __init__(
        self,
        device: Device,
        loop: asyncio.AbstractEventLoop,
        on_status: Callable[[PrinterStatus], None],
        last_seq: Callable[[], int],
    ) -> None:
        self._device = device
        self._last_seq = last_seq
        self._loop = loop
        self._on_status = on_status

    @property
    def status(self) -> PrinterStatus:
        return self._device.status

    def start(self) -> None:
        """Say how the device is."""
        self.tell()

    def tell(self) -> None:
        """The device's state may have changed."""
        self._loop.call_soon(self._on_status, self._device.status)

    def submit(self, job_id: str, document: Document, *, deadline_s: float) -> Future[PrintOutcome]:
        """One attempt; paper comes out a moment later, and the answer after that."""
        future: Future[PrintOutcome] = Future()
        asked = (job_id, document, self._last_seq())
        self._loop.call_later(self._device.chance.uniform(0.2, 1.5), self._work, asked, future)
        return future

    def _work(self, asked: tuple[str, Document, int], future: Future[PrintOutcome]) -> None:
        outcome = self._device.attempt(*asked)
        if outcome is not None:
            self._loop.call_later(self._device.chance.uniform(0.1, 1.0), _answer, future, outcome)

    def stop(self) -> None:
        """Nothing to let go."""


class Printers:
    """All of them, and every sheet in the order it came out. `last_seq` tells of the box's journal."""

    def __init__(self, chance: Random) -> None:
        self.sheets: list[Sheet] = []
        self.last_seq: Callable[[], int] = lambda: 0
        self._chance = chance
        self.devices: dict[str, Device] = {}

    def make(self, row: PrinterRow, on_status: Callable[[PrinterStatus], None]) -> Bridge:
        """A wire from the box to the device of that name."""
        device = self.devices.setdefault(row.id, Device(row.id, self._chance, self.sheets))
        device.bridge = Bridge(device, asyncio.get_running_loop(), on_status, self.last_seq)
        return device.bridge

    def cut_wires(self) -> None:
        """The box is gone; the devices are not."""
        for device in self.devices.values():
            device.bridge = None


def _doubt(reason: Reason) -> PrintOutcome:
    return PrintOutcome(OutcomeState.UNKNOWN, reason)


def _answer(future: Future[PrintOutcome], outcome: PrintOutcome) -> None:
    with contextlib.suppress(InvalidStateError):  # nobody listens any more
        future.set_result(outcome)


async def at_once(name: str, work: Callable[[], T], *, deadline_s: float) -> T:
    """These bridges never hang, and threads would not keep the simulated time."""
    return work()
