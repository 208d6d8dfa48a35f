"""The kitchen's view: tickets in the kitchen's language, what is out, who cooks, how long things take."""

import msgspec

from appliance.kernel.roles import Role
from appliance.kitchen import rules, store
from appliance.kitchen.model import NAMELESS, LineRow, LineState, TicketRow, TicketState
from appliance.kitchen.wire import Claim, Cook, OutItem, StationView, Ticket, TicketLine
from appliance.menu import MenuBook, Why, availability, text_in
from appliance.settings import VenueSettings
from appliance.staff import names, person
from appliance.storage import Reader

HOUR_MS = 3_600_000
DINE_IN = "dine_in"

_names = msgspec.json.Decoder(dict[str, str])


class _Option(msgspec.Struct):
    names: dict[str, str]


_options = msgspec.json.Decoder(list[_Option])


def stations(reader: Reader) -> list[StationView]:
    """Every station in its order."""
    return [StationView(station.id, station.name) for station in store.stations(reader)]


def cooks(reader: Reader) -> list[Cook]:
    """Everybody who may claim a ticket."""
    return [Cook(one.id, one.name, one.initials) for one in names(reader, Role.COOK)]


def open_tickets(reader: Reader, settings: VenueSettings, shown: list[str], now_ms: int) -> list[Ticket]:
    """Tickets with something to make or to confirm, oldest first."""
    return views(reader, settings, store.open_tickets(reader, shown, now_ms - rules.STALE_MS))


def recent_tickets(reader: Reader, settings: VenueSettings, shown: list[str], now_ms: int) -> list[Ticket]:
    """The last tickets that became READY, newest first."""
    return views(reader, settings, store.recent_tickets(reader, shown, now_ms - rules.STALE_MS))


def some_tickets(
    reader: Reader, settings: VenueSettings, shown: list[str], ticket_ids: list[str]
) -> dict[str, Ticket | None]:
    """These tickets by id: None for one of which there is nothing to make or to confirm here (any more)."""
    rows = [row for row in store.tickets(reader, ticket_ids) if not shown or row.station_id in shown]
    found: dict[str, Ticket | None] = dict.fromkeys(ticket_ids)
    return found | {view.id: view for view in views(reader, settings, rows) if _is_open(view)}


def average_s(reader: Reader, shown: list[str], now_ms: int) -> int | None:
    """How long tickets of the last hour took until they were ready."""
    average_ms = store.average_ms(reader, shown, now_ms - HOUR_MS)
    return None if average_ms is None else round(average_ms / 1000)


def out_items(reader: Reader, book: MenuBook, settings: VenueSettings, now_ms: int) -> list[OutItem]:
    """Dishes that are out or counted, in the menu's order."""
    unlike_plain = availability(reader, book, settings, now_ms)
    return [
        OutItem(
            item_id=item.id,
            name=text_in(item.names, settings.kitchen_language, settings.default_language),
            station_id=item.station_id,
            out=one.why is Why.OUT,
            until_at=one.until_at if one.why is Why.OUT else None,
            remaining=one.remaining,
        )
        for item in book.items.values()
        if (one := unlike_plain.get(item.id)) is not None
        and (one.why is Why.OUT or one.remaining is not None)
    ]


def views(reader: Reader, settings: VenueSettings, rows: list[TicketRow]) -> list[Ticket]:
    """Tickets as screens show them, in the order given."""
    station_names = {station.id: station.name for station in store.stations(reader)}
    lines = store.lines(reader, [row.id for row in rows])
    family: dict[str, list[TicketRow]] = {}
    for one in store.tickets_of_orders(reader, list({row.order_id for row in rows})):
        family.setdefault(one.order_id, []).append(one)
    claims = _claims(reader, rows)
    return [
        Ticket(
            id=row.id,
            order_number=row.order_number,
            table_name=row.table_name,
            dining_option=DINE_IN,
            station_id=row.station_id,
            state=row.state,
            rush=bool(row.rush),
            stored_at=row.stored_at,
            seen_at=row.seen_at,
            printed_at=row.printed_at,
            printed_how=row.printed_how,
            accepted_at=row.accepted_at,
            claimed_by=claims.get(row.claimed_by or ""),
            started_at=row.started_at,
            ready_at=row.ready_at,
            also_at=[
                station_names.get(one.station_id, NAMELESS.name)
                for one in family.get(row.order_id, [])
                if one.id != row.id and one.state != TicketState.CANCELLED
            ],
            lines=[_line(line, settings) for line in lines[row.id]],
        )
        for row in rows
    ]


def _is_open(ticket: Ticket) -> bool:
    to_make = ticket.state in (TicketState.NEW, TicketState.COOKING)
    return to_make or any(line.to_confirm for line in ticket.lines)


def _claims(reader: Reader, rows: list[TicketRow]) -> dict[str, Claim]:
    wanted = {row.claimed_by for row in rows if row.claimed_by is not None}
    found = [person(reader, staff_id) for staff_id in wanted]
    return {one.id: Claim(one.id, one.name) for one in found if one is not None}


def _line(line: LineRow, settings: VenueSettings) -> TicketLine:
    languages = (settings.kitchen_language, settings.default_language)
    return TicketLine(
        id=line.id,
        position=line.position,
        quantity=line.quantity,
        name=text_in(_names.decode(line.names), *languages),
        options=[text_in(option.names, *languages) for option in _options.decode(line.options)],
        note=line.note,
        state=rules.shown_state(LineState(line.state)),
        course=line.course,
        item_id=line.item_id,
        to_confirm=bool(line.to_confirm),
    )
