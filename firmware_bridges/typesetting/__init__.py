"""From a document to marks that any command set maps to bytes: text where the printer has it, else pictures of lines.

A line is sent as characters when the printer's code pages have every one of them, after look-alikes that
change nothing (`“` is `"`, € is EUR where there is no €). Any other line is drawn with the distribution's
open fonts (Debian: fonts-noto-core, fonts-noto-cjk, fonts-dejavu-core; libfribidi0 joins and orders letters)
and sent as a `Band`. Printers that cannot draw get other wordings where the document has
some, else the nearest letters, at last `?`; but an amount is shown
as it is, or the document is refused (`DocumentError`).
"""

from firmware_bridges.typesetting.charset import runs
from firmware_bridges.typesetting.marks import MAX_BAND_BYTES, Band, Mark, Row, length_lines
from firmware_bridges.typesetting.plain import as_text
from firmware_bridges.typesetting.preview import as_png
from firmware_bridges.typesetting.setter import typeset
from firmware_bridges.typesetting.wordings import shows_language

__all__ = [
    "MAX_BAND_BYTES",
    "Band",
    "Mark",
    "Row",
    "as_png",
    "as_text",
    "length_lines",
    "runs",
    "shows_language",
    "typeset",
]
