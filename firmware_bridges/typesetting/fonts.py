"""The font book: which open font of the distribution draws which character, without asking fontconfig."""

import functools
import importlib
import logging
import os
import threading
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from firmware_bridges.typesetting.coverage import BrokenFont, Coverage, coverage_of

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

log = logging.getLogger(__name__)

FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts")
SUFFIXES = (".ttf", ".otf", ".ttc")
MAX_FILES = 20_000

drawing = threading.RLock()
"""Held by whoever measures or draws: a font is not made for two threads."""

_GRID = ("DejaVuSansMono", "LiberationMono", "NotoSansMono")
_WIDE = ("NotoSans", "DejaVuSans", "LiberationSans")
_SIGNS = ("NotoSansSymbols2", "NotoSansSymbols", "NotoSansMath", "DejaVuSans")
_OWN = {
    # Not NotoLoopedThai: Debian 12's prints a tone mark over the vowel below it.
    "THAI": ("NotoSansThai", "NotoSansThaiLooped", "NotoSerifThai"),
    "ARABIC": ("NotoSansArabic", "NotoNaskhArabic", "DejaVuSans"),
    "HEBREW": ("NotoSansHebrew", "DejaVuSans"),
}
_ON_GRID = frozenset({"LATIN", "GREEK", "CYRILLIC", "DIGIT", "BOX"})
_HAN = "NotoSansCJK"
_HAN_WORDS = frozenset({
    "CJK", "HIRAGANA", "KATAKANA", "HANGUL", "IDEOGRAPHIC", "FULLWIDTH", "HALFWIDTH", "BOPOMOFO", "KANGXI",
    "PARENTHESIZED", "CIRCLED", "SQUARE",
})  # fmt: skip
_HAN_FACES = {"ja": 0, "ko": 1, "zh-hans": 2, "zh-hant": 3}
_PIXELS = {"THAI": 23, "LAO": 23, "ARABIC": 23, "HEBREW": 22}
_GRID_PIXELS, _HAN_PIXELS, _OTHER_PIXELS = 20, 22, 21


@dataclass(frozen=True, slots=True)
class Face:
    """One font of a file, at the size in dots at which it stands well beside a printer's own 12 × 24 font.

    Without a file it is Pillow's own, for a machine without fonts.
    """

    path: Path | None
    pixels: int
    index: int = 0
    emboldens: bool = False
    """Whether it has no bold of its own and must be printed twice, a dot apart."""

    def has(self, text: str) -> bool:
        """Whether it has a glyph for every character."""
        if self.path is None:
            return text.isascii()
        coverage = _coverage(self.path, self.index)
        return all(character in coverage for character in text)

    def at(self, scale: int) -> "FreeTypeFont":
        """The font to draw with, enlarged. Raises OSError when the file has gone."""
        return _opened(self.path, self.index, self.pixels * scale)


@functools.lru_cache(maxsize=4096)
def face_for(cluster: str, bold: bool, language: str) -> Face | None:
    """The first face that has all of a letter and its marks; None when no font of this machine has."""
    candidates = _candidates(cluster[0], bold, han_face(language))
    return next((face for face in candidates if face.has(cluster)), None)


def han_face(language: str) -> int:
    """Which of the four ways of drawing Han characters a language wants."""
    tag = language.lower().replace("_", "-")
    if tag.startswith("zh"):
        traditional = any(part in ("hant", "tw", "hk", "mo") for part in tag.split("-"))
        tag = "zh-hant" if traditional else "zh-hans"
    return _HAN_FACES.get(tag.partition("-")[0] if not tag.startswith("zh") else tag, 0)


@functools.lru_cache(maxsize=1)
def shapes() -> bool:
    """Whether letters can be joined and stacked as their script wants (libraqm with fribidi)."""
    able = bool(importlib.import_module("PIL.features").check("raqm"))
    if not able:
        log.warning("libfribidi is missing: Arabic, Thai and Indian words are drawn letter by letter")
    return able


@functools.lru_cache(maxsize=4096)
def script_of(character: str) -> str:
    """The first word of its Unicode name, which is its script's name for letters: ARABIC, THAI, CJK."""
    return unicodedata.name(character, "").removeprefix("EXTENDED ").replace("-", " ").partition(" ")[0]


def is_han(character: str) -> bool:
    """Whether it is one of the wide characters of Chinese, Japanese and Korean."""
    return character > "\u2e00" and script_of(character) in _HAN_WORDS


def _candidates(character: str, bold: bool, han: int) -> Iterator[Face]:
    script = script_of(character)
    if is_han(character) or unicodedata.east_asian_width(character) in "WF":
        yield from _faces((_HAN,), _HAN_PIXELS, bold, han)
    own = _OWN.get(script, (f"NotoSans{script.title()}", f"NotoSerif{script.title()}"))
    if script not in _ON_GRID:
        yield from _faces(own, _PIXELS.get(script, _OTHER_PIXELS), bold)
    yield from _faces(_GRID, _GRID_PIXELS, bold)
    yield from _faces((*_WIDE, *_SIGNS), _OTHER_PIXELS, bold)
    yield from _faces((_HAN,), _HAN_PIXELS, bold, han)
    yield Face(None, _GRID_PIXELS, emboldens=bold)


def _faces(families: tuple[str, ...], pixels: int, bold: bool, index: int = 0) -> Iterator[Face]:
    files = _files()
    for family in families:
        plain = files.get(f"{family}-Regular") or files.get(family)
        heavy = (files.get(f"{family}-Bold") if family != _HAN else None) if bold else None
        if heavy is not None:
            yield Face(heavy, pixels, index)
        elif plain is not None:
            yield Face(plain, pixels, index, emboldens=bold)


@functools.lru_cache(maxsize=1)
def _files() -> dict[str, Path]:
    """The usual folders' font files by their names without suffix."""
    found: dict[str, Path] = {}
    for folder in FOLDERS:
        for root, _, names in os.walk(os.path.expanduser(folder)):
            for name in names:
                stem, suffix = os.path.splitext(name)
                if suffix.lower() in SUFFIXES and len(found) < MAX_FILES:
                    found.setdefault(stem, Path(root, name))
    return found


@functools.lru_cache(maxsize=64)
def _coverage(path: Path, index: int) -> Coverage:
    try:
        return coverage_of(path, index)
    except (BrokenFont, OSError) as error:
        log.warning("font %s cannot be used: %s", path, error)
        return Coverage((), ())


@functools.lru_cache(maxsize=32)
def _opened(path: Path | None, index: int, pixels: int) -> "FreeTypeFont":
    fonts: Any = importlib.import_module("PIL.ImageFont")
    if path is None:
        font: FreeTypeFont = fonts.load_default(pixels)
        return font
    engine = fonts.Layout.RAQM if shapes() else fonts.Layout.BASIC
    font = fonts.truetype(str(path), pixels, index=index, layout_engine=engine)
    return font


def forget() -> None:
    """Look at the folders again: fonts have come or gone."""
    for cached in (face_for, _files, _coverage, _opened):
        cached.cache_clear()
