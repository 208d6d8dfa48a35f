"""Pure decisions of printing: pauses between attempts, marks on late or second papers, words for troubles."""

from appliance.printing.model import JobKind, PrintJob
from appliance.printing.states import Verb
from firmware_bridges.contracts import OutcomeState, PrintOutcome, Reason
from firmware_bridges.document import Document, Kick

FIRST_PAUSE_S = 2.0
LAST_PAUSE_S = 60.0
DOUBTS_MAX = 3
"""After so many papers in doubt a person decides, before a mute printer fills the kitchen with copies."""
DRAWER_PATIENCE_MS = 30_000
"""A drawer that springs open later than this surprises somebody who does not expect it."""

_WORDS = {
    Reason.NONE: "something is wrong with it",
    Reason.PAPER_OUT: "paper is out",
    Reason.COVER_OPEN: "cover is open",
    Reason.CUTTER_ERROR: "cutter is stuck",
    Reason.PRINTER_ERROR: "has an error; switch it off and on",
    Reason.OFFLINE: "is switched offline",
    Reason.REFUSED: "refuses the connection",
    Reason.UNREACHABLE: "cannot be reached",
    Reason.TIMEOUT: "does not answer",
    Reason.NO_ANSWER: "does not answer",
    Reason.RESET: "broke off the connection",
    Reason.GARBLED: "answers with nonsense; switch it off and on",
    Reason.BAD_DOCUMENT: "this cannot be printed",
    Reason.QUEUE_FULL: "has too much waiting",
    Reason.STOPPED: "was stopped while the appliance went down",
    Reason.INTERNAL: "is not set up right",
    Reason.NOT_CONNECTED: "is not connected yet",
}
_AWAY = frozenset({Reason.REFUSED, Reason.UNREACHABLE, Reason.TIMEOUT, Reason.NO_ANSWER, Reason.RESET})
_JOBS_OWN = frozenset({Reason.BAD_DOCUMENT})


def words(reason: Reason) -> str:
    """A trouble as the end of a sentence that begins with the printer's name."""
    return _WORDS[reason]


def words_of(code: str) -> str:
    """The same from a stored code; unknown codes stay vague."""
    return _WORDS[Reason(code)] if code in set(Reason) else _WORDS[Reason.NONE]


def trouble_kind(reason: Reason) -> str:
    """Troubles that are one and the same to a person: a printer that cannot be reached fails in many ways."""
    return "away" if reason in _AWAY else str(reason)


def pause_s(attempts: int, chance: float) -> float:
    """Seconds before the next try after that many in a row; `chance` in 0…1 shortens by up to a quarter."""
    whole_s = FIRST_PAUSE_S * 2.0 ** min(max(attempts - 1, 0), 10)
    return min(LAST_PAUSE_S, whole_s) * (1 - chance / 4)


def too_late(job: PrintJob, now_ms: int, ask_after_ms: int) -> bool:
    """Whether a waiting job is not printed by itself any more; a person's word gives it its time again."""
    if job.kind == JobKind.DRAWER:
        return now_ms - job.made_at > DRAWER_PATIENCE_MS
    since = job.made_at if job.decided_at is None else job.decided_at
    return now_ms - since > ask_after_ms


def blames_printer(outcome: PrintOutcome) -> bool:
    """Whether the next job would fare no better: then the printer rests and the order of jobs is kept."""
    return outcome.state in (OutcomeState.FAILED, OutcomeState.UNKNOWN) and outcome.reason not in _JOBS_OWN


def verb_of(outcome: PrintOutcome) -> Verb:
    """The move an outcome stands for."""
    if outcome.state in (OutcomeState.PRINTED, OutcomeState.SENT_UNCONFIRMED):
        return Verb.CONFIRM
    return Verb.LOSE if outcome.state == OutcomeState.UNKNOWN else Verb.FAIL


def asks_after(job: PrintJob, outcome: PrintOutcome) -> bool:
    """Whether, after this outcome, only a person may have the job tried again."""
    if outcome.state == OutcomeState.UNKNOWN:
        return job.copy + 1 >= DOUBTS_MAX
    return outcome.reason in _JOBS_OWN


def is_over(job: PrintJob, outcome: PrintOutcome) -> bool:
    """A drawer is never kicked a second time after a doubt: it may stand open already."""
    return verb_of(outcome) == Verb.CONFIRM or (
        job.kind == JobKind.DRAWER and outcome.state == OutcomeState.UNKNOWN
    )


def copy_label(kind: str, papers: int) -> str:
    """The banner of a paper when `papers` others may exist."""
    warning = " · may already be cooking" if kind == JobKind.TICKET else ""
    return f"COPY {papers + 1}{warning}"


def on_paper(job: PrintJob, document: Document, now_ms: int) -> Document:
    """The document as this attempt prints it: copies are marked; late or second papers kick no drawer."""
    late = now_ms - job.made_at > DRAWER_PATIENCE_MS
    if job.copy or late:
        parts = tuple(part for part in document.parts if not isinstance(part, Kick))
        document = Document(title=document.title, parts=parts)
    return document.marked(copy_label(job.kind, job.copy)) if job.copy else document


def printer_say(name: str, trouble: str | None, hint: str | None, waiting: int, tickets: int) -> str:
    """One line about a printer: "Grill printer: paper is out · 2 tickets waiting"."""
    line = f"{name}: {trouble or hint or 'ready'}"
    if not waiting or not trouble:
        return line
    noun = "ticket" if tickets == waiting else "paper"
    return f"{line} · {waiting} {noun}{'' if waiting == 1 else 's'} waiting"


def job_say(job: PrintJob, printer_name: str) -> str:
    """One line about an open job."""
    if job.asking:
        return f"{printer_name}: still wanted? It has been waiting; print it or drop it."
    if job.state == "sending":
        return f"{printer_name}: printing now"
    if job.last_error:
        return f"{printer_name}: {words_of(job.last_error)}; will be tried again"
    return f"{printer_name}: waiting for its turn"
