"""What the floor's tablets are told."""

from typing import Annotated

import msgspec
from msgspec import Meta

from appliance.checks import Bill
from appliance.kitchen import ScreenView, StuckTicket
from appliance.orders import OrderView
from appliance.printing import PrinterView
from appliance.seating import Call


class CardVisit(msgspec.Struct, frozen=True):
    """The party at a table, in the figures a waiter needs."""

    id: str
    opened_at: int
    covers: int | None
    phones: int
    order_numbers: list[int]
    total_minor: int
    due_minor: int
    paid_minor: int
    bill_requested_at: int | None
    viewed_bill_at: int | None
    paid_at: int | None
    unpaid_since: int | None
    unpaid_late_at: int | None
    last_activity_at: int
    kitchen_since: int | None
    ready_lines: int
    cancels_to_confirm: int
    calls: list[Call]
    stuck: list[StuckTicket]


class JustClosed(msgspec.Struct, frozen=True):
    """A visit that ended a moment ago and can be brought back with one tap."""

    session_id: str
    closed_at: int
    undo_until: int


class Card(msgspec.Struct, frozen=True):
    """One table on the floor."""

    id: str
    name: str
    area_id: str
    seats: int
    x: int
    y: int
    shape: str
    enabled: bool
    state: str
    session: CardVisit | None
    closed: JustClosed | None


class Alert(msgspec.Struct, frozen=True):
    """Something that needs a person; `count` says of how many things, where that is asked."""

    id: str
    level: str
    code: str
    say: str
    since: int
    table_id: str | None = None
    job_ids: list[str] = []
    printer_id: str | None = None
    ticket_id: str | None = None
    count: int = 0
    order_id: str | None = None


class HealthItem(msgspec.Struct, frozen=True):
    """One thing that is not as it should be."""

    code: str
    say: str
    since: int


class Health(msgspec.Struct, frozen=True):
    """ok, warn or bad, and why."""

    level: str
    items: list[HealthItem]


class Switch(msgspec.Struct, frozen=True):
    """The global switch for QR ordering."""

    enabled: bool
    message: str | None
    until_at: int | None


class AreaView(msgspec.Struct, frozen=True):
    """A service area."""

    id: str
    name: str


class FloorSnapshot(msgspec.Struct, frozen=True):
    """The whole floor."""

    seq: int
    now: int
    qr_ordering: Switch
    access_pin: bool
    areas: list[AreaView]
    tables: list[Card]
    alerts: list[Alert]
    health: Health
    screens: list[ScreenView]
    printers: list[PrinterView]


class OpenTable(msgspec.Struct, frozen=True):
    """Seat a party."""

    covers: Annotated[int, Meta(ge=1, le=99)] | None = None


class KeptVisit(msgspec.Struct, frozen=True):
    """What is kept of an answer with a visit's code: never the code itself."""

    session_id: str


class VisitQr(msgspec.Struct, frozen=True):
    """The QR of one visit."""

    session_id: str
    url: str
    svg: str


class VisitPin(msgspec.Struct, frozen=True):
    """The PIN of one visit; shown once."""

    pin: str


class Closed(msgspec.Struct, frozen=True):
    """The visit ended; until then it comes back with one tap. Of its dishes so many are not done, so many not served."""

    closed_at: int
    undo_until: int
    cooking: int
    ready: int


class Restored(msgspec.Struct, frozen=True):
    """The visit is back."""

    session_id: str


class Done(msgspec.Struct, frozen=True):
    """It is done."""

    ok: bool = True


class HistoryItem(msgspec.Struct, frozen=True):
    """A visit that ended."""

    session_id: str
    table_name: str
    opened_at: int
    closed_at: int
    closed_how: str
    closed_by_name: str | None
    total_minor: int
    paid_minor: int
    order_numbers: list[int]


class History(msgspec.Struct, frozen=True):
    """The ended visits of a business date."""

    date: str
    items: list[HistoryItem]


class TicketTruths(msgspec.Struct, frozen=True):
    """One ticket's station, state and four truths."""

    id: str
    order_id: str
    station: str
    state: str
    stored_at: int
    seen_at: int | None
    printed_at: int | None
    printed_how: str | None
    accepted_at: int | None


class Detail(msgspec.Struct, frozen=True):
    """A table's visit with its orders, tickets and bill, and the name of who took its last payment."""

    card: Card
    orders: list[OrderView]
    tickets: list[TicketTruths]
    bill: Bill
    last_taken_by: str | None


class PaperQueued(msgspec.Struct, frozen=True):
    """Paper is on its way."""

    job_id: str


class DailyPass(msgspec.Struct, frozen=True):
    """Today's word, where the pass is on."""

    enabled: bool
    word: str | None
    valid_until: int | None
