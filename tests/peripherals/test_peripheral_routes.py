"""Peripherals over HTTP: adding, testing, changing, and what cannot be."""

import asyncio
from typing import Any

import pytest

from appliance.peripherals import PeripheralRoutes, TextRoutes, peripheral_alerts
from appliance.settings import change as change_settings
from firmware_bridges.simulators.modem_pty import FAULTS, ModemSimulator
from firmware_bridges.simulators.pole_pty import PoleSimulator
from tests.peripherals.conftest import ANNA, Counter, eventually
from tests.printing.callers import app_of, client_of, send, signed_in


async def client(counter: Counter, role: str = "owner") -> Any:
    """A signed-in person's HTTP client."""
    world = counter.world
    cookies = await signed_in(world.database, f"{role}-1", role)
    app = app_of(
        [PeripheralRoutes, TextRoutes],
        database=world.database,
        settings=world.settings,
        peripherals=counter.peripherals,
    )
    return client_of(app, cookies)


async def test_a_pole_is_added_and_tested(counter: Counter, pole: PoleSimulator) -> None:
    async with await client(counter) as http:
        made = await send(http, "/api/peripherals", {"name": "Till", "kind": "pole", "address": pole.address})
        assert made.status_code == 201, made.text
        assert await asyncio.to_thread(pole.wait_for, "   My restaurant    ", " " * 20)
        tried = await send(http, f"/api/peripherals/{made.json()['id']}/test", {})
        assert tried.json() == {"id": made.json()["id"], "sms_id": None}
        assert await asyncio.to_thread(pole.wait_for, "12345678901234567890", "Test         1234.50")
        (item,) = (await http.get("/api/peripherals")).json()["items"]
    assert (item["online"], item["say"]) == (True, "Till: ready")


async def test_a_modem_sends_a_test_and_its_texts_are_listed_without_their_number(
    counter: Counter, modem: ModemSimulator
) -> None:
    modem.set(sim="pin", pin="4321")
    async with await client(counter) as http:
        new = {"name": "Modem", "kind": "modem", "address": modem.address, "pin": "4321"}
        made = (await send(http, "/api/peripherals", new)).json()
        assert (made["has_pin"], made["language"]) == (True, "at")
        assert "4321" not in str(made)
        tried = (
            await send(http, f"/api/peripherals/{made['id']}/test", {"number": "+39 06 1234 5678"})
        ).json()
        await counter.until_state(tried["sms_id"], "delivered")
        (item,) = (await http.get("/api/sms")).json()["items"]
        assert (item["state"], item["number_end"]) == ("delivered", "678")
        again = await send(http, f"/api/sms/{tried['sms_id']}/again", {})
        assert (again.status_code, again.json()["code"]) == (409, "illegal_move")
        wrong = await send(http, f"/api/peripherals/{made['id']}/test", {"number": "112"})
        assert (wrong.status_code, wrong.json()["code"]) == (422, "bad_number")
    assert modem.messages() == [(ANNA, "My restaurant: test ✓")]
    assert "4321" not in " ".join(row.data for row in counter.rows)


async def test_a_second_modem_and_impossible_devices_are_refused(
    counter: Counter, modem: ModemSimulator
) -> None:
    async with await client(counter) as http:
        new: dict[str, Any] = {"name": "M", "kind": "modem", "address": modem.address}
        assert (await send(http, "/api/peripherals", new)).status_code == 201
        assert (await send(http, "/api/peripherals", new)).json()["code"] == "modem_exists"
        for wrong in (
            {**new, "kind": "pole", "language": "at"},
            {**new, "kind": "pole", "address": "/dev/ttyUSB0"},
            {**new, "kind": "radio"},
            {**new, "pin": "12a4"},
            {**new, "per_hour": 0},
        ):
            assert (await send(http, "/api/peripherals", wrong)).status_code in (400, 422)
        assert (await send(http, "/api/peripherals/none/test", {})).status_code == 404


async def test_a_device_that_cannot_be_set_up_says_why(counter: Counter) -> None:
    async with await client(counter) as http:
        new = {"name": "Till", "kind": "pole", "address": "serial:/dev/null?baud=9600", "code_page": "cp999"}
        made = (await send(http, "/api/peripherals", new)).json()
        await counter.write(lambda tx: None)
        (item,) = (await http.get("/api/peripherals")).json()["items"]
        assert item["id"] == made["id"]
        assert (item["trouble"], item["say"]) == (
            "bad_setup",
            "Till: not set up right · check its address, command set and code page",
        )
        tried = await send(http, f"/api/peripherals/{made['id']}/test", {})
    assert tried.json()["code"] == "peripheral_off"


async def test_a_lost_modem_is_told_after_half_a_minute_and_a_changed_one_is_taken_up(
    counter: Counter, modem: ModemSimulator
) -> None:
    FAULTS["no_sim"](modem)
    device_id = await counter.add("modem", modem.address)

    async def say() -> list[str]:
        await counter.peripherals.look()
        return [
            alert.say for alert in counter.read(lambda reader: peripheral_alerts(reader, counter.peripherals))
        ]

    await eventually(lambda: counter.peripherals.status_of(device_id).trouble == "sim_missing")
    assert await say() == []
    counter.world.clock.advance(31)
    assert await say() == ["Modem: no SIM in the modem"]
    await counter.write(lambda tx: change_settings(tx, {"staff_language": "it"}, actor="staff:owner"))
    assert await say() == ["Modem: nessuna SIM nel modem"]
    FAULTS["restore"](modem)
    await eventually(lambda: counter.peripherals.status_of(device_id).online)
    assert await say() == []
    async with await client(counter) as http:
        path, key = f"/api/peripherals/{device_id}", {"idempotency-key": "1"}
        changed = await http.patch(path, json={"enabled": False}, headers=key)
        assert changed.json()["enabled"] is False
        await eventually(lambda: counter.peripherals.status_of(device_id).trouble == "off")


@pytest.mark.parametrize("role", ["waiter", "cashier", "cook"])
async def test_only_who_looks_after_devices_may(counter: Counter, role: str) -> None:
    async with await client(counter, role) as http:
        assert (await http.get("/api/peripherals")).status_code == 403
        assert (await http.get("/api/sms")).status_code == 403
        new = {"name": "Till", "kind": "pole", "address": "serial:/dev/ttyUSB0"}
        assert (await send(http, "/api/peripherals", new)).status_code == 403
