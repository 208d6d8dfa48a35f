"""Firing an order: one ticket per station, every line, and paper where a station always prints."""

from typing import Any

import msgspec

from appliance.kitchen import documents, store
from appliance.kitchen.model import FiredLine, FiredOrder, LineState, Prints, Station, TicketRow
from appliance.kitchen.states import LINE, TICKET, LineVerb
from appliance.menu import text_in
from appliance.printing import Document, JobKind, queue
from appliance.settings import VenueSettings
from appliance.storage import Reader, Tx

NAMELESS = Station("", "Kitchen", 0, None, Prints.FAILOVER)
"""Stands in when a station was removed or none was ever set up: its tickets are cooked all the same."""


def add_station(
    tx: Tx, *, station_id: str, name: str, position: int, printer_id: str | None, prints: Prints | str
) -> None:
    """A new station."""
    store.insert_station(
        tx,
        {
            "id": station_id,
            "name": name,
            "position": position,
            "printer_id": printer_id,
            "prints": Prints(prints),
        },
    )


def fire(tx: Tx, settings: VenueSettings, order: FiredOrder, lines: list[FiredLine]) -> list[dict[str, str]]:
    """Make tickets and lines of an order; returns each ticket's {id, station_id}.

    A line of an unknown station goes to the first one, so that no dish is lost.
    """
    stations = {station.id: station for station in store.stations(tx)}
    parts: dict[str, list[FiredLine]] = {}
    for line in sorted(lines, key=lambda line: line.position):
        parts.setdefault(_place_for(line.station_id, stations), []).append(line)
    fired = {station_id: tx.new_id() for station_id in parts}
    sent = LINE.next(LINE.start, LineVerb.SEND)
    store.insert_tickets(tx, [_ticket_values(order, *one) for one in fired.items()])
    store.insert_lines(
        tx,
        [
            _line_values(line, order.id, fired[station_id], sent)
            for station_id, part in parts.items()
            for line in part
        ],
    )
    for station_id, ticket_id in fired.items():
        station = stations.get(station_id, NAMELESS)
        if station.prints == Prints.ALWAYS and station.printer_id is not None:
            others = [stations.get(one, NAMELESS).name for one in fired if one != station_id]
            paper = _fresh_paper(settings, order, station, others, parts[station_id], tx.now_ms)
            _queue(
                tx, ticket_id, order.table_session_id, documents.ticket_document(paper), station.printer_id
            )
    return [{"id": ticket_id, "station_id": station_id} for station_id, ticket_id in fired.items()]


def print_ticket(
    tx: Tx,
    settings: VenueSettings,
    ticket: TicketRow,
    printer_id: str,
    *,
    copy: bool = False,
    failover: bool = False,
    asking: bool = False,
    actor: str = "system",
) -> str:
    """Queue the paper of a ticket that was fired before; returns the job's id."""
    document = documents.ticket_document(_paper_of(tx, settings, ticket), failover=failover)
    return _queue(
        tx,
        ticket.id,
        ticket.table_session_id,
        document,
        printer_id,
        copy=copy,
        failover=failover,
        asking=asking,
        actor=actor,
    )


def _queue(
    tx: Tx,
    ticket_id: str,
    table_session_id: str,
    document: Document,
    printer_id: str,
    *,
    copy: bool = False,
    failover: bool = False,
    asking: bool = False,
    actor: str = "system",
) -> str:
    return queue(
        tx,
        printer_id=printer_id,
        kind=JobKind.TICKET,
        subject=f"ticket:{ticket_id}",
        document=document,
        table_session=table_session_id,
        copy=copy,
        failover=failover,
        asking=asking,
        actor=actor,
    )


def _fresh_paper(
    settings: VenueSettings,
    order: FiredOrder,
    station: Station,
    others: list[str],
    lines: list[FiredLine],
    now_ms: int,
) -> documents.TicketPaper:
    languages = (settings.kitchen_language, settings.default_language)
    return documents.TicketPaper(
        station_name=station.name,
        table_name=order.table_name,
        order_number=order.number,
        stored_at=now_ms,
        zone=settings.zone,
        rush=False,
        also_at=others,
        lines=[
            documents.PaperLine(
                line.quantity,
                text_in(line.names, *languages),
                [text_in(option["names"], *languages) for option in line.options],
                line.note,
            )
            for line in lines
        ],
    )


def _paper_of(reader: Reader, settings: VenueSettings, ticket: TicketRow) -> documents.TicketPaper:
    stations = {station.id: station for station in store.stations(reader)}
    others = store.tickets_of_orders(reader, [ticket.order_id])
    languages = (settings.kitchen_language, settings.default_language)
    return documents.TicketPaper(
        station_name=stations.get(ticket.station_id, NAMELESS).name,
        table_name=ticket.table_name,
        order_number=ticket.order_number,
        stored_at=ticket.stored_at,
        zone=settings.zone,
        rush=bool(ticket.rush),
        also_at=[stations.get(one.station_id, NAMELESS).name for one in others if one.id != ticket.id],
        lines=[
            documents.PaperLine(
                line.quantity,
                text_in(msgspec.json.decode(line.names), *languages),
                [text_in(option["names"], *languages) for option in msgspec.json.decode(line.options)],
                line.note,
            )
            for line in store.lines(reader, [ticket.id])[ticket.id]
            if line.state != LineState.CANCELLED
        ],
    )


def _place_for(station_id: str, stations: dict[str, Station]) -> str:
    return station_id if station_id in stations or not stations else next(iter(stations))


def _ticket_values(order: FiredOrder, station_id: str, ticket_id: str) -> dict[str, Any]:
    return {
        "id": ticket_id,
        "order_id": order.id,
        "table_session_id": order.table_session_id,
        "station_id": station_id,
        "order_number": order.number,
        "table_name": order.table_name,
        "state": TICKET.start,
    }


def _line_values(line: FiredLine, order_id: str, ticket_id: str, state: LineState) -> dict[str, Any]:
    return {
        "id": line.id,
        "order_id": order_id,
        "ticket_id": ticket_id,
        "position": line.position,
        "member_id": line.member_id,
        "item_id": line.item_id,
        "names": _json(line.names),
        "options": _json(line.options),
        "note": line.note,
        "allergens": None if line.allergens is None else _json(line.allergens),
        "quantity": line.quantity,
        "unit_minor": line.unit_minor,
        "tax_class": line.tax_class,
        "tax_name": line.tax_name,
        "tax_bp": line.tax_bp,
        "tax_inclusive": int(line.tax_inclusive),
        "course": line.course,
        "prep_minutes": line.prep_minutes,
        "state": state,
    }


def _json(value: Any) -> str:
    return msgspec.json.encode(value).decode()
