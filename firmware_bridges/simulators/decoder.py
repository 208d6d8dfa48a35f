"""Cuts an ESC/POS byte stream into commands. Written from the reference, sharing nothing with the encoder."""

from dataclasses import dataclass

_LENGTHS = {
    b"\x1b": {
        b"@": 0, b"2": 0, b"!": 1, b"E": 1, b"G": 1, b"-": 1, b"a": 1, b"t": 1, b"R": 1, b"M": 1, b"d": 1,
        b"e": 1, b"J": 1, b"3": 1, b"{": 1, b"V": 1, b" ": 1, b"r": 1, b"=": 1, b"p": 3, b"B": 2, b"$": 2,
        b"\\": 2, b"c": 2,
    },
    b"\x1d": {
        b"!": 1, b"B": 1, b"a": 1, b"r": 1, b"b": 1, b"h": 1, b"w": 1, b"H": 1, b"f": 1, b"I": 1, b"L": 2,
        b"W": 2, b"P": 2, b"$": 2, b"\\": 2, b"j": 1, b"z": 2,
    },
    b"\x1c": {b".": 0, b"&": 0, b"!": 1, b"-": 1, b"C": 1, b"S": 2, b"W": 1},
    b"\x10": {b"\x04": 1, b"\x05": 1},
}  # fmt: skip
_NAMES = {b"\x1b": "ESC", b"\x1d": "GS", b"\x1c": "FS", b"\x10": "DLE"}
_CONTROLS = {0x00: "NUL", 0x09: "HT", 0x0A: "LF", 0x0C: "FF", 0x0D: "CR", 0x18: "CAN"}
_REAL_TIME_PULSES = {1: 2, 2: 2, 8: 7}


@dataclass(frozen=True, slots=True)
class Command:
    """One command: `name` as the reference writes it (`ESC @`, `GS ( k`, `LF`), `TEXT` for characters.

    `data` holds its parameters or the characters; an unknown command is called `?` and has its bytes as data.
    """

    name: str
    data: bytes
    raw: bytes


class Decoder:
    """Feed it bytes in any pieces; an unfinished command waits for its rest."""

    def __init__(self) -> None:
        self._buffer = bytearray()

    @property
    def unfinished(self) -> bytes:
        """The bytes of a command that is not complete yet."""
        return bytes(self._buffer)

    def reset(self) -> None:
        """Forget an unfinished command (power loss)."""
        self._buffer.clear()

    def feed(self, data: bytes) -> list[Command]:
        """The commands completed by `data`."""
        self._buffer += data
        commands: list[Command] = []
        view, at = bytes(self._buffer), 0
        while at < len(view):
            command = _next(view, at)
            if command is None:
                break
            commands.append(command)
            at += len(command.raw)
        del self._buffer[:at]
        return commands


def _next(view: bytes, at: int) -> Command | None:
    """The command at that place; None when its end has not come yet."""
    first = view[at : at + 1]
    if first in _NAMES:
        return _escaped(view, at)
    if first[0] < 0x20 or first[0] == 0x7F:
        return Command(_CONTROLS.get(first[0], "?"), b"" if first[0] in _CONTROLS else first, first)
    end = at
    while end < len(view) and view[end] >= 0x20 and view[end] != 0x7F:
        end += 1
    return Command("TEXT", view[at:end], view[at:end])


def _escaped(view: bytes, at: int) -> Command | None:
    prefix, letter = view[at : at + 1], view[at + 1 : at + 2]
    if not letter:
        return None
    length = _LENGTHS[prefix].get(letter)
    if length is None:
        length = _counted(prefix + letter, view, at + 2)
        if length is None:
            return None
    if length < 0:
        return Command("?", view[at : at + 2], view[at : at + 2])
    end = at + 2 + length
    if end > len(view):
        return None
    name = f"{_NAMES[prefix]} {letter.decode('latin-1') if letter >= b' ' else letter.hex()}"
    data = view[at + 2 : end]
    if letter == b"(":
        name, data = f"{name} {data[:1].decode('latin-1')}", data[3:]
    return Command(name, data, view[at:end])


def _counted(code: bytes, view: bytes, at: int) -> int | None:
    """Length of the parameters where it depends on them; None when open so far, -1 for no known command."""
    rest = view[at:]
    match code:
        case b"\x1b(" | b"\x1d(" | b"\x1c(":
            return 3 + int.from_bytes(rest[1:3], "little") if len(rest) >= 3 else None
        case b"\x1dV":
            return (2 if rest[0] in (65, 66, 97, 98) else 1) if rest else None
        case b"\x1dv":
            if len(rest) < 6:
                return None
            return 6 + int.from_bytes(rest[2:4], "little") * int.from_bytes(rest[4:6], "little")
        case b"\x1d8":
            return 5 + int.from_bytes(rest[1:5], "little") if len(rest) >= 5 else None
        case b"\x1dk":
            return _barcode(rest)
        case b"\x1bD":
            return rest.index(0) + 1 if 0 in rest else None
        case b"\x1b*":
            if len(rest) < 3:
                return None
            return 3 + int.from_bytes(rest[1:3], "little") * (3 if rest[0] >= 32 else 1)
        case b"\x10\x14":
            return 1 + _REAL_TIME_PULSES.get(rest[0], 0) if rest else None
        case _:
            return -1


def _barcode(rest: bytes) -> int | None:
    if not rest:
        return None
    if rest[0] >= 65:
        return 2 + rest[1] if len(rest) >= 2 else None
    return rest.index(0) + 1 if 0 in rest else None
