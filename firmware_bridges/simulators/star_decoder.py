"""Cuts a Star Line Mode or StarPRNT byte stream into commands. Written from Star's specifications alone."""

from firmware_bridges.simulators.decoder import Command, Decoder

_ESC = {
    b"@": 0, b"E": 0, b"F": 0, b"G": 0, b"4": 0, b"5": 0, b"0": 0, b"2": 0, b"M": 0, b"P": 0, b":": 0, b"H": 0,
    b"a": 1, b"d": 1, b"R": 1, b"z": 1, b"1": 1, b"-": 1, b"_": 1, b"l": 1, b"Q": 1, b"W": 1, b"h": 1, b" ": 1,
    b"$": 1, b"p": 1, b"q": 1, b"t": 1, b"w": 1, b"J": 1, b"I": 1, b"A": 1, b"C": 1, b"N": 1, b"O": 0, b"3": 1,
    b"i": 2, b"s": 2, b"\x07": 2, b"\x06": 1, b"\x0c": 1, b"?": 2,
}  # fmt: skip
_ESC_GS = {
    b"t": 1, b"a": 1, b"A": 2, b"R": 2, b"\x03": 3, b"b": 1, b"#": 1, b"c": 2, b"P": 1, b"\x07": 3,
}  # fmt: skip
_CONTROLS = {
    0x00: "NUL", 0x04: "EOT", 0x05: "ENQ", 0x07: "BEL", 0x09: "HT", 0x0A: "LF", 0x0B: "VT", 0x0C: "FF", 0x0D: "CR",
    0x0E: "SO", 0x0F: "SI", 0x12: "DC2", 0x14: "DC4", 0x17: "ETB", 0x18: "CAN", 0x19: "EM", 0x1A: "SUB", 0x1C: "FS",
}  # fmt: skip


class StarDecoder(Decoder):
    """Feed it bytes in any pieces; an unfinished command waits for its rest. It follows raster mode."""

    def __init__(self) -> None:
        super().__init__()
        self._raster = False

    def reset(self) -> None:
        """Forget an unfinished command and the mode (power loss)."""
        super().reset()
        self._raster = False

    def feed(self, data: bytes) -> list[Command]:
        """The commands completed by `data`."""
        self._buffer += data
        commands: list[Command] = []
        view, at = bytes(self._buffer), 0
        while at < len(view):
            command = _raster(view, at) if self._raster else _line(view, at)
            if command is None:
                break
            self._raster = {"ESC * r A": True, "ESC * r B": False}.get(command.name, self._raster)
            commands.append(command)
            at += len(command.raw)
        del self._buffer[:at]
        return commands


def _line(view: bytes, at: int) -> Command | None:
    first = view[at]
    if first == 0x1B:
        return _escaped(view, at)
    if first < 0x20 or first == 0x7F:
        name = _CONTROLS.get(first)
        return Command(name or "?", b"" if name else view[at : at + 1], view[at : at + 1])
    end = at
    while end < len(view) and view[end] >= 0x20 and view[end] != 0x7F:
        end += 1
    return Command("TEXT", view[at:end], view[at:end])


def _raster(view: bytes, at: int) -> Command | None:
    """In raster mode only rows of dots, blank rows and the mode's own commands have a meaning."""
    first = view[at : at + 1]
    if first in (b"b", b"k"):
        head = view[at + 1 : at + 3]
        end = at + 3 + int.from_bytes(head, "little")
        if len(head) < 2 or end > len(view):
            return None
        return Command(f"raster {first.decode()}", view[at + 3 : end], view[at:end])
    if first == b"\x1b":
        return _escaped(view, at)
    return Command("NUL" if first == b"\x00" else "?", first, first)


def _escaped(view: bytes, at: int) -> Command | None:
    rest = view[at + 1 :]
    length = _length(rest)
    if length is None or len(rest) < length:
        return None
    if length < 0:
        return Command("?", view[at : at + 2], view[at : at + 2])
    raw = view[at : at + 1 + length]
    name, parameters = _named(raw)
    return Command(name, parameters, raw)


def _named(raw: bytes) -> tuple[str, bytes]:
    head = 2
    words = {b"\x1d": "GS", b"\x1e": "RS", b"\x06": "ACK", b"\x07": "BEL", b"\x0c": "FF"}
    name = f"ESC {words.get(raw[1:2]) or raw[1:2].decode('latin-1')}"
    if raw[1:2] in (b"\x1d", b"\x1e"):
        head = 3
        name += f" {raw[2:3].decode('latin-1') if raw[2] >= 0x20 else raw[2:3].hex()}"
        if raw[2:3] in (b"y", b"x"):
            head, name = 4, f"{name} {raw[3:4].decode('latin-1')}"
        elif raw[2:3] == b"\x19":
            head, name = 4, f"{name} {raw[3:4].hex()}"
    elif raw[1:3] == b"*r":
        head, name = 4, f"ESC * r {raw[3:4].decode('latin-1')}"
    return name, raw[head:]


def _length(rest: bytes) -> int | None:
    """Bytes after ESC that belong to it; None when open so far, -1 for no known command."""
    letter = rest[:1]
    if not letter:
        return None
    match letter:
        case b"\x1d":
            return _after_gs(rest)
        case b"\x1e":
            return 3 if len(rest) >= 3 else None
        case b"*":
            return _raster_command(rest)
        case b"k" | b"X":
            return 3 + int.from_bytes(rest[1:3], "little") * 24 if len(rest) >= 3 else None
        case b"K" | b"L":
            return 3 + int.from_bytes(rest[1:3], "little") if len(rest) >= 3 else None
        case b"b":
            return rest.index(0x1E) + 1 if 0x1E in rest else None
        case b"D" | b"B":
            return rest.index(0) + 1 if 0 in rest else None
        case _:
            return 1 + _ESC[letter] if letter in _ESC else -1


def _after_gs(rest: bytes) -> int | None:
    letter = rest[1:2]
    match letter:
        case b"":
            return None
        case b"S":
            if len(rest) < 8:
                return None
            return 8 + int.from_bytes(rest[3:5], "little") * int.from_bytes(rest[5:7], "little")
        case b"y":
            return _qr(rest)
        case b"\x19":
            return 6
        case b")":
            return 5 + int.from_bytes(rest[3:5], "little") if len(rest) >= 5 else None
        case _:
            return 2 + _ESC_GS[letter] if letter in _ESC_GS else -1


def _qr(rest: bytes) -> int | None:
    match rest[2:3]:
        case b"":
            return None
        case b"S":
            return 5
        case b"D":
            if len(rest) < 7:
                return None
            return 7 + int.from_bytes(rest[5:7], "little") if rest[3:4] == b"1" else -1
        case b"P" | b"I":
            return 3
        case _:
            return -1


def _raster_command(rest: bytes) -> int | None:
    """ESC * r: A, B, C and R stand alone, the others carry figures up to a NUL."""
    if len(rest) < 3:
        return None
    if rest[1:2] != b"r":
        return -1
    if rest[2:3] in b"ABCR":
        return 3
    return rest.index(0, 3) + 1 if 0 in rest[3:] else None
