"""Epson printers that fetch their jobs from us (Server Direct Print): they post forms and get print requests back."""

import time

from firmware_bridges.address import normal_mac
from firmware_bridges.contracts import OutcomeState, PrinterStatus, PrintOutcome, Reason
from firmware_bridges.document import Document, DocumentError
from firmware_bridges.epos.encoder import STATUS_QUESTION, encode
from firmware_bridges.epos.forms import Report, read_form, read_notice, read_report
from firmware_bridges.epos.markup import EposError, element
from firmware_bridges.epos.printer import describe
from firmware_bridges.epos.site import DEVICE_ID
from firmware_bridges.polled import INTERVAL_S, PolledPrinter
from firmware_bridges.profiles import Profile
from firmware_bridges.telling import Listener
from firmware_bridges.trace import Trace

LARGEST_REQUEST = 1_900_000
"""A printer refuses print requests of 2 MB and more."""
STATUS_AGE_S = 10.0
"""After so long an idle printer is asked how it is, since it need not tell by itself."""
PATIENT_QUESTIONS = 3
"""A printer that has left so many questions unanswered gets its job unasked."""
_PRINT_TIMEOUT_MS = 10_000
_STATUS_JOB = "status"
_VERSION = "2.00"
"""The oldest version whose results name their print request."""


class ServerDirectPrinter(PolledPrinter[str]):
    """Implements `contracts.Printer`. Give every call of the printer to `take` and its answer back to the printer.

    A job is never handed out twice, and not while the printer is known to be in trouble: then it is asked how
    it is at each of its calls. The printer's ID is set to its MAC. A printer set to tell its status by itself is believed at once.
    """

    def __init__(
        self,
        name: str,
        mac: str,
        profile: Profile,
        *,
        on_status: Listener | None = None,
        interval_s: float = INTERVAL_S,
        trace: Trace | None = None,
    ) -> None:
        super().__init__(name, self._render, interval_s=interval_s, on_status=on_status)
        self.mac = normal_mac(mac)
        self.profile = profile
        self.trace = trace or Trace()
        self._known_at: float | None = None
        self._questions = 0

    def take(self, body: bytes) -> bytes:
        """The answer (text/xml, often empty) to a call with that form.

        Raises EposError for what is no form of this protocol or comes from a printer with another ID.
        """
        form = read_form(body)
        if not self._is_ours(form.printer_id):
            raise EposError("a call with another printer's ID")
        if form.kind == "GetRequest":
            self.heard()
            return self._request()
        before = self.status
        ended = False
        if form.kind == "SetStatus":
            self._know(read_notice(form.document, DEVICE_ID))
        else:
            ended = self._note(read_report(form.document))
        if ended or not self.status.same_as(before):
            self.trace.add("from", form.document, describe)
        return b""

    def _is_ours(self, printer_id: str) -> bool:
        try:
            return normal_mac(printer_id) == self.mac
        except ValueError:
            return False

    def _render(self, document: Document) -> str:
        markup = encode(document, self.profile)
        if len(markup.encode()) > LARGEST_REQUEST:
            raise DocumentError("this is too long for the printer")
        return markup

    def _request(self) -> bytes:
        current = self.offer()
        if current is not None and self.is_out(current.token):
            return b""
        doubtful = self._known_at is None or self.status.problem
        if doubtful and self._questions < PATIENT_QUESTIONS:
            return self._question()
        job = self.hand_out(current.token) if current is not None else None
        if job is not None:
            request = _print_request(job.token, job.payload)
            with self.trace.discreet(job.document):
                self.trace.add("to", request, describe)
            return request
        stale = self._known_at is None or time.monotonic() - self._known_at > STATUS_AGE_S
        return self._question() if stale else b""

    def _question(self) -> bytes:
        self._questions += 1
        return _print_request(_STATUS_JOB, STATUS_QUESTION)

    def _note(self, report: Report) -> bool:
        """Whether a job has ended by it. A result that names no job could be an older one's: it ends none."""
        ended = False
        for result in report.results:
            self._know(result.reply.printer_status())
            ended |= self.end(result.job_id, result.reply.outcome())
        current = self.offer()
        if report.refused is not None and current is not None:
            refusal = PrintOutcome(OutcomeState.FAILED, Reason.BAD_DOCUMENT, report.refused)
            ended |= self.end(current.token, refusal)
        return ended

    def _know(self, status: PrinterStatus) -> None:
        self._known_at, self._questions = time.monotonic(), 0
        self.heard(status)


def _print_request(job_id: str, markup: str) -> bytes:
    parameter = element("devid", DEVICE_ID) + element("timeout", str(_PRINT_TIMEOUT_MS))
    parameter += element("printjobid", job_id)
    job = element("ePOSPrint", element("Parameter", parameter) + element("PrintData", markup))
    request = element("PrintRequestInfo", job, Version=_VERSION)
    return b'<?xml version="1.0" encoding="utf-8"?>' + request.encode()
