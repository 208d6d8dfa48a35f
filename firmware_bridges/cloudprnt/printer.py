"""A CloudPRNT printer as others see it: a queue and a status, served and told by the printer's own calls."""

import time
from dataclasses import dataclass
from typing import Any, Literal

from firmware_bridges.address import normal_mac
from firmware_bridges.cloudprnt.papers import Papers, papers_of
from firmware_bridges.cloudprnt.poll import CloudPrntError, Poll, mac_of, outcome_of, read_poll
from firmware_bridges.contracts import OutcomeState, PrintOutcome, Reason
from firmware_bridges.document import Document
from firmware_bridges.polled import INTERVAL_S, PolledPrinter
from firmware_bridges.profiles import Profile
from firmware_bridges.sanitise import printable
from firmware_bridges.telling import Listener
from firmware_bridges.trace import Trace

QUESTIONS = ("ClientType", "ClientVersion", "Encodings", "GetPollInterval")
"""What a printer is asked about itself when it appears (`clientAction`)."""
_ASKED_AT_MOST = 3
_LONGEST_FACT = 300
_LONGEST_INTERVAL_S = 600.0
_FETCH_GRACE_S = 3.0
"""A printer that said when it called that it prints nothing may only just have fetched the job."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """The answer to a GET."""

    body: bytes
    media_type: str
    headers: dict[str, str]


class CloudPrntPrinter(PolledPrinter[Papers]):
    """Implements `contracts.Printer`. `poll`, `fetch` and `delete` are the printer's POST, GET and DELETE.

    A job goes out while the printer is well, and is never offered again once it has been fetched: the printer
    may have printed it. If it lets go of it without a word, the outcome is unknown, so that the next paper is
    a marked copy. Calls that are refused are counted in `refused`.
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
        self.refused = 0
        self.facts: dict[str, str] = {}
        """What the printer has said about itself, by question."""
        self._asked = 0
        self._fetched_at = 0.0

    def poll(self, body: bytes) -> dict[str, Any]:
        """The JSON answer to a POST. Raises CloudPrntError for what is no poll or another printer's."""
        try:
            poll = read_poll(body)
            if mac_of(poll.mac) != self.mac:
                raise CloudPrntError("a poll of another printer")
        except CloudPrntError:
            self.refused += 1
            raise
        was_online, before = self.status.online, self.status
        self.heard(poll.printer_status())
        if not self.status.same_as(before):
            self.trace.add("from", body, describe)
        if not was_online:
            self._asked = 0
            self.facts.clear()
        self._learn(poll)
        self._notice_let_go(poll)
        return self._answer(poll)

    def fetch(self, media_type: str | None = None, token: str | None = None) -> Fetched | None:
        """The answer to a GET, the same one as often as it comes; None when that job is not to be had.

        An old printer names no token: it means the job it was told of. Raises CloudPrntError for a media type
        that was not offered.
        """
        self.heard()
        offered = self.offer()
        wanted = token or (offered.token if offered is not None else "")
        if offered is None or offered.token != wanted:
            self.refused += 1
            return None
        kind = (media_type or next(iter(offered.payload.forms))).partition(";")[0].strip().lower()
        if kind not in offered.payload.forms:
            self.refused += 1
            raise CloudPrntError(f"{printable(kind, 60)} was not offered")
        fresh = not self.is_out(wanted)
        job = self.hand_out(wanted)
        if job is None:
            return None
        if fresh:
            self._fetched_at = time.monotonic()
        with self.trace.discreet(job.document):
            self.trace.add("to", job.payload.forms[kind], lambda *_: f"a document as {kind}")
        plain = kind.startswith(("text/", "image/"))
        return Fetched(job.payload.forms[kind], kind, job.payload.headers if plain else {})

    def delete(self, code: str | None, token: str | None = None) -> bool:
        """The printer lets go of a job with that code; False for a job that it does not hold."""
        self.heard()
        offered = self.offer()
        named = token or (offered.token if offered is not None else "")
        ended = self.is_out(named) and self.end(named, outcome_of(code))
        if ended:
            self.trace.note("from", f"done: {printable(code or 'no code', 60)}")
        else:
            self.refused += 1
        return ended

    def _render(self, document: Document) -> Papers:
        return papers_of(document, self.profile)

    def _answer(self, poll: Poll) -> dict[str, Any]:
        """Questions come first, once: a printer that gets both does only these, and calls again at once."""
        unknown = [question for question in QUESTIONS if question not in self.facts]
        job = self.offer()
        if unknown and (self._asked == 0 or (job is None and self._asked < _ASKED_AT_MOST)):
            self._asked += 1
            return {"jobReady": False, "clientAction": [{"request": each, "options": ""} for each in unknown]}
        if job is None or self.is_out(job.token) or self.status.problem or poll.printing:
            return {"jobReady": False}
        return {
            "jobReady": True,
            "mediaTypes": self._media_types(job.payload),
            "jobToken": job.token,
            "deleteMethod": "DELETE",
        }

    def _media_types(self, papers: Papers) -> list[str]:
        """Of what there is, what the printer says it can; all of it when it has not said or can none."""
        can = {kind.strip().lower() for kind in self.facts.get("Encodings", "").split(";")}
        return [kind for kind in papers.forms if kind in can] or list(papers.forms)

    def _learn(self, poll: Poll) -> None:
        for action in poll.actions or []:
            if action.request in QUESTIONS and isinstance(action.result, str | int | float):
                self.facts[action.request] = printable(str(action.result), _LONGEST_FACT)
        try:
            told_s = float(self.facts.get("GetPollInterval", ""))
        except ValueError:
            return
        if 0 < told_s <= _LONGEST_INTERVAL_S:
            self._interval_s = told_s

    def _notice_let_go(self, poll: Poll) -> None:
        """A printer that calls in trouble, or says it prints nothing, has stopped working on the job it fetched."""
        job = self.offer()
        if job is None or not self.is_out(job.token) or poll.printing:
            return
        outcome = outcome_of(str(poll.code))
        if outcome.done:
            if poll.printing is None or time.monotonic() - self._fetched_at < _FETCH_GRACE_S:
                return
            outcome = PrintOutcome(
                OutcomeState.UNKNOWN, Reason.NO_ANSWER, "the printer prints nothing and has not confirmed"
            )
        self.end(job.token, outcome)


def describe(direction: Literal["to", "from"], data: bytes) -> str:
    """A poll in words; `data` may be the beginning of it only."""
    try:
        poll = read_poll(data)
    except CloudPrntError:
        return "a poll"
    return f"how it is: {poll.printer_status().problem or 'ready'} (code {poll.code})"
