"""A guest's view, part by part."""

from typing import Any

from appliance import checks
from appliance.floor import areas, opening, qr_ordering_now, table
from appliance.orders import orders_of
from appliance.seating import MemberView, TableSession, access, calls, carts, parties
from appliance.settings import VenueSettings
from appliance.storage import Reader
from appliance.surfaces.guest_model import GuestSnapshot, Ordering, Owed, Party, TableName
from appliance.surfaces.house import House


def party(reader: Reader, house: House, table_session: TableSession) -> Party:
    """The visit with its table, members, calls and what is owed."""
    settings, now_ms = house.settings.now, house.database.clock.now_ms()
    place = table(reader, table_session.table_id)
    area = next((one.name for one in areas(reader) if one.id == place.area_id), "")
    total, due = checks.dues(reader, table_session.id, table_session.covers, settings)
    members = parties.joined(reader, table_session.id)
    return Party(
        id=table_session.id,
        state=table_session.state,
        table=TableName(place.id, place.name, area),
        opened_at=table_session.opened_at,
        cart_mode=table_session.cart_mode,
        host_member_id=table_session.host_member_id,
        stale=parties.is_stale(table_session, settings, now_ms),
        bill_requested_at=table_session.bill_requested_at,
        viewed_bill_at=table_session.viewed_bill_at,
        paid_at=table_session.paid_at,
        ordering=_ordering(settings, place.enabled, now_ms),
        members=[MemberView(member.id, member.number, member.nickname) for member in members],
        calls=calls.open_calls(reader, table_session.id),
        bill=Owed(total, total - due, due),
    )


def part(reader: Reader, house: House, name: str, table_session: TableSession, member_id: str) -> Any:
    """One part of the view by its name in the contract."""
    settings, now_ms = house.settings.now, house.database.clock.now_ms()
    if name == "session":
        return party(reader, house, table_session)
    if name == "orders":
        return orders_of(reader, table_session.id, now_ms, member_id)
    if name == "me":
        return access.me(reader, parties.require_member(reader, member_id), settings, now_ms)
    if name == "availability":
        return house.blocked(reader)
    return carts.view(reader, table_session, member_id, house.menu_book, house.blocked(reader))


def snapshot(reader: Reader, house: House, table_session_id: str, member_id: str) -> GuestSnapshot:
    """All parts at one moment. Raises NotFound for an unknown visit."""
    table_session = parties.require(reader, table_session_id)
    parts = {name: part(reader, house, name, table_session, member_id) for name in PARTS}
    return GuestSnapshot(seq=reader.last_seq(), now=house.database.clock.now_ms(), **parts)


PARTS = ("session", "me", "cart", "orders", "availability")


def _ordering(settings: VenueSettings, table_enabled: bool, now_ms: int) -> Ordering:
    switch = qr_ordering_now(settings, now_ms)
    if not switch.enabled:
        return Ordering(False, "qr_disabled", switch.message, switch.until_at)
    if not table_enabled:
        return Ordering(False, "table_disabled")
    hours = opening(settings, now_ms)
    return Ordering(True) if hours.open else Ordering(False, "closed", None, hours.opens_at)
