"""An unknown printer gets a lettered slip per candidate, and the owner's tick names what it understands."""

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest

from appliance.bridges import PROFILE_FACTS, make_printer
from appliance.http import Limiter
from appliance.printing import Bridge, PrintDesk, PrinterRow
from appliance.printing.routes import TryRoutes
from firmware_bridges.contracts import PrinterStatus
from firmware_bridges.simulators.escpos_tcp import EscPosSimulator
from tests.printing.callers import app_of, client_of, send, signed_in
from tests.printing.conftest import Paperwork
from tests.printing.paper_bridge import GONE, PaperBridge


def never_ending(row: PrinterRow, on_status: Callable[[PrinterStatus], None]) -> Bridge:
    """A printer that takes a paper and says no more."""
    return PaperBridge(row, on_status, stuck=True)


class Bench:
    """A signed-in owner before a desk whose bridges are made by `make`."""

    def __init__(self, paperwork: Paperwork, client: Any) -> None:
        self.paperwork = paperwork
        self.client = client
        self.made: list[PaperBridge] = []

    async def begin(self, address: str, **more: str) -> Any:
        return await send(self.client, "/api/printers/try", {"address": address, **more})

    async def ended(self, try_id: str) -> Any:
        async with asyncio.timeout(30):
            while True:
                said = (await self.client.get(f"/api/printers/try/{try_id}")).json()
                if said["done"]:
                    return said
                await asyncio.sleep(0.05)


@pytest.fixture
async def bench(paperwork: Paperwork, request: pytest.FixtureRequest) -> AsyncIterator[Bench]:
    made: list[PaperBridge] = []

    def on_paper(row: PrinterRow, on_status: Callable[[PrinterStatus], None]) -> Bridge:
        bridge = PaperBridge(row, on_status)
        bridge.coming.extend([GONE] if row.bridge == "star" else [])
        made.append(bridge)
        return bridge

    make = getattr(request, "param", on_paper)
    paperwork.desk = PrintDesk(paperwork.database, paperwork.settings, make, profiles=PROFILE_FACTS)
    cookies = await signed_in(paperwork.database, "owner-1", "owner")
    app = app_of(
        [TryRoutes],
        database=paperwork.database,
        desk=paperwork.desk,
        limiter=Limiter(paperwork.clock),
    )
    async with client_of(app, cookies) as client:
        found = Bench(paperwork, client)
        found.made = made
        yield found
    await paperwork.desk.stop()


async def test_each_candidate_gets_a_slip_with_its_letter(bench: Bench) -> None:
    begun = (await bench.begin("192.0.2.7:9100")).json()
    said = await bench.ended(begun["id"])
    assert [slip["letter"] for slip in said["slips"]] == list("ABCDEFG")
    assert [slip["bridge"] for slip in said["slips"]] == ["escpos"] * 3 + ["star"] * 3 + ["epos"]
    assert [slip["state"] for slip in said["slips"]] == ["printed"] * 3 + ["failed"] * 3 + ["printed"]
    assert said["slips"][3]["say"] == "cannot be reached"
    assert [bridge.texts()[0] for bridge in bench.made] == list("ABCDEFG")
    assert [(bridge.starts, bridge.stops) for bridge in bench.made] == [(1, 1)] * 7


async def test_the_ticked_letter_says_what_to_add_it_as(bench: Bench) -> None:
    begun = (await bench.begin("192.0.2.7:9100")).json()
    await bench.ended(begun["id"])
    path = f"/api/printers/try/{begun['id']}/confirm"
    said = (await send(bench.client, path, {"letter": "b"})).json()
    assert said == {"address": "tcp://192.0.2.7:9100", "bridge": "escpos", "profile": "generic-58"}
    assert (await send(bench.client, path, {"letter": "Z"})).json()["code"] == "letter_unknown"
    assert [told["profile"] for told in bench.paperwork.told("printer_tried")] == ["generic-58"]


async def test_what_is_known_already_is_not_tried_otherwise(bench: Bench) -> None:
    begun = (await bench.begin("192.0.2.7", bridge="escpos", profile="epson-80")).json()
    said = await bench.ended(begun["id"])
    assert [(slip["bridge"], slip["profile"]) for slip in said["slips"]] == [("escpos", "epson-80")]


@pytest.mark.parametrize(
    ("address", "status", "code"),
    [
        ("tcp://127.0.0.1:9", 409, "printer_known"),
        ("127.0.0.1:9", 409, "printer_known"),
        ("serial:nowhere", 422, "address_invalid"),
        ("mac:001162aabbcc", 422, "address_invalid"),
    ],
)
async def test_a_printer_in_use_and_an_address_that_cannot_be_are_refused(
    bench: Bench, address: str, status: int, code: str
) -> None:
    answer = await bench.begin(address)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert bench.made == []


async def test_tries_are_limited(bench: Bench) -> None:
    answers = [await bench.begin(f"192.0.2.{n}", bridge="escpos", profile="epson-80") for n in range(8)]
    assert answers[-1].status_code == 429


@pytest.mark.parametrize("bench", [never_ending], indirect=True)
async def test_one_printer_is_tried_by_one_person_at_a_time(bench: Bench) -> None:
    first = await bench.begin("192.0.2.7")
    second = await bench.begin("192.0.2.7")
    assert (first.status_code, second.json()["code"]) == (201, "try_under_way")
    assert first.json()["done"] is False


@pytest.mark.parametrize("bench", [make_printer], indirect=True)
async def test_a_real_printer_prints_the_slip_of_its_own_language(bench: Bench) -> None:
    with EscPosSimulator("unknown") as device:
        begun = await bench.begin(f"{device.host}:{device.port}", bridge="escpos", profile="generic-80")
        said = await bench.ended(begun.json()["id"])
        assert [slip["state"] for slip in said["slips"]] == ["printed"]
        assert device.slips()[0].text.startswith("A")
