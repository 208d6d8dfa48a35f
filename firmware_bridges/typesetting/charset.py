"""Fits text to the characters a printer has: its code pages first, then look-alikes, at last a question mark."""

import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from firmware_bridges.profiles import Profile
from firmware_bridges.sanitise import printable
from firmware_bridges.typesetting.emoji import spelled, symbol_word

UNKNOWN = "?"

_CURRENCIES = {
    "€": "EUR", "₹": "Rs", "₺": "TL", "₽": "RUB", "₴": "UAH", "₩": "KRW", "₪": "ILS", "₫": "VND", "฿": "THB",
    "₦": "NGN", "₱": "PHP", "¥": "JPY", "£": "GBP", "¢": "c", "₸": "KZT", "₼": "AZN", "₾": "GEL", "₲": "PYG",
    "₡": "CRC", "₵": "GHS", "₭": "LAK", "₮": "MNT", "৳": "BDT", "៛": "KHR", "₨": "Rs", "֏": "AMD",
}  # fmt: skip

_HARMLESS = _CURRENCIES | {
    "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "—": "-", "\u2015": "-", "\u2212": "-",
    "\u2018": "'", "\u2019": "'", "\u201a": "'", "\u201b": "'", "“": '"', "”": '"', "„": '"',
    "\u2032": "'", "″": '"', "\u2039": "<", "\u203a": ">", "«": '"', "»": '"',
    "…": "...", "•": "*", "·": "-", "\u00d7": "x", "÷": "/", "→": "->", "←": "<-", "№": "No.", "™": "TM",
    "─": "-", "━": "=", "═": "=", "│": "|", "║": "|", "╔": "+", "╗": "+", "╚": "+", "╝": "+",
    "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl",
}  # fmt: skip
"""Nobody reads a line differently for these; a line needs no picture for their sake."""

_TRANSLITERATED = {
    "ß": "ss", "ẞ": "SS", "æ": "ae", "Æ": "AE", "ø": "o", "Ø": "O", "œ": "oe", "Œ": "OE", "ð": "d", "Ð": "D",
    "þ": "th", "Þ": "Th", "đ": "d", "Đ": "D", "ł": "l", "Ł": "L", "\u0131": "i", "ħ": "h", "Ħ": "H", "ŋ": "n",
    "✓": "v", "°": "o", "\u066b": ".", "\u066c": ",", "\u3001": ", ", "\u3002": ".", "\u060c": ",", "\u061b": ";", "\u061f": "?",
}  # fmt: skip
"""For printers that cannot draw a line."""


def harmless(text: str, profile: Profile) -> str | None:
    """`text` as the printer's own characters, changed in nothing that matters; None when that cannot be.

    Each character of the result is one byte and one column wide.
    """
    codecs = codecs_of(profile)
    fitting = [_harmless(character, codecs) for character in spelled(printable(text))]
    return None if None in fitting else "".join(each for each in fitting if each is not None)


def fitted(text: str, profile: Profile) -> str:
    """`text` as the printer's own characters whatever it costs: letters lose accents, at last become `?`.

    A digit of any script stays a digit. Each character of the result is one byte and one column wide.
    """
    codecs = codecs_of(profile)
    return "".join(_fit(character, codecs) for character in spelled(printable(text)))


def lost(text: str, profile: Profile) -> str:
    """The characters of an amount that `fitted` would not show truly: `12⁵⁰` is not 1250."""
    codecs = codecs_of(profile)
    return "".join(
        character
        for character in spelled(printable(text))
        if not _showable(character, codecs)
        and (_fit(character, codecs) == UNKNOWN or unicodedata.category(character) in ("No", "Nl"))
    )


def look_alike(text: str) -> str:
    """What stands for a sign that no font has; empty when nothing does."""
    return _HARMLESS.get(text, "")


def runs(text: str, profile: Profile, current: str | None) -> list[tuple[str, str]]:
    """Cuts fitted text into `(codec, run)` with as few changes of code page as its characters allow."""
    codecs = codecs_of(profile)
    pieces: list[tuple[str, str]] = []
    codec = current or next(iter(codecs), "ascii")
    for character in text:
        if not has_character(codec, character):
            codec = next(each for each in codecs if has_character(each, character))
        if pieces and pieces[-1][0] == codec:
            pieces[-1] = (codec, pieces[-1][1] + character)
        else:
            pieces.append((codec, character))
    return pieces


@lru_cache(maxsize=64)
def codecs_of(profile: Profile) -> tuple[str, ...]:
    """The profile's code pages by their codecs' names."""
    return tuple(codec for codec, _ in profile.code_pages)


@lru_cache(maxsize=8192)
def has_character(codec: str, character: str) -> bool:
    """Whether that code page has the character at a byte that is no control code."""
    if " " <= character <= "~":
        return True
    try:
        encoded = character.encode(codec)
    except UnicodeEncodeError:
        return False
    return len(encoded) == 1 and encoded[0] >= 0x80


@lru_cache(maxsize=8192)
def _harmless(character: str, codecs: tuple[str, ...]) -> str | None:
    if _showable(character, codecs):
        return character
    candidate = _HARMLESS.get(character)
    if candidate is None and "\uff01" <= character <= "\uff5e":
        candidate = unicodedata.normalize("NFKC", character)
    return candidate if candidate is not None and _all_showable(candidate, codecs) else None


@lru_cache(maxsize=8192)
def _fit(character: str, codecs: tuple[str, ...]) -> str:
    if _showable(character, codecs):
        return character
    if unicodedata.category(character) in ("Mn", "Me"):
        return ""  # an accent that did not compose: the letter before it has been printed
    digit = unicodedata.digit(character, None)
    if digit is not None:
        return str(digit)
    candidates = (
        _HARMLESS.get(character, ""),
        _TRANSLITERATED.get(character, ""),
        unicodedata.normalize("NFKC", character),
        _bare(character),
        symbol_word(character),
    )
    for candidate in candidates:
        safe = printable(candidate)
        if safe and _all_showable(safe, codecs):
            return safe
    return UNKNOWN


def _bare(character: str) -> str:
    """The letter without its accents."""
    decomposed = unicodedata.normalize("NFKD", character)
    return "".join(each for each in decomposed if not unicodedata.combining(each))


def _all_showable(text: str, codecs: Sequence[str]) -> bool:
    return all(_showable(each, codecs) for each in text)


def _showable(character: str, codecs: Sequence[str]) -> bool:
    return bool(codecs) and (
        " " <= character <= "~" or any(has_character(codec, character) for codec in codecs)
    )
