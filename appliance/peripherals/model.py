"""The values of peripherals: devices, text messages, and how both are shown."""

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Literal, Protocol

import msgspec
from msgspec import Meta

from firmware_bridges.attached import DeviceStatus
from firmware_bridges.displays.text import Face
from firmware_bridges.message import DeliveryReport, Message, MessageOutcome

KINDS = {
    "peripheral_changed": "A pole display or a modem was added, set up otherwise or taken out of use.",
    "sms_changed": "A text message was queued, sent, delivered, in doubt, failed or forgotten; never its words.",
}

Name = Annotated[str, Meta(min_length=1, max_length=60)]
Address = Annotated[str, Meta(min_length=1, max_length=200)]
Limit = Annotated[int, Meta(ge=1, le=10_000)]


class TextState(StrEnum):
    """Where a text message is. `unknown`: the network may have taken it; only a person sends it again."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    DELIVERED = "delivered"
    FAILED = "failed"
    UNKNOWN = "unknown"


class Why(StrEnum):
    """What only the appliance knows of a device or a text that is in trouble; the rest are the bridges' own codes."""

    OFF = "off"
    BAD_SETUP = "bad_setup"
    RESTARTED = "restarted"
    """The appliance went down while the text was being sent."""
    EXPIRED = "expired"
    UNDELIVERED = "undelivered"


@dataclass(frozen=True, slots=True)
class PeripheralRow:
    """A device as the file has it; `language` is a pole's command set, or `at`."""

    id: str
    name: str
    kind: str
    address: str
    language: str
    code_page: str
    pin: str | None
    per_hour: int
    per_day: int
    enabled: int

    @property
    def wiring(self) -> tuple[object, ...]:
        """What a change of needs another bridge."""
        return (self.name, self.kind, self.address, self.language, self.code_page, self.pin)


@dataclass(frozen=True, slots=True)
class TextMessage:
    """A text message as the file has it; `last_error` is a code that `words` can say."""

    id: str
    cause: str
    number: str
    body: str
    parts: int
    state: str
    attempts: int
    next_attempt_at: int
    last_error: str | None
    made_at: int
    expires_at: int
    sent_at: int | None
    done_at: int | None
    forgotten_at: int | None


@dataclass(frozen=True, slots=True)
class TextPart:
    """A part that the network took."""

    sms_id: str
    part: int
    reference: int
    sent_at: int
    reported_at: int | None
    report: str | None


class PoleBridge(Protocol):
    """What is needed of a pole display."""

    @property
    def status(self) -> DeviceStatus:
        """The last look."""

    def start(self) -> None:
        """Begin to look after it."""

    def show(self, face: Face, *, for_s: float) -> None:
        """Show this for a while; never waits. ValueError when a figure does not fit."""

    def idle(self, face: Face) -> None:
        """What stands there otherwise."""

    def stop(self) -> None:
        """End within two seconds; may block."""


class ModemBridge(Protocol):
    """What is needed of a modem."""

    @property
    def status(self) -> DeviceStatus:
        """The last look."""

    def start(self) -> None:
        """Begin to look after it."""

    def send(self, message: Message, *, deadline_s: float) -> Future[MessageOutcome]:
        """One attempt; the future ends shortly after the deadline at the latest."""

    def stop(self) -> None:
        """End within two seconds; may block."""


class MakeDevices(Protocol):
    """Makes the bridges. Both raise ValueError for a row that cannot be; callbacks may come from any thread."""

    def pole(self, row: PeripheralRow) -> PoleBridge:
        """A pole display."""

    def modem(
        self,
        row: PeripheralRow,
        on_report: Callable[[DeliveryReport], None],
        on_status: Callable[[DeviceStatus], None],
    ) -> ModemBridge:
        """A modem."""


class NewPeripheral(msgspec.Struct, frozen=True):
    """A device to add. `language`: escpos, cd5220, logic or plain for a pole."""

    name: Name
    kind: Literal["pole", "modem"]
    address: Address
    language: Literal["escpos", "cd5220", "logic", "plain", "at"] = "escpos"
    code_page: Annotated[str, Meta(max_length=20)] = ""
    pin: Annotated[str, Meta(pattern=r"^[0-9]{4,8}$")] | None = None
    per_hour: Limit = 60
    per_day: Limit = 300


class ChangePeripheral(msgspec.Struct, frozen=True):
    """What is to be otherwise; what is left out stays."""

    name: Name | msgspec.UnsetType = msgspec.UNSET
    address: Address | msgspec.UnsetType = msgspec.UNSET
    language: Literal["escpos", "cd5220", "logic", "plain", "at"] | msgspec.UnsetType = msgspec.UNSET
    code_page: Annotated[str, Meta(max_length=20)] | msgspec.UnsetType = msgspec.UNSET
    pin: Annotated[str, Meta(pattern=r"^[0-9]{4,8}$")] | msgspec.UnsetType | None = msgspec.UNSET
    per_hour: Limit | msgspec.UnsetType = msgspec.UNSET
    per_day: Limit | msgspec.UnsetType = msgspec.UNSET
    enabled: bool | msgspec.UnsetType = msgspec.UNSET


class Try(msgspec.Struct, frozen=True):
    """A test: a pole shows a line, a modem sends one to `number`."""

    number: Annotated[str, Meta(max_length=40)] = ""


class Tried(msgspec.Struct, frozen=True):
    """What was begun; `sms_id` for a modem."""

    id: str
    sms_id: str | None


class PeripheralView(msgspec.Struct, frozen=True):
    """A device as staff see it. `has_pin` instead of the PIN; `signal` is a modem's reception in percent."""

    id: str
    name: str
    kind: str
    address: str
    language: str
    code_page: str
    has_pin: bool
    per_hour: int
    per_day: int
    enabled: bool
    online: bool
    trouble: str
    say: str
    signal: int | None


class PeripheralList(msgspec.Struct, frozen=True):
    """Every peripheral of this branch."""

    items: list[PeripheralView]


class TextView(msgspec.Struct, frozen=True):
    """A text message as staff see it, with the end of its number only."""

    id: str
    cause: str
    number_end: str
    parts: int
    state: str
    say: str
    made_at: int
    sent_at: int | None
    done_at: int | None


class TextList(msgspec.Struct, frozen=True):
    """The last hundred text messages, newest first."""

    items: list[TextView]


class Again(msgspec.Struct, frozen=True):
    """The message is queued once more."""

    id: str


class PeripheralAlert(msgspec.Struct, frozen=True):
    """Something about a peripheral that needs a person."""

    id: str
    level: str
    code: str
    say: str
    since: int
