"""What a menu file is checked against: this restaurant's settings, stations and present menu."""

from appliance.menu.interchange import Facts
from appliance.menu.store import catalogue as stored
from appliance.settings import VenueSettings
from appliance.storage import Reader


def facts(reader: Reader, settings: VenueSettings) -> Facts:
    """As the file has it now."""
    return Facts(
        languages=languages(settings),
        currency=settings.currency,
        stations=stored.station_ids(reader),
        tax_classes=frozenset(settings.taxes),
        present=stored.load(reader),
    )


def languages(settings: VenueSettings) -> tuple[str, ...]:
    """The venue's languages, its default first."""
    return tuple(dict.fromkeys((settings.default_language, *settings.languages)))
