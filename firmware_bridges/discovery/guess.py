"""What a found printer would be driven as: command set and profile, guessed from its maker and model."""

import re

from firmware_bridges.profiles import DEFAULT, PROFILES, Profile

_STAR = re.compile(r"\bstar\b|^(tsp|mc-?print|mc-?label|mpop|sp[57]\d\d|fvp)", re.IGNORECASE)
_EPSON = re.compile(r"epson|^(tm|eu)-", re.IGNORECASE)
_NARROW = re.compile(r"(?<!\d)58(?!\d)|-p20|m10|t13", re.IGNORECASE)
_EPSON_MODELS = (("tm-u", "epson-impact"), ("tm-t88", "epson-80-42"), ("tm-t70", "epson-80-42"))


def bridge_and_profile(maker: str, model: str) -> tuple[str, str]:
    """The command set ("escpos" or "star") and the profile's name; something that prints when nothing is known."""
    text = f"{maker} {model}".strip()
    if _STAR.search(maker) or _STAR.search(model):
        return "star", _star(model)
    if _EPSON.search(maker) or _EPSON.search(model):
        named = next((name for part, name in _EPSON_MODELS if part in model.lower()), "epson-80")
        return "escpos", named if named in PROFILES else DEFAULT.name
    narrow = "generic-58" if _NARROW.search(text) and "generic-58" in PROFILES else DEFAULT.name
    return "escpos", narrow


def _star(model: str) -> str:
    """The profile whose label names the model, else the first of Star's."""
    known: list[Profile] = [one for one in PROFILES.values() if one.language.startswith("star")]
    wanted = re.sub(r"[^a-z0-9]", "", model.lower())[:5]
    near = (one.name for one in known if wanted and wanted in re.sub(r"[^a-z0-9]", "", one.label.lower()))
    return next(near, known[0].name if known else DEFAULT.name)
