"""An ESC/POS printer as others see it: a queue and a status, served by the thread that owns the device."""

import logging
from collections.abc import Callable

from firmware_bridges.contracts import OpenStream, PrinterStatus, PrintOutcome, Reason, Stream, StreamError
from firmware_bridges.document import Document
from firmware_bridges.escpos.acknowledge import ASK_GS_R, Abilities, Request
from firmware_bridges.escpos.encoder import ENABLE_STATUS_BACK, Encoder
from firmware_bridges.escpos.link import EscPosLink
from firmware_bridges.escpos.recovery import clear_error, recover
from firmware_bridges.escpos.words import describe
from firmware_bridges.job import Attempt, run
from firmware_bridges.keeper import Keeper, Pace
from firmware_bridges.language import Cancelled
from firmware_bridges.owner import OwnedPrinter, failed
from firmware_bridges.profiles import DEFAULT, Profile
from firmware_bridges.star.status import ASK_STATUS, speaks_star
from firmware_bridges.telling import Listener
from firmware_bridges.trace import Trace, traced

log = logging.getLogger(__name__)


class EscPosPrinter(OwnedPrinter):
    """Prints documents one after the other and watches the device in between.

    `on_status` is called from the printer's own thread whenever the status changes. The connection is kept
    open: a printer serves one at a time, and its status travels on the same one. `trace`, when given, keeps what
    passes.
    """

    def __init__(
        self,
        name: str,
        open_stream: OpenStream,
        profile: Profile = DEFAULT,
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
        craft = EscPosCraft(name, open_stream, profile, pace, on_status)
        super().__init__(name, craft, stop_grace_s=pace.stop_grace_s)


class EscPosCraft:
    """The ESC/POS way of printing and watching; used by the printer's own thread only."""

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
        language = EscPosLanguage(profile, self._abilities)
        self._keeper: Keeper[EscPosLink] = Keeper(name, open_stream, language, pace, on_status)
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
            link = self._keeper.link_for_job(until, stopping)
            if link.outlives_power and self._profile.acknowledgement != "none":
                body = self._encoder.encode(document, milestone=ASK_GS_R)
        except StreamError as error:
            return failed(Reason.STOPPED if stopping() else error.reason, error.detail)
        except Exception as error:  # python-escpos has no common base for what it raises
            log.exception("%s: %s cannot be rendered", self._name, document.title)
            return failed(Reason.BAD_DOCUMENT, str(error))
        outcome = self._run(link, Attempt(body, until, out_of_grace))
        if not outcome.done:
            self._keeper.abandon()
        return outcome

    def _run(self, link: EscPosLink, attempt: Attempt) -> PrintOutcome:
        milestones = self._encoder.milestones
        request = Request(self._profile.acknowledgement, self._abilities, link.owed_gs_r, milestones)
        link.owed_gs_r += milestones + request.question.count(ASK_GS_R)
        link.hear = request.hear
        try:
            return run(link, attempt, request, answers=self._profile.status)
        finally:
            link.hear = None


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
