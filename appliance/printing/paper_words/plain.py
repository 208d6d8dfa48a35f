"""The words of slips in English beside their own, for printers that cannot show a language's script."""

import re
from dataclasses import asdict
from functools import cache

from appliance.printing.paper_words import en
from appliance.printing.paper_words.shape import PaperWords
from firmware_bridges.document import Wordings

_BRACE = re.compile(r"\{\w+\}")


def wordings_of(words: PaperWords) -> Wordings:
    """Each word of a ticket and each allergen as (own, English); nothing for a language whose words are ASCII."""
    return _wordings(words.language) if words.language != en.WORDS.language else ()


@cache
def _wordings(language: str) -> Wordings:
    from appliance.printing.paper_words import LANGUAGES

    words, english = LANGUAGES[language], en.WORDS
    pairs = [*zip(asdict(words.ticket).values(), asdict(english.ticket).values(), strict=True)]
    pairs += [(name, english.allergen(code)) for code, name in words.allergens.items()]
    pieces = ((_piece(own), _piece(other)) for own, other in pairs)
    return tuple((own, other) for own, other in pieces if own and not own.isascii())


def _piece(template: str) -> str:
    """A template's words without what is put into it."""
    return max((one.strip() for one in _BRACE.split(template)), key=len)
