"""Static files and pages: nothing but the web folder, compressed, kept for ever; blanks always escaped."""

import gzip
from pathlib import Path

import pytest

from appliance.http import StaticFiles, page
from tests.http.asking import ask

SCRIPT = b"export const hello = 'hello';\n" * 50


@pytest.fixture
def web(tmp_path: Path) -> Path:
    """A web folder, with a secret beside it and things in it that are not for guests."""
    folder = tmp_path / "web"
    (folder / "guest").mkdir(parents=True)
    (folder / "guest" / "main.js").write_bytes(SCRIPT)
    (folder / "guest" / "main.test.js").write_text("a test")
    (folder / "guest" / "index.html").write_text("<title>{{venue_name}}</title>")
    (folder / "photo.png").write_bytes(b"\x89PNG")
    (folder / "notes.txt").write_text("private")
    (folder / "types.d.ts").write_text("types")
    (tmp_path / "secret.js").write_text("the owner's password")
    return folder


@pytest.fixture
def static(web: Path) -> StaticFiles:
    return StaticFiles(web)


async def test_a_file_of_this_build_is_kept_for_ever(static: StaticFiles) -> None:
    answered = await ask(static, "GET", f"{static.base}/guest/main.js")
    assert (answered.status, answered.body) == (200, SCRIPT)
    assert answered.headers["content-type"] == "text/javascript"
    assert answered.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answered.headers["content-length"] == str(len(SCRIPT))
    assert "content-encoding" not in answered.headers


async def test_text_comes_compressed_to_who_takes_it(static: StaticFiles) -> None:
    answered = await ask(static, "GET", f"{static.base}/guest/main.js", {"accept-encoding": "br, gzip"})
    assert answered.headers["content-encoding"] == "gzip"
    assert answered.headers["vary"] == "accept-encoding"
    assert len(answered.body) < len(SCRIPT) // 5
    assert gzip.decompress(answered.body) == SCRIPT


async def test_pictures_are_not_compressed_again(static: StaticFiles) -> None:
    answered = await ask(static, "GET", f"{static.base}/photo.png", {"accept-encoding": "gzip"})
    assert answered.body == b"\x89PNG"
    assert answered.headers["content-type"] == "image/png"
    assert "content-encoding" not in answered.headers


async def test_an_old_page_still_finds_its_files_but_does_not_keep_them(static: StaticFiles) -> None:
    answered = await ask(static, "GET", "/static/0123456789ab/guest/main.js")
    assert (answered.status, answered.headers["cache-control"]) == (200, "no-cache")


async def test_another_content_is_another_build(web: Path, static: StaticFiles) -> None:
    assert StaticFiles(web).base == static.base
    (web / "guest" / "main.js").write_bytes(SCRIPT + b"//")
    assert StaticFiles(web).base != static.base


@pytest.mark.parametrize(
    "name",
    [
        "nowhere.js",
        "",
        "guest",
        "guest/",
        "notes.txt",
        "types.d.ts",
        "guest/main.test.js",
        "guest/index.html",
        "../secret.js",
        "guest/../../secret.js",
        "guest/../guest/main.js",
        "..%2fsecret.js",
        "%2e%2e/secret.js",
        "..\\secret.js",
        "/etc/passwd",
        "guest//main.js",
        "guest/main.js\0",
    ],
)
async def test_nothing_else_is_served(static: StaticFiles, name: str) -> None:
    answered = await ask(static, "GET", f"{static.base}/{name}")
    assert answered.status == 404
    assert b"password" not in answered.body


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
async def test_files_are_only_looked_at(static: StaticFiles, method: str) -> None:
    answered = await ask(static, method, f"{static.base}/guest/main.js")
    assert (answered.status, answered.headers["allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Trattoria", "Trattoria"),
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("\"'&", "&quot;&#x27;&amp;"),
        ("{{accent}}", "{{accent}}"),
    ],
)
def test_blanks_are_filled_once_and_escaped(web: Path, name: str, shown: str) -> None:
    filled = page(web / "guest" / "index.html", {"venue_name": name, "accent": "#B93A22"})
    assert filled.decode() == f"<title>{shown}</title>"


def test_an_unknown_blank_stays_visible(web: Path) -> None:
    assert page(web / "guest" / "index.html", {}) == b"<title>{{venue_name}}</title>"
