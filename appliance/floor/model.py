"""Areas, tables, opening, and the venue as devices see it."""

from enum import StrEnum
from typing import Annotated

import msgspec

KINDS: dict[str, str] = {
    "table_changed": "A table was enabled or disabled for guests.",
    "table_qr_rotated": "A table got a new code; the old one no longer works.",
}


class Shape(StrEnum):
    """A table on the floor plan."""

    ROUND = "round"
    SQUARE = "square"
    LONG = "long"


class Area(msgspec.Struct, frozen=True):
    """A part of the venue: dining room, patio, bar."""

    id: str
    name: str
    position: int


class DiningTable(msgspec.Struct, frozen=True):
    """A table. `x` and `y` in per mille of the plan; `qr_key` and `qr_epoch` make its code."""

    id: str
    area_id: str
    name: str
    seats: int
    position: int
    x: int
    y: int
    shape: Shape
    enabled: bool
    qr_key: str
    qr_epoch: int


class OpenNow(msgspec.Struct, frozen=True):
    """Whether the venue is open.

    `until_at`: when it closes, None when not within 14 days; `opens_at`: the next opening within 14 days.
    """

    open: bool
    until_at: int | None = None
    opens_at: int | None = None


class Venue(msgspec.Struct, frozen=True):
    """What every device needs to know of the venue."""

    name: str
    currency: str
    minor_digits: int
    languages: tuple[str, ...]
    default_language: str
    accent: str
    zone: str
    open: OpenNow
    service_bp: int
    nickname_asked: bool


class Enable(msgspec.Struct, frozen=True):
    """Switches a table on or off for guests."""

    enabled: bool


class TableView(msgspec.Struct, frozen=True):
    """A table after a change."""

    id: str
    name: str
    enabled: bool


class Code(msgspec.Struct, frozen=True):
    """A code to scan."""

    url: str
    svg: str


class SwitchOrdering(msgspec.Struct, frozen=True):
    """Switches guests' ordering for the whole venue. Message and time count only while it is off."""

    enabled: bool
    message: Annotated[str, msgspec.Meta(max_length=200)] | None = None
    until_at: int | None = None
