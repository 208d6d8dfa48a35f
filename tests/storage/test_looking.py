"""A look sees one committed state, whichever connection it gets, and can change nothing."""

import asyncio

import pytest

from appliance.storage import Reader, Tx
from tests.storage.test_group_commit import event, names
from tests.worlds import World


def insert(reader: Reader) -> None:
    reader.value("INSERT INTO automation VALUES ('sneaked in', 0) RETURNING name")


async def test_while_a_group_is_being_written_a_look_sees_nothing_of_it(w: World) -> None:
    seen: list[set[str]] = []
    ran = asyncio.Event()

    def change(tx: Tx) -> None:
        event("first")(tx)
        seen.append(names(w))
        ran.set()

    writing = asyncio.create_task(w.database.write(change))
    await ran.wait()
    assert not writing.done(), "its commit is under way"
    assert (seen, names(w)) == ([set()], set())
    await writing
    assert names(w) == {"first"}


async def test_a_look_cannot_change_the_file(w: World) -> None:
    with pytest.raises(RuntimeError, match="tried to change"):
        w.database.read(insert)
    assert names(w) == set()
    await w.database.write(event("afterwards"))
    assert names(w) == {"afterwards"}


async def test_nor_can_one_that_fails_afterwards(w: World) -> None:
    def look(reader: Reader) -> None:
        insert(reader)
        raise ValueError("a defect of ours")

    with pytest.raises(RuntimeError, match="tried to change"):
        w.database.read(look)
    assert names(w) == set()


async def test_a_look_that_fails_leaves_the_next_ones_and_writes_alone(w: World) -> None:
    def look(_: Reader) -> None:
        raise ValueError("a defect of ours")

    with pytest.raises(ValueError, match="a defect"):
        w.database.read(look)
    await w.database.write(event("afterwards"))
    assert names(w) == {"afterwards"}


async def test_a_look_within_a_look_sees_the_same_state(w: World) -> None:
    await w.database.write(event("first"))
    seq = w.database.seq
    assert w.database.read(lambda _: (names(w), w.database.seq)) == ({"first"}, seq)


async def test_what_another_connection_sees_is_what_a_look_sees(w: World) -> None:
    for number in range(30):
        await w.database.write(event(str(number)))
        [seq] = w.database.journal_since(w.database.seq - 1)
        assert seq.seq == w.database.seq
        assert len(names(w)) == number + 1
