"""What devices say: heard when it is sensible, and the end of the socket when it is not."""

import msgspec
import pytest

from appliance.realtime.socket import FRAME_MAX, FRAMES_PER_10_S
from tests.realtime.rooms import happen
from tests.realtime.street import Street, closed, hear


async def test_what_a_device_says_is_heard_and_its_pongs_are_not(street: Street) -> None:
    async with await street.open() as phone:
        await hear(phone)
        for message in ({"type": "pong"}, {"type": "seen", "tickets": ["a"]}):
            await phone.send(msgspec.json.encode(message).decode())
        await street.until(lambda: bool(street.received))
        assert street.received == [{"type": "seen", "tickets": ["a"]}]


BAD_FRAMES: dict[str, str | bytes] = {
    "junk": "hello",
    "empty": "",
    "a list": "[]",
    "a number": "5",
    "half": '{"type":',
    "deep": '{"a":' + "[" * 4_000,
    "too large": '{"type":"' + "x" * FRAME_MAX + '"}',
    "binary": b'{"type":"seen"}',
    "binary junk": b"\x00\xff",
}


@pytest.mark.parametrize("frame", BAD_FRAMES)
async def test_a_bad_frame_ends_the_socket_and_reaches_nobody(street: Street, frame: str) -> None:
    async with await street.open() as phone:
        await hear(phone)
        await phone.send(BAD_FRAMES[frame])
        assert await closed(phone) == 1008
    assert street.received == []
    await street.until(lambda: len(street.hub) == 0)


async def test_a_frame_beyond_all_measure_is_not_even_read(street: Street) -> None:
    async with await street.open() as phone:
        await hear(phone)
        await phone.send("x" * 1_000_000)
        assert await closed(phone) == 1009


async def test_a_flood_of_frames_ends_the_socket(street: Street) -> None:
    async with await street.open() as phone:
        await hear(phone)
        for _ in range(FRAMES_PER_10_S + 1):
            await phone.send('{"type":"alive"}')
        assert await closed(phone) == 1008
    assert len(street.received) == FRAMES_PER_10_S


async def test_the_same_number_of_frames_over_a_longer_time_is_fine(street: Street) -> None:
    async with await street.open() as phone:
        await hear(phone)
        for batch in (1, 2, 3):
            for _ in range(FRAMES_PER_10_S - 1):
                await phone.send('{"type":"alive"}')
            expected = batch * (FRAMES_PER_10_S - 1)
            await street.until(lambda expected=expected: len(street.received) == expected)  # type: ignore[misc]
            street.w.clock.advance(11)
        await happen(street.w.database, "call:1")
        assert (await hear(phone))["type"] == "update"
