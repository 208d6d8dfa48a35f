"""Which events a kitchen screen hears of, and which parts of its view they change."""

from collections.abc import Hashable
from typing import Any

import msgspec

from appliance.kitchen.kitchen import Kitchen
from appliance.storage import JournalRow, Reader

OF_ONE_TICKET = frozenset(
    {"ticket_moved", "ticket_seen", "ticket_printed", "ticket_alerted", "ticket_failover", "cancel_confirmed"}
)
OF_AN_ORDER = frozenset({"order_sent", "lines_served", "lines_cancelled"})
OF_THE_MENU = frozenset({"availability_changed", "menu_changed"})
OF_THE_HEAD = frozenset({"setting_changed", "staff_added", "staff_retired"})
FINISHING = frozenset({"ticket_moved", "lines_served", "lines_cancelled", "cancel_confirmed"})


class _TicketAt(msgspec.Struct):
    id: str
    station_id: str


class _About(msgspec.Struct):
    ticket_id: str = ""
    station_id: str = ""
    tickets: list[_TicketAt] = []


_about = msgspec.json.Decoder(_About)


class KitchenFeed:
    """A kitchen screen with these stations; none means all."""

    def __init__(self, kitchen: Kitchen, shown: list[str]) -> None:
        self._kitchen = kitchen
        self.shown = shown

    def concerns(self, row: JournalRow) -> bool:
        if row.kind in OF_ONE_TICKET or row.kind in OF_AN_ORDER:
            return bool(self._ours(row))
        return row.kind in OF_THE_MENU or row.kind in OF_THE_HEAD

    def snapshot(self, reader: Reader) -> dict[str, Any]:
        return self._kitchen.parts(reader, self.shown)

    def update(self, reader: Reader, rows: list[JournalRow]) -> dict[str, Any]:
        kinds = {row.kind for row in rows}
        touched = list(dict.fromkeys(ticket_id for row in rows for ticket_id in self._ours(row)))
        parts: dict[str, Any] = {}
        if touched:
            parts["tickets"] = self._kitchen.some_tickets(reader, self.shown, touched)
        if kinds & FINISHING:
            parts |= self._kitchen.finished(reader, self.shown)
        if kinds & (OF_THE_MENU | OF_THE_HEAD):
            parts["out"] = self._kitchen.out(reader)
        if kinds & OF_THE_HEAD:
            parts |= self._kitchen.head(reader, self.shown)
        return parts

    def cache_key(self, rows: list[JournalRow]) -> Hashable | None:
        return ("kitchen", tuple(sorted(self.shown)), tuple(row.seq for row in rows))

    def _ours(self, row: JournalRow) -> list[str]:
        """The tickets of the shown stations an event is about."""
        return [one.id for one in _tickets(row) if not self.shown or one.station_id in self.shown]


def _tickets(row: JournalRow) -> list[_TicketAt]:
    if row.kind in OF_AN_ORDER:
        return _about.decode(row.data).tickets
    if row.kind in OF_ONE_TICKET:
        about = _about.decode(row.data)
        return [_TicketAt(about.ticket_id, about.station_id)]
    return []
