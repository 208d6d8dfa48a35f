"""Firmware bridges: bytes to metal, usable without the appliance and ignorant of it.

A bridge takes a neutral `Document`, gets it onto paper, and says honestly how that went (`PrintOutcome`) and
how the device is (`PrinterStatus`). What exists: ESC/POS printers over TCP (`EscPosPrinter`, `tcp`).

Where the rest belongs: another wire (USB, serial) is one more `OpenStream` in `streams`; another language
(Star, ePOS) is one more package beside `escpos` with a class that satisfies `Printer`; what goes as characters
and what as a picture of the line is decided in `typesetting`, the same for all of them. Callers see only `contracts`.

Imports stay light: python-escpos, Pillow and qrcode load on first use; `warm()` loads the encoder early.
"""

from firmware_bridges.contracts import (
    OpenStream,
    OutcomeState,
    Paper,
    Printer,
    PrinterStatus,
    PrintOutcome,
    Reason,
    Stream,
    StreamError,
)
from firmware_bridges.document import (
    Align,
    Beep,
    Boxed,
    Columns,
    Cut,
    Document,
    DocumentError,
    Feed,
    Image,
    Kick,
    Part,
    Qr,
    Rule,
    Size,
    Text,
)
from firmware_bridges.escpos.encoder import warm
from firmware_bridges.escpos.printer import EscPosPrinter
from firmware_bridges.keeper import Pace
from firmware_bridges.profiles import PROFILES, Profile, profile_named
from firmware_bridges.sanitise import printable
from firmware_bridges.streams import tcp

__all__ = [
    "PROFILES",
    "Align",
    "Beep",
    "Boxed",
    "Columns",
    "Cut",
    "Document",
    "DocumentError",
    "EscPosPrinter",
    "Feed",
    "Image",
    "Kick",
    "OpenStream",
    "OutcomeState",
    "Pace",
    "Paper",
    "Part",
    "PrintOutcome",
    "Printer",
    "PrinterStatus",
    "Profile",
    "Qr",
    "Reason",
    "Rule",
    "Size",
    "Stream",
    "StreamError",
    "Text",
    "printable",
    "profile_named",
    "tcp",
    "warm",
]
