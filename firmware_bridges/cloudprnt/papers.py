"""One document in every form in which a CloudPRNT printer may fetch it, and the wishes that go in HTTP headers."""

from dataclasses import dataclass, replace

from firmware_bridges.document import Beep, Cut, Document, Image, Kick, Qr
from firmware_bridges.profiles import Profile
from firmware_bridges.star.encoder import Encoder
from firmware_bridges.typesetting import as_png, as_text

LINE = "application/vnd.star.line"
PRNT = "application/vnd.star.starprnt"
RASTER = "application/vnd.star.raster"
PNG = "image/png"
TEXT = "text/plain"
_MOST_BEEPS = 3


@dataclass(frozen=True, slots=True)
class Papers:
    """The same paper by media type, the best first; `headers` go with types that cannot cut, kick or beep."""

    forms: dict[str, bytes]
    headers: dict[str, str]


def papers_of(document: Document, profile: Profile) -> Papers:
    """Raises DocumentError when a line with money cannot be shown.

    Star's own commands are first, for a Star profile. Plain text is offered only where it loses no code or
    picture and is the same in any code page, a picture only where there is something to see.
    """
    forms: dict[str, bytes] = {}
    if profile.language in ("star_line", "star_prnt"):
        # The interface itself asks for the status, so the job must not switch it.
        forms[_commands_of(profile)] = Encoder(replace(profile, status=False)).encode(document)
    text = as_text(document, profile.columns)
    drawn = any(isinstance(part, Qr | Image) for part in document.parts)
    if profile.raster and (drawn or text.strip()):
        forms[PNG] = as_png(document, profile)
    if text.strip() and text.isascii() and not drawn:
        forms[TEXT] = text.encode("ascii")
    if not forms:
        forms[TEXT] = b""
    return Papers(forms, _headers(document, profile))


def _commands_of(profile: Profile) -> str:
    if not profile.code_pages:
        return RASTER
    return LINE if profile.language == "star_line" else PRNT


def _headers(document: Document, profile: Profile) -> dict[str, str]:
    """Developer Guide, section 4; a picture is already black and white."""
    cuts = profile.cutter != "none" and any(isinstance(part, Cut) for part in document.parts)
    wishes = {
        "X-Star-Cut": f"{profile.cutter}; feed=true" if cuts else "none",
        "X-Star-ImageDitherPattern": "none",
    }
    if any(isinstance(part, Kick) for part in document.parts):
        wishes["X-Star-CashDrawer"] = "start"
    beeps = sum(part.times for part in document.parts if isinstance(part, Beep))
    if beeps:
        wishes["X-Star-Buzzerstartpattern"] = str(min(_MOST_BEEPS, beeps))
    return wishes
