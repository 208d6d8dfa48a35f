"""The programs that are measured and those that help: started as processes of their own, ended by their own handle."""

import contextlib
import json
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
START_S = 30.0
STOP_S = 15.0
KNOCK_EVERY_S = 0.004


class Program:
    """A Python module as a process. What it says on its standard output is read line by line as JSON."""

    def __init__(self, module: str, *arguments: str, log: Path | None = None) -> None:
        with contextlib.ExitStack() as files:
            errors = files.enter_context(log.open("ab")) if log else None
            self._process = subprocess.Popen(
                [sys.executable, "-m", module, *arguments],
                cwd=ROOT,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
            )

    @property
    def pid(self) -> int:
        return self._process.pid

    def hear(self) -> Any:
        """The next line it says. Raises RuntimeError when it has ended instead."""
        line = self._process.stdout.readline() if self._process.stdout else b""
        if not line:
            raise RuntimeError(f"a program of the benchmark ended with {self._process.wait(STOP_S)}")
        return json.loads(line)

    def ask(self, line: str = "") -> Any:
        """Give it a line, by default an empty one, and hear its answer."""
        if self._process.stdin is not None:
            self._process.stdin.write(f"{line}\n".encode())
            self._process.stdin.flush()
        return self.hear()

    def stop(self) -> None:
        """End it as a service manager would; by force when it does not listen."""
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGTERM)
        try:
            self._process.wait(STOP_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait(STOP_S)
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()

    def alive(self) -> bool:
        return self._process.poll() is None


class Restaurant:
    """A data directory with its printers, and `comanda serve` on it whenever it is started."""

    def __init__(self, folder: Path) -> None:
        self.data = folder / "restaurant"
        self.log = folder / "serve.log"
        self.port = _free_port()
        self.printers = Program("tests.bench.paper", log=folder / "paper.log")
        self._serving: Program | None = None
        try:
            ports = json.dumps(self.printers.hear())
            seeding = Program("tests.bench.seeding", str(self.data), ports, log=folder / "seeding.log")
            try:
                self.facts: dict[str, Any] = seeding.hear()
            finally:
                seeding.stop()
        except BaseException:
            self.printers.stop()
            raise

    @property
    def database(self) -> Path:
        return self.data / "comanda.db"

    @property
    def pid(self) -> int:
        """Of the serving process. Raises RuntimeError while there is none."""
        if self._serving is None:
            raise RuntimeError("the restaurant is closed")
        return self._serving.pid

    def start(self) -> float:
        """Open; returns the seconds from starting the process to its first answer."""
        arguments = ("serve", "--data", str(self.data), "--host", "127.0.0.1", "--port", str(self.port))
        began = time.monotonic()
        self._serving = Program("appliance.cli", *arguments, log=self.log)
        while not _answers(self.port):
            if not self._serving.alive() or time.monotonic() - began > START_S:
                raise RuntimeError(f"the appliance did not start: {self.log.read_text()[-2000:]}")
            time.sleep(KNOCK_EVERY_S)
        return time.monotonic() - began

    def stop(self) -> None:
        """Close; the printers stay."""
        if self._serving is not None:
            self._serving.stop()
            self._serving = None


@contextlib.contextmanager
def restaurant(folder: Path) -> Iterator[Restaurant]:
    """A restaurant that is open, with everything of it ended afterwards."""
    folder.mkdir(parents=True, exist_ok=True)
    house = Restaurant(folder)
    try:
        house.start()
        yield house
    finally:
        house.stop()
        house.printers.stop()


@contextlib.contextmanager
def program(module: str, *arguments: str, log: Path) -> Iterator[Program]:
    """A helper program, ended afterwards."""
    running = Program(module, *arguments, log=log)
    try:
        yield running
    finally:
        running.stop()


def _answers(port: int) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=1.0) as knocking:
            knocking.sendall(b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
            return knocking.recv(64).startswith(b"HTTP/1.1 200")
    except OSError:
        return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def command(line: Sequence[str], timeout_s: float) -> str:
    """What a command prints. Raises CalledProcessError or TimeoutExpired."""
    return subprocess.run(
        line, cwd=ROOT, check=True, timeout=timeout_s, capture_output=True, text=True
    ).stdout
