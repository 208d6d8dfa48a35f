"""The printers we know, by name and by what they say of themselves."""

from dataclasses import replace

from firmware_bridges.profiles.known import name_by_model, name_by_usb
from firmware_bridges.profiles.model import Acknowledgement, CodePages, Language, Profile
from firmware_bridges.profiles.table import ROWS

__all__ = [
    "DEFAULT",
    "PROFILES",
    "Acknowledgement",
    "CodePages",
    "Language",
    "Profile",
    "on_slow_wire",
    "profile_for",
    "profile_named",
]

PROFILES: dict[str, Profile] = {row.name: row for row in ROWS}
DEFAULT = PROFILES["generic-80"]
_BITS_A_BYTE = 10
"""With its start and its stop."""
RASTER_FROM_BAUD = 38_400
"""At 9600 baud a drawn line takes more than two seconds."""


def profile_named(name: str) -> Profile:
    """The profile of that name; raises KeyError naming the known ones."""
    try:
        return PROFILES[name]
    except KeyError:
        raise KeyError(f"unknown printer profile {name!r}; known: {', '.join(PROFILES)}") from None


def profile_for(model: str, usb: tuple[int, int] | None = None) -> Profile | None:
    """The profile of a printer that says who it is: its model's name counts first, then its USB vendor and product."""
    name = name_by_model(model) or (name_by_usb(*usb) if usb else None)
    return PROFILES[name] if name else None


def on_slow_wire(profile: Profile, baud: int) -> Profile:
    """The profile as it should be on a serial line of that speed: below 38,400 baud no line is drawn.

    A printer that knows nothing but drawing keeps drawing.
    """
    profile = replace(profile, bytes_per_s=baud / _BITS_A_BYTE)
    if baud >= RASTER_FROM_BAUD or not profile.code_pages:
        return profile
    return replace(profile, raster=False, qr="native" if profile.qr == "native" else "words")
