"""A job's life: queued, claimed, what became of an attempt, asked about, decided."""

from dataclasses import dataclass

from appliance.kernel.errors import Conflict, NotFound
from appliance.kernel.names import one_line
from appliance.printing import rules, store
from appliance.printing.model import DROPPED, AskingWhy, JobKind, JobState, PrintJob
from appliance.printing.states import PRINT_JOB, Verb
from appliance.storage import Reader, Tx
from firmware_bridges.contracts import PrintOutcome
from firmware_bridges.document import Document


@dataclass(frozen=True, slots=True)
class Moment:
    """What decides which job is next: the time, the age that needs a person's word, jobs to pass over, and how
    many old papers have come out since the last fresh one.
    """

    now_ms: int
    ask_after_ms: int
    passed_over: frozenset[str] = frozenset()
    old_in_a_row: int = 0

    def allows(self, job: PrintJob) -> bool:
        """Whether a waiting job may be tried."""
        return job.id not in self.passed_over and not rules.too_late(job, self.now_ms, self.ask_after_ms)


def queue(
    tx: Tx,
    *,
    printer_id: str,
    kind: JobKind | str,
    subject: str,
    document: Document,
    table_session: str | None = None,
    copy: bool = False,
    failover: bool = False,
    asking: bool = False,
    actor: str = "system",
) -> str:
    """Queue a document in the caller's transaction; returns the job's id.

    `subject` is `ticket:ID`, `check:ID`, …; `copy` marks the paper as one more of its subject; `asking`
    leaves the job, which is old already, to a person's word. Raises NotFound printer_unknown.
    """
    kind = JobKind(kind)
    job = PrintJob(
        id=tx.new_id(),
        branch=tx.branch,
        printer_id=printer_id,
        kind=kind,
        subject=subject,
        table_session_id=table_session,
        copy=max(1, store.papers_of(tx, subject, kind)) if copy else 0,
        failover=int(failover),
        state=PRINT_JOB.start,
        confirmed_how=None,
        asking=int(asking),
        asking_why=AskingWhy.LATE if asking else None,
        decided_at=None,
        attempts=0,
        failures=0,
        next_attempt_at=tx.now_ms,
        last_error=None,
        made_at=tx.now_ms,
        sent_at=None,
        done_at=None,
        done_why=None,
        failover_from=None,
        failover_why=None,
        moves=0,
    )
    if not store.insert(tx, job, document.to_json()):
        raise NotFound("There is no such printer.", code="printer_unknown")
    tell(tx, job, actor)
    return job.id


def decide(
    tx: Tx, job_id: str, decision: str, *, actor: str, device: str | None = None, reason: str | None = None
) -> bool:
    """A person says `print` or `drop`; returns whether that is done at once.

    A job that is being sent cannot be called back: its drop takes effect when this try has ended, and if it ended well
    the paper is out and the job printed. Raises NotFound, Conflict print_job_done or print_job_sending (to `print` it).
    """
    job = require(tx, job_id)
    if job.done_at is not None:
        raise Conflict("This is already done.", code="print_job_done")
    sending = job.state == JobState.SENDING
    if sending and decision != "drop":
        raise Conflict("This is being printed right now.", code="print_job_sending")
    if sending:
        store.want_drop(tx, job_id, one_line(reason or ""))
    elif decision == "drop":
        store.finish(tx, job_id, DROPPED, reason=one_line(reason) if reason else None)
    else:
        store.allow(tx, job_id)
    tell(tx, require(tx, job_id), actor, device=device, decision=decision)
    return not sending


def find_due(reader: Reader, printer_id: str, at: Moment) -> PrintJob | None:
    """The job whose turn it is at that moment."""
    waiting = [job for job in store.waiting_jobs(reader, printer_id) if at.allows(job)]
    return rules.next_job(waiting, at.old_in_a_row)


def find_late(reader: Reader, printer_id: str, at: Moment) -> list[PrintJob]:
    """Waiting jobs that are not printed by themselves any more."""
    jobs = store.waiting_jobs(reader, printer_id)
    return [job for job in jobs if rules.too_late(job, at.now_ms, at.ask_after_ms)]


def set_aside(tx: Tx, jobs: list[PrintJob]) -> None:
    """Late drawer kicks and status slips are given up; other late jobs wait for a person from now on."""
    for job in jobs:
        if rules.is_given_up(job):
            store.finish(tx, job.id, "too late")
        else:
            store.ask(tx, job.id, AskingWhy.LATE)
        tell(tx, require(tx, job.id), "system")


def claim(tx: Tx, printer_id: str, at: Moment) -> PrintJob | None:
    """Mark the job whose turn it is as being sent and return it; None when none is due."""
    job = find_due(tx, printer_id, at)
    if job is None:
        return None
    _begin(tx, job)
    return require(tx, job.id)


def document_of(reader: Reader, job_id: str) -> Document:
    """What a job puts on paper, before copy marks. Raises DocumentError."""
    return Document.from_json(store.document_of(reader, job_id))


def record(tx: Tx, job_id: str, outcome: PrintOutcome, pause_ms: int) -> PrintJob | None:
    """Write down how an attempt ended; returns the job as it is now, or None when it was done before.

    An attempt whose beginning could not be written down is caught up with. The next is due after `pause_ms`, unless
    a person has dropped the job meanwhile; its state still says whether a paper may be out.
    """
    job = store.job(tx, job_id)
    if job is None or job.done_at is not None:
        return None
    if job.state != JobState.SENDING:
        _begin(tx, job)
        job = require(tx, job_id)
    verb = rules.verb_of(outcome)
    _move(tx, job, verb)
    if verb == Verb.CONFIRM:
        store.finish(tx, job_id, "printed", how=rules.how_of(outcome))
    else:
        store.note_trouble(
            tx,
            job_id,
            error=str(outcome.reason),
            next_at=tx.now_ms + pause_ms,
            copies=int(verb == Verb.LOSE),
            failures=int(rules.blames_printer(outcome)),
            asking_why=rules.asks_after(job, outcome),
        )
        if job.drop_reason is not None:
            store.finish(tx, job_id, DROPPED, reason=job.drop_reason or None)
        elif rules.is_over(job, outcome):
            store.finish(tx, job_id, "in doubt")
    after = require(tx, job_id)
    tell(tx, after, "system", reason=str(outcome.reason))
    return after


def require(reader: Reader, job_id: str) -> PrintJob:
    """The job. Raises NotFound."""
    job = store.job(reader, job_id)
    if job is None:
        raise NotFound("There is no such print job.", code="print_job_unknown")
    return job


def tell(
    tx: Tx,
    job: PrintJob,
    actor: str,
    *,
    device: str | None = None,
    reason: str | None = None,
    decision: str | None = None,
    reprinted_as: str | None = None,
    rewritten: bool = False,
) -> None:
    """Journal how a job stands now."""
    more = {
        "reason": reason,
        "decision": decision,
        "reprinted_as": reprinted_as,
        "rewritten": rewritten,
        "done": job.done_why,
        "how": job.confirmed_how,
    }
    tx.journal(
        "print_job_changed",
        f"print_job:{job.id}",
        actor=actor,
        table_session=job.table_session_id,
        device=device,
        data={
            "job_id": job.id,
            "printer_id": job.printer_id,
            "kind": job.kind,
            "subject": job.subject,
            "state": job.state,
            "asking": bool(job.asking),
            **{key: value for key, value in more.items() if value},
        },
    )


def _begin(tx: Tx, job: PrintJob) -> None:
    if job.state != JobState.QUEUED:
        job = _move(tx, job, Verb.RETRY)
    job = _move(tx, job, Verb.SEND)
    store.note_sent(tx, job.id)
    tell(tx, require(tx, job.id), "system")


def _move(tx: Tx, job: PrintJob, verb: Verb) -> PrintJob:
    after = PRINT_JOB.next(JobState(job.state), verb)
    if store.move(tx, job.id, job.state, after) != 1:
        raise Conflict("This print job was changed meanwhile.", code="print_job_moved")
    return require(tx, job.id)
