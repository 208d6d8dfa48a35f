"""What kitchen screens are told: dishes, tables and cooks. No money and no guest, which a test makes sure of."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from appliance.kitchen.model import Move

Id = Annotated[str, Meta(min_length=1, max_length=200)]


class StationView(msgspec.Struct, frozen=True):
    """A station's name."""

    id: str
    name: str


class Cook(msgspec.Struct, frozen=True):
    """Somebody who may claim a ticket."""

    id: str
    name: str
    initials: str


class Claim(msgspec.Struct, frozen=True):
    """Who has taken a ticket."""

    id: str
    name: str


class TicketLine(msgspec.Struct, frozen=True):
    """A dish to make, in the kitchen's language; `to_confirm` when it was cancelled and no cook has said that he knows."""

    id: str
    position: int
    quantity: int
    name: str
    options: list[str]
    note: str
    state: str
    course: str
    item_id: str
    to_confirm: bool


class Ticket(msgspec.Struct, frozen=True):
    """One station's part of an order, with its four truths: stored, seen, printed, accepted."""

    id: str
    order_number: int
    table_name: str
    dining_option: str
    station_id: str
    state: str
    rush: bool
    stored_at: int
    seen_at: int | None
    printed_at: int | None
    printed_how: str | None
    accepted_at: int | None
    claimed_by: Claim | None
    started_at: int | None
    ready_at: int | None
    also_at: list[str]
    lines: list[TicketLine]


class OutItem(msgspec.Struct, frozen=True):
    """A dish that is out, or counted down."""

    item_id: str
    name: str
    station_id: str
    out: bool
    until_at: int | None
    remaining: int | None


class KitchenSnapshot(msgspec.Struct, frozen=True):
    """Everything a kitchen screen shows. `showing` names the stations shown; `average_s` is the last hour's wait."""

    seq: int
    now: int
    venue_name: str
    language: str
    stations: list[StationView]
    showing: list[str]
    cooks: list[Cook]
    tickets: list[Ticket]
    recent: list[Ticket]
    out: list[OutItem]
    average_s: int | None
    urgent_s: int
    critical_s: int


class MoveTicket(msgspec.Struct, frozen=True):
    """A cook's move; with `line_id` of one line only; `staff_id` names the cook for a claim."""

    verb: Move
    line_id: Id | None = None
    staff_id: Id | None = None


class Moved(msgspec.Struct, frozen=True):
    """The ticket as it is now."""

    ticket: Ticket


class Reprinted(msgspec.Struct, frozen=True):
    """The print job of the copy."""

    job_id: str


class AliveFrame(msgspec.Struct, frozen=True, tag="alive"):
    """A screen's heartbeat."""


class SeenFrame(msgspec.Struct, frozen=True, tag="seen"):
    """These tickets are really on the screen."""

    tickets: Annotated[list[Id], Meta(max_length=200)]


class ScreenView(msgspec.Struct, frozen=True):
    """A paired kitchen screen as the floor sees it."""

    id: str
    name: str
    online: bool
    silent_s: int | None
    stations: list[str]


class StuckTicket(msgspec.Struct, frozen=True):
    """A ticket that neither screen nor printer nor cook has confirmed, and why."""

    ticket_id: str
    order_id: str
    order_number: int
    table_session_id: str
    table_name: str
    station_id: str
    station: str
    stored_at: int
    seen_at: int | None
    printed_at: int | None
    printed_how: Literal["confirmed", "processed", "unconfirmed"] | None
    accepted_at: int | None
    why: str


class UnheededCancel(msgspec.Struct, frozen=True):
    """A ticket of which something was cancelled at `since`, and nobody in the kitchen has said that he knows."""

    ticket_id: str
    table_session_id: str
    order_number: int
    table_name: str
    station: str
    since: int
