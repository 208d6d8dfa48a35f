"""A browser, and a guest's phone. Both speak real HTTP."""

import itertools
import ssl
from contextlib import suppress
from typing import Any

import httpx

from tests.journeys.live import Live

_keys = itertools.count(1)
_no_tls = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
"""Loading real certificates for every browser would take longer than most journeys."""

Json = dict[str, Any]


class Browser:
    """Cookies and addresses of one device. Every write carries a fresh idempotency key unless one is given."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.client = httpx.AsyncClient(
            base_url=base, headers={"origin": base}, timeout=15, verify=_no_tls, trust_env=False
        )
        self.sockets: list[Live] = []

    async def get(self, path: str, **options: Any) -> httpx.Response:
        """Ask for JSON."""
        return await self.client.get(path, **{"headers": {"accept": "application/json"}, **options})

    async def write(
        self, path: str, body: Any = None, *, method: str = "POST", key: str | None = None
    ) -> httpx.Response:
        """Send JSON."""
        headers = {"idempotency-key": key or f"key-{next(_keys)}"}
        return await self.client.request(method, path, json={} if body is None else body, headers=headers)

    async def socket(self, path: str, since: int = 0) -> Live:
        """Open a live view."""
        live = await Live(self.base, path, self.cookies).open(since)
        self.sockets.append(live)
        return live

    @property
    def cookies(self) -> str:
        """As a header."""
        return "; ".join(f"{name}={value}" for name, value in self.client.cookies.items())

    async def leave(self) -> None:
        """Close everything."""
        for socket in self.sockets:
            with suppress(Exception):  # it may be gone already
                await socket.close()
        await self.client.aclose()


class Phone(Browser):
    """A guest's phone at the table whose code it scanned."""

    entry: Json
    live: Live

    @property
    def visit(self) -> str:
        """The id of the table session."""
        return str(self.entry["session_id"])

    @property
    def member(self) -> str:
        """The phone's own id at the table."""
        return str(self.entry["snapshot"]["me"]["member_id"])

    @property
    def newest(self) -> Json:
        """The latest order as the phone shows it now; its state is "" while none has been told."""
        orders = self.live.view["orders"]
        return dict(orders[-1]) if orders else {"state": "", "kitchen": "", "ready_at": None, "lines": []}

    @property
    def line_states(self) -> set[str]:
        """The states of its lines."""
        return {line["state"] for line in self.newest["lines"]}

    async def scan(self, url: str) -> httpx.Response:
        """Point the camera at a code; the page asks for JSON."""
        answer = await self.get(httpx.URL(url).raw_path.decode())
        if answer.is_success:
            self.entry = {**answer.json(), "guest_token": answer.json()["guest_token"] or self._token()}
        return answer

    async def sit_down(self, url: str, nickname: str | None = None) -> "Phone":
        """Scan, take part, and keep up."""
        assert (await self.scan(url)).is_success
        assert (await self.join(nickname)).is_success
        await self.keep_up()
        return self

    async def keep_up(self, since: int = 0) -> Live:
        """Open the phone's socket."""
        self.live = await self.socket(f"/ws?sess={self.visit}", since)
        return self.live

    async def join(self, nickname: str | None = None) -> httpx.Response:
        """Take part."""
        return await self.write("/member", {"session_id": self.visit, "nickname": nickname, "language": "en"})

    async def put(
        self,
        item_id: str,
        quantity: int = 1,
        *,
        line_id: str | None = None,
        options: dict[str, list[str]] | None = None,
        note: str = "",
    ) -> httpx.Response:
        """Put a line into the cart, or change it."""
        command: Json = {"op": "set", "line_id": line_id or f"line-{next(_keys)}", "item_id": item_id}
        command |= {"quantity": quantity, "options": options or {}, "note": note}
        return await self.command(command)

    async def command(self, *commands: Json) -> httpx.Response:
        """Line commands."""
        return await self.write(f"/session/{self.visit}/cart", {"commands": list(commands)}, method="PUT")

    async def snapshot(self) -> Json:
        """Everything the phone shows."""
        answer = await self.get(f"/session/{self.visit}")
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    async def basket(self) -> Json:
        """What Send would send."""
        return self.basket_of((await self.snapshot())["cart"])

    def basket_of(self, cart: Json) -> Json:
        """The same from a cart that the phone has been shown."""
        return {
            "session_id": self.visit,
            "lines": [
                {"line_id": line["id"], "quantity": line["quantity"], "unit_minor": line["unit_minor"]}
                for line in cart["lines"]
            ],
        }

    async def send(self, basket: Json | None = None, *, key: str | None = None) -> httpx.Response:
        """Press Send."""
        return await self.write("/orders", basket or await self.basket(), key=key)

    async def order(self, *item_ids: str) -> Json:
        """Put dishes into the cart and send them; the order as it was acknowledged."""
        for item_id in item_ids:
            assert (await self.put(item_id)).is_success
        answer = await self.send()
        assert answer.status_code == 201, answer.text
        return dict(answer.json()["order"])

    def _token(self) -> str | None:
        known = getattr(self, "entry", None)
        return known["guest_token"] if known else None
