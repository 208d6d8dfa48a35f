"""What a found printer would be driven as: command set and profile, guessed from its maker and model."""

import re

from firmware_bridges.profiles import DEFAULT, PROFILES, profile_for

_NARROW = re.compile(r"(?<!\d)58(?!\d)")


def bridge_and_profile(maker: str, model: str) -> tuple[str, str]:
    """The command set ("escpos" or "star") and the profile's name; something that prints when nothing is known."""
    text = f"{maker} {model}".strip()
    narrow = PROFILES["generic-58"] if _NARROW.search(text) else DEFAULT
    profile = profile_for(model=model) or profile_for(model=text) or narrow
    return ("star" if profile.language.startswith("star") else "escpos"), profile.name
