"""Firing an order: one ticket per station, every line, and paper where a station always prints."""

from typing import Any

import msgspec

from appliance.kernel.names import named
from appliance.kitchen import store
from appliance.kitchen.model import NAMELESS, FiredLine, FiredOrder, LineState, Prints, Station
from appliance.kitchen.service.paper import print_fresh
from appliance.kitchen.states import LINE, TICKET, LineVerb
from appliance.settings import VenueSettings
from appliance.storage import Tx


def add_station(
    tx: Tx, *, station_id: str, name: str, position: int, printer_id: str | None, prints: Prints | str
) -> None:
    """A new station. Raises Invalid name_needed."""
    store.insert_station(
        tx,
        {
            "id": station_id,
            "name": named(name, "A station"),
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
            part = parts[station_id]
            print_fresh(tx, settings, order, ticket_id, station, station.printer_id, others, part)
    return [{"id": ticket_id, "station_id": station_id} for station_id, ticket_id in fired.items()]


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
