"""Sets a document for one printer: text where the printer has every character of a line, else a picture of the line."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from unicodedata import category

import msgspec

from firmware_bridges.document import (
    Align,
    Boxed,
    Columns,
    Document,
    DocumentError,
    Image,
    Part,
    Qr,
    Rule,
    Text,
    Wordings,
)
from firmware_bridges.profiles import Profile
from firmware_bridges.sanitise import LIMIT, printable
from firmware_bridges.typesetting import clusters
from firmware_bridges.typesetting.bands import line_bands
from firmware_bridges.typesetting.charset import fitted, harmless, lost
from firmware_bridges.typesetting.emoji import spelled
from firmware_bridges.typesetting.ink import undrawable, width_of
from firmware_bridges.typesetting.layout import Line, composed, cut_at_words, is_money, lines_of
from firmware_bridges.typesetting.marks import Mark, Row
from firmware_bridges.typesetting.pictures import image_bands, qr_bands
from firmware_bridges.typesetting.wordings import reworded


def typeset(document: Document | Sequence[Part], profile: Profile) -> list[Mark]:
    """The marks in printing order. Raises DocumentError when a line with money cannot be shown."""
    if isinstance(document, Document):
        return _Setter(profile, document.language, document.wordings).set(document.parts)
    return _Setter(profile, "").set(document)


@dataclass(frozen=True, slots=True)
class _Setter:
    profile: Profile
    language: str
    wordings: Wordings = ()
    draws: bool = False
    """Whether every line is drawn, even one in the printer's own characters."""

    def set(self, parts: Sequence[Part]) -> list[Mark]:
        return [mark for part in parts for mark in self._part(self._legible(part))]

    def _legible(self, part: Part) -> Part:
        """The part in words that a printer which cannot draw can show, as far as there are any."""
        if self.profile.raster or not self.wordings:
            return part
        match part:
            case Text(money=False):
                return msgspec.structs.replace(part, text=self._reworded(part.text))
            case Columns():
                return msgspec.structs.replace(part, left=self._reworded(part.left))
            case Boxed():
                return msgspec.structs.replace(part, lines=tuple(map(self._reworded, part.lines)))
            case _:
                return part

    def _reworded(self, text: str) -> str:
        return reworded(text, self.wordings, self.profile)

    def _part(self, part: Part) -> Sequence[Mark]:
        match part:
            case Columns() if self._would_change_its_sign(part):
                return replace(self, draws=True)._part(part)
            case Text() | Columns() | Rule() | Boxed():
                self._check_money(part)
                return [mark for line in lines_of(part, self) for mark in self._line(line)]
            case Qr():
                return self._qr(part)
            case Image():
                bands = image_bands(part, self.profile.dots) if self.profile.raster else None
                if bands is None:
                    return self._part(Text(part.alt, align=part.align)) if part.alt else []
                return bands
            case _:
                return [part]

    def _would_change_its_sign(self, part: Columns) -> bool:
        """A drawn line shows ฿: its figure, should it stand on a line of its own, must not say THB."""
        if self.draws or not self.profile.raster or self._own(part.left) is not None:
            return False
        return self._own(part.right) != _drawable(part.right)

    def _qr(self, part: Qr) -> Sequence[Mark]:
        data = printable(part.data)
        match self.profile.qr:
            case "native":
                return [Qr(data, part.module_size)]
            case "raster" if self.profile.raster:
                return qr_bands(data, part.module_size, self.profile.dots)
            case _:
                return self._part(Text(data, align=Align.CENTRE))

    def _line(self, line: Line) -> Sequence[Mark]:
        row = self._row(line)
        if row is not None:
            return [row]
        ready = replace(line, text=_drawable(line.text), right=_drawable(line.right))
        unknown = undrawable(ready.right or ready.text, self.language) if line.money else ""
        if unknown:
            raise _cannot_show(line.text, line.right, unknown, "in any font of this machine")
        return line_bands(ready, self.profile, self.language)

    def _row(self, line: Line) -> Row | None:
        """The line in the printer's own characters; None when it lacks one."""
        text, right = self._own(line.text), self._own(line.right)
        if text is None or right is None:
            return None
        columns = self.columns // line.wide
        whole = composed(replace(line, text=text, right=right), columns, len, self._own("║") or "|")
        if len(whole) > columns:
            return None
        return Row(whole, line.size, line.bold, line.reverse, line.align)

    def _check_money(self, part: Text | Columns | Rule | Boxed) -> None:
        match part:
            case Columns() if is_money(part):
                left, figure = part.left, part.right
            case Text() if part.money:
                left, figure = "", part.text
            case _:
                return
        gone = "".join(each for each in figure if category(each) in ("Cn", "Co", "Cs"))
        if len(figure) > LIMIT:
            raise DocumentError(f"a line with money has {len(figure)} characters, more than {LIMIT}")
        if not self.profile.raster:
            gone += lost(figure, self.profile)
        if gone:
            raise _cannot_show(left, figure, gone, f"on {self.profile.label}")

    # The ruler of `lines_of`: dots where lines may be drawn, else columns.
    @property
    def cell(self) -> int:
        return self.profile.cell if self.profile.raster else 1

    @property
    def columns(self) -> int:
        return self.profile.columns

    def width(self, text: str, bold: bool) -> int:
        own = self._own(text)
        if own is not None:
            return len(own) * self.cell
        return width_of(_drawable(text), bold, self.language)

    def wrapped(self, text: str, room: int, bold: bool) -> list[str]:
        own = self._own(text)
        if own is not None:
            return cut_at_words(own, room // self.cell)
        return clusters.wrapped(_drawable(text), room, lambda piece: width_of(piece, bold, self.language))

    def _own(self, text: str) -> str | None:
        """The printer's own characters for it; None when it must be drawn."""
        if self.draws and text:
            return None
        return harmless(text, self.profile) if self.profile.raster else fitted(text, self.profile)


def _drawable(text: str) -> str:
    return spelled(printable(text))


def _cannot_show(left: str, figure: str, unknown: str, where: str) -> DocumentError:
    signs = " ".join(
        f"{each} (U+{ord(each):04X})" if each.isprintable() else f"U+{ord(each):04X}"
        for each in dict.fromkeys(unknown)
    )
    words = f"{left[:40]} {figure[:40]}".strip()
    return DocumentError(f"the line with money {words!r} cannot be shown {where}: no {signs}")
