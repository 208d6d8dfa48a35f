"""Pure decisions of printing: pauses between attempts, marks on late or second papers, which job is next."""

from collections.abc import Callable, Mapping, Sequence

import msgspec

from appliance.printing.model import KITCHEN_PAPERS, AskingWhy, How, JobKind, PrinterRow, PrintJob
from appliance.printing.paper_words import PaperWords, words_in
from appliance.printing.paper_words.plain import wordings_of
from appliance.printing.states import Verb
from appliance.printing.words import staff_words
from firmware_bridges.contracts import OutcomeState, PrinterStatus, PrintOutcome, Reason
from firmware_bridges.document import Document, Kick

FIRST_PAUSE_S = 2.0
LAST_PAUSE_S = 60.0
DOUBTS_MAX = 3
"""After so many papers in doubt a person decides, before a mute printer fills the kitchen with copies."""
DRAWER_PATIENCE_MS = 30_000
"""A drawer that springs open later than this surprises somebody who does not expect it."""
SLIP_PATIENCE_MS = 300_000
"""A status slip tells of now, and a code on it is good for ten minutes."""
SLIP_EVERY_MS = 12 * 3_600_000
"""So often at most a printer that was plugged in prints its status slip."""
AWAY_MS = 15_000
"""A printer in trouble for so long hands its papers to its backup without trying each of them first."""
MOVES_MAX = 6
"""So often a paper changes printers at most, whatever the printers do."""
OLD_BEFORE_FRESH = 2
"""So many old papers come out before a fresh one does."""

_AWAY = frozenset({Reason.REFUSED, Reason.UNREACHABLE, Reason.TIMEOUT, Reason.NO_ANSWER, Reason.RESET})
_JOBS_OWN = frozenset({Reason.BAD_DOCUMENT})
_STAYS = frozenset({JobKind.DRAWER, JobKind.TEST, JobKind.STATUS})
_PATIENCE_MS: dict[str, int] = {JobKind.DRAWER: DRAWER_PATIENCE_MS, JobKind.STATUS: SLIP_PATIENCE_MS}
"""Papers that nobody wants any more after so long."""
_HOW = {
    OutcomeState.PRINTED: How.PRINTED,
    OutcomeState.PROCESSED: How.PROCESSED,
    OutcomeState.SENT_UNCONFIRMED: How.SENT,
}


def trouble_kind(code: str) -> str:
    """Troubles that are one and the same to a person: a printer that cannot be reached fails in many ways."""
    return "away" if code in _AWAY else code


def pause_s(attempts: int, chance: float) -> float:
    """Seconds before the next try after that many in a row; `chance` in 0…1 shortens by up to a quarter."""
    whole_s = FIRST_PAUSE_S * 2.0 ** min(max(attempts - 1, 0), 10)
    return min(LAST_PAUSE_S, whole_s) * (1 - chance / 4)


def too_late(job: PrintJob, now_ms: int, ask_after_ms: int) -> bool:
    """Whether a waiting job is not printed by itself any more; a person's word gives it its time again."""
    if job.kind in _PATIENCE_MS:
        return now_ms - job.made_at > _PATIENCE_MS[job.kind]
    since = job.made_at if job.decided_at is None else job.decided_at
    return now_ms - since > ask_after_ms


def next_job(waiting: Sequence[PrintJob], old_in_a_row: int) -> PrintJob | None:
    """The job whose turn it is, of those that may be tried, given oldest first.

    Papers that a person released after a long wait come oldest first too, but after `OLD_BEFORE_FRESH` of them
    in a row a fresh one goes before.
    """
    old = next((job for job in waiting if job.decided_at is not None), None)
    fresh = next((job for job in waiting if job.decided_at is None), None)
    if old is None or fresh is None:
        return old or fresh
    return fresh if old_in_a_row >= OLD_BEFORE_FRESH else min(old, fresh, key=lambda job: job.made_at)


def blames_printer(outcome: PrintOutcome) -> bool:
    """Whether the next job would fare no better: then the printer rests and the order of jobs is kept."""
    return not outcome.done and outcome.reason not in _JOBS_OWN


def how_of(outcome: PrintOutcome) -> How | None:
    """How sure a paper is; None when the attempt did not get there."""
    return _HOW.get(outcome.state)


def verb_of(outcome: PrintOutcome) -> Verb:
    """The move an outcome stands for."""
    if outcome.done:
        return Verb.CONFIRM
    return Verb.LOSE if outcome.state == OutcomeState.UNKNOWN else Verb.FAIL


def asks_after(job: PrintJob, outcome: PrintOutcome) -> AskingWhy | None:
    """Why, after this outcome, only a person may have the job tried again; None when it is tried by itself."""
    if outcome.state == OutcomeState.UNKNOWN and job.copy + 1 >= DOUBTS_MAX:
        return AskingWhy.DOUBT
    unprintable = outcome.state == OutcomeState.FAILED and outcome.reason in _JOBS_OWN
    return AskingWhy.DOCUMENT if unprintable else None


def is_over(job: PrintJob, outcome: PrintOutcome) -> bool:
    """A drawer is never kicked a second time after a doubt: it may stand open already. No status slip is missed."""
    return outcome.done or (is_given_up(job) and outcome.state == OutcomeState.UNKNOWN)


def is_given_up(job: PrintJob) -> bool:
    """Whether a job ends by itself when it is late or in doubt, instead of asking a person."""
    return job.kind in _PATIENCE_MS


def unplugged(status: PrinterStatus, *, serial: bool) -> bool:
    """Whether a printer looks as if its cable or its power is out.

    One that merely gives no answer may be busy; behind a serial port, which stays, silence is all there is to see.
    """
    if status.online or status.reason not in _AWAY:
        return False
    return serial or status.reason is not Reason.NO_ANSWER


def wants_slip(setting: str, waiting: int, last_slip_at: int | None, now_ms: int) -> bool:
    """Whether a printer that was plugged in again says so on paper: never before or between other papers."""
    recent = last_slip_at is not None and now_ms - last_slip_at < SLIP_EVERY_MS
    return setting == "when_plugged_in" and waiting == 0 and not recent


def wants_away(job: PrintJob, printer: PrinterRow, trouble_for_ms: int | None, failing: bool) -> bool:
    """Whether a waiting job should go to the backup.

    It should when the printer is off or has been in trouble for long (`trouble_for_ms`, None while it is well), or
    when the last attempts failed and this job has had its share of them.
    """
    if belongs_to_printer(job) or job.moves >= MOVES_MAX:
        return False
    away = trouble_for_ms is not None and (trouble_for_ms >= AWAY_MS or not printer.enabled)
    return away or (failing and job.failures >= printer.fail_over_after)


def belongs_to_printer(job: PrintJob) -> bool:
    """Whether a paper makes sense at this printer only: its test page, its status slip, its drawer's kick."""
    return job.kind in _STAYS


def backup_for(
    printer: PrinterRow, known: Mapping[str, PrinterRow], works: Callable[[str], bool]
) -> PrinterRow | None:
    """The first printer of the chain of backups that works; None when there is none."""
    seen = {printer.id}
    following = known.get(printer.backup_id or "")
    while following is not None and following.id not in seen:
        if works(following.id):
            return following
        seen.add(following.id)
        following = known.get(following.backup_id or "")
    return None


def closes_a_loop(printer_id: str, backup_id: str | None, backups: Mapping[str, str | None]) -> bool:
    """Whether papers could come back to this printer along the backups, were `backup_id` its own."""
    seen: set[str] = set()
    while backup_id is not None and backup_id not in seen:
        if backup_id == printer_id:
            return True
        seen.add(backup_id)
        backup_id = backups.get(backup_id)
    return False


def copy_label(kind: str, papers: int, words: PaperWords) -> str:
    """The banner of a paper when `papers` others may exist."""
    label = words.ticket.copy.format(number=papers + 1)
    return f"{label} · {words.ticket.maybe_cooking}" if kind == JobKind.TICKET else label


def failover_label(place: str, why: str, language: str) -> str:
    """The banner of a ticket that comes out at another printer than its own: whose it is, and why."""
    what, _ = staff_words(language).trouble(why)
    return f"{words_in(language).ticket.failover} · {place}: {what}"


def on_paper(
    job: PrintJob, document: Document, now_ms: int, *, place: str = "", language: str = "en"
) -> Document:
    """The document as this attempt prints it.

    Copies are marked, and so are tickets at another printer than their own (`place` says whose they are), in the
    document's language, else in `language`. Papers that are late, elsewhere or second kick no drawer.
    """
    language = document.language or language
    late = now_ms - job.made_at > DRAWER_PATIENCE_MS
    moved = job.failover_from is not None
    if job.copy or late or moved:
        parts = tuple(part for part in document.parts if not isinstance(part, Kick))
        document = msgspec.structs.replace(document, parts=parts)
    marked = document
    if moved and job.kind in KITCHEN_PAPERS:
        marked = marked.marked(failover_label(place, job.failover_why or "", language))
    if job.copy:
        marked = marked.marked(copy_label(job.kind, job.copy, words_in(language)))
    if marked is document:
        return document
    return msgspec.structs.replace(marked, wordings=(*document.wordings, *wordings_of(words_in(language))))
