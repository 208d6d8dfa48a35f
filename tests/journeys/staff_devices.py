"""A waiter's tablet and a kitchen screen, over real HTTP and sockets."""

import httpx

from tests.journeys.browsers import Browser, Json
from tests.journeys.live import Live


class Tablet(Browser):
    """A paired floor tablet with somebody signed in."""

    device: Json
    staff: Json
    live: Live

    async def pair(self, code: str) -> "Tablet":
        """Type the pairing code."""
        answer = await self.write("/api/devices/pair", {"code": code})
        assert answer.status_code == 200, answer.text
        self.device = answer.json()["device"]
        return self

    async def sign_in(self, role: str, pin: str) -> "Tablet":
        """Choose a name and type the PIN."""
        names = (await self.get("/api/staff/names")).json()
        staff_id = next(one["id"] for one in names if one["role"] == role)
        answer = await self.write("/api/sign_in", {"staff_id": staff_id, "pin": pin})
        assert answer.status_code == 200, answer.text
        self.staff = answer.json()["staff"]
        return self

    async def keep_up(self, since: int = 0) -> Live:
        """Open the floor's socket."""
        self.live = await self.socket("/ws/floor", since)
        return self.live

    def card(self, table_id: str) -> Json:
        """A table as the tablet shows it now."""
        return dict(self.live.view["tables"][table_id])

    async def bill(self, visit: str) -> Json:
        """A visit's bill."""
        return dict((await self.get(f"/api/session/{visit}")).json()["bill"])

    async def cash(self, visit: str, tendered_minor: int, *, receipt: bool = True) -> httpx.Response:
        """Take cash for what the bill says."""
        due = (await self.bill(visit))["cash_due_minor"]
        body = {"tendered_minor": tendered_minor, "expected_total_minor": due, "receipt": receipt}
        return await self.write(f"/api/session/{visit}/cash", body)

    async def close_visit(self, visit: str) -> httpx.Response:
        """One tap."""
        return await self.write(f"/session/{visit}/close", method="PATCH")

    async def restore_visit(self, visit: str) -> httpx.Response:
        """Bring it back."""
        return await self.write(f"/session/{visit}/restore", method="PATCH")


class KitchenScreen(Browser):
    """A paired kitchen screen. It speaks when told to; `drawn` are the tickets it has confirmed."""

    device: Json
    live: Live

    async def pair(self, code: str) -> "KitchenScreen":
        """Type the pairing code."""
        answer = await self.write("/api/devices/pair", {"code": code})
        assert answer.status_code == 200, answer.text
        self.device = answer.json()["device"]
        return self

    async def keep_up(self, since: int = 0, stations: str | None = None) -> Live:
        """Open the kitchen's socket and say the first alive."""
        self.live = await self.socket("/ws/kitchen" + (f"?stations={stations}" if stations else ""), since)
        await self.alive()
        return self.live

    async def alive(self) -> None:
        """The heartbeat."""
        await self.live.say({"type": "alive"})

    async def sees(self, order_number: int) -> list[Json]:
        """Wait for an order's tickets, draw them, and say so."""
        await self.live.until(lambda: bool(self.tickets(order_number)))
        found = self.tickets(order_number)
        await self.live.say({"type": "seen", "tickets": [ticket["id"] for ticket in found]})
        return found

    def tickets(self, order_number: int) -> list[Json]:
        """An order's open tickets as the screen has them."""
        return [one for one in self.live.view["tickets"].values() if one["order_number"] == order_number]

    async def move(self, ticket_id: str, verb: str, **more: str) -> httpx.Response:
        """A cook's tap."""
        return await self.write(f"/api/tickets/{ticket_id}/move", {"verb": verb, **more})
