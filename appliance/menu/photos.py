"""Photos: what is uploaded is drawn anew at two sizes and never kept as it came; files are named by their contents."""

import asyncio
import hashlib
import io
import os
from collections.abc import Iterable
from pathlib import Path

from appliance.kernel.errors import Invalid
from appliance.menu.model import PHOTO_NAME

PIXELS_MAX = 25_000_000
SIDE_MAX = 640
THUMB_SIDE = 184
QUALITY = 80
FORMATS = ("PNG", "JPEG", "WEBP")


class Photos:
    """The photo files: uploads in `own`, and those of `others` (drawings that come with the demo), which are only read."""

    def __init__(self, own: Path, others: Iterable[Path] = ()) -> None:
        self._own = own
        self._others = tuple(others)
        self._one_at_a_time = asyncio.Lock()

    def find(self, name: str) -> Path | None:
        """The file of that name, None when there is none or the name is not one of a photo."""
        if not PHOTO_NAME.fullmatch(name):
            return None
        return next(
            (folder / name for folder in (self._own, *self._others) if (folder / name).is_file()), None
        )

    def has(self, name: str) -> bool:
        """Whether there is a file of that name."""
        return self.find(name) is not None

    async def keep(self, raw: bytes) -> str:
        """Redraw an uploaded picture in a thread, store it with its small square, and return its file name.

        Raises Invalid `photo_unreadable` or `photo_too_large`. One picture at a time: each may need 100 MB while it is drawn.
        """
        async with self._one_at_a_time:
            return await asyncio.to_thread(self._keep, raw)

    def sweep(self, in_use: set[str], older_than_s: float, now_s: float) -> int:
        """Delete own files no item names and that are old enough; returns how many."""
        used = in_use | {small_of(name) for name in in_use}
        files = list(self._own.glob("*.webp")) if self._own.is_dir() else []
        stale = [
            file for file in files if file.name not in used and now_s - file.stat().st_mtime > older_than_s
        ]
        for file in stale:
            file.unlink(missing_ok=True)
        return len(stale)

    def _keep(self, raw: bytes) -> str:
        large, small = redrawn(raw)
        name = f"{hashlib.sha256(large).hexdigest()[:32]}.webp"
        self._own.mkdir(parents=True, exist_ok=True)
        _store(self._own / name, large)
        _store(self._own / small_of(name), small)
        return name


def small_of(name: str) -> str:
    """The file name of a photo's small square; a drawing (SVG) is its own."""
    return name if name.endswith(".svg") else name.replace(".webp", "-small.webp")


def redrawn(raw: bytes) -> tuple[bytes, bytes]:
    """A picture as WebP within 640 × 640 and as a square of 184, upright, without anything but its pixels.

    Raises Invalid `photo_unreadable` (not a whole PNG, JPEG or WebP) or `photo_too_large` (more than 25 million pixels).
    """
    from PIL import Image, ImageOps  # heavy, and needed only when somebody uploads

    try:
        with Image.open(io.BytesIO(raw), formats=FORMATS) as probe:
            if probe.width * probe.height > PIXELS_MAX:
                raise _too_large()
            probe.verify()
        with Image.open(io.BytesIO(raw), formats=FORMATS) as picture:
            picture.draft("RGB", (2 * SIDE_MAX, 2 * SIDE_MAX))
            upright = ImageOps.exif_transpose(picture).convert("RGBA")
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_large() from error
    except (OSError, SyntaxError, ValueError, EOFError, OverflowError) as error:
        sentence = "The appliance cannot read this picture; please send a PNG, JPEG or WebP photo."
        raise Invalid(sentence, code="photo_unreadable") from error
    on_white = Image.new("RGB", upright.size, "white")
    on_white.paste(upright, mask=upright)
    small = ImageOps.fit(on_white, (THUMB_SIDE, THUMB_SIDE), Image.Resampling.LANCZOS)
    on_white.thumbnail((SIDE_MAX, SIDE_MAX), Image.Resampling.LANCZOS)
    return _webp(on_white), _webp(small)


def _webp(picture: object) -> bytes:
    paper = io.BytesIO()
    picture.save(paper, "WEBP", quality=QUALITY, method=4)  # type: ignore[attr-defined]
    return paper.getvalue()


def _too_large() -> Invalid:
    return Invalid(
        "This picture has too many pixels; please send one of at most 25 megapixels.", code="photo_too_large"
    )


def _store(file: Path, body: bytes) -> None:
    """Write a file so that it is there whole or not at all."""
    if file.exists():
        file.touch()
        return
    half = file.with_suffix(".part")
    with half.open("wb") as paper:
        paper.write(body)
        paper.flush()
        os.fsync(paper.fileno())
    half.replace(file)
