"""An ESC/POS printer as others see it: a queue and a status, served by the thread that owns the device."""

from collections.abc import Callable

from firmware_bridges.contracts import OpenStream, PrintOutcome, Stream
from firmware_bridges.document import Document
from firmware_bridges.escpos.acknowledge import ASK_GS_R, Abilities, Request
from firmware_bridges.escpos.encoder import ENABLE_STATUS_BACK, Encoder
from firmware_bridges.escpos.link import EscPosLink
from firmware_bridges.escpos.recovery import clear_error, recover
from firmware_bridges.escpos.words import describe
from firmware_bridges.job import Attempt, run
from firmware_bridges.keeper import Pace
from firmware_bridges.language import Cancelled
from firmware_bridges.profiles import Profile
from firmware_bridges.star.status import ASK_STATUS, speaks_star
from firmware_bridges.telling import Listener
from firmware_bridges.trace import Direction
from firmware_bridges.wired import WiredCraft, WiredPrinter


class EscPosCraft(WiredCraft[EscPosLink]):
    """The ESC/POS way of printing and watching."""

    encoder: Encoder

    def __init__(
        self,
        name: str,
        open_stream: OpenStream,
        profile: Profile,
        pace: Pace,
        on_status: Listener | None,
    ) -> None:
        self.encoder = Encoder(profile)
        self._abilities = Abilities()
        super().__init__(name, open_stream, profile, pace, on_status)

    def language(self) -> "EscPosLanguage":
        return EscPosLanguage(self._profile, self._abilities)

    def suited(self, body: bytes, document: Document, link: EscPosLink) -> bytes:
        """Where the connection outlives the printer's power, every mark is asked for: half a job must not pass for one."""
        if not link.outlives_power or self._profile.acknowledgement == "none":
            return body
        return self.encoder.encode(document, milestone=ASK_GS_R)

    def run(self, link: EscPosLink, attempt: Attempt) -> PrintOutcome:
        milestones = self.encoder.milestones
        request = Request(self._profile.acknowledgement, self._abilities, link.owed_gs_r, milestones)
        link.owed_gs_r += milestones + request.question.count(ASK_GS_R)
        link.hear = request.hear
        try:
            return run(link, attempt, request, answers=self._profile.status)
        finally:
            link.hear = self._abilities.hear


class EscPosLanguage:
    """What the keeper must know of ESC/POS."""

    def __init__(self, profile: Profile, abilities: Abilities) -> None:
        self.answers = profile.status
        self._abilities = abilities

    def talk(self, stream: Stream, on_heard: Callable[[], None]) -> EscPosLink:
        return EscPosLink(stream, on_heard)

    def greet(self, link: EscPosLink, *, until: float, cancelled: Cancelled) -> None:
        link.send(ENABLE_STATUS_BACK, until=until, cancelled=cancelled)

    def is_foreign(self, link: EscPosLink, *, until: float, cancelled: Cancelled) -> bool:
        """Star printers ignore DLE EOT; many send their status unasked on a new connection."""
        if not speaks_star(link.first_heard):
            link.send(ASK_STATUS, until=until, cancelled=cancelled)
        return link.wait(lambda: speaks_star(link.first_heard), until=until, cancelled=cancelled)

    def recover(self, link: EscPosLink, *, until: float, cancelled: Cancelled) -> None:
        recover(link, self._abilities, until=until, cancelled=cancelled)

    def clear_error(self, link: EscPosLink, *, until: float, cancelled: Cancelled) -> None:
        clear_error(link, until=until, cancelled=cancelled)


class EscPosPrinter(WiredPrinter):
    """An ESC/POS printer on a wire."""

    craft = EscPosCraft

    def words_for(self, direction: Direction, data: bytes) -> str:
        return describe(direction, data)
