"""The hub: everybody hears what concerns them, in order, and nobody waits for anybody."""

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import msgspec
import pytest

from appliance.kernel.errors import Forbidden, Refused, StorageUnavailable
from appliance.realtime import Hub
from appliance.realtime.hub import (
    BACKLOG_MAX,
    PATIENCE_S,
    RECHECK_S,
    RECHECKED_AT_ONCE,
    SOCKETS_MAX,
    Subscriber,
)
from tests.realtime import rooms
from tests.realtime.rooms import TableFeed
from tests.worlds import NOON_MS, World, world


@pytest.fixture
async def w(tmp_path: Path) -> AsyncIterator[World]:
    async with world(tmp_path) as opened:
        yield opened


@pytest.fixture
def hub(w: World) -> Hub:
    return Hub(w.database)


async def happen(w: World, *subjects: str, table_session: str = "visit-1", kind: str = "call_made") -> None:
    """Events in one commit; the hub tells them a turn of the loop later."""
    await asyncio.gather(*(rooms.happen(w.database, one, table_session, kind) for one in subjects))
    await asyncio.sleep(0)


def listener(
    hub: Hub,
    feed: TableFeed | None = None,
    owner: str = "member:1",
    seq: int = 0,
    patient: frozenset[str] = frozenset(),
    recheck: Callable[[], object] = lambda: None,
) -> Subscriber:
    subscriber = Subscriber(feed or TableFeed(), owner, seq, patient, recheck)
    hub.add(subscriber)
    return subscriber


def heard(subscriber: Subscriber) -> list[dict[str, object]]:
    """Take what waits to be sent."""
    messages = [msgspec.json.decode(message) for message in subscriber.waiting]
    subscriber.waiting.clear()
    return messages


async def test_an_event_is_told_with_its_seq_its_kinds_and_the_parts_it_changed(w: World, hub: Hub) -> None:
    phone = listener(hub)
    await happen(w, "call:1")
    mark = w.database.read(lambda reader: reader.mark_of(1))
    assert heard(phone) == [
        {
            "type": "update", "seq": 1, "mark": mark, "now": NOON_MS, "kinds": ["call_made"],
            "subjects": ["call:1"],
        }
    ]  # fmt: skip


async def test_events_of_one_commit_come_together_and_kinds_once(w: World, hub: Hub) -> None:
    phone = listener(hub)
    await happen(w, *(f"call:{n}" for n in range(3)))
    [message] = heard(phone)
    assert (message["seq"], message["kinds"]) == (3, ["call_made"])
    assert message["subjects"] == ["call:0", "call:1", "call:2"]


async def test_commits_are_told_in_order_and_each_event_once(w: World, hub: Hub) -> None:
    feed = TableFeed()
    phone = listener(hub, feed)
    await happen(w, *(f"call:{n}" for n in range(60)))
    assert feed.told == list(range(1, 61))
    assert [message["seq"] for message in heard(phone)] == [24, 48, 60]


async def test_another_tables_events_are_not_told(w: World, hub: Hub) -> None:
    mine, theirs = listener(hub, TableFeed("visit-1")), listener(hub, TableFeed("visit-2"))
    await happen(w, "call:1", table_session="visit-1")
    assert len(heard(mine)) == 1
    assert heard(theirs) == []
    assert theirs.seq == 1


async def test_what_a_socket_has_seen_already_is_not_told_again(w: World, hub: Hub) -> None:
    feed = TableFeed()
    phone = listener(hub, feed, seq=1)
    await happen(w, "call:0", "call:1")
    assert feed.told == [2]
    assert phone.seq == 2


async def test_screens_with_the_same_view_get_the_same_bytes_made_once(w: World, hub: Hub) -> None:
    feeds = [TableFeed(shared=True) for _ in range(3)]
    screens = [listener(hub, feed) for feed in feeds]
    await happen(w, "call:1")
    assert len({message for screen in screens for message in screen.waiting}) == 1
    assert [feed.told for feed in feeds] == [[1], [], []]


async def test_a_broken_view_ends_its_own_socket_and_no_other(
    w: World, hub: Hub, caplog: pytest.LogCaptureFixture
) -> None:
    before, broken, after = listener(hub), listener(hub, TableFeed(broken=True)), listener(hub)
    await happen(w, "call:1")
    assert (len(heard(before)), len(heard(after))) == (1, 1)
    assert broken.closed_with == 1011
    assert "a view could not be made for member:1" in caplog.text


async def test_a_socket_that_cannot_keep_up_is_dropped_and_the_others_hear_on(w: World, hub: Hub) -> None:
    slow, fast = listener(hub), listener(hub)
    for count in range(BACKLOG_MAX + 1):
        await happen(w, f"call:{count}")
        assert len(heard(fast)) == 1
    assert (slow.closed_with, fast.closed_with) == (1013, None)
    assert len(slow.waiting) == BACKLOG_MAX


async def test_a_socket_that_left_is_not_told_any_more(w: World, hub: Hub) -> None:
    phone = listener(hub)
    hub.remove(phone)
    await happen(w, "call:1")
    assert heard(phone) == []
    assert len(hub) == 0


async def test_all_sockets_of_an_owner_are_closed_together(hub: Hub) -> None:
    mine, also_mine, yours = listener(hub), listener(hub), listener(hub, owner="member:2")
    hub.close_owner("member:1", 4401)
    assert [one.closed_with for one in (mine, also_mine, yours)] == [4401, 4401, None]
    assert mine.wake.is_set()


def closes(asked: list[Subscriber]) -> list[int | None]:
    """With which code each is to be closed."""
    return [one.closed_with for one in asked]


def refusing(refusal: Refused) -> Callable[[], object]:
    def ask() -> object:
        raise refusal

    return ask


async def test_who_may_not_look_any_more_is_sent_away_within_half_a_minute(w: World, hub: Hub) -> None:
    out, stays = listener(hub, recheck=refusing(Forbidden("No."))), listener(hub)
    w.clock.advance(RECHECK_S - 1)
    await hub.recheck()
    assert closes([out, stays]) == [None, None]
    w.clock.advance(1)
    await hub.recheck()
    assert closes([out, stays]) == [4401, None]


async def test_hundreds_of_sockets_are_asked_a_few_at_a_time_and_each_in_its_turn(w: World, hub: Hub) -> None:
    asked: list[int] = []
    for number in range(3 * RECHECKED_AT_ONCE):
        listener(hub, owner=f"member:{number}", recheck=lambda one=number: asked.append(one))  # type: ignore[misc]
    w.clock.advance(RECHECK_S)
    for turn in range(1, 5):
        w.clock.advance(1)
        await hub.recheck()
        assert len(asked) == min(turn, 3) * RECHECKED_AT_ONCE
    assert sorted(asked) == list(range(3 * RECHECKED_AT_ONCE))


async def test_a_failing_disk_sends_nobody_away(w: World, hub: Hub) -> None:
    phone = listener(hub, recheck=refusing(StorageUnavailable("The disk fails.")))
    w.clock.advance(RECHECK_S)
    await hub.recheck()
    assert phone.closed_with is None


async def test_when_a_sign_in_ends_staffs_sockets_are_asked_at_once_and_no_guests(hub: Hub) -> None:
    guest = listener(hub, recheck=refusing(Forbidden("No.")))
    tablet = listener(hub, owner="device:1", recheck=refusing(Forbidden("No.")))
    hub.recheck_staff()
    assert closes([guest, tablet]) == [None, 4401]


async def test_the_first_reason_to_close_stays(hub: Hub) -> None:
    phone = listener(hub)
    phone.close(4410)
    hub.close_all(1012)
    assert phone.closed_with == 4410


async def test_sockets_are_counted_by_owner_and_in_all(hub: Hub) -> None:
    mine, also_mine, _ = listener(hub), listener(hub), listener(hub, owner="member:2")
    assert (hub.count("member:1"), hub.count("member:2"), hub.count("member:3"), len(hub)) == (2, 1, 0, 3)
    hub.remove(mine)
    hub.remove(also_mine)
    assert (hub.count("member:1"), len(hub)) == (0, 1)


async def test_the_box_takes_so_many_sockets_and_no_more(hub: Hub) -> None:
    for number in range(SOCKETS_MAX - 1):
        listener(hub, owner=f"member:{number}")
    assert not hub.full()
    listener(hub)
    assert hub.full()


async def test_a_nudge_reaches_one_kind_of_audience(hub: Hub) -> None:
    class OtherFeed(TableFeed):
        """Another audience."""

    told, not_told = listener(hub, OtherFeed()), listener(hub)
    hub.nudge(OtherFeed, {"health": "ok"})
    assert heard(told) == [{"type": "update", "seq": None, "now": NOON_MS, "kinds": [], "health": "ok"}]
    assert heard(not_told) == []


async def test_without_sockets_a_commit_costs_no_look_at_the_file(w: World, hub: Hub) -> None:
    w.database._reader.close()
    await happen(w, "call:1")


async def test_events_that_can_wait_are_told_together_a_moment_later(w: World, hub: Hub) -> None:
    patient, eager = listener(hub, patient=frozenset({"call_made"})), listener(hub)
    for subject in ("call:1", "call:2"):
        await happen(w, subject)
    assert heard(patient) == []
    assert len(heard(eager)) == 2
    async with asyncio.timeout(5):
        await patient.wake.wait()
    [message] = heard(patient)
    assert (message["seq"], message["subjects"]) == (2, ["call:1", "call:2"])


async def test_every_message_has_the_mark_of_its_seq(w: World, hub: Hub) -> None:
    phone = listener(hub, patient=frozenset({"call_made"}))
    await happen(w, "call:1")
    await asyncio.sleep(PATIENCE_S * 1.5)
    await happen(w, "order:1", kind="order_sent")
    marks = [w.database.read(lambda reader, seq=seq: reader.mark_of(seq)) for seq in (1, 2)]  # type: ignore[misc]
    assert [(one["seq"], one["mark"]) for one in heard(phone)] == [(1, marks[0]), (2, marks[1])]
    assert len({*marks, ""}) == 3


async def test_an_event_that_cannot_wait_brings_the_kept_ones_along_in_order(w: World, hub: Hub) -> None:
    patient = listener(hub, patient=frozenset({"call_made"}))
    await happen(w, "call:1")
    await happen(w, "call:2", kind="call_answered")
    [message] = heard(patient)
    assert (message["seq"], message["subjects"]) == (2, ["call:1", "call:2"])
    await asyncio.sleep(2 * PATIENCE_S)
    assert heard(patient) == []
