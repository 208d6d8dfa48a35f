"""What a found printer would be driven as: command set and profile, guessed from its maker, its model and its USB numbers."""

import re

from firmware_bridges.profiles import DEFAULT, PROFILES, profile_for

_NARROW = re.compile(r"(?<!\d)58(?!\d)")
_USB = re.compile(r"([0-9a-fA-F]{4}):([0-9a-fA-F]{4})(?::|$)")


def bridge_and_profile(maker: str, model: str, serial: str = "") -> tuple[str, str]:
    """The command set ("escpos" or "star") and the profile's name; something that prints when nothing is known.

    `serial` as in `Sighting`: a printer on USB may say nothing of itself but its numbers.
    """
    text = f"{maker} {model}".strip()
    narrow = PROFILES["generic-58"] if _NARROW.search(text) else DEFAULT
    profile = profile_for(model) or profile_for(text, _usb(serial)) or narrow
    return ("star" if profile.language.startswith("star") else "escpos"), profile.name


def _usb(serial: str) -> tuple[int, int] | None:
    found = _USB.match(serial)
    return (int(found[1], 16), int(found[2], 16)) if found else None
