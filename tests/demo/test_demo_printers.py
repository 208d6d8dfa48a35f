"""The demo's printers are of more than one kind: each is driven in its own language, and all are shown and broken alike."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest
from litestar.di import Provide
from litestar.testing import TestClient, create_test_client

from appliance.bridges import make_printer
from appliance.cli import seed
from appliance.cli.demo_pages import printer_pages
from appliance.cli.demo_printers import connect, demo_printers
from appliance.http import exception_handlers
from appliance.printing import Bridge, add_printer, all_printers
from appliance.storage import Tx
from appliance.surfaces import Pages
from firmware_bridges import Cut, Document, Kick, OutcomeState, Text
from firmware_bridges.simulators.control import SimulatedPrinters
from tests.worlds import world


@pytest.fixture
def printers() -> Iterator[SimulatedPrinters]:
    with demo_printers() as printers:
        yield printers


@pytest.fixture
def client(printers: SimulatedPrinters) -> Iterator[TestClient[Any]]:
    pages = {"pages": Provide(lambda: cast(Pages, None), sync_to_thread=False)}
    handlers = printer_pages(printers, dict(seed.PRINTERS))
    with create_test_client(handlers, dependencies=pages, exception_handlers=exception_handlers) as client:
        yield client


def printed(bridge: Bridge) -> OutcomeState:
    document = Document("hello", (Text("hello"), Kick(), Cut()))
    bridge.start()
    try:
        return bridge.submit("job", document, deadline_s=10).result(15).state
    finally:
        bridge.stop()


async def test_each_printer_is_driven_in_its_own_language(
    tmp_path: Path, printers: SimulatedPrinters
) -> None:
    def furnish(tx: Tx) -> None:
        for name, label in seed.PRINTERS:
            stale = f"tcp://127.0.0.1:{len(label)}"
            add_printer(tx, printer_id=name, name=label, bridge="escpos", address=stale, profile="generic-58")
        connect(tx, printers)

    async with world(tmp_path) as here:
        await here.database.write(furnish)
        rows = here.database.read(all_printers)
    assert {row.id: row.bridge for row in rows} == {"kitchen": "escpos", "bar": "star", "desk": "escpos"}
    for row in rows:
        assert printed(make_printer(row, lambda status: None)) is OutcomeState.PRINTED
        assert [slip.text.strip() for slip in printers[row.id].slips()] == ["hello"]
        assert printers[row.id].condition()["drawer_open"] is True


def test_the_page_lists_kind_state_and_drawer(client: TestClient[Any]) -> None:
    listed = {one["name"]: one for one in client.get("/demo/printers/list").json()}
    assert {name: (one["kind"], one["drawer"]) for name, one in listed.items()} == {
        "kitchen": ("escpos", False),
        "bar": ("star", False),
        "desk": ("escpos", True),
    }
    assert listed["bar"]["state"]["drawer_open"] is False


@pytest.mark.parametrize("name", [name for name, _ in seed.PRINTERS])
def test_every_printer_shows_its_paper_and_breaks_by_name(
    client: TestClient[Any], printers: SimulatedPrinters, name: str
) -> None:
    assert client.get(f"/demo/printers/{name}/paper.png").content.startswith(b"\x89PNG")
    for fault in ("paper_out", "cover_open", "stall", "reset", "lose_power", "mute_ack", "close_drawer"):
        assert client.post(f"/demo/printers/{name}/fault", json={"fault": fault}).status_code == 200
    assert printers[name].condition()["paper"] == "out"
    assert client.post(f"/demo/printers/{name}/fault", json={"fault": "restore"}).status_code == 200
    well = {"paper": "ok", "cover_open": False, "stalled": False, "powered": True, "muted": False}
    assert well.items() <= printers[name].condition().items()


def test_what_is_not_there_is_not_found(client: TestClient[Any]) -> None:
    assert client.post("/demo/printers/bar/fault", json={"fault": "only_gs_r"}).status_code == 404
    assert client.post("/demo/printers/bar/fault", json={"fault": "dance"}).status_code == 404
    assert client.post("/demo/printers/attic/fault", json={"fault": "restore"}).status_code == 404
    assert client.get("/demo/printers/attic/paper.png").status_code == 404
