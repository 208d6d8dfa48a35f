"""The usual command sets of pole displays, each as the bytes before, between and after its two lines.

Sources: Epson "ESC/POS for customer displays" (DM-D: ESC @, ESC t, US MD1, US $), the CD5220 manual common to many
makers (ESC Q A, ESC Q B), Logic Controls PD3000/LD9000 (DC1, DC4, DLE n).
"""

from collections.abc import Callable
from dataclasses import dataclass

_PAGES = {
    "cp437": 0,
    "cp850": 2,
    "cp860": 3,
    "cp863": 4,
    "cp865": 5,
    "cp1252": 16,
    "cp866": 17,
    "cp852": 18,
    "cp858": 19,
}


@dataclass(frozen=True, slots=True)
class Dialect:
    """One command set. `pages` are the code pages it can be switched to, with its own number for each.

    `begin` makes the display ready and clears it; `show` puts two lines of exactly twenty bytes on it.
    """

    name: str
    label: str
    pages: dict[str, int]
    codec: str
    begin: Callable[[int], bytes]
    show: Callable[[bytes, bytes], bytes]


DIALECTS: dict[str, Dialect] = {
    dialect.name: dialect
    for dialect in (
        Dialect(
            "escpos", "ESC/POS (Epson DM-D and compatible)", _PAGES, "cp858",
            lambda page: b"\x1b@" + b"\x1bt" + bytes((page,)) + b"\x1f\x01" + b"\x0c",
            lambda top, bottom: b"\x1f$\x01\x01" + top + b"\x1f$\x01\x02" + bottom,
        ),
        Dialect(
            "cd5220", "CD5220 (most pole displays without a name)", _PAGES, "cp437",
            lambda page: b"\x1b@" + b"\x1bt" + bytes((page,)) + b"\x0c",
            lambda top, bottom: b"\x1bQA" + top + b"\r" + b"\x1bQB" + bottom + b"\r",
        ),
        Dialect(
            "logic", "Logic Controls (PD3000, LD9000)", {"cp437": 0}, "cp437",
            lambda page: b"\x11\x14\x1f",
            lambda top, bottom: b"\x10\x00" + top + b"\x10\x14" + bottom,
        ),
        Dialect(
            "plain", "Plain: clear, then forty characters", {"ascii": 0}, "ascii",
            lambda page: b"\x0c",
            lambda top, bottom: b"\x0c" + top + bottom,
        ),
    )
}  # fmt: skip
