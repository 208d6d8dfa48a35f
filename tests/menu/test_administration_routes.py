"""Import, export and photos over HTTP: for those who may edit the menu."""

import io
import os
from pathlib import Path

import httpx
import pytest
from httpx import AsyncClient as Client
from PIL import Image

from appliance.menu import MenuBook, Photos, sweep_photos
from tests.menu.files import as_bytes, as_staff, item, menu
from tests.worlds import World


async def post_menu(
    client: Client, body: bytes, *, apply: int, file_format: str = "json", key: str = "k1"
) -> httpx.Response:
    path = f"/api/menu/import?format={file_format}&apply={apply}"
    return await client.post(path, content=body, headers=as_staff("owner", key))


async def test_an_import_is_tried_first_and_then_applied(client: Client, book: MenuBook) -> None:
    dearer = menu()
    item(dearer, "stew")["price_minor"] = 1300
    del dearer["categories"][2]
    counts = {"added": 0, "changed": 1, "hidden": 1, "errors": []}
    assert (await post_menu(client, as_bytes(dearer), apply=0, key="k0")).json() == counts
    assert book.items["stew"].price_minor == 1200
    assert (await post_menu(client, as_bytes(dearer), apply=1)).json() == counts
    assert book.items["stew"].price_minor == 1300
    assert "red" not in book.items
    assert (await post_menu(client, as_bytes(dearer), apply=1)).json() == counts


async def test_an_import_with_errors_is_refused_with_all_of_them(client: Client, book: MenuBook) -> None:
    version = book.version
    text = b"id,price,station\nsteak,much,grill\nstew,12.00,\n"
    answer = await post_menu(client, text, apply=1, file_format="csv")
    assert answer.status_code == 422
    said = answer.json()
    assert said["code"] == "menu_invalid"
    assert [(one["row"], one["column"]) for one in said["errors"]] == [(2, "price"), (3, "station")]
    assert (said["added"], said["changed"], said["hidden"]) == (0, 0, 0)
    assert book.version == version


@pytest.mark.parametrize(("file_format", "kind"), [("json", "application/json"), ("csv", "text/csv")])
async def test_an_export_can_be_imported_again(client: Client, file_format: str, kind: str) -> None:
    answer = await client.get(f"/api/menu/export?format={file_format}", headers=as_staff("owner"))
    assert answer.headers["content-type"].startswith(kind)
    assert f'filename="menu.{file_format}"' in answer.headers["content-disposition"]
    again = await post_menu(client, answer.content, apply=1, file_format=file_format)
    assert again.json() == {"added": 0, "changed": 0, "hidden": 0, "errors": []}


async def test_only_those_who_may_edit_the_menu_get_in_or_out(client: Client) -> None:
    headers = as_staff("waiter")
    answers = [
        await client.post("/api/menu/import?format=json", content=b"{}", headers=headers),
        await client.get("/api/menu/export?format=json", headers=headers),
        await client.put("/api/menu/items/steak/photo", content=photo(), headers=headers),
    ]
    assert [one.status_code for one in answers] == [403, 403, 403]
    assert (await client.get("/api/menu/export?format=json")).status_code == 401


async def test_an_unknown_format_is_a_bad_request(client: Client) -> None:
    assert (await client.get("/api/menu/export?format=xml", headers=as_staff("owner"))).status_code == 400


async def test_an_uploaded_photo_is_on_the_menu_at_once(client: Client) -> None:
    answer = await client.put("/api/menu/items/stew/photo", content=photo(), headers=as_staff("owner"))
    assert answer.status_code == 200
    path = answer.json()["photo"]
    stew = (await client.get("/menu")).json()["categories"][0]["items"][1]
    assert stew["photo"] == path
    assert (await client.get(path)).headers["content-type"] == "image/webp"
    assert Image.open(io.BytesIO((await client.get(stew["thumb"])).content)).size == (184, 184)


async def test_a_replaced_photo_is_swept_away_after_a_day_and_the_present_one_stays(
    client: Client, world: World, tmp_path: Path
) -> None:
    old = await client.put("/api/menu/items/stew/photo", content=photo(), headers=as_staff("owner"))
    new = await client.put(
        "/api/menu/items/stew/photo", content=photo("blue"), headers=as_staff("owner", "k2")
    )
    photos = Photos(tmp_path / "photos")
    assert await sweep_photos(world.database, photos) == 0
    make_old(tmp_path / "photos")
    assert await sweep_photos(world.database, photos) == 2
    statuses = [(await client.get(one.json()["photo"])).status_code for one in (old, new)]
    assert statuses == [404, 200]


async def test_the_routes_describe_themselves(client: Client) -> None:
    paths = (await client.get("/schema/openapi.json")).json()["paths"]
    assert {
        "/menu/availability",
        "/api/kitchen/items",
        "/api/menu/import",
        "/api/menu/export",
    } <= paths.keys()


async def test_a_photo_for_an_unknown_item_or_no_photo_is_refused(client: Client) -> None:
    unknown = await client.put("/api/menu/items/unicorn/photo", content=photo(), headers=as_staff("owner"))
    assert (unknown.status_code, unknown.json()["code"]) == (404, "unknown_item")
    drawing = await client.put(
        "/api/menu/items/stew/photo", content=b"<svg/>", headers=as_staff("owner", "k2")
    )
    assert (drawing.status_code, drawing.json()["code"]) == (422, "photo_unreadable")


def make_old(folder: Path) -> None:
    for file in folder.iterdir():
        os.utime(file, (1000, 1000))


def photo(colour: str = "green") -> bytes:
    paper = io.BytesIO()
    Image.new("RGB", (300, 200), colour).save(paper, "JPEG")
    return paper.getvalue()
