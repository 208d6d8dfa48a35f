"""The menu and the photos as the phone asks for them."""

import gzip
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from appliance.http.asgi import App
from appliance.menu import GuestMenu, MenuBook, PhotoFiles, Photos
from tests.menu.files import with_menu
from tests.worlds import World


def browser(app: App) -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://box.lan")


@pytest.fixture
async def book(world: World) -> MenuBook:
    return await with_menu(world)


@pytest.fixture
async def phone(book: MenuBook) -> AsyncIterator[httpx.AsyncClient]:
    async with browser(GuestMenu(book)) as client:
        yield client


async def test_the_menu_comes_compressed_in_the_language_asked_for(
    phone: httpx.AsyncClient, book: MenuBook
) -> None:
    answer = await phone.get("/menu?lang=it", headers={"accept-encoding": "gzip, br"})
    assert answer.status_code == 200
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["vary"] == "accept-encoding"
    assert answer.headers["content-length"] == str(len(book.menu_bytes("it").packed))
    assert answer.json()["lang"] == "it"


@pytest.mark.parametrize("accepts", ["", "identity", "br", "gzip;q=0", "br, gzip; q=0, identity"])
async def test_who_takes_no_gzip_gets_it_plain(
    phone: httpx.AsyncClient, book: MenuBook, accepts: str
) -> None:
    answer = await phone.get("/menu", headers={"accept-encoding": accepts})
    assert "content-encoding" not in answer.headers
    assert answer.content == book.menu_bytes("en").plain


@pytest.mark.parametrize("known", ["{}", '"x", {}', 'W/"x",{}'])
async def test_a_phone_that_has_this_version_gets_304_and_no_body(
    phone: httpx.AsyncClient, known: str
) -> None:
    etag = (await phone.get("/menu?lang=it")).headers["etag"]
    again = await phone.get("/menu?lang=it", headers={"if-none-match": known.format(etag)})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", etag)
    other = await phone.get("/menu?lang=en", headers={"if-none-match": known.format(etag)})
    assert other.status_code == 200


async def test_every_answer_asks_to_be_checked_again(phone: httpx.AsyncClient) -> None:
    assert "no-cache" in (await phone.get("/menu")).headers["cache-control"]


async def test_the_menu_cannot_be_written_this_way(phone: httpx.AsyncClient) -> None:
    assert (await phone.post("/menu")).status_code == 405
    head = await phone.head("/menu", headers={"accept-encoding": "gzip"})
    assert (head.status_code, head.content) == (200, b"")


@pytest.mark.parametrize(
    "query", ["lang=", "lang=%00", "lang=it&lang=en", "x" * 5000, "lang=%ff%fe", "lang[]=it"]
)
async def test_an_odd_question_still_gets_a_menu(phone: httpx.AsyncClient, query: str) -> None:
    assert (await phone.get(f"/menu?{query}")).status_code == 200


@pytest.fixture
async def shelf(tmp_path: Path) -> AsyncIterator[httpx.AsyncClient]:
    (tmp_path / "demo").mkdir()
    (tmp_path / "demo" / "steak.svg").write_text("<svg/>")
    (tmp_path / "secret.svg").write_text("no")
    async with browser(PhotoFiles(Photos(tmp_path / "photos", [tmp_path / "demo"]))) as client:
        yield client


async def test_a_photo_is_kept_for_ever_by_the_browser(shelf: httpx.AsyncClient) -> None:
    answer = await shelf.get("/photos/steak.svg")
    assert (answer.status_code, answer.content) == (200, b"<svg/>")
    assert answer.headers["content-type"] == "image/svg+xml"
    assert "immutable" in answer.headers["cache-control"]


@pytest.mark.parametrize(
    "name",
    [
        "none.svg",
        "%2e%2e/secret.svg",
        "..%2fsecret.svg",
        "%2e%2e%2fdemo%2fsteak.svg",
        "",
        "steak.svg%00",
        "STEAK.svg",
    ],
)
async def test_no_other_file_can_be_had(shelf: httpx.AsyncClient, name: str) -> None:
    answer = await shelf.get(f"/photos/{name}")
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


async def test_photos_cannot_be_written_this_way(shelf: httpx.AsyncClient) -> None:
    assert (await shelf.put("/photos/steak.svg", content=b"x")).status_code == 405


async def test_the_packed_menu_unpacks_to_the_plain_one(book: MenuBook) -> None:
    _, packed, plain = book.menu_bytes("it")
    assert gzip.decompress(packed) == plain
