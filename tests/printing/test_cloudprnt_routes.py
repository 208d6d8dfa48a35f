"""The address that Star printers call: only registered ones with their token, limited, and through to paper."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import httpx
import pytest
import uvicorn
from litestar import Litestar

from appliance.http import Limiter
from appliance.kernel.ids import digest
from appliance.printing import Document, JobKind, PrintDesk, PrinterRow, add_printer, queue
from appliance.printing.cloudprnt_routes import WRONG_PER_MINUTE, CloudPrntRoutes, mac_in
from firmware_bridges.cloudprnt.printer import CloudPrntPrinter
from firmware_bridges.contracts import OutcomeState, PrinterStatus, PrintOutcome, Reason
from firmware_bridges.document import Cut, Kick, Text
from firmware_bridges.profiles import PROFILES
from firmware_bridges.simulators.cloudprnt import CloudPrntSimulator
from firmware_bridges.simulators.head import ImageMark
from tests.printing.callers import app_of, client_of
from tests.worlds import World, world

MAC = "001162aabbcc"
TOKEN = "a-long-and-secret-token"
BAR = "printer-bar"
SPRITZ = Document("spritz", (Text("2 x Spritz"), Kick(), Cut()))
PRINTED = PrintOutcome(OutcomeState.PRINTED)
Ends = asyncio.Queue[PrintOutcome]


@pytest.fixture
async def here(tmp_path: Path) -> AsyncIterator[World]:
    async with world(tmp_path) as here:
        yield here


@pytest.fixture
async def desk(here: World) -> AsyncIterator[PrintDesk]:
    def make_printer(row: PrinterRow, on_status: Callable[[PrinterStatus], None]) -> CloudPrntPrinter:
        profile = PROFILES[row.profile]
        return CloudPrntPrinter(row.name, row.mac or "", profile, interval_s=0.1, on_status=on_status)

    await here.database.write(
        lambda tx: add_printer(
            tx,
            printer_id=BAR,
            name="Bar printer",
            bridge="cloudprnt",
            address=f"mac:{MAC}",
            profile="star-80",
            token_hash=digest(TOKEN),
        )
    )
    desk = PrintDesk(here.database, here.settings, make_printer, chance=lambda: 0.0)
    await desk.start()
    yield desk
    await desk.stop()


@pytest.fixture
def ends(desk: PrintDesk) -> Ends:
    """How attempts end, in order."""
    ends: Ends = asyncio.Queue()
    desk.followers.append(lambda tx, job, outcome: ends.put_nowait(outcome))
    return ends


@pytest.fixture
def app(here: World, desk: PrintDesk) -> Litestar:
    return app_of([CloudPrntRoutes], desk=desk, limiter=Limiter(here.clock))


@pytest.fixture
async def printer(app: Litestar) -> AsyncIterator[httpx.AsyncClient]:
    async with client_of(app) as client:
        yield client


async def call(
    client: httpx.AsyncClient, token: str = TOKEN, mac: str = "00:11:62:aa:bb:cc"
) -> httpx.Response:
    """One poll of a printer that is well."""
    return await client.post(f"/cloudprnt/{token}", json={"printerMAC": mac, "statusCode": "200%20OK"})


async def test_a_registered_printer_is_answered(printer: httpx.AsyncClient) -> None:
    first = await call(printer)
    assert (first.status_code, first.headers["content-type"]) == (200, "application/json")
    assert first.json()["jobReady"] is False
    assert first.json()["clientAction"]


@pytest.mark.parametrize(
    ("token", "mac"), [("another", "001162aabbcc"), (TOKEN, "001162aabbcd"), (TOKEN, "")]
)
async def test_whoever_lacks_the_token_or_the_mac_learns_nothing(
    printer: httpx.AsyncClient, token: str, mac: str
) -> None:
    query = {"mac": mac, "code": "200 OK", "type": "image/png"}
    answers = [
        await call(printer, token, mac),
        await printer.get(f"/cloudprnt/{token}", params=query),
        await printer.get(f"/cloudprnt/{token}", params={**query, "delete": ""}),
        await printer.delete(f"/cloudprnt/{token}", params=query),
    ]
    assert [answer.status_code for answer in answers] == [404] * 4
    assert {answer.json()["code"] for answer in answers} == {"not_found"}


async def test_guessing_is_limited_even_when_the_guess_is_right_at_last(printer: httpx.AsyncClient) -> None:
    for _ in range(WRONG_PER_MINUTE):
        assert (await call(printer, "guess")).status_code == 404
    assert (await call(printer)).status_code == 429


async def test_a_printer_that_calls_without_pause_is_slowed_down(
    printer: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("appliance.printing.cloudprnt_routes.CALLS_PER_MINUTE", 3)
    assert [(await call(printer)).status_code for _ in range(5)] == [200, 200, 200, 429, 429]


async def test_a_call_that_makes_no_sense_is_refused_politely(printer: httpx.AsyncClient) -> None:
    senseless = await printer.post(f"/cloudprnt/{TOKEN}", json={"printerMAC": MAC, "clientAction": 7})
    assert (senseless.status_code, senseless.json()["code"]) == (400, "bad_request")
    huge = await printer.post(f"/cloudprnt/{TOKEN}", json={"printerMAC": MAC, "x": "y" * 20_000})
    assert huge.status_code == 413
    nothing = await printer.get(f"/cloudprnt/{TOKEN}", params={"mac": MAC, "type": "image/png"})
    assert (nothing.status_code, nothing.json()["code"]) == (404, "no_job")


@pytest.mark.parametrize(
    ("body", "mac"),
    [
        (b'{"printerMAC": "00:11:62:AA:BB:CC"}', MAC),
        (b'{"printerMAC": null}', ""),
        (b'{"printerMAC": "00:11"}', ""),
        (b"[", ""),
        (b"[" * 10_000, ""),
        (b"\xff", ""),
    ],
)
def test_the_mac_is_read_from_the_poll(body: bytes, mac: str) -> None:
    assert mac_in(body) == mac


async def test_a_form_that_was_not_offered_is_refused(
    here: World, printer: httpx.AsyncClient, desk: PrintDesk
) -> None:
    await call(printer)
    await order(here)
    token = await offered(printer)
    query = {"mac": MAC, "token": token, "type": "application/pdf"}
    refused = await printer.get(f"/cloudprnt/{TOKEN}", params=query)
    assert (refused.status_code, refused.json()["code"]) == (415, "media_not_offered")
    given = await printer.get(f"/cloudprnt/{TOKEN}", params={**query, "type": "text/plain"})
    assert given.headers["content-type"].partition(";")[0] == "text/plain"
    assert given.headers["x-star-cashdrawer"] == "start"
    assert given.text.strip() == "2 x Spritz"


async def offered(printer: httpx.AsyncClient) -> str:
    """The token of the job that the printer is told of."""
    for _ in range(300):
        answer = (await call(printer)).json()
        if answer["jobReady"]:
            return str(answer["jobToken"])
        await asyncio.sleep(0.01)
    raise AssertionError("no job was offered")


def rest(here: World, desk: PrintDesk) -> None:
    """The pause after a failure is over."""
    here.clock.advance(60)
    desk.wake(BAR)


async def order(here: World) -> str:
    """Queue a slip."""
    return await here.database.write(
        lambda tx: queue(tx, printer_id=BAR, kind=JobKind.TICKET, subject="ticket:1", document=SPRITZ)
    )


@contextlib.asynccontextmanager
async def served(app: Litestar) -> AsyncIterator[str]:
    """The app on a real socket; gives its address."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(app, log_level="critical", lifespan="off"))
        running = asyncio.create_task(server.serve([listening]))
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        await running


@pytest.mark.parametrize("kind", ["application/vnd.star.line", "image/png", "text/plain"])
@pytest.mark.parametrize("names_tokens", [True, False], ids=["with tokens", "without tokens"])
async def test_a_queued_job_reaches_the_paper_of_a_printer_that_calls(
    kind: str, names_tokens: bool, here: World, app: Litestar, ends: Ends
) -> None:
    async with served(app) as url:
        with CloudPrntSimulator(url, MAC, TOKEN, 0.05, kinds=(kind,), names_tokens=names_tokens) as simulator:
            await order(here)
            assert await asyncio.wait_for(ends.get(), 10) == PRINTED
    (slip,) = simulator.slips()
    assert slip.lines == ["2 x Spritz"] or any(isinstance(mark, ImageMark) for mark in slip.marks)
    assert (slip.cut, simulator.kicks) == ("partial", 1)
    assert {status for _, status in simulator.calls} == {200}


async def test_a_job_fetched_twice_is_printed_once(here: World, app: Litestar, ends: Ends) -> None:
    async with served(app) as url:
        with CloudPrntSimulator(url, MAC, TOKEN, 0.05) as simulator:
            simulator.repeat_get(2)
            await order(here)
            assert await asyncio.wait_for(ends.get(), 10) == PRINTED
    assert len(simulator.slips()) == 1
    assert [method for method, _ in simulator.calls].count("GET") == 3


async def test_a_lost_confirmation_costs_a_marked_copy(
    here: World, app: Litestar, ends: Ends, desk: PrintDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("firmware_bridges.cloudprnt.printer._FETCH_GRACE_S", 0.2)
    async with served(app) as url:
        with CloudPrntSimulator(url, MAC, TOKEN, 0.05) as simulator:
            simulator.lose_delete()
            await order(here)
            lost = await asyncio.wait_for(ends.get(), 10)
            rest(here, desk)
            assert lost == PrintOutcome(OutcomeState.UNKNOWN, Reason.NO_ANSWER, lost.detail)
            assert await asyncio.wait_for(ends.get(), 15) == PRINTED
    first, copy = simulator.slips()
    assert first.lines == ["2 x Spritz"]
    assert copy.lines[-1] == "2 x Spritz"
    assert "COPY" in copy.text.upper()


async def test_paper_that_ends_within_a_job_costs_a_marked_copy_after_the_new_roll(
    here: World, app: Litestar, ends: Ends, desk: PrintDesk
) -> None:
    async with served(app) as url:
        with CloudPrntSimulator(url, MAC, TOKEN, 0.05) as simulator:
            simulator.paper_out(mid_job=True)
            await order(here)
            torn = await asyncio.wait_for(ends.get(), 10)
            assert (torn.state, torn.reason) == (OutcomeState.UNKNOWN, Reason.PAPER_OUT)
            async with asyncio.timeout(5):  # its state is told in the same call, a turn of the loop later
                while desk.trouble_of(BAR) is None:  # noqa: ASYNC110  nothing else can be waited for
                    await asyncio.sleep(0.01)
            simulator.restore()
            rest(here, desk)
            assert await asyncio.wait_for(ends.get(), 15) == PRINTED
    assert simulator.slips()[-1].lines[-1] == "2 x Spritz"


async def test_a_printer_with_the_wrong_token_prints_nothing(app: Litestar, desk: PrintDesk) -> None:
    async with served(app) as url:
        with CloudPrntSimulator(url, MAC, "wrong", 0.02) as simulator:
            turned_away = await asyncio.to_thread(
                simulator.wait_until, lambda device: ("POST", 429) in device.calls, 10.0
            )
    assert turned_away
    assert {status for _, status in simulator.calls} == {404, 429}
    assert not desk.lines[BAR].health.status.online
