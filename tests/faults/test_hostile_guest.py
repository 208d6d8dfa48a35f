"""A hostile guest on the Wi-Fi: nothing it does stops the service, fills the memory or gets a file it must not have."""

import asyncio
from collections.abc import AsyncIterator

import httpx
import pytest
import pytest_asyncio
from websockets.exceptions import InvalidStatus

from tests.faults.hostile import Siege, besieged, closing_code, ends_of, refusals, write_routes

HALF_OPEN = 100
NESTS = (b"[" * 95_000 + b"]" * 95_000, b'{"a":' * 30_000 + b"1" + b"}" * 30_000)
"""190 kB of nothing but depth."""
MIB = 1024 * 1024
PIECE = 64 * 1024
POURED_MAX = 16 * MIB
"""What the two kernels may hold on the way, and some more."""

CLIMBING = (
    "/../../../../etc/passwd",
    "/static/../../../../etc/passwd",
    "/static/x/../../appliance/main.py",
    "/static/x/%2e%2e/%2e%2e/pyproject.toml",
    "/static/x/..%2f..%2f..%2fetc%2fpasswd",
    "/static/x//etc/passwd",
    "/photos/../comanda.db",
    "/photos/%2e%2e/comanda.db",
    "/photos/..%2fcomanda.db",
    "/photos/..\\comanda.db",
    "/photos/%00comanda.db",
    "/t/../../etc/passwd",
)
JUNK = (
    b"FOO / HTTP/1.1",
    b"TRACE / HTTP/1.1",
    b"CONNECT 127.0.0.1:22 HTTP/1.1",
    b"OPTIONS * HTTP/1.1",
    b"GET http://elsewhere.example/ HTTP/1.1",
    b"GET / HTTP/9.9",
    b"get / HTTP/1.1",
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    b"GET /\xff\xfe\x00 HTTP/1.1",
    b"PRI * HTTP/2.0",
)
REFUSED = (b"", b"302", b"307", b"400", b"404", b"405", b"421")
"""Statuses that junk may get; nothing at all is as good."""


pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def siege(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Siege]:
    """One appliance endures all of it."""
    async with besieged(tmp_path_factory.mktemp("siege")) as siege:
        yield siege


async def test_three_hundred_half_open_requests_stop_nobody_and_are_closed(siege: Siege) -> None:
    head = (
        b"POST /orders HTTP/1.1\r\nHost: " + siege.host.encode() + b"\r\nContent-Type: application/json\r\n"
    )
    waiting = [
        *await siege.half_open(HALF_OPEN, head + b"X-Never: "),
        *await siege.half_open(HALF_OPEN, head + b"Content-Length: 1000\r\n\r\n{"),
        *await siege.half_open(HALF_OPEN, b""),
    ]
    await siege.still_serves("meanwhile")
    assert len(await ends_of(waiting)) == 3 * HALF_OPEN
    await siege.still_serves("afterwards")


async def test_a_request_that_drips_is_closed_all_the_same(siege: Siege) -> None:
    [(reader, writer)] = await siege.half_open(1, b"GET / HTTP/1.1\r\nHost: " + siege.host.encode() + b"\r\n")

    async def drip() -> None:
        for number in range(10_000):
            writer.write(f"X-Drip-{number}: 1\r\n".encode())
            await asyncio.sleep(0.1)

    dripping = asyncio.create_task(drip())
    await ends_of([(reader, writer)])
    dripping.cancel()
    await siege.still_serves("afterwards")


async def test_bodies_beyond_the_limit_are_refused_and_not_kept(siege: Siege) -> None:
    headers = {"content-type": "application/json", "idempotency-key": "x"}
    phone = await siege.guest("large")

    async def endless() -> AsyncIterator[bytes]:
        for _ in range(64):
            yield b"[" * MIB

    address = siege.running.base + "/orders"
    known = await phone.http.post(address, content=b'"' + b"x" * 300_000 + b'"', headers=headers)
    assert (known.status_code, known.json()["code"]) == (413, "too_large")
    try:
        unknown = (await phone.http.post(address, content=endless(), headers=headers)).status_code
    except httpx.TransportError:
        unknown = 413  # the connection was closed while we were still sending
    assert unknown == 413
    await siege.still_serves("afterwards")


async def test_deep_json_is_a_plain_400_on_every_route_that_reads_json(siege: Siege) -> None:
    phone = await siege.guest("deep")
    phone.http.cookies.update(
        {"comanda_staff": siege.venue.manager, "comanda_device_kitchen": siege.venue.screen}
    )
    phone.http.base_url = httpx.URL(siege.running.base)
    routes = await write_routes(phone.http)
    answers: dict[tuple[str, str, int], int] = {}
    for method, path in routes:
        for shape, nest in enumerate(NESTS):
            headers = {"content-type": "application/json", "idempotency-key": f"{path}-{shape}"}
            place = path.replace("{session_id}", phone.visit)
            answered = await phone.http.request(method, place, content=nest, headers=headers)
            answers[method, path, shape] = answered.status_code
    assert len(routes) > 25
    reads_json = [route for route, reads in routes.items() if reads]
    assert len(reads_json) > 15
    assert {route: answers[*route, shape] for route in reads_json for shape in (0, 1)} == {
        route: 400 for route in reads_json
    }
    assert max(answers.values()) < 500
    await siege.still_serves("afterwards")


async def test_no_path_leads_to_a_file_outside(siege: Siege) -> None:
    request = "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
    answers = {
        path: await siege.say(request.format(path=path, host=siege.host).encode()) for path in CLIMBING
    }
    assert {
        path: answer.split(b" ")[1] in (b"400", b"404") for path, answer in answers.items()
    } == dict.fromkeys(CLIMBING, True)
    together = b"".join(answers.values())
    assert b"root:" not in together
    assert b"SQLite format" not in together


async def test_junk_requests_are_refused_or_hung_up_on(siege: Siege) -> None:
    rest = b"\r\nHost: " + siege.host.encode() + b"\r\nConnection: close\r\n\r\n"
    answers = {line: (await siege.say(line + rest)).split(b" ") for line in JUNK}
    statuses = {line: answer[1] if len(answer) > 1 else b"" for line, answer in answers.items()}
    assert {line: status in REFUSED for line, status in statuses.items()} == dict.fromkeys(JUNK, True), (
        statuses
    )
    await siege.still_serves("afterwards")


async def test_lies_about_the_length_and_the_host_are_refused(siege: Siege) -> None:
    host = b"Host: " + siege.host.encode() + b"\r\n"
    both = (
        b"POST /orders HTTP/1.1\r\n"
        + host
        + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
    )
    negative = b"POST /orders HTTP/1.1\r\n" + host + b"Content-Length: -5\r\n\r\n"
    stranger = b"GET / HTTP/1.1\r\nHost: elsewhere.example\r\nConnection: close\r\n\r\n"
    nobody = b"GET / HTTP/1.1\r\nConnection: close\r\n\r\n"
    statuses = [(await siege.say(each)).split(b" ")[1] for each in (both, negative, stranger, nobody)]
    assert statuses == [b"400", b"400", b"421", b"421"]
    await siege.still_serves("afterwards")


async def test_header_bombs_are_cut_off_early(siege: Siege) -> None:
    head = b"GET /healthz HTTP/1.1\r\nHost: " + siege.host.encode() + b"\r\n"
    taken = {
        "one large header": await siege.pour(head + b"X-Large: ", b"a" * PIECE),
        "many headers": await siege.pour(head, b"X-Small: 1\r\n" * (PIECE // 12)),
        "many cookies": await siege.pour(head + b"Cookie: ", b"comanda_guest=x; " * (PIECE // 17)),
        "an endless address": await siege.pour(b"GET /", b"a" * PIECE),
    }
    assert {what: count < POURED_MAX for what, count in taken.items()} == dict.fromkeys(taken, True), taken
    await siege.still_serves("afterwards")


async def test_a_phone_has_only_so_many_sockets(siege: Siege) -> None:
    phone = await siege.guest("greedy")
    sockets = [await siege.socket(phone) for _ in range(20)]
    assert await refusals(sockets) == [4429] * 14
    await asyncio.gather(*(socket.close() for socket in sockets))
    await siege.still_serves("afterwards")


async def test_floods_and_large_frames_end_the_socket(siege: Siege) -> None:
    phone = await siege.guest("loud")
    async with siege.socket(phone) as flood:
        for _ in range(150):
            await flood.send('{"type":"pong"}')
        assert await closing_code(flood) == 1008
    async with siege.socket(phone) as large:
        await large.send("x" * 5_000)
        assert await closing_code(large) == 1008
    async with siege.socket(phone) as huge:
        await huge.send("x" * 50_000)
        assert await closing_code(huge) == 1009
    async with siege.socket(phone) as deep:
        await deep.send("[" * 4_000)
        assert await closing_code(deep) == 1008
    async with siege.socket(phone) as binary:
        await binary.send(b"\x00\xff")
        assert await closing_code(binary) in (1003, 1007, 1008)
    await siege.still_serves("afterwards")


async def test_sockets_of_strangers_are_refused(siege: Siege) -> None:
    phone = await siege.guest("victim")
    with pytest.raises(InvalidStatus) as foreign:
        await siege.socket(phone, origin="http://elsewhere.example")
    assert foreign.value.response.status_code == 403
    phone.http.cookies.clear()
    async with siege.socket(phone) as nobody:
        assert await closing_code(nobody) == 4401
    await siege.still_serves("afterwards")


async def test_five_hundred_reconnects_leave_nothing_behind(siege: Siege) -> None:
    phones = [await siege.guest(f"crowd-{number}", table=number) for number in range(20)]

    async def come_and_go(number: int) -> str:
        async with siege.socket(phones[number % len(phones)]) as socket:
            return str(await socket.recv())[:20]

    greetings = []
    for wave in range(5):
        greetings += await asyncio.gather(*(come_and_go(100 * wave + number) for number in range(100)))
    assert len(greetings) == 500
    assert {greeting.startswith('{"type":"snapshot"') for greeting in greetings} == {True}
    await siege.still_serves("afterwards")
