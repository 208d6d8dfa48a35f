"""What a pole display shows: two lines of twenty, words on the left, a figure on the right that is never cut."""

from dataclasses import dataclass

from firmware_bridges.profiles import Profile
from firmware_bridges.typesetting.charset import fitted

WIDTH = 20


@dataclass(frozen=True, slots=True)
class Line:
    """Words on the left give way to the figure on the right; `centred` places words without a figure."""

    left: str = ""
    right: str = ""
    centred: bool = False


@dataclass(frozen=True, slots=True)
class Face:
    """Everything that a pole shows at a moment."""

    top: Line = Line()
    bottom: Line = Line()


BLANK = Face()


def line_bytes(line: Line, codec: str) -> bytes:
    """Exactly twenty characters of that code page, none of them a control code.

    Raises ValueError when the figure on the right does not fit: an amount is shown whole or not at all.
    """
    words, figure = _fitted(line.left, codec), _fitted(line.right, codec)
    if len(figure) > WIDTH:
        raise ValueError(f"{line.right!r} does not fit into {WIDTH} characters")
    if not figure:
        shown = words[:WIDTH].rstrip()
        return (shown.center(WIDTH) if line.centred else shown.ljust(WIDTH)).encode(codec)
    room = WIDTH - len(figure) - 1
    return (words[: max(0, room)].ljust(WIDTH - len(figure)) + figure).encode(codec)


def _fitted(text: str, codec: str) -> str:
    page = Profile("pole", "pole display", WIDTH, ((codec, 0),))
    return fitted(text, page).strip()
