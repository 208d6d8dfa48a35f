"""Where text may be cut: between what a reader takes for letters, and at the end of a line."""

import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache

from firmware_bridges.typesetting.fonts import is_han, script_of

_SPACELESS = frozenset({"THAI", "LAO", "KHMER", "MYANMAR"})
_JOINS_NEXT = frozenset("เแโใไເແໂໃໄ")
"""Vowels written before the consonant they belong to."""
_JOINS_LAST = frozenset("ะาำๅๆฯະາຳໆ")
_VIRAMA = 9
_NOT_FIRST = frozenset(
    "、。，．・：；？！ー）」』】〕〉》〜々ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ゛゜…‥)]}!?,.:;%»”’"  # noqa: RUF001
)
_NOT_LAST = frozenset("（「『【〔〈《([{«“‘¥￥$€£")  # noqa: RUF001


@lru_cache(maxsize=1024)
def clusters(text: str) -> tuple[str, ...]:
    """Letters with all that hangs on them: marks, and consonants bound by a virama (after UAX #29)."""
    found: list[str] = []
    for character in text:
        if found and _hangs_on(found[-1], character):
            found[-1] += character
        else:
            found.append(character)
    return tuple(found)


def wrapped(text: str, room: int, measure: Callable[[str], int]) -> list[str]:
    """At least one line, none wider than `room` unless it is a single letter; only surplus spaces are lost."""
    lines: list[str] = []
    line, used = "", 0
    for piece in _pieces(text):
        if used + measure(piece.rstrip()) > room:
            lines.append(line)
            *whole, piece = _forced(piece, room, measure)
            lines += whole
            line, used = "", 0
        line += piece
        used += measure(piece)
    kept = [each.strip() for each in (*lines, line) if each.strip()]
    return kept or [""]


def _pieces(text: str) -> Iterator[str]:
    """What stays together on a line, each with the spaces after it."""
    piece, words = "", " ".join(text.split())
    for cluster in clusters(words):
        if piece and _may_break(piece, cluster):
            yield piece
            piece = ""
        piece += cluster
    if piece:
        yield piece


def _forced(piece: str, room: int, measure: Callable[[str], int]) -> list[str]:
    """A piece wider than a line, cut between letters."""
    if measure(piece.rstrip()) <= room:
        return [piece]
    parts = [""]
    for cluster in clusters(piece):
        if parts[-1] and measure(parts[-1] + cluster) > room:
            parts.append("")
        parts[-1] += cluster
    return parts


def _may_break(piece: str, cluster: str) -> bool:
    before, after = piece[-1], cluster[0]
    if after == " ":
        return False
    if before == " ":
        return True
    if after in _NOT_FIRST or before in _NOT_LAST or before in _JOINS_NEXT or after in _JOINS_LAST:
        return False
    return _breaks_anywhere(before) or _breaks_anywhere(after)


@lru_cache(maxsize=4096)
def _breaks_anywhere(character: str) -> bool:
    if script_of(character) == "HANGUL":
        return False
    return is_han(character) or script_of(character) in _SPACELESS


def _hangs_on(cluster: str, character: str) -> bool:
    if cluster == " ":
        return False
    category = unicodedata.category(character)
    if category in ("Mn", "Me", "Mc"):
        return True
    if character in "ำຳ":  # written after its consonant, drawn partly above it
        return True
    if "\u1160" <= character <= "\u11ff":  # vowels and finals of decomposed Hangul
        return "\u1100" <= cluster[-1] <= "\u11ff"
    return unicodedata.combining(cluster[-1]) == _VIRAMA and category == "Lo"
