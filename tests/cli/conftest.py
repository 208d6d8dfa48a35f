"""A small venue with simulated printers, a service that can run on it, and the command as a technician types it."""

import asyncio
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from appliance.cli import main
from appliance.kitchen import add_station
from appliance.main import Appliance
from appliance.printing import add_printer
from appliance.storage import Tx, found_branch
from firmware_bridges.simulators.escpos_tcp import EscPosSimulator

GRILL, BAR = "grill-printer", "bar-printer"
START_S = 30.0


@dataclass
class Venue:
    """`simulators` by printer id."""

    data: Path
    simulators: dict[str, EscPosSimulator]
    service: subprocess.Popen[bytes] | None = None

    def run(self, *words: str) -> Result:
        """`comanda WORDS --data …` in this process."""
        return CliRunner().invoke(main, [*words, "--data", str(self.data)])

    def json(self, *words: str) -> Any:
        """What it prints with --json; it must go well."""
        done = self.run(*words, "--json")
        assert done.exit_code == 0, done.output
        return json.loads(done.stdout)

    def start(self) -> None:
        """Run the service as its own process until `stop`; returns once its door is open."""
        command = [sys.executable, "-m", "appliance.cli", "serve", "--data", str(self.data)]
        self.service = subprocess.Popen(
            [*command, "--host", "127.0.0.1", "--port", "0"], stderr=subprocess.DEVNULL
        )
        until = time.monotonic() + START_S
        while not (self.data / "technician.json").exists():
            assert self.service.poll() is None, "the service ended"
            assert time.monotonic() < until, "the service did not open its door"
            time.sleep(0.05)

    def stop(self, how: signal.Signals = signal.SIGTERM) -> None:
        """End the service."""
        if self.service is not None:
            os.kill(self.service.pid, how)
            self.service.wait(15)
            self.service = None

    def until(self, *words: str, say: str) -> Result:
        """Ask again until the answer holds these words."""
        end = time.monotonic() + 10
        while True:
            done = self.run(*words)
            if say in done.output or time.monotonic() > end:
                return done
            time.sleep(0.1)


async def _furnish(data: Path, simulators: dict[str, EscPosSimulator]) -> None:
    house = Appliance(data)
    house.open()
    await house.database.write(lambda tx: found_branch(tx, organisation="Sole", branch="Sole"))
    house.database.refresh_branch()

    def work(tx: Tx) -> None:
        for printer_id, name in ((GRILL, "Grill printer"), (BAR, "Bar printer")):
            device = simulators[printer_id]
            address = f"tcp://{device.host}:{device.port}"
            add_printer(
                tx, printer_id=printer_id, name=name, bridge="escpos", address=address, profile="epson-80"
            )
        for place, (station, printer_id) in enumerate((("Grill", GRILL), ("Bar", BAR))):
            add_station(
                tx,
                station_id=station.lower(),
                name=station,
                position=place,
                printer_id=printer_id,
                prints="always",
            )

    await house.database.write(work)
    house.hasher.close()
    await house.database.close()


@pytest.fixture
def venue(tmp_path: Path) -> Iterator[Venue]:
    """Not running yet."""
    with EscPosSimulator("grill") as grill, EscPosSimulator("bar") as bar:
        found = Venue(tmp_path / "data", {GRILL: grill, BAR: bar})
        asyncio.run(_furnish(found.data, found.simulators))
        yield found
        found.stop()


@pytest.fixture
def running(venue: Venue) -> Venue:
    """The same with the service running."""
    venue.start()
    return venue
