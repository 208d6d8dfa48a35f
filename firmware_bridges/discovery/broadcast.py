"""Finders that ask everybody a question by UDP and listen for a moment: Epson's ENPC and Star's own."""

import contextlib
import select
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass

from firmware_bridges.discovery.finder import Look
from firmware_bridges.discovery.interfaces import Interface, Interfaces
from firmware_bridges.discovery.sighting import Sighting

LISTEN_S = 1.5
AGAIN_S = 0.5
ANSWERS_MAX = 512
PACKET_MAX = 1500


@dataclass(frozen=True, slots=True)
class Protocol:
    """A question, the port it goes to, and what an answer means (None: no answer to it)."""

    name: str
    say: str
    port: int
    questions: tuple[bytes, ...]
    read: Callable[[bytes, str], Sighting | None]


class BroadcastFinder:
    """Asks once a minute and when asked. An answer counts only for its sender's own address, and only on link."""

    every_s = 60.0

    def __init__(
        self, protocol: Protocol, here: Interfaces, *, port: int | None = None, listen_s: float = LISTEN_S
    ) -> None:
        self.name, self.say = protocol.name, protocol.say
        self._protocol = protocol
        self._here = here
        self._port = protocol.port if port is None else port
        self._listen_s = listen_s

    def look(self, look: Look) -> None:
        with contextlib.ExitStack() as stack:
            asking = [(stack.enter_context(_socket(one)), one) for one in self._here()]
            self._ask(asking)
            began_s, again = time.monotonic(), True
            for _ in range(ANSWERS_MAX):
                left_s = began_s + self._listen_s - time.monotonic()
                if left_s <= 0 or look.stopping.is_set():
                    return
                if again and time.monotonic() - began_s >= AGAIN_S:
                    again = False
                    self._ask(asking)  # packets get lost on Wi-Fi
                ready, _, _ = select.select([sock for sock, _ in asking], [], [], min(left_s, 0.1))
                for sock, interface in asking:
                    if sock in ready:
                        self._take(sock, interface, look)

    def close(self) -> None:
        """Nothing is kept between looks."""

    def _ask(self, asking: list[tuple[socket.socket, Interface]]) -> None:
        for sock, interface in asking:
            for question in self._protocol.questions:
                with contextlib.suppress(OSError):  # an interface that has just gone
                    sock.sendto(question, (interface.question_to, self._port))

    def _take(self, sock: socket.socket, interface: Interface, look: Look) -> None:
        try:
            data, (host, _) = sock.recvfrom(PACKET_MAX)
        except OSError:
            return
        seen = self._protocol.read(data, host) if interface.has(host) else None
        if seen is not None:
            look.tell(seen)


def _socket(interface: Interface) -> socket.socket:
    sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 1)
    sock.setblocking(False)
    try:
        sock.bind((interface.address, 0))
    except OSError:
        sock.close()
        raise
    return sock
