"""The people of the benchmark: phones that scan, fill a cart and send it; the staff's screens; the owner who closes visits."""

import json
import os
from collections.abc import Callable
from typing import Any

from tests.bench.wire import Address, Answer, Line, Live

Json = dict[str, Any]
OnText = Callable[[float, bytes], None]
GUEST, STAFF = "comanda_guest", "comanda_staff"
FLOOR, KITCHEN = "comanda_device_floor", "comanda_device_kitchen"


def nobody(_: float, __: bytes) -> None:
    """For sockets whose messages nobody waits for."""


def loopback(number: int) -> str:
    """An address of the loopback network for the n-th phone."""
    return f"127.1.{number // 250}.{number % 250 + 1}"


class Person:
    """One HTTP line with its cookies."""

    def __init__(self, port: int, source: str = "127.0.0.1") -> None:
        self.address = Address(port, source)
        self.cookies: dict[str, str] = {}
        self._line: Line | None = None

    @property
    def cookie(self) -> str:
        """As the Cookie header has it."""
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())

    async def ask(
        self, method: str, path: str, body: Json | None = None, *, accept: str = "application/json"
    ) -> Answer:
        """Ask and hear the answer; cookies are kept. Raises RuntimeError for anything but a success or a 304."""
        if self._line is None:
            self._line = await Line.to(self.address)
        answer = await self._line.ask(self.request(method, path, body, accept=accept))
        for name in (GUEST, FLOOR, KITCHEN, STAFF):
            if value := answer.cookie(name):
                self.cookies[name] = value
        if answer.status >= 400:
            raise RuntimeError(f"{method} {path}: {answer.status} {answer.body[:400].decode()}")
        return answer

    def request(
        self, method: str, path: str, body: Json | None = None, *, accept: str = "application/json"
    ) -> bytes:
        """The bytes of a request, with a fresh idempotency key when it writes."""
        content = b"" if body is None else json.dumps(body).encode()
        lines = [
            f"{method} {path} HTTP/1.1",
            f"Host: {self.address.host}:{self.address.port}",
            f"Accept: {accept}",
        ]
        if self.cookies:
            lines.append(f"Cookie: {self.cookie}")
        if method != "GET":
            lines += [f"Idempotency-Key: {os.urandom(16).hex()}", "Content-Type: application/json"]
            lines.append(f"Content-Length: {len(content)}")
        return "\r\n".join([*lines, "", ""]).encode() + content

    async def connect(self) -> None:
        """Have the line open before anything is measured."""
        if self._line is None:
            self._line = await Line.to(self.address)

    async def live(self, path: str, on_text: OnText) -> Live:
        """Open a socket with these cookies."""
        return await Live.to(self.address, path, self.cookie, on_text)

    def leave(self) -> None:
        """Hang up."""
        if self._line is not None:
            self._line.close()
            self._line = None


class Phone(Person):
    """A guest's phone at one table; every phone has an address of its own, as in a dining room."""

    def __init__(self, port: int, number: int, token: str, lines: list[Json]) -> None:
        super().__init__(port, loopback(number))
        self.token = token
        self.party = ""
        self.seq = 0
        self.lines = lines
        self._cart: list[Json] = []

    async def enter(self) -> None:
        """Scan the table's code and take part."""
        self.cookies.clear()
        entry = json.loads((await self.ask("GET", f"/t/{self.token}")).body)
        self.party = entry["session_id"]
        self.seq = entry["snapshot"]["seq"]
        await self.ask("POST", "/member", {"session_id": self.party, "language": "en"})

    async def fill_cart(self) -> None:
        """Put the order's lines into the cart."""
        commands = [{"op": "set", "line_id": os.urandom(16).hex(), **line} for line in self.lines]
        answer = json.loads(
            (await self.ask("PUT", f"/session/{self.party}/cart", {"commands": commands})).body
        )
        ours = {command["line_id"] for command in commands}
        self._cart = [line for line in answer["cart"]["lines"] if line["id"] in ours]

    async def send(self) -> Answer:
        """Press Send."""
        return await self.ask("POST", "/orders", self.order())

    def order(self) -> Json:
        """The body of Send for what is in the cart."""
        lines = [
            {"line_id": line["id"], "quantity": line["quantity"], "unit_minor": line["unit_minor"]}
            for line in self._cart
        ]
        return {"session_id": self.party, "lines": lines}

    async def listen(self, on_text: OnText = nobody, *, since: int = 0) -> Live:
        """The phone's socket."""
        return await self.live(f"/ws?sess={self.party}&since={since}", on_text)


class Screen(Person):
    """A paired tablet of the floor or the kitchen."""

    async def pair(self, code: str) -> None:
        await self.ask("POST", "/api/devices/pair", {"code": code})


class Owner(Person):
    """Signs in with a password and ends visits, so that parties stay as small as real ones."""

    async def sign_in(self, login: str, password: str) -> None:
        await self.ask("POST", "/api/sign_in", {"login": login, "password": password})

    async def close_visit(self, party: str) -> None:
        await self.ask("PATCH", f"/session/{party}/close", {})
