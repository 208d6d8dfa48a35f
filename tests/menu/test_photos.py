"""Uploaded photos: only pixels survive, upright, small; bombs and disguises are refused."""

import io
import os
import zlib
from pathlib import Path

import pytest
from PIL import Image

from appliance.kernel.errors import Invalid
from appliance.menu import Photos
from appliance.menu.photos import PIXELS_MAX, redrawn, small_of

SECRET = b"taken in the kitchen"


def picture(size: tuple[int, int], kind: str, *, mode: str = "RGB", orientation: int = 1) -> bytes:
    """Left half red, the rest white (or nothing, where there is alpha)."""
    image = Image.new(mode, size, "white" if mode == "RGB" else (0, 0, 0, 0))
    image.paste("red" if mode == "RGB" else (255, 0, 0, 255), (0, 0, size[0] // 2, size[1]))
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010E] = SECRET.decode()
    paper = io.BytesIO()
    image.save(paper, kind, exif=exif)
    return paper.getvalue()


def drawn(body: bytes) -> Image.Image:
    return Image.open(io.BytesIO(body)).convert("RGB")


def is_red(image: Image.Image, x: int, y: int) -> bool:
    pixel = image.getpixel((x, y))
    assert isinstance(pixel, tuple)
    return pixel[0] > 200 and pixel[1] < 80


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_photo_is_redrawn_within_640_and_as_a_square_of_184(kind: str) -> None:
    large, small = redrawn(picture((1600, 1200), kind))
    assert drawn(large).size == (640, 480)
    assert drawn(small).size == (184, 184)
    assert Image.open(io.BytesIO(large)).format == "WEBP"


def test_a_small_photo_is_not_blown_up() -> None:
    assert drawn(redrawn(picture((100, 50), "PNG"))[0]).size == (100, 50)


def test_nothing_of_the_file_but_its_pixels_is_kept() -> None:
    raw = picture((400, 300), "JPEG")
    assert SECRET in raw
    assert not any(SECRET in body for body in redrawn(raw))
    assert not Image.open(io.BytesIO(redrawn(raw)[0])).getexif()


def test_a_photo_taken_with_the_phone_turned_stands_upright() -> None:
    turned = drawn(redrawn(picture((400, 200), "JPEG", orientation=6))[0])
    assert turned.size == (200, 400)
    assert is_red(turned, 100, 50)
    assert not is_red(turned, 100, 350)


def test_what_is_transparent_becomes_white() -> None:
    large = drawn(redrawn(picture((100, 100), "PNG", mode="RGBA"))[0])
    assert is_red(large, 20, 50)
    assert large.getpixel((80, 50)) == (255, 255, 255)


def test_a_picture_that_unfolds_to_too_many_pixels_is_refused() -> None:
    for side in (5_100, 10_000, 30_000):
        with pytest.raises(Invalid) as refused:
            redrawn(bomb(side))
        assert refused.value.code == "photo_too_large"
    assert PIXELS_MAX < 5_100 * 5_100


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"not a picture",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"GIF89a\x01\x00\x01\x00\x00\x00\x00;",
        b"%PDF-1.4",
        picture((300, 200), "JPEG")[:2000],
        picture((300, 200), "PNG")[:400],
        picture((300, 200), "WEBP")[:100],
        picture((300, 200), "PNG")[:60] + bytes(400),
    ],
)
def test_what_is_not_a_whole_photo_is_refused(raw: bytes) -> None:
    with pytest.raises(Invalid) as refused:
        redrawn(raw)
    assert refused.value.code == "photo_unreadable"


def test_a_picture_damaged_on_the_way_is_refused() -> None:
    raw = bytearray(picture((300, 200), "PNG"))
    raw[-16] ^= 1  # the checksum of the pixels
    with pytest.raises(Invalid):
        redrawn(bytes(raw))


async def test_a_photo_is_kept_under_the_name_of_its_contents(tmp_path: Path) -> None:
    photos = Photos(tmp_path / "photos")
    raw = picture((300, 200), "JPEG")
    name = await photos.keep(raw)
    assert await photos.keep(raw) == name
    assert names_in(tmp_path / "photos") == sorted([name, small_of(name)])
    assert photos.find(name) == tmp_path / "photos" / name
    assert photos.find(small_of(name)) is not None
    assert (tmp_path / "photos" / name).read_bytes() != raw


async def test_drawings_of_the_demo_are_found_beside_the_uploads(tmp_path: Path) -> None:
    (tmp_path / "demo").mkdir()
    (tmp_path / "demo" / "steak.svg").write_text("<svg/>")
    (tmp_path / "demo" / "notes.txt").write_text("ours")
    (tmp_path / "secret.svg").write_text("<svg/>")
    photos = Photos(tmp_path / "photos", [tmp_path / "demo"])
    assert photos.find("steak.svg") == tmp_path / "demo" / "steak.svg"
    for name in (
        "notes.txt",
        "../secret.svg",
        "..%2fsecret.svg",
        "",
        ".",
        "steak.svg/",
        "/etc/passwd",
        "steak.svg\0",
    ):
        assert photos.find(name) is None


async def test_photos_nobody_shows_are_swept_after_a_while(tmp_path: Path) -> None:
    photos = Photos(tmp_path)
    kept, dropped = await photos.keep(picture((30, 20), "PNG")), await photos.keep(picture((20, 30), "PNG"))
    for name in names_in(tmp_path):
        os.utime(tmp_path / name, (1000, 1000))
    assert photos.sweep({kept}, older_than_s=100, now_s=1050) == 0
    assert photos.sweep({kept}, older_than_s=100, now_s=1200) == 2
    assert (photos.find(kept) is not None, photos.find(dropped)) == (True, None)
    assert photos.find(small_of(kept)) is not None


def names_in(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def bomb(side: int) -> bytes:
    """A tiny PNG that says it is `side` pixels square."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return len(body).to_bytes(4, "big") + kind + body + zlib.crc32(kind + body).to_bytes(4, "big")

    head = side.to_bytes(4, "big") * 2 + bytes([1, 0, 0, 0, 0])
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(bytes(100)))
        + chunk(b"IEND", b"")
    )
