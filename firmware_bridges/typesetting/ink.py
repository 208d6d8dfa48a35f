"""Draws words in dots: every letter in the font that has it, in reading order, at a printer's sizes."""

import importlib
import logging
import math
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from firmware_bridges.typesetting import bidi, fonts
from firmware_bridges.typesetting.charset import look_alike
from firmware_bridges.typesetting.clusters import clusters
from firmware_bridges.typesetting.fonts import Face

if TYPE_CHECKING:
    from PIL.Image import Image

log = logging.getLogger(__name__)

CELL_WIDTH, CELL_HEIGHT = 12, 24
"""A character of the normal font of nearly every receipt printer, in dots."""
BASELINE = 20
"""How far below the top of that cell letters stand."""
LINE_GAP = 6
_OVERHANG = 8
_INK_FROM = 104
"""How dark (of 255) a dot must be to be burnt."""
_MAX_TOLD = 1_000
_told: set[str] = set()


@dataclass(frozen=True, slots=True)
class Ink:
    """Drawn words: a 1-bit picture, and where it stands.

    It begins `left` dots before the place where the words begin, takes `width` dots of the line, and its top
    row is `above` rows over the baseline.
    """

    image: "Image"
    width: int
    left: int
    above: int

    @property
    def below(self) -> int:
        """Rows under the baseline."""
        return self.image.height - self.above


@dataclass(frozen=True, slots=True)
class _Run:
    text: str
    face: Face | None
    level: int


@lru_cache(maxsize=4096)
def width_of(text: str, bold: bool, language: str) -> int:
    """How many dots wide the words are at normal size."""
    with fonts.drawing:
        return math.ceil(sum(_advance(run, 1) for run in _runs(text, bold, language)))


@lru_cache(maxsize=512)
def drawn(text: str, wide: int, tall: int, bold: bool, language: str, from_right: bool | None = None) -> Ink:
    """The words, so many times as wide and as tall as the normal size.

    `from_right` is the direction of their paragraph; None when they are one.
    """
    scale = max(wide, tall)
    with fonts.drawing:
        runs = _runs(text, bold, language, bidi.begins_right(text) if from_right is None else from_right)
        advances = [_advance(run, scale) for run in runs]
        image = _sheet(math.ceil(sum(advances)) + 2 * _OVERHANG * scale, 3 * CELL_HEIGHT * scale)
        at, base = float(_OVERHANG * scale), 2 * CELL_HEIGHT * scale
        for run, advance in zip(runs, advances, strict=True):
            _draw(image, run, at, base, scale)
            at += advance
    if wide != tall:
        image = image.resize((image.width * wide // scale, image.height * tall // scale))
    burnt = image.point([0] * _INK_FROM + [255] * (256 - _INK_FROM), "1")
    top, bottom = _rows_of_ink(burnt)
    above = 2 * CELL_HEIGHT * tall - top
    width = math.ceil(sum(advances) * wide / scale)
    return Ink(burnt.crop((0, top, burnt.width, bottom)), width, _OVERHANG * wide, above)


def undrawable(text: str, language: str) -> str:
    """The characters that no font of this machine has, nor a look-alike of."""
    with fonts.drawing:
        return "".join(run.text for run in _runs(text, False, language) if run.face is None)


def forget() -> None:
    """Look at the font folders again: fonts have come or gone."""
    with fonts.drawing:
        fonts.forget()
        for cached in (width_of, drawn, _runs):
            cached.cache_clear()


def new_sheet(width: int, height: int) -> "Image":
    """An empty 1-bit picture; set dots are ink."""
    image: Image = _pillow("Image").new("1", (width, height), 0)
    return image


@lru_cache(maxsize=1024)
def _runs(text: str, bold: bool, language: str, from_right: bool = False) -> tuple[_Run, ...]:
    """Pieces of one font and direction, from left to right on paper."""
    plain = bidi.is_plain(text)
    level_of = [0] * len(text) if plain else bidi.levels(text, from_right)
    runs: list[_Run] = []
    at = 0
    for cluster in clusters(text):
        level, face = level_of[at], _face(cluster, runs, bold, language)
        at += len(cluster)
        shown = cluster
        if face is None and (other := look_alike(cluster)):
            shown, face = other, fonts.face_for(other, bold, language)
        if face is None:
            _tell(cluster)
        if runs and face is not None and (runs[-1].face, runs[-1].level) == (face, level):
            runs[-1] = _Run(runs[-1].text + shown, face, level)
        else:
            runs.append(_Run(shown, face, level))
    return tuple(runs if plain else (runs[place] for place in bidi.visual_order([r.level for r in runs])))


def _face(cluster: str, before: list[_Run], bold: bool, language: str) -> Face | None:
    """A space is as wide as the words before it want it; the rest has fonts of its own."""
    if cluster == " " and before and before[-1].face is not None and before[-1].face.has(" "):
        return before[-1].face
    return fonts.face_for(cluster, bold, language) or fonts.face_for(cluster[0], bold, language)


def _tell(cluster: str) -> None:
    if cluster not in _told and len(_told) < _MAX_TOLD:
        _told.add(cluster)
        log.warning("no font of this machine has %s; a box is drawn for it", ascii(cluster))


def _advance(run: _Run, scale: int) -> float:
    if run.face is None:
        return float(CELL_WIDTH * scale)
    advance: float = run.face.at(scale).getlength(_ordered(run), **_direction(run))
    return advance


def _draw(sheet: "Image", run: _Run, at: float, base: int, scale: int) -> None:
    draw = _pillow("ImageDraw").Draw(sheet)
    if run.face is None:
        left, right = round(at) + scale, round(at) + (CELL_WIDTH - 2) * scale
        draw.rectangle((left, base - 16 * scale, right, base), outline=255, width=scale)
        return
    font, steps = run.face.at(scale), (0, scale) if run.face.emboldens else (0,)
    for step in steps:
        draw.text((round(at) + step, base), _ordered(run), 255, font, anchor="ls", **_direction(run))


def _direction(run: _Run) -> dict[str, Any]:
    if not fonts.shapes() or run.face is None or run.face.path is None:
        return {}
    return {"direction": "rtl" if run.level % 2 else "ltr"}


def _ordered(run: _Run) -> str:
    """Without libraqm letters stand where they are put."""
    if run.level % 2 and not fonts.shapes():
        return "".join(reversed(clusters(run.text)))
    return run.text


def _rows_of_ink(image: "Image") -> tuple[int, int]:
    box = image.getbbox()
    baseline = image.height * 2 // 3
    return (box[1], box[3]) if box is not None else (baseline - 1, baseline)


def _sheet(width: int, height: int) -> "Image":
    image: Image = _pillow("Image").new("L", (max(1, width), height), 0)
    return image


def _pillow(module: str) -> Any:
    return importlib.import_module(f"PIL.{module}")
