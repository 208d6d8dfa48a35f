"""The four truths of a ticket: stored when fired; here it becomes seen or printed, or its silence is told."""

from collections.abc import Callable

from appliance.kernel.errors import Conflict
from appliance.kitchen import rules, store
from appliance.kitchen.model import LineState, Station, TicketRow
from appliance.kitchen.service.cancelling import confirm
from appliance.kitchen.service.correcting import tells_the_kitchen
from appliance.kitchen.service.moving import require
from appliance.kitchen.service.paper import Trouble, print_ticket, ticket_paper
from appliance.printing import KITCHEN_PAPERS, Document, JobKind, OutcomeState, PrintJob, PrintOutcome
from appliance.settings import VenueSettings
from appliance.storage import Reader, Tx

_HOW = {OutcomeState.PRINTED: "confirmed", OutcomeState.PROCESSED: "processed"}
"""How a ticket's paper is known: seen on paper by the device, or only taken by it; anything else is unconfirmed."""
Homeless = list[tuple[TicketRow, Station | None]]
"""Tickets that no screen shows, each with its station."""


def mark_seen(tx: Tx, ticket_ids: list[str], device_id: str) -> int:
    """A screen has really shown these tickets; returns how many nobody had seen before."""
    count = 0
    for ticket in store.tickets(tx, ticket_ids):
        if store.see(tx, ticket.id, device_id):
            _tell(tx, "ticket_seen", ticket, actor=f"device:{device_id}", device=device_id)
            count += 1
    return count


def unseen(reader: Reader, ticket_ids: list[str]) -> list[str]:
    """Those of the tickets that no screen has shown yet."""
    return [ticket.id for ticket in store.tickets(reader, ticket_ids) if ticket.seen_at is None]


def mark_printed(tx: Tx, job: PrintJob, outcome: PrintOutcome, is_shown: Callable[[str], bool]) -> None:
    """The print desk tells how a job ended; a ticket's paper is one of its truths.

    Where no screen shows a station, a cancellation on paper is all that its cooks get, if it comes out where they work.
    """
    ticket = store.ticket(tx, job.subject_id) if outcome.done and job.kind in KITCHEN_PAPERS else None
    if ticket is None:
        return
    how = _HOW.get(outcome.state, "unconfirmed")
    if job.kind == JobKind.TICKET and store.note_printed(tx, ticket.id, how):
        _tell(tx, "ticket_printed", ticket, how=how, printer_id=job.printer_id)
    to_confirm = any(line.to_confirm for line in store.lines(tx, [ticket.id])[ticket.id])
    on_paper_only = job.kind == JobKind.CHANGE and to_confirm and not is_shown(ticket.station_id)
    if on_paper_only and tells_the_kitchen(tx, ticket, job):
        confirm(tx, ticket.id, actor="system", printer_id=job.printer_id)


def due_alerts(reader: Reader, now_ms: int) -> list[TicketRow]:
    """Tickets the floor must be told about now."""
    return [
        ticket
        for ticket in store.unconfirmed(reader, now_ms - rules.STALE_MS)
        if ticket.alerted_at is None and now_ms - ticket.stored_at >= rules.ALERT_MS
    ]


def due_failovers(reader: Reader, now_ms: int, is_shown: Callable[[str], bool]) -> Homeless:
    """Tickets whose way out is paper, because no live screen shows their station.

    None as long as no station has a printer.
    """
    stations = {station.id: station for station in store.stations(reader)}
    if all(station.printer_id is None for station in stations.values()):
        return []
    return [
        (ticket, stations.get(ticket.station_id))
        for ticket in store.unconfirmed(reader, now_ms - rules.STALE_MS)
        if ticket.failover_at is None
        and rules.wants_failover(stations.get(ticket.station_id))
        and not is_shown(ticket.station_id)
    ]


def tell_floor(tx: Tx, tickets: list[TicketRow]) -> None:
    """Once per ticket."""
    for ticket in tickets:
        if store.alert(tx, ticket.id):
            _tell(tx, "ticket_alerted", ticket)


def fail_over(tx: Tx, settings: VenueSettings, homeless: Homeless, trouble: Trouble) -> None:
    """Send tickets to paper, once each; old ones wait for a person's word as any old paper does."""
    stations = store.stations(tx)
    ask_after_ms = settings.print_ask_after_min * 60_000
    for ticket, station in homeless:
        printer_id = rules.failover_printer(stations, station, trouble)
        if printer_id is not None and store.fail_over(tx, ticket.id):
            asking = tx.now_ms - ticket.stored_at > ask_after_ms
            print_ticket(tx, settings, ticket, printer_id, failover=True, asking=asking)
            _tell(tx, "ticket_failover", ticket, printer_id=printer_id)


def paper_now(reader: Reader, settings: VenueSettings, job: PrintJob) -> Document:
    """What the paper of a ticket's job says now. Raises NotFound, Conflict all_cancelled."""
    ticket = require(reader, job.subject_id)
    _require_anything(reader, ticket.id)
    return ticket_paper(reader, settings, ticket, failover=bool(job.failover))


def reprint(tx: Tx, settings: VenueSettings, ticket_id: str, trouble: Trouble, *, actor: str) -> str:
    """Print a ticket once more, marked as a copy; returns the job's id.

    Raises NotFound, Conflict no_printer or all_cancelled.
    """
    ticket = require(tx, ticket_id)
    _require_anything(tx, ticket_id)
    stations = store.stations(tx)
    station = next((one for one in stations if one.id == ticket.station_id), None)
    printer_id = rules.failover_printer(stations, station, trouble)
    if printer_id is None:
        raise Conflict("No station has a printer.", code="no_printer")
    return print_ticket(tx, settings, ticket, printer_id, copy=True, actor=actor)


def _require_anything(reader: Reader, ticket_id: str) -> None:
    if all(line.state == LineState.CANCELLED for line in store.lines(reader, [ticket_id])[ticket_id]):
        raise Conflict("Everything on this ticket was cancelled.", code="all_cancelled")


def _tell(
    tx: Tx, kind: str, ticket: TicketRow, *, actor: str = "system", device: str | None = None, **more: str
) -> None:
    data = {"ticket_id": ticket.id, "order_id": ticket.order_id, "station_id": ticket.station_id, **more}
    tx.journal(
        kind,
        f"ticket:{ticket.id}",
        actor=actor,
        table_session=ticket.table_session_id,
        device=device,
        data=data,
    )
