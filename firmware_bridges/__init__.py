"""Firmware bridges: bytes to metal, usable without the appliance and ignorant of it.

A bridge takes a neutral `Document`, gets it onto paper, and says honestly how that went (`PrintOutcome`) and
how the device is (`PrinterStatus`). Callers see only `contracts`.

A wire is an `OpenStream` in `streams`; a language is a package (`escpos`, `star`, `epos`, `cloudprnt`) with a class that
satisfies `Printer`, built on `wired` where it has a wire of its own and on `polled` where the device calls us. What goes as
characters and what as a picture of the line is decided in `typesetting`, the same for all of them. Beside the printers stand
`drawers`, `displays`, `modem`, `discovery`, and a simulator of each in `simulators`.

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
