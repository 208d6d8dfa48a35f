"""What printing says to staff, one table for each language."""

from appliance.printing.words.de import GERMAN
from appliance.printing.words.en import ENGLISH
from appliance.printing.words.es import SPANISH
from appliance.printing.words.fr import FRENCH
from appliance.printing.words.it import ITALIAN
from appliance.printing.words.model import StaffWords

LANGUAGES: dict[str, StaffWords] = {
    "en": ENGLISH,
    "it": ITALIAN,
    "de": GERMAN,
    "fr": FRENCH,
    "es": SPANISH,
}

__all__ = ["LANGUAGES", "StaffWords", "staff_words"]


def staff_words(language: str) -> StaffWords:
    """The table of a language such as `it` or `it-CH`; English for one that we have no words in."""
    return LANGUAGES.get(language.lower().partition("-")[0], ENGLISH)
