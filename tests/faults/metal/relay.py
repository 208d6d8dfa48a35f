"""A slow stretch of network: passes TCP connections on to another port, so many bytes a second each way."""

import asyncio
import contextlib
from collections.abc import AsyncIterator

_PIECE = 48


@contextlib.asynccontextmanager
async def relay(to_port: int, bytes_per_s: float) -> AsyncIterator[int]:
    """Listens on loopback; gives its port."""

    async def passed_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError):
            while data := await reader.read(_PIECE):
                writer.write(data)
                await writer.drain()
                await asyncio.sleep(len(data) / bytes_per_s)
        writer.close()

    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            there = await asyncio.open_connection("127.0.0.1", to_port)
        except OSError:
            writer.close()
            return
        await asyncio.gather(passed_on(reader, there[1]), passed_on(there[0], writer))

    server = await asyncio.start_server(connected, "127.0.0.1", 0)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()
