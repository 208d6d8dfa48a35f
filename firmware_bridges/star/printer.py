"""A Star printer as others see it: a queue and a status, served by the thread that owns the device."""

from collections.abc import Callable

from firmware_bridges.contracts import OpenStream, PrintOutcome, Stream
from firmware_bridges.escpos.status import QUESTIONS, speaks_escpos
from firmware_bridges.job import Attempt, run
from firmware_bridges.keeper import Pace
from firmware_bridges.language import Cancelled
from firmware_bridges.profiles import Profile
from firmware_bridges.star.encoder import ENABLE_ASB, Encoder
from firmware_bridges.star.link import Abilities, Mark, StarLink
from firmware_bridges.star.words import describe
from firmware_bridges.telling import Listener
from firmware_bridges.trace import Direction
from firmware_bridges.wired import WiredCraft, WiredPrinter


class StarCraft(WiredCraft[StarLink]):
    """Star's way of printing and watching."""

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

    def language(self) -> "StarLanguage":
        return StarLanguage(self._profile)

    def run(self, link: StarLink, attempt: Attempt) -> PrintOutcome:
        asks = self._profile.status and self._profile.acknowledgement != "none"
        proof = Mark(link, self._abilities, asks=asks)
        return run(link, attempt, proof, answers=self._profile.status)


class StarLanguage:
    """What the keeper must know of Star's command sets."""

    def __init__(self, profile: Profile) -> None:
        self.answers = profile.status

    def talk(self, stream: Stream, on_heard: Callable[[], None]) -> StarLink:
        return StarLink(stream, on_heard)

    def greet(self, link: StarLink, *, until: float, cancelled: Cancelled) -> None:
        link.send(ENABLE_ASB, until=until, cancelled=cancelled)

    def is_foreign(self, link: StarLink, *, until: float, cancelled: Cancelled) -> bool:
        """An ESC/POS printer ignores Star's question, and answers DLE EOT."""
        link.send(QUESTIONS[1], until=until, cancelled=cancelled)
        return link.wait(lambda: speaks_escpos(link.first_heard), until=until, cancelled=cancelled)

    def recover(self, link: StarLink, *, until: float, cancelled: Cancelled) -> None:
        link.recover(until=until, cancelled=cancelled)

    def clear_error(self, link: StarLink, *, until: float, cancelled: Cancelled) -> None:
        """A Star printer goes on by itself when the cause is gone and the cover shut; it has no word for it."""


class StarPrinter(WiredPrinter):
    """A Star printer in Line Mode or StarPRNT, by the language of its profile, on a wire."""

    craft = StarCraft

    def words_for(self, direction: Direction, data: bytes) -> str:
        return describe(direction, data)
