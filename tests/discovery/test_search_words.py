"""What staff read of a search that does not see everything: complete in every language."""

import errno

import pytest

from appliance.discovery.words import finder_say
from appliance.settings.rules import STAFF_LANGUAGES
from firmware_bridges.discovery import Neighbourhood
from firmware_bridges.discovery.finder import hindrance
from firmware_bridges.discovery.sighting import FinderTrouble, Hindrance

OTHER = "of another version"


@pytest.mark.parametrize("language", STAFF_LANGUAGES)
def test_every_way_of_looking_and_every_hindrance_has_words_of_its_own(language: str) -> None:
    names = [one.finder.name for one in Neighbourhood().search._runners]
    says = {finder_say(language, name, FinderTrouble(why, "")) for name in names for why in Hindrance}
    assert len(says) == len(names) * len(Hindrance)
    assert finder_say(language, OTHER, FinderTrouble(Hindrance.FAILED, "")) not in says


def test_every_language_says_it_in_its_own_words() -> None:
    says = {finder_say(language, "usb", FinderTrouble(Hindrance.FAILED, "")) for language in STAFF_LANGUAGES}
    assert len(says) == len(STAFF_LANGUAGES)


@pytest.mark.parametrize(
    ("error", "why"),
    [
        (PermissionError(errno.EACCES, "denied"), Hindrance.NO_RIGHT),
        (OSError(errno.ENETUNREACH, "unreachable"), Hindrance.NO_NETWORK),
        (OSError("strange"), Hindrance.FAILED),
        (ValueError("strange"), Hindrance.FAILED),
    ],
)
def test_what_an_error_means(error: Exception, why: Hindrance) -> None:
    assert hindrance(error) is why
