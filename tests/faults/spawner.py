"""Starts the appliance as a process of its own, again and again and quickly: everything is imported once, each start is a fork.

Run as a program it obeys lines of JSON; `Spawner` is the other end, used by tests.
"""

import asyncio
import contextlib
import json
import os
import signal
import sys
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import uvloop

from appliance.cli.lock import only_writer
from appliance.cli.serve import run, server
from appliance.http import ImpatientHttpProtocol
from appliance.main import Appliance
from firmware_bridges.document import Document
from firmware_bridges.escpos.encoder import Encoder
from firmware_bridges.profiles import DEFAULT
from tests.architecture.source import ROOT

START_S = 20.0
STOP_S = 20.0


@dataclass
class Running:
    """A process that serves. It is known by a handle that can never mean another process."""

    pid: int
    port: int
    handle: int

    @property
    def base(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def resident_kib(self) -> int:
        """How much memory it holds now."""
        status = Path(f"/proc/{self.pid}/status").read_text()
        return int(status.partition("VmRSS:")[2].split()[0])

    async def end(self, how: signal.Signals) -> None:
        """Send the signal and wait until the process is gone."""
        gone = asyncio.Event()
        loop = asyncio.get_running_loop()
        loop.add_reader(self.handle, gone.set)
        try:
            signal.pidfd_send_signal(self.handle, how)
            async with asyncio.timeout(STOP_S):
                await gone.wait()
        finally:
            loop.remove_reader(self.handle)
            os.close(self.handle)


class Spawner:
    """Use as an async context; whatever it started is gone at the end."""

    def __init__(self, **options: Any) -> None:
        self._options = options
        self._process: asyncio.subprocess.Process

    async def __aenter__(self) -> Self:
        self._process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "tests.faults.spawner",
            cwd=ROOT,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        await self._process.wait()

    async def start(self, data: Path) -> Running:
        """Serve this data directory on a free port; returns when it accepts."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps({"data": str(data), **self._options}).encode() + b"\n")
        async with asyncio.timeout(START_S):
            pid = int(await self._process.stdout.readline())
            handle = os.pidfd_open(pid)
            return Running(pid, int(await self._process.stdout.readline()), handle)


def main() -> None:
    """Fork a serving process for each line, say its pid, let it say its port; at the end of input end them all."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    Encoder(DEFAULT).encode(Document(title="warm", parts=()))  # loads what is slow to load
    handles: list[int] = []
    for line in sys.stdin.buffer:
        pid = os.fork()
        if pid == 0:
            _serve(json.loads(line))
        handles.append(os.pidfd_open(pid))
    for handle in handles:
        with contextlib.suppress(ProcessLookupError):
            signal.pidfd_send_signal(handle, signal.SIGKILL)


def _serve(wanted: dict[str, Any]) -> None:
    """The serving process; it never returns."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.write(1, f"{os.getpid()}\n".encode())
    status = 1
    try:
        data = Path(wanted["data"])
        ImpatientHttpProtocol.deadline_s = wanted.get("request_deadline_s", ImpatientHttpProtocol.deadline_s)
        with only_writer(data):
            house = Appliance(data)
            house.open()
            running = server(house.build(), "127.0.0.1", 0)

            def ready() -> None:
                port = running.servers[0].sockets[0].getsockname()[1]
                os.write(1, f"{port}\n".encode())

            uvloop.run(run(running, ready))
        status = 0
    finally:
        os._exit(status)


if __name__ == "__main__":
    main()
