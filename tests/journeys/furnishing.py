"""Filling an empty house for journeys: the demo restaurant, pairing codes, and small things around it."""

import asyncio
import functools
import socket

from appliance.cli import seed
from appliance.devices import DeviceKind, make_code
from appliance.main import Appliance
from appliance.orders import close_visit
from appliance.seating import parties
from appliance.settings import change
from appliance.storage import Tx
from firmware_bridges.simulators.control import SimulatedPrinters

CODES = {DeviceKind.FLOOR: "11112222", DeviceKind.KITCHEN: "33334444"}
PINS = {str(one.role): one.pin for one in seed.PEOPLE}

hashes = functools.cache(seed.hashes)


async def furnish(appliance: Appliance, printers: SimulatedPrinters, base: str) -> None:
    """Tables, menu, people, printers, and codes with which any number of devices can be paired."""
    made = await asyncio.to_thread(hashes)
    ports = {name: printers[name].port for name, _ in seed.PRINTERS}
    database = appliance.database
    await database.write(seed.found)
    database.refresh_branch()
    await database.write(lambda tx: seed.seed(tx, made, ports))

    def codes(tx: Tx) -> None:
        change(tx, {"guest_base_url": base}, actor="system")
        for kind, code in CODES.items():
            make_code(tx, code, kind=kind, name=kind.value, made_by="system", uses=10_000, lifetime_s=10**8)

    await database.write(codes)


def listen(port: int) -> socket.socket:
    """A listening socket; asyncio sends at once only on sockets that call themselves TCP."""
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind(("127.0.0.1", port))
    listener.listen(200)
    listener.setblocking(False)
    return listener


def clear(tx: Tx, table_id: str) -> None:
    """Whoever sits there leaves."""
    party = parties.at_table(tx, table_id)
    if party is not None:
        close_visit(tx, party.id, how="staff", actor="system")
