"""Finding out what an unknown printer understands: one slip with a big letter per candidate, and the owner's eye."""

import asyncio
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field

from appliance.kernel.errors import Conflict, NotFound
from appliance.printing import wiring
from appliance.printing.model import PrinterRow, ProfileFacts
from appliance.printing.setup import Setup
from appliance.printing.wire import Try, TryConfirmed, TrySlip
from appliance.printing.words import StaffWords
from firmware_bridges.contracts import PrintOutcome, Reason
from firmware_bridges.document import Align, Cut, Document, Feed, Rule, Size, Text

KEPT_MAX = 8
UNDER_WAY_MAX = 2
ATTEMPT_S = 12.0
OVERDUE_S = 3.0
LETTERS = "ABCDEFG"
CANDIDATES = (
    ("escpos", "generic-80"),
    ("escpos", "generic-58"),
    ("escpos", "silent-80"),
    ("star", "star-80"),
    ("star", "star-prnt-80"),
    ("star", "star-raster-80"),
    ("epos", "epson-80"),
)
"""Command sets and profiles that between them reach nearly every receipt printer, the usual first."""


@dataclass
class _Slip:
    letter: str
    bridge: str
    profile: str
    address: str
    state: str = "waiting"
    reason: str = ""


@dataclass
class _Try:
    id: str
    address: str
    slips: list[_Slip]
    task: asyncio.Task[None] | None = None
    done: bool = field(default=False)


class Tries:
    """Keeps the latest tries in memory; everything on the event loop."""

    def __init__(self, setup: Setup, profiles: Mapping[str, ProfileFacts]) -> None:
        self._setup = setup
        self._profiles = profiles
        self._kept: OrderedDict[str, _Try] = OrderedDict()

    def begin(self, try_id: str, address: str, bridge: str | None, profile: str | None) -> None:
        """Send a slip for each candidate, one after the other. A repeated id changes nothing.

        Raises Conflict try_under_way when this printer, or two others, are being tried already; Invalid
        address_invalid when no candidate can hang on such an address.
        """
        if try_id in self._kept:
            return
        under_way = [one for one in self._kept.values() if not one.done]
        if len(under_way) >= UNDER_WAY_MAX or any(one.address == address for one in under_way):
            raise Conflict("A test is under way already; wait until it has ended.", code="try_under_way")
        found = _Try(try_id, address, self._candidates(address, bridge, profile))
        self._kept[try_id] = found
        while len(self._kept) > KEPT_MAX:
            self._kept.popitem(last=False)
        found.task = asyncio.create_task(self._run(found), name=f"try {address}")

    def look(self, try_id: str, words: StaffWords) -> Try:
        """How far it is. Raises NotFound try_unknown."""
        found = self._require(try_id)
        slips = [
            TrySlip(
                one.letter,
                one.bridge,
                one.profile,
                one.state,
                words.trouble(one.reason)[0] if one.reason else "",
            )
            for one in found.slips
        ]
        return Try(found.id, found.address, found.done, slips)

    def confirmed(self, try_id: str, letter: str) -> TryConfirmed:
        """What the slip with this letter was made for. Raises NotFound try_unknown or letter_unknown."""
        found = next((one for one in self._require(try_id).slips if one.letter == letter.upper()), None)
        if found is None:
            raise NotFound("No slip had this letter.", code="letter_unknown")
        return TryConfirmed(found.address, found.bridge, found.profile)

    async def stop(self) -> None:
        """Give up what is under way."""
        tasks = [one.task for one in self._kept.values() if one.task is not None]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _require(self, try_id: str) -> _Try:
        found = self._kept.get(try_id)
        if found is None:
            raise NotFound("There is no such test.", code="try_unknown")
        return found

    def _candidates(self, address: str, bridge: str | None, profile: str | None) -> list[_Slip]:
        if bridge is not None and profile is not None:
            wanted: tuple[tuple[str, str], ...] = ((bridge, profile),)
        else:
            wanted = tuple(
                (kind, profile or name) for kind, name in CANDIDATES if bridge is None or kind == bridge
            )
        known = [one for one in dict.fromkeys(wanted) if one[1] in self._profiles or not self._profiles]
        kinds = [bridge] if bridge else [kind for kind, _ in known if wiring.fits(kind, address)]
        slips = [
            (kind, name, wiring.checked(kind, address)[0])
            for kind, name in (known or wanted)
            if kind in kinds
        ]
        if not slips:
            wiring.checked("escpos", address)
        return [_Slip(letter, *one) for letter, one in zip(LETTERS, slips, strict=False)]

    async def _run(self, found: _Try) -> None:
        try:
            for slip in found.slips:
                outcome = await self._print(slip)
                slip.state = "failed" if outcome is None else str(outcome.state)
                slip.reason = str(Reason.INTERNAL if outcome is None else outcome.reason)
        finally:
            found.done = True

    async def _print(self, slip: _Slip) -> PrintOutcome | None:
        name = f"test {slip.letter}"
        row = PrinterRow("try", name, slip.bridge, slip.address, slip.profile)
        bridge = await self._setup.make(row, lambda status: None)
        if bridge is None:
            return None
        try:
            future = bridge.submit(name, letter_slip(slip.letter, self._label(slip)), deadline_s=ATTEMPT_S)
            async with asyncio.timeout(ATTEMPT_S + OVERDUE_S):
                return await asyncio.wrap_future(future)
        except TimeoutError:
            return None
        finally:
            await self._setup.stop(name, bridge)

    def _label(self, slip: _Slip) -> str:
        facts = self._profiles.get(slip.profile)
        return facts.label if facts else slip.profile


def letter_slip(letter: str, label: str) -> Document:
    """A slip on which everything that often goes wrong can be seen at a glance."""
    big = Text(letter, size=Size.DOUBLE, bold=True, align=Align.CENTRE)
    return Document(
        title=f"test {letter}",
        parts=(
            big,
            Text(label, align=Align.CENTRE),
            Rule(),
            Text("Ää Öö éèà ñ € 12,50"),
            Text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", reverse=True),
            big,
            Feed(2),
            Cut(),
        ),
    )
