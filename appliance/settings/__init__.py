"""Settings: what the owner decided, typed, kept in memory, changed only through the writer and journalled."""

from appliance.settings.model import DayException, Interval, QrOrdering, TaxRate, VenueSettings
from appliance.settings.service import Settings, change

__all__ = ["DayException", "Interval", "QrOrdering", "Settings", "TaxRate", "VenueSettings", "change"]
