"""What displays, the modem and text messages say to staff, one table for each language."""

from appliance.peripherals.words.de import GERMAN
from appliance.peripherals.words.en import ENGLISH
from appliance.peripherals.words.es import SPANISH
from appliance.peripherals.words.fr import FRENCH
from appliance.peripherals.words.it import ITALIAN
from appliance.peripherals.words.model import DeviceWords

LANGUAGES: dict[str, DeviceWords] = {
    "en": ENGLISH,
    "it": ITALIAN,
    "de": GERMAN,
    "fr": FRENCH,
    "es": SPANISH,
}

__all__ = ["LANGUAGES", "DeviceWords", "device_words"]


def device_words(language: str) -> DeviceWords:
    """The table of a language such as `it` or `it-CH`; English for one that we have no words in."""
    return LANGUAGES.get(language.lower().partition("-")[0], ENGLISH)
