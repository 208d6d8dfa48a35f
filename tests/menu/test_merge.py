"""Merging a file into the menu: one transaction, nothing lost, nothing half-done."""

from typing import Any

import msgspec
import pytest

from appliance.kernel.errors import Invalid
from appliance.menu import availability, exported_json, seed
from appliance.menu.service.merge import Merged
from appliance.menu.service.transfer import FileFormat, preview, read_file, write_file
from appliance.menu.store import catalogue as stored
from tests.menu.files import Document, as_bytes, item, menu, with_menu
from tests.worlds import World


async def put(world: World, document: Document) -> Merged:
    return await world.database.write(lambda tx: seed(tx, as_bytes(document), actor="staff:one"))


def journal(world: World) -> list[dict[str, Any]]:
    return [
        msgspec.json.decode(row.data) for row in world.database.journal_since(0) if row.kind == "menu_changed"
    ]


async def test_a_first_menu_adds_every_item_and_is_told_once(world: World) -> None:
    await with_menu(world)
    assert journal(world) == [
        {"added": ["steak", "stew", "pie", "set-menu", "red"], "changed": [], "hidden": []}
    ]


async def test_the_same_file_again_changes_nothing(world: World) -> None:
    await with_menu(world)
    assert await put(world, menu()) == Merged([], [], [])
    assert len(journal(world)) == 1


async def test_an_item_that_is_not_in_the_file_is_hidden_and_comes_back_under_its_id(world: World) -> None:
    book = await with_menu(world)
    less = menu()
    del less["categories"][0]["items"][1]
    assert await put(world, less) == Merged([], [], ["stew"])
    assert "stew" not in book.items
    assert "stew" in {one.id for one in world.database.read(stored.load).items}
    assert await put(world, menu()) == Merged([], ["stew"], [])
    assert book.items["stew"].price_minor == 1200


async def test_a_change_of_an_option_counts_as_a_change_of_its_items(world: World) -> None:
    book = await with_menu(world)
    dearer = menu()
    dearer["option_groups"][1]["options"][0]["price_minor"] = 200
    assert await put(world, dearer) == Merged([], ["steak"], [])
    assert book.groups["extras"].options[0].price_minor == 200


async def test_another_order_of_the_menu_changes_no_item_but_is_stored(world: World) -> None:
    book = await with_menu(world)
    turned = menu()
    turned["categories"].reverse()
    assert await put(world, turned) == Merged([], [], [])
    assert list(book.categories) == ["wine", "midday", "grill"]
    assert len(journal(world)) == 2


async def test_what_nothing_refers_to_any_more_is_deleted_and_the_rest_is_kept(world: World) -> None:
    await with_menu(world)
    less = menu()
    less["categories"] = less["categories"][:1]
    less["option_groups"] = less["option_groups"][:2]
    less["dayparts"] = []
    await put(world, less)
    now = world.database.read(stored.load)
    assert {one.id for one in now.groups} == {"doneness", "extras", "size"}
    assert {one.id for one in now.categories} == {"grill", "midday", "wine"}
    assert [one.id for one in now.dayparts] == ["lunch"]
    less["option_groups"] = []
    item(less, "steak")["option_groups"] = []
    await put(world, less)
    assert {one.id for one in world.database.read(stored.load).groups} == {"size"}


async def test_a_starting_count_is_for_new_items_only(world: World) -> None:
    book = await with_menu(world)
    again = menu()
    item(again, "pie")["remaining"] = 9
    item(again, "stew")["remaining"] = 9
    await put(world, again)
    now_ms = world.clock.now_ms()
    seen = world.database.read(lambda reader: availability(reader, book, world.settings.now, now_ms))
    assert (seen["pie"].remaining, "stew" in seen) == (4, False)


async def test_a_file_with_one_wrong_cell_changes_nothing(world: World) -> None:
    await with_menu(world)
    before = world.database.read(stored.load)
    wrong = menu()
    item(wrong, "steak")["price_minor"] = 1
    item(wrong, "stew")["names"] = {}
    with pytest.raises(Invalid):
        await put(world, wrong)
    assert world.database.read(stored.load) == before
    assert len(journal(world)) == 1


async def test_stations_that_exist_are_checked(world: World) -> None:
    sql = "INSERT INTO station (id, branch, name, position, prints) VALUES ('grill', :branch, 'Grill', 0, 'always')"
    await world.database.write(lambda tx: tx.execute(sql, {"branch": tx.branch}))
    with pytest.raises(Invalid) as refused:
        await put(world, menu())
    assert [one["column"] for one in refused.value.details] == [
        "categories[0].items[2].station",
        "categories[2].items[0].station",
    ]


@pytest.mark.parametrize("file_format", list(FileFormat))
async def test_an_export_imported_again_changes_nothing(world: World, file_format: FileFormat) -> None:
    await with_menu(world)
    body = await write_file(world.database, world.settings.now, file_format)
    new = await read_file(world.database, world.settings.now, file_format, body)
    assert preview(world.database, new) == Merged([], [], [])


async def test_the_text_for_the_terminal_is_the_file(world: World) -> None:
    await with_menu(world)
    settings = world.settings.now
    body = await write_file(world.database, settings, FileFormat.JSON)
    assert world.database.read(lambda reader: exported_json(reader, settings)).encode() == body


async def test_staging_leaves_no_file_behind(
    world: World, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    await with_menu(world)
    assert list(folder.iterdir()) == []
