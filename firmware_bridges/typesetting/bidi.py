"""In which order a line with right-to-left words is read: the Unicode Bidirectional Algorithm (UAX #9).

Without explicit embeddings and isolates, which `printable` has taken out, and without the rule for brackets.
"""

import unicodedata
from collections.abc import Sequence
from itertools import pairwise

_NEUTRAL = frozenset({"B", "S", "WS", "ON", "BN"})
_RIGHT = frozenset({"R", "AL"})


def is_plain(text: str) -> bool:
    """Whether nothing in it is read from right to left."""
    return text.isascii() or not any(unicodedata.bidirectional(each) in ("R", "AL", "AN") for each in text)


def begins_right(text: str) -> bool:
    """Whether a paragraph is read from right to left: its first letter says so (rules P2 and P3)."""
    kinds = map(unicodedata.bidirectional, text)
    return next((kind in _RIGHT for kind in kinds if kind in _RIGHT or kind == "L"), False)


def levels(text: str, from_right: bool) -> list[int]:
    """The embedding level of each character of a line in a paragraph that is read from right to left, or not.

    Even is read from left to right, odd from right to left.
    """
    kinds = [unicodedata.bidirectional(each) or "L" for each in text]
    base = int(from_right)
    _weak(kinds, "R" if base else "L")
    _neutral(kinds, base)
    resolved = [_implied(kind, base) for kind in kinds]
    for place in range(len(text) - 1, -1, -1):  # L1: what trails is at the line's end
        if unicodedata.bidirectional(text[place]) not in ("WS", "B", "S"):
            break
        resolved[place] = base
    return resolved


def visual_order(run_levels: Sequence[int]) -> list[int]:
    """The places of the runs from left to right (rule L2)."""
    order = list(range(len(run_levels)))
    for level in range(max(run_levels, default=0), 0, -1):
        at = 0
        while at < len(order):
            end = at
            while end < len(order) and run_levels[order[end]] >= level:
                end += 1
            order[at:end] = reversed(order[at:end])
            at = max(end, at + 1)
    return order


def _weak(kinds: list[str], start: str) -> None:
    """Rules W1 to W7."""
    before = strong = start
    for place, kind in enumerate(kinds):
        if kind == "NSM":
            kinds[place] = before
        elif kind == "EN" and strong == "AL":
            kinds[place] = "AN"
        if kind in ("L", "R", "AL"):
            strong = kind
        before = kinds[place]
    _separators(kinds)
    strong = start
    for place, kind in enumerate(kinds):
        if kind == "AL":
            kinds[place] = "R"
        if kinds[place] in ("L", "R"):
            strong = kinds[place]
        elif kind == "EN" and strong == "L":
            kinds[place] = "L"


def _separators(kinds: list[str]) -> None:
    """Rules W4 to W6: a sign between or beside digits belongs to the number.

    So does a minus right before one, which UAX #9 leaves to the higher protocol: -5 must not become 5-.
    """
    for place in range(1, len(kinds) - 1):
        before, after = kinds[place - 1], kinds[place + 1]
        fits = (kinds[place] in ("ES", "CS") and before == "EN") or (kinds[place] == "CS" and before == "AN")
        if fits and before == after:
            kinds[place] = before
    for place, (sign, number) in enumerate(pairwise(kinds)):
        if sign == "ES" and number in ("EN", "AN") and (place == 0 or kinds[place - 1] in _NEUTRAL):
            kinds[place] = number
    at = 0
    while at < len(kinds):
        end = at
        while end < len(kinds) and kinds[end] == "ET":
            end += 1
        beside = kinds[max(0, at - 1) : at] + kinds[end : end + 1]
        if end > at and "EN" in beside:
            kinds[at:end] = ["EN"] * (end - at)
        at = max(end, at + 1)
    kinds[:] = ["ON" if kind in ("ES", "ET", "CS") else kind for kind in kinds]


def _neutral(kinds: list[str], base: int) -> None:
    """Rules N1 and N2: neutrals between two words of one direction take it, others the line's."""
    own = "R" if base else "L"
    at = 0
    while at < len(kinds):
        end = at
        while end < len(kinds) and kinds[end] in _NEUTRAL:
            end += 1
        if end > at:
            before = _side(kinds[at - 1]) if at else own
            after = _side(kinds[end]) if end < len(kinds) else own
            kinds[at:end] = [before if before == after else own] * (end - at)
        at = max(end, at + 1)


def _side(kind: str) -> str:
    return "L" if kind == "L" else "R"


def _implied(kind: str, base: int) -> int:
    """Rules I1 and I2."""
    if base:
        return 1 if kind == "R" else 2
    return {"L": 0, "R": 1}.get(kind, 2)
