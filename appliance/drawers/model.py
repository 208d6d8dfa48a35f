"""The values of drawers: the row, a kick, and how both are shown."""

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Literal, Protocol

import msgspec
from msgspec import Meta

from firmware_bridges.contracts import PrintOutcome

KINDS = {
    "drawer_kicked": "A cash drawer was told to open, by whom and why.",
    "drawer_opened": "A drawer's sensor saw it open: by a kick, by hand or key, or while nobody was watching.",
    "drawer_closed": "A drawer's sensor saw it close.",
    "drawer_stuck": "A drawer was told to open, and its sensor saw nothing.",
    "drawer_left_open": "A drawer has been standing open for too long.",
    "drawer_changed": "A drawer was added, taken out of use, set up otherwise, or its sensor was calibrated.",
}

Name = Annotated[str, Meta(min_length=1, max_length=60)]
Reason = Annotated[str, Meta(min_length=1, max_length=140)]
Address = Annotated[str, Meta(max_length=200)]
PulseMs = Annotated[int, Meta(ge=2, le=510)]
AlarmS = Annotated[int, Meta(ge=5, le=3_600)]
Hex = Annotated[str, Meta(max_length=200)]


class KickState(StrEnum):
    """Where a kick is. `stuck`: it was sent, and a sensor that works saw nothing."""

    WAITING = "waiting"
    SENT = "sent"
    OPENED = "opened"
    STUCK = "stuck"
    FAILED = "failed"


class How(StrEnum):
    """How a drawer came to be open, as far as we know."""

    KICK = "kick"
    HAND = "hand"
    UNWATCHED = "unwatched"
    """It was open when the sensor was seen for the first time in a while."""


@dataclass(frozen=True, slots=True)
class DrawerRow:
    """A drawer as the file has it. Exactly one of `printer_id` and `address` is given."""

    id: str
    name: str
    printer_id: str | None
    address: str | None
    pin: int | None
    on_ms: int | None
    off_ms: int | None
    kick_bytes: bytes | None
    sensor_open_high: int | None
    level_closed: int | None
    open_alarm_s: int
    is_open: int | None
    since_at: int | None
    left_open_at: int | None
    enabled: int

    @property
    def has_sensor(self) -> bool:
        """Whether its sensor is there and calibrated."""
        return self.sensor_open_high is not None


@dataclass(frozen=True, slots=True)
class Kick:
    """One order to a drawer to open."""

    id: str
    drawer_id: str
    reason: str
    actor: str
    device_id: str | None
    table_session_id: str | None
    state: str
    made_at: int
    sent_at: int | None
    ended_at: int | None

    @property
    def job_subject(self) -> str:
        """Under which subject its print job stands."""
        return f"drawer_kick:{self.id}"


@dataclass(frozen=True, slots=True)
class Who:
    """Who wants a drawer open."""

    actor: str
    device: str | None = None
    address: str | None = None


@dataclass(frozen=True, slots=True)
class Kicked:
    """A kick under way; `job_id` when it goes through a printer."""

    kick_id: str
    job_id: str | None


class SerialDrawerBridge(Protocol):
    """What the keeper needs of a drawer on a serial port."""

    def start(self) -> None:
        """Begin to look after the port."""

    def kick(self, *, deadline_s: float) -> Future[PrintOutcome]:
        """Open it; the future ends shortly after the deadline at the latest."""

    def stop(self) -> None:
        """End within two seconds; may block."""


MakeDrawer = Callable[[DrawerRow], SerialDrawerBridge]
"""Makes the bridge for a drawer with an address. Raises ValueError for one that cannot be."""


class NewDrawer(msgspec.Struct, frozen=True):
    """A drawer to add: on a printer, or at a serial address with the bytes that open it (hexadecimal; "" = any)."""

    name: Name
    printer_id: Name | None = None
    address: Address | None = None
    pin: Literal[2, 5] | None = None
    on_ms: PulseMs | None = None
    off_ms: PulseMs | None = None
    kick_hex: Hex = ""
    open_alarm_s: AlarmS = 60


class ChangeDrawer(msgspec.Struct, frozen=True):
    """What is to be otherwise; what is left out stays."""

    name: Name | msgspec.UnsetType = msgspec.UNSET
    pin: Literal[2, 5] | msgspec.UnsetType | None = msgspec.UNSET
    on_ms: PulseMs | msgspec.UnsetType | None = msgspec.UNSET
    off_ms: PulseMs | msgspec.UnsetType | None = msgspec.UNSET
    kick_hex: Hex | msgspec.UnsetType = msgspec.UNSET
    open_alarm_s: AlarmS | msgspec.UnsetType = msgspec.UNSET
    enabled: bool | msgspec.UnsetType = msgspec.UNSET


class OpenIt(msgspec.Struct, frozen=True):
    """An opening without a sale needs a reason."""

    reason: Reason


class Calibrate(msgspec.Struct, frozen=True):
    """The two taps: `closed` when the drawer is shut, then `open`, which kicks it."""

    step: Literal["closed", "open"]


class Calibrated(msgspec.Struct, frozen=True):
    """What to do next; the result of the second step appears in the list within seconds."""

    id: str
    step: str
    say: str


class Opening(msgspec.Struct, frozen=True):
    """The drawer was told to open."""

    id: str
    kick_id: str


class DrawerView(msgspec.Struct, frozen=True):
    """A drawer as staff see it.

    `state` is open, closed or unknown; `since` when that began (ms); `calibration` is none, closed_seen (the second
    tap is next), opening (the kick is under way) or done; `last` says how the last kick ended.
    """

    id: str
    name: str
    printer_id: str | None
    address: str | None
    pin: int | None
    on_ms: int | None
    off_ms: int | None
    kick_hex: str
    open_alarm_s: int
    enabled: bool
    sensor: bool
    state: str
    since: int | None
    calibration: str
    last: str | None
    say: str


class DrawerList(msgspec.Struct, frozen=True):
    """Every drawer of this branch."""

    items: list[DrawerView]


class DrawerAlert(msgspec.Struct, frozen=True):
    """Something about a drawer that needs a person."""

    id: str
    level: str
    code: str
    say: str
    since: int
