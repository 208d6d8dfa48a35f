"""The kitchen's values: what was fired, tickets and lines as the file has them, stations."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

KINDS = {
    "ticket_moved": "A cook moved, claimed or flagged a ticket or one of its lines; `accepted`: for the first time.",
    "lines_served": "A waiter brought everything of an order that was ready.",
    "lines_cancelled": "Dishes the kitchen had got already were taken back; each with the state it was in.",
    "cancel_confirmed": "The kitchen knows what it no longer has to make of a ticket.",
    "ticket_seen": "A kitchen screen has really shown a ticket.",
    "ticket_printed": "A ticket came out on paper; `how` says whether the device confirmed it.",
    "ticket_alerted": "Nobody and nothing in the kitchen confirmed a ticket in time; the floor was told.",
    "ticket_failover": "No screen showed a ticket's station, so it was sent to paper.",
    "screen_lost": "A kitchen screen fell silent.",
    "screen_back": "A silent kitchen screen spoke again.",
}


class TicketState(StrEnum):
    """What one station has made of its part of an order."""

    NEW = "NEW"
    COOKING = "COOKING"
    READY = "READY"
    CANCELLED = "CANCELLED"


class LineState(StrEnum):
    """Where one ordered line is on its way to the table."""

    NEW = "NEW"
    HOLD = "HOLD"
    SENT = "SENT"
    COOKING = "COOKING"
    READY = "READY"
    SERVED = "SERVED"
    CANCELLED = "CANCELLED"


class Prints(StrEnum):
    """When a station's tickets go to paper."""

    ALWAYS = "always"
    FAILOVER = "failover"
    NEVER = "never"


class Move(StrEnum):
    """What a cook can do with a ticket."""

    START = "start"
    BUMP = "bump"
    RECALL = "recall"
    CLAIM = "claim"
    UNCLAIM = "unclaim"
    UNDO = "undo"
    RUSH = "rush"
    CONFIRM = "confirm"


@dataclass(frozen=True, slots=True)
class FiredOrder:
    """What the kitchen needs of an order. `placed_by` is `member:ID` or `staff:ID`."""

    id: str
    number: int
    table_session_id: str
    table_name: str
    placed_by: str
    dining_option: str


@dataclass(frozen=True, slots=True)
class FiredLine:
    """One line as it was ordered, with everything later menu edits must not change.

    `options` are plain dicts {group, id, names, price_minor}; `allergens` None means unknown.
    """

    id: str
    position: int
    member_id: str | None
    item_id: str
    names: dict[str, str]
    options: list[dict[str, Any]]
    note: str
    allergens: tuple[str, ...] | None
    quantity: int
    unit_minor: int
    tax_class: str
    tax_name: str
    tax_bp: int
    tax_inclusive: bool
    course: str
    prep_minutes: int
    station_id: str


@dataclass(frozen=True, slots=True)
class Station:
    """A place where food is made."""

    id: str
    name: str
    position: int
    printer_id: str | None
    prints: str


NAMELESS = Station("", "Kitchen", 0, None, Prints.FAILOVER)
"""Stands in when a station was removed or none was ever set up: its tickets are cooked all the same."""


@dataclass(frozen=True, slots=True)
class TicketRow:
    """A ticket as the file has it."""

    id: str
    order_id: str
    table_session_id: str
    station_id: str
    order_number: int
    table_name: str
    state: str
    rush: int
    stored_at: int
    seen_at: int | None
    seen_by: str | None
    printed_at: int | None
    printed_how: str | None
    accepted_at: int | None
    accepted_by: str | None
    claimed_by: str | None
    started_at: int | None
    ready_at: int | None
    failover_at: int | None
    alerted_at: int | None

    @property
    def acknowledged(self) -> bool:
        """Whether a screen has shown it, a device has printed it, or a cook has touched it."""
        return not (self.seen_at is None and self.printed_at is None and self.accepted_at is None)


@dataclass(frozen=True, slots=True)
class LineRow:
    """A line as the kitchen may see it: no money, no person."""

    id: str
    ticket_id: str
    position: int
    item_id: str
    names: str
    options: str
    note: str
    allergens: str | None
    quantity: int
    course: str
    state: str
    to_confirm: int
    """1 when it was cancelled and no cook has said so far that he knows."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Everything about a ticket that a cook can change, and `undo` brings back."""

    state: TicketState
    rush: bool
    started_at: int | None
    ready_at: int | None
    claimed_by: str | None
    lines: dict[str, LineState]
