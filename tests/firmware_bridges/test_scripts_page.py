"""The page of pictures in docs/scripts.md can be made again and shows every language on both papers."""

import runpy
from pathlib import Path

import pytest

SCRIPTS = Path(__file__).parents[2] / "docs" / "scripts"
CODES = ("it", "el", "ru", "ja", "ar", "th")


@pytest.mark.parametrize("code", CODES)
def test_every_picture_stands_on_the_page(code: str) -> None:
    page = SCRIPTS.with_suffix(".md").read_text()
    for width in ("80", "58"):
        assert f"scripts/{code}-{width}.png" in page
        assert (SCRIPTS / f"{code}-{width}.png").read_bytes().startswith(b"\x89PNG")


def test_the_generator_draws_from_the_bytes() -> None:
    made = runpy.run_path(str(SCRIPTS / "generate.py"))
    said = {}
    for dinner in made["DINNERS"]:
        for width, profile in made["PRINTERS"].items():
            png, said[dinner.code, width] = made["picture"](dinner, profile)
            assert png.startswith(b"\x89PNG")
    assert tuple(dinner.code for dinner in made["DINNERS"]) == CODES
    assert said["el", "80"].endswith(", 0 bands")
    assert not said["el", "58"].endswith(", 0 bands")
