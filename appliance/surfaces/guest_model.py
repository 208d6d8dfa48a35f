"""What a guest's phone is told."""

import msgspec

from appliance.floor import Venue
from appliance.menu import ItemAvailability
from appliance.orders import OrderView
from appliance.seating import Call, CartView, MemberView, MeView


class TableName(msgspec.Struct, frozen=True):
    """The table in words."""

    id: str
    name: str
    area: str


class Ordering(msgspec.Struct, frozen=True):
    """Whether orders are taken at this moment; `why` is qr_disabled, closed, table_disabled or None."""

    allowed: bool
    why: str | None = None
    message: str | None = None
    until_at: int | None = None


class Owed(msgspec.Struct, frozen=True):
    """The bill in three figures."""

    total_minor: int
    paid_minor: int
    due_minor: int


class Party(msgspec.Struct, frozen=True):
    """The party's visit."""

    id: str
    state: str
    table: TableName
    opened_at: int
    cart_mode: str
    host_member_id: str | None
    stale: bool
    bill_requested_at: int | None
    viewed_bill_at: int | None
    paid_at: int | None
    ordering: Ordering
    members: list[MemberView]
    calls: list[Call]
    bill: Owed


class GuestSnapshot(msgspec.Struct, frozen=True):
    """Everything a phone shows besides the menu."""

    seq: int
    now: int
    session: Party
    me: MeView
    cart: CartView
    orders: list[OrderView]
    availability: dict[str, ItemAvailability]


class EntryView(msgspec.Struct, frozen=True):
    """Where a scan led; `guest_token` lets the phone come back after it lost its cookie."""

    session_id: str
    guest_token: str | None
    created: bool
    venue: Venue
    snapshot: GuestSnapshot


class Check(msgspec.Struct, frozen=True):
    """The phone still belongs to this visit."""

    state: str
    member_id: str


class Resume(msgspec.Struct, frozen=True):
    """The token a phone kept."""

    guest_token: str
