"""Which events a guest's phone hears of, and which parts of its view they change."""

from collections.abc import Hashable
from typing import Any

import msgspec

from appliance.seating import parties
from appliance.storage import JournalRow, Reader
from appliance.surfaces import guest_view
from appliance.surfaces.house import House

OWN = {
    "member_joined": ("session", "me"),
    "cart_changed": ("cart",),
    "order_sent": ("orders", "cart", "session"),
    "order_moved": ("orders",),
    "ticket_moved": ("orders",),
    "lines_served": ("orders",),
    "lines_cancelled": ("orders", "session"),
    "ticket_seen": ("orders",),
    "ticket_printed": ("orders",),
    "ticket_alerted": ("orders",),
    "call_made": ("session",),
    "call_answered": ("session",),
    "call_cancelled": ("session",),
    "bill_viewed": ("session",),
    "payment_taken": ("session",),
    "check_paid": ("session",),
    "check_reopened": ("session",),
    "access_granted": ("me",),
    "table_session_closed": ("session", "orders"),
    "table_session_restored": ("session", "orders", "cart"),
}
"""Events of the phone's own table session."""

EVERYONE = {
    "availability_changed": ("availability", "cart"),
    "menu_changed": ("availability", "cart"),
    "table_changed": ("session",),
    "daily_pass_rotated": ("me",),
}
"""Events of the venue that every phone hears of."""

PATIENT = frozenset({"ticket_seen", "ticket_printed"})
"""Confirmations that come in bursts after each order: told together."""

SETTINGS_HEARD = {
    "qr_ordering": ("session",),
    "hours": ("session",),
    "day_exceptions": ("session",),
    "access_pin": ("me",),
    "access_pass": ("me",),
    "service_bp": ("session",),
    "service_from_covers": ("session",),
}


class GuestFeed:
    """One phone of one party."""

    def __init__(self, house: House, table_session_id: str, member_id: str) -> None:
        self._house = house
        self.table_session_id = table_session_id
        self.member_id = member_id

    def concerns(self, row: JournalRow) -> bool:
        return bool(self._parts(row))

    def snapshot(self, reader: Reader) -> dict[str, Any]:
        whole = guest_view.snapshot(reader, self._house, self.table_session_id, self.member_id)
        return {name: getattr(whole, name) for name in guest_view.PARTS}

    def update(self, reader: Reader, rows: list[JournalRow]) -> dict[str, Any]:
        names = {name for row in rows for name in self._parts(row)}
        table_session = parties.require(reader, self.table_session_id)
        return {
            name: guest_view.part(reader, self._house, name, table_session, self.member_id)
            for name in guest_view.PARTS
            if name in names
        }

    def cache_key(self, rows: list[JournalRow]) -> Hashable | None:
        """Venue news without a part of its own are the same for every phone with an empty cart; parts of a party differ."""
        return None

    def _parts(self, row: JournalRow) -> tuple[str, ...]:
        if row.table_session is not None:
            return OWN.get(row.kind, ()) if row.table_session == self.table_session_id else ()
        if row.kind == "setting_changed":
            return SETTINGS_HEARD.get(msgspec.json.decode(row.data)["key"], ())
        return EVERYONE.get(row.kind, ())
