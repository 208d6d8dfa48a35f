"""An Epson printer that is asked over HTTP (ePOS-Print XML): every answer says how the job and the printer are."""

import logging
import random
import re
import time
from collections.abc import Callable

from firmware_bridges.contracts import PrinterStatus, PrintOutcome, Reason, StreamError
from firmware_bridges.document import Document
from firmware_bridges.epos.encoder import STATUS_QUESTION, encode
from firmware_bridges.epos.markup import EposError
from firmware_bridges.epos.reply import Reply, read_reply
from firmware_bridges.epos.site import Identity, Site
from firmware_bridges.epos.web import Answer, Call, NoAnswer, post
from firmware_bridges.keeper import Pace
from firmware_bridges.owner import OwnedPrinter, failed, unknown
from firmware_bridges.profiles import Profile
from firmware_bridges.sanitise import printable
from firmware_bridges.telling import Listener, tell
from firmware_bridges.trace import Direction, Trace

log = logging.getLogger(__name__)

Cancelled = Callable[[], bool]

PACE = Pace(connect_s=2.0, answer_s=2.0, ping_s=1.0)
SECURE_PACE = Pace(connect_s=2.5, answer_s=2.0, ping_s=2.5)
"""Less often: a handshake is much work for a printer."""
_PRINT_TIMEOUT_S = 10.0
_MARGIN_S = 1.0
_SAID = re.compile(rb'\b(?:success|code|status|asbstatus)\s*=\s*"[^"<>]{0,60}"', re.IGNORECASE)
_ENVELOPE = (
    '<?xml version="1.0" encoding="utf-8"?>'
    '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>{}</s:Body></s:Envelope>'
)


class EposPrinter(OwnedPrinter):
    """Implements `contracts.Printer` for a printer at a web address such as http://192.0.2.10/.

    `on_status` is called from the printer's own thread whenever the status changes. With an `identity` it is
    followed when it moves to another address. Raises ValueError for an address or a MAC that cannot be.
    """

    def __init__(
        self,
        name: str,
        base_url: str,
        profile: Profile,
        *,
        on_status: Listener | None = None,
        trace: Trace | None = None,
        pace: Pace | None = None,
        identity: Identity | None = None,
    ) -> None:
        site = Site(base_url, identity)
        pace = pace or (SECURE_PACE if site.secure else PACE)
        self.profile = profile
        trace = trace or Trace()
        craft = _Craft(name, site, profile, pace, on_status, trace)
        super().__init__(name, craft, trace=trace, stop_grace_s=pace.stop_grace_s)


class _Craft:
    """How `OwnedPrinter` drives it; there is no kept connection, so there is nothing to wait on in between."""

    def __init__(
        self, name: str, site: Site, profile: Profile, pace: Pace, on_status: Listener | None, trace: Trace
    ) -> None:
        self.status = PrinterStatus(False, reason=Reason.NOT_CONNECTED, at_monotonic=time.monotonic())
        self._name = name
        self._site = site
        self._profile = profile
        self._pace = pace
        self._on_status = on_status
        self._trace = trace
        self._losses = 0
        self._complained = False
        self._next_at = time.monotonic()

    def attempt(
        self, document: Document, *, until: float, stopping: Cancelled, out_of_grace: Cancelled
    ) -> PrintOutcome:
        """Make sure that the printer can print, then hand it the job and wait for its word."""
        try:
            markup = encode(document, self._profile)
        except Exception as error:  # rendering libraries share no base for what they raise
            log.exception("%s: a document cannot be rendered", self._name)
            return failed(Reason.BAD_DOCUMENT, str(error))
        try:
            self._ask(until, stopping)
        except StreamError as error:
            return failed(Reason.STOPPED if stopping() else error.reason, error.detail)
        if problem := self.status.problem:
            return failed(problem, "the printer says it cannot print")
        return self._print(markup, until, out_of_grace)

    def look(self, stopping: Cancelled) -> None:
        """Ask how the printer is, when it is time to."""
        if time.monotonic() >= self._next_at:
            try:
                self._ask(time.monotonic() + self._pace.connect_s + self._pace.answer_s, stopping)
            except StreamError as error:
                log.debug("%s: %s", self._name, error.detail)

    def pause_s(self) -> float:
        """Until the next question."""
        return max(0.0, self._next_at - time.monotonic())

    def descriptor(self) -> None:
        """Such a printer never speaks by itself."""

    def abandon(self) -> None:
        """Every call has its own connection, which is closed with it."""

    def close(self) -> None:
        """See `abandon`."""

    def _ask(self, until: float, cancelled: Cancelled) -> None:
        """Take in the printer's status; raises StreamError, and the printer is offline then."""
        until = min(until, time.monotonic() + self._pace.connect_s + self._pace.answer_s)
        try:
            answer = self._post(STATUS_QUESTION, self._pace.answer_s, until, cancelled)
            if answer.status != 200:
                raise StreamError(_refusal(answer.status), f"the printer answered HTTP {answer.status}")
            reply = self._read(answer)
        except StreamError as error:
            self._lost(error)
            raise
        self._found(reply)

    def _print(self, markup: str, until: float, cancelled: Cancelled) -> PrintOutcome:
        timeout_s = max(_MARGIN_S, min(_PRINT_TIMEOUT_S, until - time.monotonic() - _MARGIN_S))
        self._trace.add("to", markup.encode(), describe)
        try:
            answer = self._post(markup, timeout_s, until, cancelled)
        except NoAnswer as error:
            self._lost(error)
            return (unknown if error.begun else failed)(error.reason, error.detail)
        self._trace.add("from", answer.body, describe)
        if answer.status != 200:
            ended = failed if 400 <= answer.status < 500 else unknown
            return ended(_refusal(answer.status), f"the printer answered HTTP {answer.status}")
        try:
            reply = self._read(answer)
        except StreamError as error:
            return unknown(error.reason, error.detail)
        self._found(reply)
        return reply.outcome()

    def _post(self, markup: str, timeout_s: float, until: float, cancelled: Cancelled) -> Answer:
        body = _ENVELOPE.format(markup).encode()
        call = Call(self._site.head(len(body), timeout_s), body, until, cancelled)
        return post(self._site.open_stream, call, connect_s=self._pace.connect_s)

    def _read(self, answer: Answer) -> Reply:
        try:
            return read_reply(answer.body)
        except EposError as error:
            if not self._complained:
                self._complained = True
                log.warning("%s sent what is no answer: %s", self._name, answer.body[:64].hex(" "))
            raise StreamError(Reason.GARBLED, str(error)) from error

    def _found(self, reply: Reply) -> None:
        self._losses = 0
        self._next_at = time.monotonic() + self._pace.ping_s
        self._publish(reply.printer_status())

    def _lost(self, error: StreamError) -> None:
        """A call that broke off once is tried again before the printer is called offline."""
        self._losses += 1
        longest_s = self._pace.reconnect_first_s * 2.0 ** min(self._losses, 16)
        pause_s = min(self._pace.reconnect_last_s, longest_s) * random.uniform(0.5, 1.0)  # noqa: S311 - spreads retries
        self._next_at = time.monotonic() + pause_s
        mishap = error.reason is Reason.RESET and self._losses == 1
        if error.reason is not Reason.STOPPED and not mishap:
            if error.reason is not self.status.reason:
                self._trace.note("from", error.detail)
            self._publish(PrinterStatus(False, reason=error.reason, at_monotonic=time.monotonic()))

    def _publish(self, status: PrinterStatus) -> None:
        before, self.status = self.status, status
        if not status.same_as(before):
            tell(self._name, before, status, self._on_status)


def describe(direction: Direction, data: bytes) -> str:
    """An exchange in words, for the technician; `data` may be the beginning only."""
    if direction == "to":
        return "print request"
    said = [match[0].decode("ascii", "replace") for match in _SAID.finditer(data)]
    return printable(" ".join(said)) or "no answer of this protocol"


def _refusal(status: int) -> Reason:
    """What an HTTP status that is not 200 means here."""
    if status in (404, 405):
        return Reason.WRONG_LANGUAGE
    return Reason.NO_ANSWER if status in (429, 503) else Reason.PRINTER_ERROR
