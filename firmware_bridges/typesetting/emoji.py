"""Emoji as words: what a cook can read on any paper."""

import unicodedata
from functools import lru_cache

_SKIN_TONES = range(0x1F3FB, 0x1F400)
_REGIONS = range(0x1F1E6, 0x1F200)
_PICTURES = range(0x1F000, 0x1FB00)
_SIGNS = range(0x2300, 0x2C00)
_MODIFIERS = frozenset("\ufe0e\ufe0f\u20e3")
_IDLE_WORDS = frozenset({"BLACK", "WHITE", "HEAVY", "SIGN", "SYMBOL", "FACE", "THE", "AND"})
_WORDS_MAX = 2


def spelled(text: str) -> str:
    """`text` with every emoji as its name in brackets (`[pizza]`), flags as letters, their modifiers gone."""
    if text.isascii():
        return text
    return "".join(map(_spelled, text))


@lru_cache(maxsize=2048)
def _spelled(character: str) -> str:
    code = ord(character)
    if character in _MODIFIERS or code in _SKIN_TONES:
        return ""
    if code in _REGIONS:
        return chr(ord("A") + code - _REGIONS.start)
    return _name(character) if code in _PICTURES else character


def symbol_word(character: str) -> str:
    """A sign such as ☕ as its name in brackets, for printers that cannot draw it; empty for all else."""
    is_sign = ord(character) in _SIGNS and unicodedata.category(character) == "So"
    return _name(character) if is_sign else ""


def _name(character: str) -> str:
    """SLICE OF PIZZA is a pizza, SMILING FACE WITH OPEN MOUTH smiles."""
    name = unicodedata.name(character, "").partition(" WITH ")[0]
    words = [word for word in name.rpartition(" OF ")[2].split() if word not in _IDLE_WORDS]
    kept = words[:_WORDS_MAX] or name.split()[:_WORDS_MAX]
    return f"[{' '.join(kept).lower()}]" if kept else ""
