"""Dishes are taken back: papers still to come are written anew; where one may be out, the difference follows."""

from collections.abc import Callable, Mapping

from appliance.kitchen import documents, rules, store
from appliance.kitchen.documents import PaperLine
from appliance.kitchen.model import TicketRow
from appliance.kitchen.service.paper import Trouble, head_of, others_at, ticket_paper
from appliance.printing import JobKind, PrintJob, all_printers, decide, jobs_of, queue, rewrite
from appliance.settings import VenueSettings
from appliance.storage import Reader, Tx

NOTHING_LEFT = "everything on it was cancelled"

InHand = Callable[[str], bool]
"""Whether a job is printing, or has been tried, although the file does not say so yet (the disk was full)."""


def correct_waiting(
    tx: Tx, settings: VenueSettings, ticket: TicketRow, in_hand: InHand, *, anything_left: bool, actor: str
) -> bool:
    """Every open paper of a ticket comes out, if at all, as the ticket is now; with nothing left on it, it is dropped.

    Returns whether paper was to tell the kitchen of this ticket and has not: all of it still waited.
    """
    papers = _ticket_jobs(tx, ticket.id)
    waited = all(job.done_at is None and not _may_be_out(job, in_hand) for job in papers)
    for job in papers:
        if job.done_at is not None:
            continue
        if anything_left:
            document = ticket_paper(tx, settings, ticket, failover=bool(job.failover))
            rewrite(tx, job.id, document, actor=actor)
        else:
            decide(tx, job.id, "drop", actor=actor, reason=NOTHING_LEFT)
    return bool(papers) and waited


def print_change(
    tx: Tx,
    settings: VenueSettings,
    ticket: TicketRow,
    before: Mapping[str, PaperLine],
    after: Mapping[str, PaperLine],
    reason: str,
    trouble: Trouble,
    in_hand: InHand,
) -> None:
    """Queue what has changed about a ticket of which a paper may be out, at best where that came out."""
    paper_at = _paper_at(jobs_of(tx, f"ticket:{ticket.id}"), in_hand)
    if paper_at is None:
        return
    stations = store.stations(tx)
    own = next((station for station in stations if station.id == ticket.station_id), None)
    known = {row.id for row in all_printers(tx)}
    printer_id = rules.failover_printer(stations, own, trouble, first=paper_at if paper_at in known else None)
    if printer_id is None:
        return
    change = documents.ChangePaper(
        head_of(tx, settings, ticket, tx.now_ms, also_at=others_at(tx, ticket)),
        documents.delta_of(before, after),
        reason,
    )
    queue(
        tx,
        printer_id=printer_id,
        kind=JobKind.CHANGE,
        subject=f"ticket:{ticket.id}",
        document=documents.change_document(change),
        table_session=ticket.table_session_id,
    )


def tells_the_kitchen(reader: Reader, ticket: TicketRow, change: PrintJob) -> bool:
    """Whether a change that came out reached those who work from the ticket: at the printer that had the ticket's paper, or
    nobody has got the ticket in any way.
    """
    jobs = jobs_of(reader, change.subject)
    earlier = jobs[: next((place for place, job in enumerate(jobs) if job.id == change.id), len(jobs))]
    paper_at = _paper_at(earlier, lambda _: False)
    return not ticket.acknowledged if paper_at is None else paper_at == change.printer_id


def _ticket_jobs(reader: Reader, ticket_id: str) -> list[PrintJob]:
    return [job for job in jobs_of(reader, f"ticket:{ticket_id}") if job.kind == JobKind.TICKET]


def _may_be_out(job: PrintJob, in_hand: InHand) -> bool:
    return job.may_be_on_paper or in_hand(job.id)


def _paper_at(jobs: list[PrintJob], in_hand: InHand) -> str | None:
    """The printer at which a ticket's last paper may lie."""
    printers = [job.printer_id for job in jobs if job.kind == JobKind.TICKET and _may_be_out(job, in_hand)]
    return printers[-1] if printers else None
