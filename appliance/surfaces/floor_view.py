"""The floor's view, part by part."""

import msgspec

from appliance import checks
from appliance.floor import DiningTable, areas, qr_ordering_now, tables
from appliance.kitchen import StuckTicket
from appliance.seating import TableSession, calls, parties
from appliance.storage import Reader
from appliance.surfaces import store
from appliance.surfaces.floor_model import AreaView, Card, CardVisit, JustClosed, Switch
from appliance.surfaces.floor_rules import table_state
from appliance.surfaces.house import House

MINUTE_MS = 60_000


def switch(house: House) -> Switch:
    """The global switch for QR ordering as it is at this moment."""
    now = qr_ordering_now(house.settings.now, house.database.clock.now_ms())
    return Switch(now.enabled, now.message, now.until_at)


def area_views(reader: Reader) -> list[AreaView]:
    """The service areas in order."""
    return [AreaView(area.id, area.name) for area in areas(reader)]


def cards(reader: Reader, house: House, table_ids: set[str] | None = None) -> list[Card]:
    """Every table, or only some."""
    open_visits = {visit.table_id: visit for visit in parties.all_open(reader)}
    phones = parties.phones(reader)
    figures = store.order_figures(reader, None)
    stuck = stuck_by_visit(reader, house)
    closed = _just_closed(reader, house)
    found = []
    for table in tables(reader):
        if table_ids is None or table.id in table_ids:
            visit = open_visits.get(table.id)
            party = None
            if visit is not None:
                party = _visit(
                    reader,
                    house,
                    visit,
                    phones.get(visit.id, 0),
                    figures.get(visit.id),
                    stuck.get(visit.id, []),
                )
            found.append(_card(table, visit, party, None if visit else closed.get(table.id)))
    return found


def stuck_by_visit(reader: Reader, house: House) -> dict[str, list[StuckTicket]]:
    """Tickets nobody has confirmed, by visit."""
    found: dict[str, list[StuckTicket]] = {}
    for one in house.kitchen.stuck(reader):
        found.setdefault(one.table_session_id, []).append(one)
    return found


def _card(
    table: DiningTable, visit: TableSession | None, party: CardVisit | None, closed: JustClosed | None
) -> Card:
    return Card(
        id=table.id,
        name=table.name,
        area_id=table.area_id,
        seats=table.seats,
        x=table.x,
        y=table.y,
        shape=table.shape,
        enabled=table.enabled,
        state=table_state(table.enabled, party, visit is not None and visit.host_member_id is not None),
        session=party,
        closed=closed,
    )


def _visit(
    reader: Reader,
    house: House,
    visit: TableSession,
    phones: int,
    figures: dict[str, object] | None,
    stuck: list[StuckTicket],
) -> CardVisit:
    settings = house.settings.now
    total, due = checks.dues(reader, visit.id, visit.covers, settings) if figures else (0, 0)
    unpaid_since = _whole(figures["owed_since"]) if figures and due else None
    return CardVisit(
        id=visit.id,
        opened_at=visit.opened_at,
        covers=visit.covers,
        phones=phones,
        order_numbers=sorted(msgspec.json.decode(str(figures["numbers"]), type=list[int])) if figures else [],
        total_minor=total,
        due_minor=due,
        paid_minor=total - due,
        bill_requested_at=visit.bill_requested_at,
        viewed_bill_at=visit.viewed_bill_at,
        paid_at=visit.paid_at,
        unpaid_since=unpaid_since,
        unpaid_late_at=None if unpaid_since is None else unpaid_since + settings.unpaid_alert_min * MINUTE_MS,
        last_activity_at=visit.last_activity_at,
        kitchen_since=_whole(figures["kitchen_since"]) if figures else None,
        ready_lines=_whole(figures["ready_lines"]) or 0 if figures else 0,
        cancels_to_confirm=_whole(figures["cancels_to_confirm"]) or 0 if figures else 0,
        calls=calls.open_calls(reader, visit.id),
        stuck=stuck,
    )


def _whole(value: object) -> int | None:
    return value if isinstance(value, int) else None


def _just_closed(reader: Reader, house: House) -> dict[str, JustClosed]:
    undo_ms = house.settings.now.undo_close_s * 1000
    recent = parties.closed_after(reader, house.database.clock.now_ms() - undo_ms)
    return {
        visit.table_id: JustClosed(visit.id, visit.closed_at, visit.closed_at + undo_ms)
        for visit in recent
        if visit.closed_at is not None
    }
