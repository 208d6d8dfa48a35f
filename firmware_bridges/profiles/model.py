"""What can be said of a model of printer."""

from dataclasses import dataclass
from math import inf
from typing import Literal

from firmware_bridges.contracts import LONGEST_PAPER_S

Acknowledgement = Literal["process_id", "gs_r", "none"]
CodePages = tuple[tuple[str, int], ...]
Language = Literal["escpos", "star_line", "star_prnt", "epos"]


@dataclass(frozen=True, slots=True)
class Profile:
    """What a model can do.

    `columns` are characters of its normal font on a line, `dots` what the head can print side by side (a
    multiple of 8; an impact printer's at twelve a character). `code_pages` are Python codec names in order of
    preference, each with the printer's own number for it; a printer without any draws every line. `raster`
    says whether lines may be drawn; an impact printer's or a slow wire's may not.
    `status` is false only for devices without any back channel; all others must answer before they get a job.
    """

    name: str
    label: str
    columns: int
    code_pages: CodePages
    dots: int = 576
    paper_mm: int = 80
    language: Language = "escpos"
    raster: bool = True
    cutter: Literal["full", "partial", "none"] = "partial"
    drawer_pin: Literal[2, 5] = 2
    drawer_on_ms: int = 100
    drawer_off_ms: int = 500
    buzzer: Literal["epson", "clone", "star", "none"] = "none"
    qr: Literal["native", "raster", "words"] = "native"
    acknowledgement: Acknowledgement = "gs_r"
    status: bool = True
    cancels_kanji: bool = False
    """Whether to leave the two-byte mode in which many clones start: it makes Chinese of an é."""
    lines_per_s: float = 40.0
    """About how fast it prints."""
    bytes_per_s: float = inf
    """How fast its wire is, where that is slower than the printer."""

    def paper_s(self, lines: float, sent_bytes: int) -> float:
        """How long a healthy printer of this model may take for a paper; at most LONGEST_PAPER_S."""
        return min(LONGEST_PAPER_S, lines / self.lines_per_s + sent_bytes / self.bytes_per_s)

    @property
    def cell(self) -> int:
        """How many dots wide a character of the normal font is."""
        return self.dots // self.columns
