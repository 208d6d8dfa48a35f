"""A Star printer as others see it: a queue and a status, served by the thread that owns the device."""

import logging
from collections.abc import Callable

from firmware_bridges.contracts import OpenStream, PrinterStatus, PrintOutcome, Reason, Stream, StreamError
from firmware_bridges.document import Document
from firmware_bridges.escpos.status import QUESTIONS, speaks_escpos
from firmware_bridges.job import Attempt, run
from firmware_bridges.keeper import Keeper, Pace
from firmware_bridges.language import Cancelled
from firmware_bridges.owner import OwnedPrinter, failed
from firmware_bridges.profiles import Profile
from firmware_bridges.star.encoder import ENABLE_ASB, Encoder
from firmware_bridges.star.link import Abilities, Mark, StarLink
from firmware_bridges.star.words import describe
from firmware_bridges.telling import Listener
from firmware_bridges.trace import Trace, traced

log = logging.getLogger(__name__)


class StarPrinter(OwnedPrinter):
    """Prints documents on a Star printer in Line Mode or StarPRNT, by the language of its profile.

    `on_status` is called from the printer's own thread whenever the status changes. The connection is kept
    open: its status travels on the same one. `trace`, when given, keeps what passes.
    """

    def __init__(
        self,
        name: str,
        open_stream: OpenStream,
        profile: Profile,
        *,
        on_status: Listener | None = None,
        pace: Pace | None = None,
        trace: Trace | None = None,
    ) -> None:
        pace = pace or Pace()
        self.profile = profile
        self.trace = trace
        if trace is not None:
            open_stream = traced(open_stream, trace, describe)
        craft = StarCraft(name, open_stream, profile, pace, on_status)
        super().__init__(name, craft, stop_grace_s=pace.stop_grace_s)


class StarCraft:
    """Star's way of printing and watching; used by the printer's own thread only."""

    def __init__(
        self,
        name: str,
        open_stream: OpenStream,
        profile: Profile,
        pace: Pace,
        on_status: Listener | None,
    ) -> None:
        self._name = name
        self._profile = profile
        self._abilities = Abilities()
        self._encoder = Encoder(profile)
        self._keeper: Keeper[StarLink] = Keeper(name, open_stream, StarLanguage(profile), pace, on_status)
        self.look = self._keeper.look
        self.pause_s = self._keeper.pause_s
        self.descriptor = self._keeper.descriptor
        self.abandon = self._keeper.abandon
        self.close = self._keeper.close

    @property
    def status(self) -> PrinterStatus:
        return self._keeper.status

    def attempt(
        self, document: Document, *, until: float, stopping: Cancelled, out_of_grace: Cancelled
    ) -> PrintOutcome:
        try:
            body = self._encoder.encode(document.checked())
        except Exception as error:  # drawing libraries share no base for what they raise
            log.exception("%s: %s cannot be rendered", self._name, document.title)
            return failed(Reason.BAD_DOCUMENT, str(error))
        try:
            link = self._keeper.link_for_job(until, stopping)
        except StreamError as error:
            return failed(Reason.STOPPED if stopping() else error.reason, error.detail)
        asks = self._profile.status and self._profile.acknowledgement != "none"
        outcome = run(
            link,
            Attempt(body, until, out_of_grace),
            Mark(link, self._abilities, asks=asks),
            answers=self._profile.status,
        )
        if not outcome.done:
            self._keeper.abandon()
        return outcome


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
