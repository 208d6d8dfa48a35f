"""Drawers over HTTP: the list, an opening without a sale, calibration in two taps, and setting one up."""

import asyncio
from typing import Any

import httpx
import pytest

from appliance.drawers import DrawerRoutes, sale_drawer
from firmware_bridges.simulators.drawer_pty import DrawerSimulator
from tests.drawers.conftest import RECEIPTS, Till
from tests.printing.callers import app_of, client_of, send, signed_in


async def client(till: Till, role: str) -> Any:
    """A signed-in person's HTTP client."""
    cookies = await signed_in(till.world.database, f"{role}-1", role)
    app = app_of([DrawerRoutes], database=till.world.database, drawers=till.keeper)
    return client_of(app, cookies)


async def listed(http: httpx.AsyncClient) -> dict[str, Any]:
    """The only drawer of the list."""
    (item,) = (await http.get("/api/drawers")).json()["items"]
    return dict(item)


async def calibrate(till: Till, http: httpx.AsyncClient, drawer_id: str) -> None:
    """Both taps, and the kick's way to the printer."""
    for step in ("closed", "open"):
        done = await send(http, f"/api/drawers/{drawer_id}/calibrate", {"step": step})
        assert done.status_code == 200, done.text
    await till.until(lambda: bool(till.printer.kicks))


@pytest.mark.parametrize("open_high", [True, False])
async def test_two_taps_learn_which_level_means_open(till: Till, open_high: bool) -> None:
    till.printer.open_high = open_high
    till.printer.move(is_open=False)
    await till.until_level(not open_high)
    drawer = await till.drawer()
    async with await client(till, "manager") as http:
        before = await listed(http)
        assert (before["sensor"], before["state"], before["calibration"]) == (False, "unknown", "none")
        await calibrate(till, http, drawer.id)
        await till.until_told("drawer_opened")
        after = await listed(http)
        assert (after["sensor"], after["state"], after["calibration"]) == (True, "open", "done")
        till.printer.move(is_open=False)
        await till.until_told("drawer_closed")
        assert (await listed(http))["say"] == "Cash drawer: closed"


async def test_equal_levels_mean_no_sensor_and_are_said_so(till: Till) -> None:
    till.printer.open_high = None
    drawer = await till.drawer()
    async with await client(till, "manager") as http:
        await calibrate(till, http, drawer.id)
        assert (await listed(http))["calibration"] == "opening"
        await till.later(1)
        await till.later(4)
        after = await listed(http)
    assert (after["sensor"], after["calibration"]) == (False, "none")
    assert after["say"] == "Cash drawer: no sensor was seen; it works without one"
    assert till.told("drawer_changed")[-1]["what"] == "no_sensor"


async def test_calibration_needs_an_answering_printer_and_its_order(till: Till) -> None:
    drawer = await till.drawer()
    path = f"/api/drawers/{drawer.id}/calibrate"
    async with await client(till, "manager") as http:
        early = await send(http, path, {"step": "open"})
        assert (early.status_code, early.json()["code"]) == (409, "calibrate_closed_first")
        till.printer.unplug()
        await till.until(lambda: bool(till.told("printer_changed")))
        away = await send(http, path, {"step": "closed"})
        assert (away.status_code, away.json()["code"]) == (409, "no_level")
        assert (await listed(http))["state"] == "unknown"


async def test_opening_without_a_sale_needs_the_right_and_a_reason(till: Till) -> None:
    drawer = await till.drawer()
    path = f"/api/drawers/{drawer.id}/open"
    async with await client(till, "waiter") as http:
        assert (await send(http, path, {"reason": "change"})).status_code == 403
        assert (await http.get("/api/drawers")).status_code == 403
    async with await client(till, "cashier") as http:
        assert (await send(http, path, {"reason": ""})).status_code == 400
        assert (await send(http, "/api/drawers/none/open", {"reason": "x"})).status_code == 404
        answers = [await send(http, path, {"reason": "change"}, key="one") for _ in range(2)]
        assert [answer.status_code for answer in answers] == [200, 200]
        assert (
            await send(http, f"/api/drawers/{drawer.id}/calibrate", {"step": "closed"})
        ).status_code == 403
    await till.until(lambda: bool(till.printer.kicks))
    assert [(kick["reason"], kick["actor"]) for kick in till.told("drawer_kicked")] == [
        ("change", "staff:cashier-1")
    ]


async def test_a_drawer_on_a_serial_port_is_added_opened_and_taken_out_of_use(till: Till) -> None:
    with DrawerSimulator(opens_at=b"\x1bp\x00") as simulator:
        async with await client(till, "owner") as http:
            new = {"name": "Bar drawer", "address": simulator.address, "kick_hex": "1b 70 00"}
            made = await send(http, "/api/drawers", new)
            assert made.status_code == 201, made.text
            drawer_id = made.json()["id"]
            assert made.json()["say"] == "Bar drawer: ready; it has no sensor"
            opened = await send(http, f"/api/drawers/{drawer_id}/open", {"reason": "float"})
            assert opened.status_code == 200
            assert await asyncio.to_thread(simulator.wait_for_openings, 1)
            off = await http.patch(
                f"/api/drawers/{drawer_id}", json={"enabled": False}, headers={"idempotency-key": "off"}
            )
            assert off.json()["enabled"] is False
            refused = await send(http, f"/api/drawers/{drawer_id}/open", {"reason": "float"})
            assert (refused.status_code, refused.json()["code"]) == (409, "drawer_off")


async def test_what_a_sale_opens(till: Till) -> None:
    assert await till.write(lambda tx: sale_drawer(tx, None)) is None
    first = await till.write(lambda tx: sale_drawer(tx, RECEIPTS, "it"))
    again = await till.write(lambda tx: sale_drawer(tx, RECEIPTS))
    assert first is not None
    assert (first.name, again) == ("Cassetto", first)
    async with await client(till, "owner") as http:
        await http.patch(
            f"/api/drawers/{first.id}", json={"enabled": False}, headers={"idempotency-key": "off"}
        )
        assert await till.write(lambda tx: sale_drawer(tx, RECEIPTS)) is None
        await send(http, "/api/drawers", {"name": "Bar", "address": "serial:/dev/ttyUSB7"})
    found = await till.write(lambda tx: sale_drawer(tx, RECEIPTS))
    assert found is not None
    assert found.name == "Bar"


@pytest.mark.parametrize(
    "body",
    [
        {"name": "x"},
        {"name": "x", "printer_id": RECEIPTS, "address": "serial:/dev/ttyUSB0"},
        {"name": "x", "printer_id": "none"},
        {"name": "x", "address": "tcp://192.0.2.1:9100"},
        {"name": "x", "address": "serial:/dev/ttyUSB0", "kick_hex": "open"},
        {"name": "x", "address": "serial:/dev/ttyUSB0", "kick_hex": "00" * 40},
        {"name": "", "printer_id": RECEIPTS},
        {"name": "x", "printer_id": RECEIPTS, "pin": 3},
        {"name": "x", "printer_id": RECEIPTS, "on_ms": 100_000},
    ],
)
async def test_a_drawer_that_cannot_be_is_refused(till: Till, body: dict[str, Any]) -> None:
    async with await client(till, "owner") as http:
        refused = await send(http, "/api/drawers", body)
    assert refused.status_code in (400, 422)
    assert refused.json()["error"]
    assert till.told("drawer_changed") == []
