"""Makes any text harmless for a printer: nothing that comes out of `printable` can be taken for a command."""

import unicodedata

LIMIT = 1_000
"""Characters kept of one text; the rest gives way to an ellipsis."""

_BLANKS = frozenset("\t\n\v\f\r\x1c\x1d\x1e\x85\u2028\u2029")
_DROPPED = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})


def printable(text: str, limit: int = LIMIT) -> str:
    """`text` without control, format, bidi, surrogate, private and unassigned characters, within `limit`.

    Line breaks and tabs become spaces, every kind of space a plain one; the result is composed (NFC), so a
    letter with its accent is one character. Applying it twice changes nothing.
    """
    # Cut before composing, so that a hostile length costs nothing.
    plain = "".join(map(_harmless, text[: limit * 4 + 4]))
    composed = "".join(map(_harmless, unicodedata.normalize("NFC", plain)))
    return composed if len(composed) <= limit else composed[: limit - 1] + "…"


def _harmless(character: str) -> str:
    if " " <= character <= "~":
        return character
    if character in _BLANKS:
        return " "
    category = unicodedata.category(character)
    if category in _DROPPED:
        return ""
    return " " if category.startswith("Z") else character
