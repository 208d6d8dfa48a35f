"""The printers we know: what each can do, in one table. A new model is a new row."""

from dataclasses import dataclass
from typing import Literal

Acknowledgement = Literal["process_id", "gs_r", "none"]


@dataclass(frozen=True, slots=True)
class Profile:
    """What a model can do.

    `code_pages` are Python codec names in order of preference, each with the printer's own number for it.
    `status` is false only for devices without any back channel; all others must answer before they get a job.
    """

    name: str
    label: str
    columns: int
    code_pages: tuple[tuple[str, int], ...]
    cutter: Literal["full", "partial", "none"] = "partial"
    drawer_pin: Literal[2, 5] = 2
    buzzer: Literal["epson", "clone", "none"] = "none"
    qr: Literal["native", "raster", "words"] = "native"
    acknowledgement: Acknowledgement = "gs_r"
    status: bool = True
    cancels_kanji: bool = False
    """Whether to leave the two-byte mode in which many clones start: it makes Chinese of an é."""


_CP437 = ("cp437", 0)
_CP858 = ("cp858", 19)
_CP852 = ("cp852", 18)
_CP866 = ("cp866", 17)
_CP1253 = ("cp1253", 47)
_CP1254 = ("cp1254", 48)
_EPSON_PAGES = (_CP858, _CP852, _CP866, _CP1253, _CP1254)

_ROWS = (
    Profile(
        "epson-80", "Epson TM, 80 mm (TM-T20, TM-m30)", 48, _EPSON_PAGES,
        buzzer="epson", acknowledgement="process_id",
    ),
    Profile(
        "epson-80-42", "Epson TM, 80 mm, 42 columns (TM-T88)", 42, _EPSON_PAGES,
        buzzer="epson", acknowledgement="process_id",
    ),
    Profile(
        "epson-impact", "Epson TM-U220, impact, 76 mm", 40, (_CP437,),
        qr="words", acknowledgement="process_id",
    ),
    Profile("generic-80", "ESC/POS compatible, 80 mm", 48, (_CP858,), buzzer="clone", cancels_kanji=True),
    Profile(
        "generic-58", "ESC/POS compatible, 58 mm", 32, (_CP858,),
        cutter="none", buzzer="clone", qr="raster", cancels_kanji=True,
    ),
    Profile(
        "silent-80", "ESC/POS compatible that never answers, 80 mm", 48, (_CP858,),
        buzzer="clone", acknowledgement="none", status=False, cancels_kanji=True,
    ),
)  # fmt: skip

PROFILES: dict[str, Profile] = {row.name: row for row in _ROWS}
DEFAULT = PROFILES["generic-80"]


def profile_named(name: str) -> Profile:
    """The profile of that name; raises KeyError naming the known ones."""
    try:
        return PROFILES[name]
    except KeyError:
        raise KeyError(f"unknown printer profile {name!r}; known: {', '.join(PROFILES)}") from None
