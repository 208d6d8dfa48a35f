"""The address that Epson printers call: only registered ones with their token, limited, and through to paper."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from urllib.parse import urlencode

import httpx
import pytest
import uvicorn
from litestar import Litestar

from appliance.http import Limiter
from appliance.kernel.ids import digest
from appliance.printing import JobKind, PrintDesk, PrinterRow, add_printer, queue
from appliance.printing.server_direct_routes import WRONG_PER_MINUTE, ServerDirectRoutes, mac_in
from firmware_bridges.contracts import OutcomeState, PrinterStatus, PrintOutcome
from firmware_bridges.epos.server_direct import ServerDirectPrinter
from firmware_bridges.profiles import PROFILES
from firmware_bridges.simulators.epos_server_direct import ServerDirectSimulator
from tests.printing.callers import app_of, client_of
from tests.printing.conftest import slip
from tests.worlds import World, world

MAC = "001122aabbcc"
TOKEN = "a-long-and-secret-token"
BAR = "printer-bar"
FORM = {"content-type": "application/x-www-form-urlencoded"}


@pytest.fixture
async def here(tmp_path: Path) -> AsyncIterator[World]:
    async with world(tmp_path) as here:
        yield here


@pytest.fixture
async def desk(here: World) -> AsyncIterator[PrintDesk]:
    def make_printer(row: PrinterRow, on_status: Callable[[PrinterStatus], None]) -> ServerDirectPrinter:
        return ServerDirectPrinter(
            row.name, row.mac or "", PROFILES[row.profile], interval_s=0.1, on_status=on_status
        )

    await here.database.write(
        lambda tx: add_printer(
            tx,
            printer_id=BAR,
            name="Bar printer",
            bridge="server_direct",
            address=f"mac:{MAC}",
            profile="epson-80",
            token_hash=digest(TOKEN),
        )
    )
    desk = PrintDesk(here.database, here.settings, make_printer, chance=lambda: 0.0)
    await desk.start()
    yield desk
    await desk.stop()


@pytest.fixture
def app(here: World, desk: PrintDesk) -> Litestar:
    return app_of([ServerDirectRoutes], desk=desk, limiter=Limiter(here.clock))


@pytest.fixture
async def printer(app: Litestar) -> AsyncIterator[httpx.AsyncClient]:
    async with client_of(app) as client:
        yield client


async def call(client: httpx.AsyncClient, token: str = TOKEN, **fields: str) -> httpx.Response:
    """One call of a printer."""
    form = {"ConnectionType": "GetRequest", "ID": MAC, **fields}
    return await client.post(f"/epson/{token}", content=urlencode(form), headers=FORM)


async def test_a_registered_printer_is_asked_how_it_is(printer: httpx.AsyncClient) -> None:
    answer = await call(printer)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/xml; charset=utf-8"
    assert b"<printjobid>status</printjobid>" in answer.content


@pytest.mark.parametrize(
    ("token", "fields"),
    [
        ("another-token", {}),
        (TOKEN, {"ID": "001122aabbcd"}),
        (TOKEN, {"ID": ""}),
        (TOKEN, {"ID": "../../etc"}),
    ],
)
async def test_whoever_lacks_the_token_or_the_mac_learns_nothing(
    printer: httpx.AsyncClient, token: str, fields: dict[str, str]
) -> None:
    answer = await call(printer, token, **fields)
    assert answer.status_code == 404
    assert b"PrintRequestInfo" not in answer.content


async def test_guessing_is_limited_even_when_the_guess_is_right_at_last(printer: httpx.AsyncClient) -> None:
    for _ in range(WRONG_PER_MINUTE):
        assert (await call(printer, "guess")).status_code == 404
    assert (await call(printer)).status_code == 429


async def test_a_printer_that_calls_without_pause_is_slowed_down(
    printer: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("appliance.printing.server_direct_routes.CALLS_PER_MINUTE", 3)
    answers = [(await call(printer)).status_code for _ in range(5)]
    assert answers == [200, 200, 200, 429, 429]


@pytest.mark.parametrize(
    "fields",
    [
        {"ConnectionType": "Nonsense"},
        {"ConnectionType": "SetResponse", "ResponseFile": "<html>"},
        {"ConnectionType": "SetResponse", "ResponseFile": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'},
        {"ConnectionType": "SetStatus", "Status": ""},
    ],
)
async def test_a_call_that_makes_no_sense_is_refused_politely(
    printer: httpx.AsyncClient, fields: dict[str, str]
) -> None:
    answer = await call(printer, **fields)
    assert (answer.status_code, answer.json()["code"]) == (400, "bad_request")


async def test_a_body_that_is_too_large_is_refused(printer: httpx.AsyncClient) -> None:
    assert (await call(printer, Name="x" * 200_000)).status_code == 413


@pytest.mark.parametrize(
    ("body", "mac"),
    [
        (b"ID=00%3A11%3A22%3AAA%3ABB%3ACC", MAC),
        (b"ID=00-11-22-aa-bb-cc&ID=other", MAC),
        (b"ID=001122aabbc", ""),
        (b"", ""),
        (b"\xff\xfe", ""),
        (b"a=1&" * 100, ""),
        ("ID=٠٠١١٢٢٣٣٤٤٥٥".encode(), ""),
    ],
)
def test_the_mac_is_read_from_the_form(body: bytes, mac: str) -> None:
    assert mac_in(body) == mac


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


async def test_a_queued_job_reaches_the_paper_of_a_printer_that_calls(
    here: World, desk: PrintDesk, app: Litestar
) -> None:
    ends: asyncio.Queue[tuple[str, PrintOutcome]] = asyncio.Queue()
    desk.followers.append(lambda tx, job, outcome: ends.put_nowait((job.id, outcome)))
    async with served(app) as url:
        with ServerDirectSimulator(url, MAC, TOKEN, 0.05) as simulator:
            job_id = await here.database.write(
                lambda tx: queue(
                    tx, printer_id=BAR, kind=JobKind.TICKET, subject="ticket:1", document=slip("2 x Spritz")
                )
            )
            assert await asyncio.wait_for(ends.get(), 10) == (job_id, PrintOutcome(OutcomeState.PRINTED))
            assert simulator.slips()[0].lines == ["2 x Spritz"]
            assert simulator.refusals == []


async def test_a_printer_with_the_wrong_token_prints_nothing(desk: PrintDesk, app: Litestar) -> None:
    async with served(app) as url:
        with ServerDirectSimulator(url, MAC, "wrong", 0.02) as simulator:
            turned_away = await asyncio.to_thread(
                simulator.wait_until, lambda device: 429 in device.refusals, 10.0
            )
    assert turned_away
    assert set(simulator.refusals) == {404, 429}
    assert not desk.lines[BAR].health.status.online
