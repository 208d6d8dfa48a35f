"""Fits text to the characters a printer has: code pages first, then look-alikes, at last a question mark."""

import unicodedata
from functools import lru_cache

from firmware_bridges.profiles import Profile
from firmware_bridges.sanitise import printable

UNKNOWN = "?"

_LOOK_ALIKES = {
    "€": "EUR", "₹": "Rs", "₺": "TL", "₽": "RUB", "₴": "UAH", "₩": "KRW", "₪": "ILS", "₫": "VND", "฿": "THB",
    "₦": "NGN", "₱": "PHP", "¥": "JPY", "£": "GBP", "¢": "c",
    "\u2013": "-", "—": "-", "\u2212": "-", "\u2011": "-", "…": "...", "•": "*", "·": "-",
    "\u2018": "'", "\u2019": "'", "\u201a": "'", "“": '"', "”": '"', "„": '"',
    "\u2039": "<", "\u203a": ">", "«": '"', "»": '"', "\u00d7": "x", "÷": "/",
    "ß": "ss", "ẞ": "SS", "æ": "ae", "Æ": "AE", "ø": "o", "Ø": "O", "œ": "oe", "Œ": "OE", "ð": "d", "Ð": "D",
    "þ": "th", "Þ": "Th", "đ": "d", "Đ": "D", "ł": "l", "Ł": "L", "\u0131": "i", "ħ": "h", "Ħ": "H", "ŋ": "n",
    "─": "-", "━": "=", "═": "=", "│": "|", "║": "|",
    "╔": "+", "╗": "+", "╚": "+", "╝": "+", "→": "->", "←": "<-", "✓": "v", "№": "No.", "°": "o", "™": "TM",
}  # fmt: skip


def fitted(text: str, profile: Profile) -> str:
    """`text` made harmless and showable: each character of the result is one byte and one column wide.

    A digit of any script stays a digit, so that an amount is never lost to a question mark.
    """
    codecs = tuple(codec for codec, _ in profile.code_pages)
    return "".join(_fit(character, codecs) for character in printable(text))


def runs(text: str, profile: Profile, current: str | None) -> list[tuple[str, str]]:
    """Cuts fitted text into `(codec, run)` with as few changes of code page as its characters allow."""
    codecs = tuple(codec for codec, _ in profile.code_pages)
    pieces: list[tuple[str, str]] = []
    codec = current or codecs[0]
    for character in text:
        if not has_character(codec, character):
            codec = next(each for each in codecs if has_character(each, character))
        if pieces and pieces[-1][0] == codec:
            pieces[-1] = (codec, pieces[-1][1] + character)
        else:
            pieces.append((codec, character))
    return pieces


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
def _fit(character: str, codecs: tuple[str, ...]) -> str:
    if _showable(character, codecs):
        return character
    if unicodedata.category(character) in ("Mn", "Me"):
        return ""  # an accent that did not compose: the letter before it has been printed
    digit = unicodedata.digit(character, None)
    if digit is not None:
        return str(digit)
    candidates = (_LOOK_ALIKES.get(character, ""), unicodedata.normalize("NFKC", character), _bare(character))
    for candidate in candidates:
        harmless = printable(candidate)
        if harmless and all(_showable(each, codecs) for each in harmless):
            return harmless
    return UNKNOWN


def _bare(character: str) -> str:
    """The letter without its accents."""
    decomposed = unicodedata.normalize("NFKD", character)
    return "".join(each for each in decomposed if not unicodedata.combining(each))


def _showable(character: str, codecs: tuple[str, ...]) -> bool:
    return any(has_character(codec, character) for codec in codecs)
