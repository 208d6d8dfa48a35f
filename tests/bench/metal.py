"""Figures of the metal: from an order to its paper on eight printers, one of them dead; memory of twelve devices; finding."""

import asyncio
import json
import time
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from pathlib import Path

from appliance.storage import connection as connections
from firmware_bridges.discovery import BroadcastFinder, Finder, Interface, MdnsFinder, Port9100Finder, Search
from firmware_bridges.discovery.enpc import ENPC
from firmware_bridges.discovery.star import STAR
from tests.bench.facts import memory_mib
from tests.bench.figures import Figure, ms, percentile
from tests.bench.people import Owner, Phone
from tests.bench.programs import Program, Restaurant, program, restaurant
from tests.bench.scene import Scene, each

STATIONS = ("pasta", "grill", "pizza", "cold", "dessert", "bar")
EIGHT = {
    **{station: "escpos" for station in STATIONS[:4]},
    **{station: "star" for station in STATIONS[4:]},
    "counter": "escpos",
    "cellar": "escpos",
}
TWELVE = {
    **{station: "escpos" for station in STATIONS[:3]},
    "cold": "star",
    "dessert": "serial",
    "bar": "epos",
    "counter": "escpos",
    "cellar": "epos",
    "terrace": "star",
    "pole": "pole",
    "modem": "modem",
    "till": "drawer",
}
ROWS = {
    "escpos": ("escpos", "epson-80"),
    "star": ("star", "star-80"),
    "serial": ("escpos", "epson-80"),
    "epos": ("epos", "epson-80"),
}
DEAD = "grill"
EVERY_S = 0.2
QUIET_S = 120.0
UP_S = 30.0
PHONES = 20
FOUND_WITHIN_S = 15.0
LOOK_S = 0.005

Figures = list[Figure]


async def to_acknowledged(folder: Path, rounds: int, orders: int) -> Figures:
    """Rounds with all printers well and with one that hangs, by turns; every order has a ticket for each of six printers."""
    with restaurant(folder) as house, _devices(folder, EIGHT) as devices:
        house.facts["order"] = house.facts["one_each"]
        async with Scene(house) as scene:
            await _install(scene.owner, EIGHT, devices.hear())
            await _ordered(scene, 1)
            well: list[float] = []
            beside_dead: list[float] = []
            for _ in range(rounds):
                well += _delays(house, await _ordered(scene, orders))
                devices.ask(f"{DEAD} stall")
                sent = await _ordered(scene, orders, wait=False)
                devices.ask(f"{DEAD} restore")
                await scene.quiet(longest_s=QUIET_S)
                beside_dead += _delays(house, sent)
    note = f"{len(well)} tickets, an order of six every {EVERY_S * 1000:.0f} ms, eight printers connected"
    worse = {
        share: _percent(percentile(beside_dead, share), percentile(well, share)) for share in (0.5, 0.99)
    }
    return [
        ms("an order sent → its ticket confirmed by the printer, p50", well, 0.5, note=note),
        ms("an order sent → its ticket confirmed by the printer, p99", well, 0.99, 60, note),
        ms(
            "the same beside a printer that hangs, p99",
            beside_dead,
            0.99,
            60,
            f"{rounds} rounds each, by turns",
        ),
        Figure("what the hanging printer adds to the others' p50", worse[0.5], "%"),
        Figure("what the hanging printer adds to the others' p99", worse[0.99], "%", 10),
    ]


async def with_twelve_devices(folder: Path, orders: int) -> Figures:
    """The same orders in a restaurant without any device and in one with twelve."""
    used = {}
    for name, kinds in (("none", {}), ("twelve", TWELVE)):
        with restaurant(folder / name) as house, _devices(folder / name, kinds) as devices:
            house.facts["order"] = house.facts["one_each"]
            async with Scene(house) as scene:
                await _install(scene.owner, kinds, devices.hear())
                sent = await _ordered(scene, orders, wait=bool(kinds))
                if kinds:
                    _delays(house, sent)
                used[name] = memory_mib(house.pid)
    note = f"nine printers of five kinds, pole, modem, serial drawer; {used['none']:.0f} MiB without, {orders} orders"
    return [Figure("memory that twelve devices take", used["twelve"] - used["none"], "MiB", 15, note)]


def finding(folder: Path, rounds: int) -> Figures:
    """How long a search that begins takes until everything is in its list."""
    loopback = (Interface("lo", "127.0.0.1", 8),)
    with program("tests.bench.findable", log=folder / "findable.log") as there:
        facts = there.hear()
        took = [_found_s(facts["ports"], set(facts["wanted"]), lambda: loopback) for _ in range(rounds)]
    note = f"{rounds} searches: ENPC, Star, port 9100, mDNS; {len(facts['wanted'])} things"
    return [
        Figure("a search begins → everything is found, median", percentile(took, 0.5), "s", 5, note),
        Figure("a search begins → everything is found, worst", max(took), "s", 5, note),
    ]


def _found_s(ports: Mapping[str, int], wanted: set[str], here: Callable[[], tuple[Interface, ...]]) -> float:
    finders: list[Finder] = [
        MdnsFinder(here),
        BroadcastFinder(ENPC, here, port=ports["enpc"]),
        BroadcastFinder(STAR, here, port=ports["star"]),
        Port9100Finder(here, port=ports["plain"]),
    ]
    search = Search(finders, mac_of=lambda _: "")
    began = time.monotonic()
    search.start()
    search.ask()
    try:
        while not wanted <= {one.key for one in search.found()}:
            if time.monotonic() - began > FOUND_WITHIN_S:
                raise RuntimeError(f"not found: {wanted - {one.key for one in search.found()}}")
            time.sleep(LOOK_S)
        return time.monotonic() - began
    finally:
        search.stop()


def _percent(value: float, base: float) -> float:
    return (value / base - 1) * 100


def _devices(folder: Path, kinds: Mapping[str, str]) -> AbstractContextManager[Program]:
    arguments = (f"{name}={kind}" for name, kind in kinds.items())
    return program("tests.bench.devices", *arguments, log=folder / "devices.log")


async def _install(owner: Owner, kinds: Mapping[str, str], addresses: Mapping[str, str]) -> None:
    """These devices instead of the printers the restaurant had."""
    listed = json.loads((await owner.ask("GET", "/api/printers")).body)["items"]
    for printer in listed:
        await owner.ask("PATCH", f"/api/printers/{printer['id']}", {"enabled": False})
    for name, kind in kinds.items():
        address = addresses[name]
        if kind == "drawer":
            await owner.ask("POST", "/api/drawers", {"name": name, "address": address})
        elif kind not in ROWS:
            await owner.ask("POST", "/api/peripherals", {"name": name, "kind": kind, "address": address})
        else:
            bridge, profile = ROWS[kind]
            row = {"name": name, "bridge": bridge, "address": address, "profile": profile}
            stations = [name] if name in STATIONS else []
            await owner.ask("POST", "/api/printers", {**row, "stations": stations})
    ends = time.monotonic() + UP_S
    while troubles := await _troubles(owner):
        if time.monotonic() > ends:
            raise RuntimeError(f"not all devices came up: {troubles}")
        await asyncio.sleep(LOOK_S)


async def _troubles(owner: Owner) -> list[str]:
    """What the devices that are not well say."""
    printers = json.loads((await owner.ask("GET", "/api/printers")).body)["items"]
    others = json.loads((await owner.ask("GET", "/api/peripherals")).body)["items"]
    unwell = [
        one["state"]["say"] for one in printers if one["enabled"] and not one["state"]["facts"]["connected"]
    ]
    return unwell + [one["say"] for one in others if not one["online"]]


async def _ordered(scene: Scene, orders: int, *, wait: bool = True) -> dict[int, int]:
    """So many orders one after the other: number → wall clock (ms) when Send was pressed."""
    await scene.turn_out()
    await scene.seat(PHONES)
    await each(scene.phones, Phone.enter)
    sent: dict[int, int] = {}
    wall_s = time.time() - time.monotonic()
    for number in range(orders):
        phone = scene.phones[number % len(scene.phones)]
        await phone.fill_cart()
        await asyncio.sleep(EVERY_S)
        answer = await phone.send()
        sent[int(json.loads(answer.body)["order"]["number"])] = round(
            (wall_s + answer.at_s - answer.took_s) * 1000
        )
    if wait:
        await scene.quiet(longest_s=QUIET_S)
    return sent


def _delays(house: Restaurant, sent: Mapping[int, int]) -> list[float]:
    """Seconds from Send to the record that the device has confirmed the ticket; not of the printer that may be dead."""
    reader = connections.open_reader(house.database)
    try:
        rows = list(
            reader.execute(
                """SELECT o.number, t.printed_at, t.printed_how FROM ticket t JOIN guest_order o ON o.id = t.order_id
 WHERE t.station_id <> ? AND o.number >= ? AND o.number <= ?""",
                (DEAD, min(sent), max(sent)),
            )
        )
    finally:
        reader.close()
    if unsure := [row for row in rows if row[2] != "confirmed"]:
        raise RuntimeError(f"tickets without confirmation: {unsure[:5]}")
    return [(at_ms - sent[number]) / 1000 for number, at_ms, _ in rows]
