"""What a kitchen screen shows, and which parts the news brings."""

from typing import Any

import msgspec

from appliance.kitchen import KitchenFeed, Mover, Ticket
from appliance.storage import JournalRow
from tests.kitchen.conftest import COOK, Brigade, line


def snapshot(brigade: Brigade, *shown: str) -> dict[str, Any]:
    found = brigade.database.read(
        lambda reader: brigade.kitchen.snapshot(reader, brigade.database.seq, list(shown))
    )
    plain: dict[str, Any] = msgspec.to_builtins(found)
    return plain


def news(brigade: Brigade, feed: KitchenFeed, since: int) -> dict[str, Any]:
    rows = [row for row in brigade.rows if row.seq > since and feed.concerns(row)]
    plain: dict[str, Any] = msgspec.to_builtins(
        brigade.database.read(lambda reader: feed.update(reader, rows))
    )
    return plain


def add_items(tx: Any) -> None:
    here = {"branch": tx.branch, "now": tx.now_ms}
    tx.execute("INSERT INTO category VALUES ('mains', :branch, 1, '{\"en\":\"Mains\"}', '{}', '[]')", here)
    for item_id, out, remaining in [("beef", 1, None), ("lamb", 0, 4), ("cod", 0, None)]:
        tx.execute(
            """INSERT INTO item (id, branch, category_id, position, names, descriptions, price_minor, station_id,
 prep_minutes, tax_class, course, diets, badges, option_groups)
 VALUES (:id, :branch, 'mains', 1, json_object('en', :id), '{}', 1, 'grill', 1, 'food', 'main', '[]', '[]', '[]')""",
            {**here, "id": item_id},
        )
        tx.execute(
            """INSERT INTO availability (item_id, branch, out, remaining, changed_at, changed_by)
 VALUES (:id, :branch, :out, :remaining, :now, 'x')""",
            {**here, "id": item_id, "out": out, "remaining": remaining},
        )
    tx.journal("menu_changed", "menu", actor="system")


async def test_an_empty_kitchen_shows_an_empty_board(brigade: Brigade) -> None:
    shown = snapshot(brigade)
    assert (shown["tickets"], shown["recent"], shown["out"], shown["average_s"]) == ([], [], [], None)
    assert [station["name"] for station in shown["stations"]] == ["Grill", "Cold", "Bar", "Window"]
    assert shown["showing"] == ["grill", "cold", "bar", "window"]
    assert shown["cooks"] == [{"id": "cook-1", "name": "Demo cook", "initials": "DC"}]
    assert (shown["urgent_s"], shown["critical_s"], shown["language"]) == (600, 900, "en")


async def test_tickets_stand_oldest_first_and_only_the_shown_stations(brigade: Brigade) -> None:
    option = {"group": "doneness", "id": "rare", "names": {"en": "rare"}, "price_minor": 0}
    first, cold = await brigade.fire(
        line("ribeye", options=[option], note="hot"), line("salad", "cold", position=1)
    )
    brigade.clock.advance(1)
    (second,) = await brigade.fire(line("lamb"))
    assert [ticket["id"] for ticket in snapshot(brigade)["tickets"]] == [first, cold, second]
    board = snapshot(brigade, "grill")
    assert [ticket["id"] for ticket in board["tickets"]] == [first, second]
    assert board["showing"] == ["grill"]
    ticket = board["tickets"][0]
    assert (ticket["table_name"], ticket["order_number"], ticket["also_at"]) == ("Table 12", 1, ["Cold"])
    dish = ticket["lines"][0]
    assert (dish["name"], dish["options"], dish["note"], dish["state"]) == ("ribeye", ["rare"], "hot", "NEW")


async def test_ready_tickets_move_to_recent_newest_first(brigade: Brigade) -> None:
    (first,) = await brigade.fire(line("ribeye"))
    (second,) = await brigade.fire(line("lamb"))
    brigade.clock.advance(100)
    await brigade.move(second, "bump")
    brigade.clock.advance(200)
    await brigade.move(first, "bump")
    shown = snapshot(brigade)
    assert shown["tickets"] == []
    assert [ticket["id"] for ticket in shown["recent"]] == [first, second]
    assert shown["average_s"] == 200


async def test_the_average_forgets_after_an_hour_and_recent_keeps_twenty(brigade: Brigade) -> None:
    for number in range(22):
        (ticket,) = await brigade.fire(line(f"dish-{number}"))
        await brigade.move(ticket, "bump")
    assert len(snapshot(brigade)["recent"]) == 20
    brigade.clock.advance(3_601)
    assert snapshot(brigade)["average_s"] is None


async def test_what_is_out_or_counted_is_listed(brigade: Brigade) -> None:
    await brigade.write(add_items)
    out = snapshot(brigade)["out"]
    assert [(one["item_id"], one["out"], one["remaining"]) for one in out] == [
        ("beef", True, None),
        ("lamb", False, 4),
    ]


async def test_news_brings_only_the_parts_that_changed(brigade: Brigade) -> None:
    feed = KitchenFeed(brigade.kitchen, ["grill"])
    before = brigade.database.seq
    (ticket,) = await brigade.fire(line("ribeye"))
    fired = news(brigade, feed, before)
    assert set(fired) == {"tickets"}
    assert fired["tickets"][ticket]["state"] == "NEW"
    before = brigade.database.seq
    await brigade.move(ticket, "bump")
    bumped = news(brigade, feed, before)
    assert bumped["tickets"] == {ticket: None}
    assert [one["id"] for one in bumped["recent"]] == [ticket]
    before = brigade.database.seq
    await brigade.write(add_items)
    assert set(news(brigade, feed, before)) == {"out"}


async def test_a_finished_ticket_that_was_cancelled_leaves_every_screen_when_a_cook_confirms(
    brigade: Brigade,
) -> None:
    feed = KitchenFeed(brigade.kitchen, ["grill"])
    (ticket,) = await brigade.fire(line("ribeye"))
    await brigade.move(ticket, "bump")
    await brigade.write(lambda tx: brigade.kitchen.cancel(tx, "order-1", {"ribeye": 1}, "left", COOK))
    assert [one["id"] for one in snapshot(brigade)["recent"]] == [ticket]
    before = brigade.database.seq
    await brigade.move(ticket, "confirm")
    assert news(brigade, feed, before)["recent"] == []


async def test_a_seen_ticket_is_news_for_the_other_screens(brigade: Brigade) -> None:
    (ticket,) = await brigade.fire(line("ribeye"))
    before = brigade.database.seq
    await brigade.write(lambda tx: brigade.kitchen.mark_seen(tx, [ticket], "screen-1"))
    update = news(brigade, KitchenFeed(brigade.kitchen, []), before)
    assert update["tickets"][ticket]["seen_at"] == brigade.clock.now_ms()


async def test_a_screen_hears_nothing_of_other_stations_or_rooms(brigade: Brigade) -> None:
    grill = KitchenFeed(brigade.kitchen, ["grill"])
    everything = KitchenFeed(brigade.kitchen, [])
    before = brigade.database.seq
    (ticket,) = await brigade.fire(line("salad", "cold"))
    await brigade.move(ticket, "bump")
    await brigade.write(lambda tx: brigade.kitchen.serve(tx, "order-1", "staff:1"))
    await brigade.write(lambda tx: tx.journal("payment_taken", "check:1", actor="staff:1"))
    fresh = [row for row in brigade.rows if row.seq > before]
    assert [row.kind for row in fresh if grill.concerns(row)] == []
    assert [row.kind for row in fresh if everything.concerns(row)] == [
        "order_sent",
        "ticket_moved",
        "lines_served",
    ]


async def test_screens_of_the_same_stations_share_their_bytes(brigade: Brigade) -> None:
    await brigade.fire(line("ribeye"))
    rows: list[JournalRow] = brigade.rows
    one, two = KitchenFeed(brigade.kitchen, ["grill", "bar"]), KitchenFeed(brigade.kitchen, ["bar", "grill"])
    assert one.cache_key(rows) == two.cache_key(rows)
    assert one.cache_key(rows) != KitchenFeed(brigade.kitchen, ["bar"]).cache_key(rows)
    assert one.cache_key(rows) != one.cache_key(rows[:-1])


async def test_a_claim_shows_the_cooks_name(brigade: Brigade) -> None:
    (ticket,) = await brigade.fire(line("ribeye"))
    claimed: Ticket = await brigade.move(ticket, "claim", mover=Mover(COOK.actor, COOK.device, "cook-1"))
    assert claimed.claimed_by is not None
    assert snapshot(brigade)["tickets"][0]["claimed_by"] == {"id": "cook-1", "name": "Demo cook"}
