"""The values of orders."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

import msgspec
from msgspec import Meta

KINDS = {
    "order_sent": "An order is durable: its lines, its tickets and its paper exist from this moment.",
    "order_moved": "An order went on to its next state.",
}

KITCHEN_PATIENCE_MS = 3_000
"""After this long without a word from the kitchen a guest is told that we are checking."""

Word = Annotated[str, Meta(min_length=1, max_length=64)]


class OrderState(StrEnum):
    """Where an order is, as a guest would say it."""

    RECEIVED = "RECEIVED"
    IN_PREPARATION = "IN_PREPARATION"
    READY_FOR_PICKUP = "READY_FOR_PICKUP"
    CLOSED = "CLOSED"
    VOIDED = "VOIDED"


class DiningOption(StrEnum):
    """How the food is eaten. Dine-in needs a table; the others follow."""

    DINE_IN = "dine_in"


@dataclass(frozen=True, slots=True)
class Order:
    """An order as the file has it."""

    id: str
    branch: str
    table_session_id: str
    table_id: str
    dining_option: str
    number: int
    business_date: str
    state: str
    placed_by: str
    sent_at: int
    promised_at: int
    prep_started_at: int | None = None
    ready_at: int | None = None
    picked_up_at: int | None = None
    closed_at: int | None = None
    voided_at: int | None = None


class SeenLine(msgspec.Struct, frozen=True):
    """A cart line as the phone showed it when Send was pressed."""

    line_id: Word
    quantity: Annotated[int, Meta(ge=1, le=50)]
    unit_minor: Annotated[int, Meta(ge=0, le=100_000_000)]


class PlaceOrder(msgspec.Struct, frozen=True):
    """Send these cart lines."""

    session_id: Word
    lines: Annotated[list[SeenLine], Meta(max_length=100)]


class OrderLineView(msgspec.Struct, frozen=True):
    """A line as guests and staff see it; `to_confirm` when it was cancelled and the kitchen has not said that it knows."""

    id: str
    item_id: str
    names: dict[str, str]
    option_names: list[dict[str, str]]
    note: str
    quantity: int
    unit_minor: int
    total_minor: int
    state: str
    member_id: str | None
    to_confirm: bool


class OrderView(msgspec.Struct, frozen=True):
    """An order as guests and staff see it. `kitchen`: sending, checking or has_it; `sent_by`: the phone that sent it."""

    id: str
    number: int
    state: str
    sent_at: int
    promised_at: int
    ready_at: int | None
    kitchen: str
    mine: bool
    sent_by: str | None
    lines: list[OrderLineView]
    total_minor: int


class OrderPlaced(msgspec.Struct, frozen=True):
    """The acknowledgement: from here on the order will be cooked once and paid once."""

    order: OrderView
    seq: int


class Served(msgspec.Struct, frozen=True):
    """How many lines became served."""

    lines: int


class PiecesToCancel(msgspec.Struct, frozen=True):
    """So many pieces of a line."""

    line_id: Annotated[str, Meta(min_length=1, max_length=129)]
    quantity: Annotated[int, Meta(ge=1, le=50)]


class CancelLines(msgspec.Struct, frozen=True):
    """Take these back; `reason` is for the kitchen and for the owner."""

    lines: Annotated[list[PiecesToCancel], Meta(min_length=1, max_length=100)]
    reason: Annotated[str, Meta(min_length=1, max_length=80)]


class Cancelled(msgspec.Struct, frozen=True):
    """How many pieces were taken back."""

    pieces: int
