"""A paired tablet or screen, and what is said about it on the wire."""

from enum import StrEnum
from typing import Annotated, Literal

import msgspec

KINDS: dict[str, str] = {
    "pairing_code_made": "Somebody made a code with which a device can be paired.",
    "device_paired": "A tablet or screen was paired with a code.",
    "device_changed": "A device got another name or shows other stations.",
    "device_approved": "A kitchen screen that asked by itself was let in by a manager who compared its number.",
    "device_revoked": "A device lost its access; its sockets are closed.",
}

NAME_MAX = 40
Id = Annotated[str, msgspec.Meta(max_length=64)]
Name = Annotated[str, msgspec.Meta(min_length=1, max_length=NAME_MAX)]


class DeviceKind(StrEnum):
    """What a device is for."""

    FLOOR = "floor"
    KITCHEN = "kitchen"


class Device(msgspec.Struct, frozen=True):
    """A row of the file. No stations means all of them."""

    id: str
    name: str
    kind: DeviceKind
    stations: tuple[str, ...]
    paired_at: int
    revoked_at: int | None
    last_seen_at: int | None = None
    browser_at: int | None = None
    """When the browser that a kiosk agent opens was let in."""

    def view(self) -> "DeviceView":
        """As devices see themselves."""
        return DeviceView(self.id, self.name, self.kind, self.stations)


class DeviceView(msgspec.Struct, frozen=True):
    """A device on the wire."""

    id: str
    name: str
    kind: DeviceKind
    stations: tuple[str, ...]


class AgentReport(msgspec.Struct, frozen=True):
    """What a kiosk agent last said of its screen; `reported_s` seconds ago."""

    version: str
    display: str
    uptime_s: int
    browser_starts: int
    reported_s: int


class ListedDevice(msgspec.Struct, frozen=True):
    """A device in the owner's list.

    `silent_s`: seconds since its last open socket; None when not heard since the start. `last_seen_at` outlives a
    restart and is a few minutes coarse. `agent` is None for a device without one, and while it has not reported.
    """

    id: str
    name: str
    kind: DeviceKind
    stations: tuple[str, ...]
    paired_at: int
    online: bool
    silent_s: int | None
    last_seen_at: int | None
    agent: AgentReport | None


class MakeCode(msgspec.Struct, frozen=True):
    """Asks for a pairing code."""

    kind: DeviceKind
    name: Name
    stations: Annotated[list[Id], msgspec.Meta(max_length=50)] = []


class ChangeDevice(msgspec.Struct, frozen=True):
    """Another name, other stations, or both; what is left out stays."""

    name: Name | None = None
    stations: Annotated[list[Id], msgspec.Meta(max_length=50)] | None = None


class CodeMade(msgspec.Struct, frozen=True):
    """What is kept of a made code as an answer: never the code itself."""

    expires_at: int


class NewCode(msgspec.Struct, frozen=True):
    """A pairing code to type, or to scan as `url`."""

    code: str
    expires_at: int
    url: str
    svg: str


class Pair(msgspec.Struct, frozen=True):
    """A code typed on a device."""

    code: Annotated[str, msgspec.Meta(max_length=20)]


Said = Annotated[str, msgspec.Meta(max_length=64)]
Count = Annotated[int, msgspec.Meta(ge=0, le=2**40)]


class Hello(msgspec.Struct, frozen=True):
    """A kiosk agent asks to be let in. `commitment` is the SHA-256 of the secret it will prove itself with."""

    agent: Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{16}$")]
    commitment: Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")]
    name: Said = ""
    version: Said = ""
    display: Said = ""


class Heard(msgspec.Struct, frozen=True):
    """The answer to a hello. The number to compare comes of this nonce and the agent's secret."""

    nonce: str
    wait_s: int


class Report(msgspec.Struct, frozen=True):
    """What an agent says every few seconds; `agent` is the id it announces itself by."""

    agent: Annotated[str, msgspec.Meta(pattern="^([0-9a-f]{16})?$")] = ""
    version: Said = ""
    display: Said = ""
    uptime_s: Count = 0
    browser_starts: Count = 0


class Standing(msgspec.Struct, frozen=True):
    """How things stand for an agent: whether it still asks, and the page its browser is to show."""

    state: Literal["asking", "approved"]
    open: str | None
    wait_s: int
    venue: str


class Paired(msgspec.Struct, frozen=True):
    """The device as it is known from now on; its token comes as a cookie."""

    device: DeviceView
