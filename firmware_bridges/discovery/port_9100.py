"""A gentle probe of port 9100: who accepts a connection, and, only when a person asked, who he says he is."""

import asyncio
import contextlib
import ipaddress
import time
from collections.abc import Callable, Collection

from firmware_bridges.address import TcpAddress, parse_address
from firmware_bridges.contracts import StreamError
from firmware_bridges.discovery.finder import Look
from firmware_bridges.discovery.interfaces import Interfaces, known_hosts
from firmware_bridges.discovery.sighting import Kind, Sighting
from firmware_bridges.escpos.status import QUESTIONS, Block, RealTime, Reply, ReplyParser
from firmware_bridges.streams.network import NAMES

PORT = 9100
AT_ONCE = 32
EVERY_S = 3600.0
CONNECT_S = 0.4
ANSWER_S = 0.6
KEEP_S = 2 * EVERY_S
MANUAL_KEEP_S = 3600.0
HOSTS_MAX = 254
_ONLINE = QUESTIONS[1]
_MAKER, _MODEL = b"\x1dIB", b"\x1dIC"
"""GS I 66 and 67: the printer's maker and model, each as a block of text."""


class Port9100Finder:
    """Connects to at most 254 neighbours, 32 at a time, once an hour and when asked.

    Several networks take turns. One of more than 254 addresses is not swept: only neighbours the kernel knows are
    tried. Printers in use (`in_use` gives their hosts) are left alone: most serve one connection, a second waits.
    The real-time status question is harmless to a receipt printer; whoever does not answer it is asked nothing more.
    """

    name = "port_9100"
    say = "Trying port 9100"
    every_s = EVERY_S
    takes_hosts = True

    def __init__(
        self,
        here: Interfaces,
        in_use: Callable[[], Collection[str]] = tuple,
        *,
        port: int = PORT,
        known: Callable[[], Collection[str]] = known_hosts,
    ) -> None:
        self._here, self._in_use, self._port, self._known = here, in_use, port, known
        self._reached = 0

    def look(self, look: Look) -> None:
        if look.hosts:
            targets = [target for text in look.hosts for target in _typed(text, self._port)]
            asyncio.run(self._visit(targets, look, "manual"))
        else:
            asyncio.run(
                self._visit([TcpAddress(host, self._port) for host in self._sweep()], look, self.name)
            )

    def close(self) -> None:
        """Nothing is kept between looks."""

    def _sweep(self) -> list[str]:
        """Whom to try this time: neighbours the kernel knows, then the next of all the others."""
        here, avoid = self._here(), set(self._in_use())
        known = [host for host in self._known() if any(one.has(host) for one in here) and host not in avoid]
        others = [
            host for one in here for host in one.neighbours() if host not in avoid and host not in known
        ]
        room = max(0, HOSTS_MAX - len(known))
        begin = self._reached if self._reached < len(others) else 0
        self._reached = begin + room
        return (known + others[begin:] + others[:begin])[:HOSTS_MAX]

    async def _visit(self, targets: list[TcpAddress], look: Look, source: str) -> None:
        gate = asyncio.Semaphore(AT_ONCE)

        async def visit(target: TcpAddress) -> None:
            async with gate:
                if not look.stopping.is_set():
                    await _look_at(target, look, source)

        await asyncio.gather(*(visit(target) for target in targets))


async def _look_at(target: TcpAddress, look: Look, source: str) -> None:
    patience_s = 4 * CONNECT_S if source == "manual" else CONNECT_S
    numbered = await _numbered(target, patience_s, look)
    opened = None if numbered is None else await _connected(numbered, patience_s)
    if opened is None:
        return
    reader, writer = opened
    try:
        host = writer.get_extra_info("peername")[0]
        maker, model = await _identity(reader, writer) if look.asked else ("", "")
    finally:
        writer.close()
        with contextlib.suppress(OSError, TimeoutError):
            async with asyncio.timeout(ANSWER_S):
                await writer.wait_closed()
    named = model or (f"Printer {host}" if look.asked or source == "manual" else "")
    keep_s = MANUAL_KEEP_S if source == "manual" else KEEP_S
    where = str(TcpAddress(host, target.port))
    look.tell(Sighting(source, Kind.PRINTER, keep_s, where, host, maker=maker, model=model, name=named))


async def _numbered(target: TcpAddress, patience_s: float, look: Look) -> TcpAddress | None:
    """The target by its IP address; None for a name that nobody tells the address of.

    asyncio would look it up itself, and not end before the system does.
    """
    with contextlib.suppress(ValueError):
        ipaddress.ip_address(target.host)
        return target
    with contextlib.suppress(StreamError):
        place = await asyncio.to_thread(
            NAMES.place_of,
            target.host,
            target.port,
            deadline_s=patience_s,
            cancelled=look.stopping.is_set,
        )
        return target.at(place.address[0])
    return None


async def _connected(
    target: TcpAddress, patience_s: float
) -> tuple[asyncio.StreamReader, asyncio.StreamWriter] | None:
    """A connection, None when nobody is there or nothing listens."""
    for _ in range(2):
        began_s = time.monotonic()
        try:
            async with asyncio.timeout(patience_s):
                return await asyncio.open_connection(target.host, target.port)
        except TimeoutError:
            if time.monotonic() - began_s < 1.5 * patience_s:
                return None
            # It was this busy computer that was late, not the device: once more.
        except OSError:
            return None
    return None


async def _identity(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> tuple[str, str]:
    """Maker and model, each "" when it is not told."""
    parser = ReplyParser()
    answers = await _ask(reader, writer, parser, _ONLINE)
    if not any(isinstance(one, RealTime) for one in answers):
        return "", ""
    told = []
    for question in (_MAKER, _MODEL):
        answers = await _ask(reader, writer, parser, question)
        block = next((one.content for one in answers if isinstance(one, Block)), b"")
        told.append(block[1:].decode("ascii", "replace") if block[:1] == b"_" else "")
    return told[0], told[1]


async def _ask(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, parser: ReplyParser, question: bytes
) -> list[Reply]:
    """The first answers within `ANSWER_S`; none when the device is silent, babbles or goes."""
    answers: list[Reply] = []
    with contextlib.suppress(OSError):
        writer.write(question)
        async with asyncio.timeout(ANSWER_S):
            for _ in range(16):
                data = await reader.read(256)
                answers += parser.feed(data)
                if answers or not data:
                    break
    return answers


def _typed(text: str, port: int) -> list[TcpAddress]:
    """What a person typed as an address, if it is one on the network."""
    with contextlib.suppress(ValueError):
        found = parse_address(text)
        if isinstance(found, TcpAddress):
            return [TcpAddress(found.host, found.port if ":" in text.removeprefix("tcp:") else port)]
    return []
