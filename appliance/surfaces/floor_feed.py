"""Which events the floor hears of, and which parts of its view they change."""

from collections.abc import Hashable
from typing import Any

import msgspec

from appliance.printing import printers_view
from appliance.storage import JournalRow, Reader
from appliance.surfaces import alerts, floor_view, store
from appliance.surfaces.house import House

TABLES_ONLY = frozenset(
    {
        "table_session_opened", "member_joined", "order_sent",
        "order_moved", "ticket_moved", "lines_served", "call_made", "call_answered", "call_cancelled", "bill_viewed",
        "payment_taken", "check_paid", "check_reopened", "table_changed",
    }
)  # fmt: skip
WITH_ALERTS = frozenset(
    {"ticket_seen", "ticket_printed", "ticket_alerted", "ticket_failover", "screen_lost", "screen_back",
     "lines_cancelled", "cancel_confirmed", "table_session_closed", "table_session_restored",
     "printer_changed", "printer_added", "printer_edited", "printer_removed",
     "drawer_opened", "drawer_closed", "drawer_stuck", "drawer_left_open", "sms_changed",
     "print_job_changed", "device_paired", "device_changed", "device_revoked"}
)  # fmt: skip
OF_ENDED_VISITS = frozenset({"ticket_moved", "lines_served"})
"""What the kitchen does for a closed table needs a person; for an open one its card says it."""
PATIENT = frozenset({"ticket_seen", "ticket_printed", "print_job_changed"})
"""Confirmations that come in bursts after each order: told together."""
SETTINGS_HEARD = frozenset(
    {"qr_ordering", "access_pin", "unpaid_alert_min", "service_bp", "service_from_covers"}
)


class _Moved(msgspec.Struct):
    accepted: bool = False


_moved = msgspec.json.Decoder(_Moved)


class FloorFeed:
    """One floor tablet; all of them see the same."""

    def __init__(self, house: House) -> None:
        self._house = house

    def concerns(self, row: JournalRow) -> bool:
        if row.kind == "setting_changed":
            return msgspec.json.decode(row.data)["key"] in SETTINGS_HEARD
        return row.kind in TABLES_ONLY or row.kind in WITH_ALERTS

    def snapshot(self, reader: Reader) -> dict[str, Any]:
        return {
            "qr_ordering": floor_view.switch(self._house),
            "access_pin": self._house.settings.now.access_pin,
            "areas": floor_view.area_views(reader),
            "tables": floor_view.cards(reader, self._house),
            **self.trouble(reader),
        }

    def update(self, reader: Reader, rows: list[JournalRow]) -> dict[str, Any]:
        parts: dict[str, Any] = {}
        kinds = {row.kind for row in rows}
        touched = _tables(reader, rows)
        everywhere = "setting_changed" in kinds  # what is owed may have changed at any table
        if touched or everywhere:
            found = floor_view.cards(reader, self._house, None if everywhere else touched)
            parts["tables"] = {card.id: card for card in found}
        if kinds & WITH_ALERTS or any(_accepted(row) for row in rows) or _of_ended_visits(reader, rows):
            parts |= self.trouble(reader)
        if everywhere:
            parts["qr_ordering"] = floor_view.switch(self._house)
            parts["access_pin"] = self._house.settings.now.access_pin
        return parts

    def cache_key(self, rows: list[JournalRow]) -> Hashable | None:
        return ("floor", rows[0].seq, rows[-1].seq)

    def trouble(self, reader: Reader) -> dict[str, Any]:
        """What needs a person, the health it makes, screens and printers."""
        found = alerts.alerts(reader, self._house)
        return {
            "alerts": found,
            "health": alerts.health(found),
            "screens": self._house.kitchen.screens_view(reader),
            "printers": printers_view(reader, self._house.desk),
        }


def _accepted(row: JournalRow) -> bool:
    """Whether a cook touched a ticket for the first time: then it is not stuck any more."""
    return row.kind == "ticket_moved" and _moved.decode(row.data).accepted


def _of_ended_visits(reader: Reader, rows: list[JournalRow]) -> bool:
    visits = {row.table_session for row in rows if row.kind in OF_ENDED_VISITS and row.table_session}
    return any(store.is_closed(reader, visit) for visit in visits)


def _tables(reader: Reader, rows: list[JournalRow]) -> set[str]:
    visits = {row.table_session for row in rows if row.table_session is not None}
    found = {row.subject.removeprefix("table:") for row in rows if row.subject.startswith("table:")}
    return found | {table for visit in visits if (table := store.table_of_visit(reader, visit)) is not None}
