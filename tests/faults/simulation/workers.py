"""Those who work: a kitchen screen and its cook, a waiter with a tablet, a manager who switches things off and cancels."""

from typing import Any

from tests.faults.simulation.network import Device, World
from tests.faults.small_venue import DISHES, SmallVenue

VERBS = ("start", "bump", "bump", "bump", "recall", "undo", "rush", "claim", "unclaim")
COUNTED = ("burger", "cake", "wine")


class Kitchen(Device):
    """A screen that is sometimes silent, and a cook in front of it."""

    def __init__(self, world: World, venue: SmallVenue) -> None:
        super().__init__(world, "kitchen", {"comanda_device_kitchen": venue.screen})
        self.screen_id = venue.screen_id

    async def work(self) -> None:
        """Until the evening is over."""
        while not self.world.over.is_set():
            await self.world.pause(5, 25)
            if self.world.calm or self.world.maybe(0.8):
                await self.look()

    async def look(self) -> None:
        """Show the tickets, say so, and do something."""
        snapshot = (await self.get("/api/kitchen")).json()
        await self._heartbeat([ticket["id"] for ticket in snapshot["tickets"]])
        for ticket in snapshot["tickets"]:
            if self.world.calm or self.world.maybe(0.5):
                await self._move(ticket, snapshot)
        if snapshot["recent"] and self.world.maybe(0.1):
            await self._move(self.world.chance.choice(snapshot["recent"]), snapshot)
        if self.world.maybe(0.3) and not self.world.calm:
            await self._say_what_is_left()

    async def _heartbeat(self, shown: list[str]) -> None:
        """What the screen's socket would carry: alive, and which tickets are really on it."""
        house = self.world.box.house
        if house is not None and (self.world.calm or self.world.maybe(0.7)):
            house.kitchen.screens.alive(self.screen_id, ())
            await self.world.box.write(lambda tx: house.kitchen.mark_seen(tx, shown, self.screen_id))

    async def _move(self, ticket: dict[str, Any], snapshot: dict[str, Any]) -> None:
        verb = "bump" if self.world.calm else self.world.chance.choice(VERBS)
        if any(line["to_confirm"] for line in ticket["lines"]) and (self.world.calm or self.world.maybe(0.5)):
            verb = "confirm"
        data: dict[str, Any] = {"verb": verb}
        if verb in ("start", "bump", "recall") and self.world.maybe(0.3) and not self.world.calm:
            data["line_id"] = self.world.chance.choice(ticket["lines"])["id"]
        if verb == "claim" and snapshot["cooks"]:
            data["staff_id"] = self.world.chance.choice(snapshot["cooks"])["id"]
        answered = await self.write("POST", f"/api/tickets/{ticket['id']}/move", data)
        self.world.ledger.counts[f"move {answered.status}"] += 1

    async def _say_what_is_left(self) -> None:
        dish, *_ = self.world.chance.choice(DISHES)
        data: dict[str, Any] = {"out": False, "remaining": None, "until_at": None}
        if dish in COUNTED:
            data["remaining"] = self.world.chance.randint(0, 6)
        elif self.world.maybe(0.5):
            now_ms = self.world.box.wall.ns() // 1_000_000
            until_at = now_ms + self.world.chance.randint(30, 300) * 1000
            data |= {"out": True, "until_at": self.world.chance.choice([None, until_at])}
        await self.write("POST", f"/api/items/{dish}/availability", data)


class Waiter(Device):
    """Serves, takes cash, closes, brings back, decides about late paper."""

    def __init__(self, world: World, venue: SmallVenue) -> None:
        super().__init__(world, "waiter", {"comanda_staff": venue.waiter})
        self.closed: list[str] = []

    async def work(self) -> None:
        """Until the evening is over."""
        while not self.world.over.is_set():
            await self.world.pause(10, 40)
            await self.round()

    async def round(self) -> None:
        """Once past every table."""
        floor = (await self.get("/api/floor")).json()
        for card in floor["tables"]:
            if card["session"] is not None:
                await self._visit(card["session"])
            elif self.world.maybe(0.03) and not self.world.calm:
                await self.write("POST", f"/api/tables/{card['id']}/open", {"covers": 3})
        await self._decide()
        if self.closed and self.world.maybe(0.15) and not self.world.calm:
            await self.write("PATCH", f"/session/{self.closed.pop()}/restore", {})

    async def _visit(self, visit: dict[str, Any]) -> None:
        for call in visit["calls"]:
            await self.write("POST", f"/api/calls/{call['id']}/answer", {})
        detail = (await self.get(f"/api/session/{visit['id']}")).json()
        for order in detail["orders"]:
            if any(line["state"] == "ready" for line in order["lines"]):
                await self.write("POST", f"/api/orders/{order['id']}/serve", {})
            if self.world.maybe(0.05) and not self.world.calm:
                await cancel_some(self, order)
        if detail["tickets"] and self.world.maybe(0.05):
            ticket = self.world.chance.choice(detail["tickets"])
            await self.write("POST", f"/api/tickets/{ticket['id']}/reprint", {})
        wants_to_pay = visit["bill_requested_at"] is not None or self.world.maybe(0.03)
        if detail["bill"]["due_minor"] and wants_to_pay:
            await self.cash(visit["id"], detail["bill"]["cash_due_minor"])
        elif visit["paid_at"] and self.world.maybe(0.5):
            await self._close(visit["id"])

    async def cash(self, visit: str, due_minor: int) -> None:
        """Take money: mostly right, sometimes too little."""
        given = due_minor + self.world.chance.choice([0, 5, 500, -5])
        data = {"tendered_minor": max(0, given), "expected_total_minor": due_minor, "receipt": True}
        answered = await self.write("POST", f"/api/session/{visit}/cash", data)
        self.world.ledger.counts[f"cash {answered.status}"] += 1
        if answered.status == 200:
            payment = answered.json()["payment"]
            self.world.ledger.payments[payment["id"]] = payment

    async def _close(self, visit: str) -> None:
        if (await self.write("PATCH", f"/session/{visit}/close", {})).status == 200:
            self.closed.append(visit)

    async def _decide(self) -> None:
        for job in (await self.get("/api/print_jobs")).json()["items"]:
            if job["asking"]:
                decision = "print" if self.world.calm or self.world.maybe(0.8) else "drop"
                path = f"/api/print_jobs/{job['id']}/decide"
                answered = await self.write("POST", path, {"decision": decision})
                if decision == "drop" and answered.status == 200:
                    self.world.ledger.dropped.add(job["id"])


class Manager(Device):
    """Pauses QR ordering and switches tables off for a while."""

    def __init__(self, world: World, venue: SmallVenue) -> None:
        super().__init__(world, "manager", {"comanda_staff": venue.manager})

    async def work(self) -> None:
        """Until the evening is over."""
        while not self.world.over.is_set():
            await self.world.pause(100, 600)
            if self.world.maybe(0.3):
                await self._pause_ordering()
            await self._take_back()

    async def _take_back(self) -> None:
        """Also of what is being cooked."""
        floor = (await self.get("/api/floor")).json()
        visits = [card["session"]["id"] for card in floor["tables"] if card["session"] is not None]
        if visits:
            detail = (await self.get(f"/api/session/{self.world.chance.choice(visits)}")).json()
            for order in detail["orders"]:
                await cancel_some(self, order)

    async def _pause_ordering(self) -> None:
        until_at = self.world.box.wall.ns() // 1_000_000 + 60_000
        data = {"enabled": False, "message": "One moment.", "until_at": until_at}
        await self.write("POST", "/api/qr_ordering", data)
        await self.world.pause(10, 60)
        await self.write("POST", "/api/qr_ordering", {"enabled": True, "message": None, "until_at": None})


async def cancel_some(person: Waiter | Manager, order: dict[str, Any]) -> None:
    """Some pieces of a line of an order are taken back, if the appliance agrees."""
    world = person.world
    left = [line for line in order["lines"] if line["state"] not in ("served", "cancelled")]
    line = world.chance.choice(left or order["lines"])
    pieces = {"line_id": line["id"], "quantity": world.chance.randint(1, line["quantity"])}
    body = {"lines": [pieces], "reason": "changed their mind"}
    answered = await person.write("POST", f"/api/orders/{order['id']}/cancel", body)
    world.ledger.counts[f"cancel {answered.status}"] += 1
