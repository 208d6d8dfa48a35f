"""A paired tablet or screen, and what is said about it on the wire."""

from enum import StrEnum
from typing import Annotated

import msgspec

KINDS: dict[str, str] = {
    "pairing_code_made": "Somebody made a code with which a device can be paired.",
    "device_paired": "A tablet or screen was paired with a code.",
    "device_revoked": "A device lost its access; its sockets are closed.",
}

Id = Annotated[str, msgspec.Meta(max_length=64)]
Name = Annotated[str, msgspec.Meta(min_length=1, max_length=40)]


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

    def view(self) -> "DeviceView":
        """As devices see themselves."""
        return DeviceView(self.id, self.name, self.kind, self.stations)


class DeviceView(msgspec.Struct, frozen=True):
    """A device on the wire."""

    id: str
    name: str
    kind: DeviceKind
    stations: tuple[str, ...]


class ListedDevice(msgspec.Struct, frozen=True):
    """A device in the owner's list. `silent_s`: seconds since its last open socket; None when not heard since the start."""

    id: str
    name: str
    kind: DeviceKind
    stations: tuple[str, ...]
    paired_at: int
    online: bool
    silent_s: int | None


class MakeCode(msgspec.Struct, frozen=True):
    """Asks for a pairing code."""

    kind: DeviceKind
    name: Name
    stations: Annotated[list[Id], msgspec.Meta(max_length=50)] = []


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


class Paired(msgspec.Struct, frozen=True):
    """The device as it is known from now on; its token comes as a cookie."""

    device: DeviceView
