"""What a printer that cannot draw says instead of words in a script it does not have."""

import unicodedata

from firmware_bridges.document import Wordings
from firmware_bridges.profiles import Profile
from firmware_bridges.sanitise import printable
from firmware_bridges.typesetting.charset import UNKNOWN, fitted
from firmware_bridges.typesetting.emoji import spelled

_LETTERS = {
    "ar": "ع", "be": "ў", "bg": "ж", "bn": "ক", "el": "λ", "fa": "پ", "gu": "ક", "he": "ש", "hi": "क", "hy": "բ", "ja": "あ漢",
    "ka": "ბ", "kk": "қ", "km": "ក", "kn": "ಕ", "ko": "한", "lo": "ກ", "mk": "ќ", "ml": "ക", "mn": "ө", "mr": "क", "my": "က",
    "ne": "क", "pa": "ਕ", "ps": "ع", "ru": "ж", "si": "ක", "sr": "ђ", "ta": "க", "te": "క", "th": "ก", "uk": "ї", "ur": "ع",
    "yi": "ש", "zh": "漢",
}  # fmt: skip
"""Letters by which a language's script is told; one that is not here is written in Latin letters."""


def illegible(text: str, profile: Profile) -> bool:
    """Whether a printer that cannot draw would show a question mark for a letter of it."""
    return not profile.raster and any(
        unicodedata.category(letter).startswith("L") and fitted(letter, profile) == UNKNOWN
        for letter in spelled(printable(text))
    )


def shows_language(profile: Profile, language: str) -> bool:
    """Whether what is written in a language ("ja", "zh-Hans") is legible on such a printer; accents may be lost."""
    return not illegible(_LETTERS.get(language.partition("-")[0].lower(), ""), profile)


def reworded(text: str, wordings: Wordings, profile: Profile) -> str:
    """`text` with what would be illegible said by the first wording that is not; what has none stays as it is."""
    if not illegible(text, profile):
        return text
    for words, *others in sorted(wordings, key=lambda each: len(each[0]), reverse=True):
        if words in text and illegible(words, profile):
            legible = next((other for other in others if not illegible(other, profile)), words)
            text = text.replace(words, legible)
    return text
