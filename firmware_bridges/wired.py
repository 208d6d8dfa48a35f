"""A printer on a wire of its own, whatever its language: one connection, one thread, proof asked of every job."""

import logging
from abc import ABC, abstractmethod
from typing import Any, ClassVar, Generic, Protocol

from firmware_bridges.contracts import OpenStream, PrinterStatus, PrintOutcome, Reason, StreamError
from firmware_bridges.document import Document
from firmware_bridges.job import Attempt
from firmware_bridges.keeper import Keeper, Pace
from firmware_bridges.language import AnyLink, Cancelled, Language
from firmware_bridges.owner import OwnedPrinter, failed
from firmware_bridges.profiles import DEFAULT, Profile
from firmware_bridges.telling import Listener
from firmware_bridges.trace import Direction, Trace, traced

log = logging.getLogger(__name__)


class Encoder(Protocol):
    """Makes a language's bytes of documents; used by one thread at a time."""

    @property
    def lines(self) -> float:
        """How long the last paper becomes, in lines."""

    def encode(self, document: Document) -> bytes:
        """The whole job but its acknowledgement; whatever it raises refuses the document."""


class WiredCraft(ABC, Generic[AnyLink]):
    """What every language does on a wire; used by the printer's own thread only, except `status`."""

    encoder: Encoder

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
        self._keeper: Keeper[AnyLink] = Keeper(name, open_stream, self.language(), pace, on_status)
        self.look = self._keeper.look
        self.pause_s = self._keeper.pause_s
        self.descriptor = self._keeper.descriptor
        self.abandon = self._keeper.abandon
        self.close = self._keeper.close

    @property
    def status(self) -> PrinterStatus:
        """The last look, without waiting."""
        return self._keeper.status

    def attempt(
        self, document: Document, *, until: float, stopping: Cancelled, out_of_grace: Cancelled
    ) -> PrintOutcome:
        """Try once to print, until `until` (monotonic) and the time the paper itself needs."""
        try:
            body = self.encoder.encode(document.checked())
        except Exception as error:  # python-escpos and what draws have no common base for what they raise
            log.exception("%s: %s cannot be rendered", self._name, document.title)
            return failed(Reason.BAD_DOCUMENT, str(error))
        paper_s = self._profile.paper_s(self.encoder.lines, len(body))
        until += paper_s
        try:
            link = self._keeper.link_for_job(until, stopping)
        except StreamError as error:
            return failed(Reason.STOPPED if stopping() else error.reason, error.detail)
        body = self.suited(body, document, link)
        outcome = self.run(link, Attempt(body, paper_s, until, out_of_grace))
        if not outcome.done:
            self._keeper.abandon()
        return outcome

    @abstractmethod
    def language(self) -> Language[AnyLink]:
        """What the keeper must know."""

    @abstractmethod
    def run(self, link: AnyLink, attempt: Attempt) -> PrintOutcome:
        """Send the job with its question, and wait for the proof."""

    def suited(self, body: bytes, document: Document, link: AnyLink) -> bytes:
        """The bytes of the document for this very link."""
        return body


class WiredPrinter(OwnedPrinter, ABC):
    """Prints documents one after the other and watches the device in between.

    `on_status` is called from the printer's own thread whenever the status changes. The connection is kept
    open: a printer serves one at a time, and its status travels on the same one. `trace`, when given, keeps what
    passes.
    """

    craft: ClassVar[type[WiredCraft[Any]]]

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
        if trace is not None:
            open_stream = traced(open_stream, trace, self.words_for)
        craft = self.craft(name, open_stream, profile, pace, on_status)
        super().__init__(name, craft, trace=trace, stop_grace_s=pace.stop_grace_s)

    @abstractmethod
    def words_for(self, direction: Direction, data: bytes) -> str:
        """What these bytes mean, for the trace."""
