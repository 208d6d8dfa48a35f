"""Two tables side by side for the security walk, and how to knock at a door in somebody's name."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import httpx

from tests.journeys.browsers import Browser, Phone
from tests.journeys.doors import DOORS, NOBODY, SAFE
from tests.journeys.house import House
from tests.journeys.staff_devices import KitchenScreen


@dataclass
class Scene:
    """Two tables side by side, everything of the second by name, and a screen in the kitchen."""

    ours: Phone
    theirs: Phone
    screen: KitchenScreen
    ids: dict[str, str]
    secrets: set[str]


@asynccontextmanager
async def two_tables(h: House) -> AsyncIterator[Scene]:
    """The second table has ordered, called, and has more in its cart."""
    ours = await h.phone().sit_down((await h.table()).url, "Ours")
    table = await h.table()
    theirs = await h.phone().sit_down(table.url, "Theirs")
    async with h.screen() as screen:
        order = await theirs.order("burrata")
        ticket = (await screen.sees(order["number"]))[0]
        await theirs.put("lasagne", line_id="theirs-1")
        calls = (await theirs.write(f"/session/{theirs.visit}/call", {"kind": "waiter"})).json()["calls"]
        await h.paper("kitchen", f"#{order['number']}")
        await h.hears("ticket_printed", ticket_id=ticket["id"])
        job = h.data(await h.hears("print_job_changed", subject=f"ticket:{ticket['id']}"))["job_id"]
        ids = {
            "session_id": theirs.visit,
            "table_id": table.id,
            "order_id": order["id"],
            "call_id": calls[0]["id"],
            "ticket_id": ticket["id"],
            "job_id": job,
            "device_id": screen.device["id"],
            "item_id": "burrata",
            "staff_id": NOBODY,
            "token": NOBODY,
            "path": NOBODY,
            "name": NOBODY,
            "drawer_id": NOBODY,
            "printer_id": NOBODY,
            "try_id": NOBODY,
            "key": NOBODY,
            "peripheral_id": NOBODY,
            "sms_id": NOBODY,
        }
        secrets = {
            theirs.visit,
            theirs.member,
            order["id"],
            calls[0]["id"],
            ticket["id"],
            "Theirs",
            "lasagne",
        }
        yield Scene(ours, theirs, screen, ids, secrets)


def path_of(name: str, ids: dict[str, str]) -> str:
    path = name.split()[1]
    for parameter in re.findall(r"{(\w+)}", path):
        path = path.replace(f"{{{parameter}}}", ids[parameter])
    return path + DOORS[name].query


async def knock(
    browser: Browser,
    name: str,
    ids: dict[str, str],
    *,
    body: Any = None,
    headers: dict[str, str] | None = None,
) -> httpx.Response:
    method = name.split()[0]
    more = {"accept": "application/json", "idempotency-key": f"walk {name} {id(browser)}", **(headers or {})}
    sent = DOORS[name].body if body is None else body
    return await browser.client.request(
        method,
        path_of(name, ids),
        headers=more,
        json=None if method in SAFE else sent if sent is not None else {},
    )


async def standing(phone: Phone) -> dict[str, Any]:
    """What nobody else may change."""
    snapshot = await phone.snapshot()
    return {part: snapshot[part] for part in ("session", "me", "cart", "orders")}


def nobodys(ids: dict[str, str]) -> dict[str, str]:
    return dict.fromkeys(ids, NOBODY)
