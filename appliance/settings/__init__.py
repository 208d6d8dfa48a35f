"""Settings: what the owner decided, typed, kept in memory, changed only through the writer and journalled."""

from appliance.settings.accepted_clock import AcceptedClock, accept_clock
from appliance.settings.model import SAY, DayException, Interval, QrOrdering, Said, TaxRate, VenueSettings
from appliance.settings.rules import SECRETS
from appliance.settings.service import Settings, change

__all__ = [
    "SAY",
    "SECRETS",
    "AcceptedClock",
    "DayException",
    "Interval",
    "QrOrdering",
    "Said",
    "Settings",
    "TaxRate",
    "VenueSettings",
    "accept_clock",
    "change",
]
