"""The drawers' bridges follow the file although one of them fails on the way."""

import logging
from concurrent.futures import Future
from dataclasses import dataclass, field

import pytest

from appliance.drawers import DrawerRow, Who
from appliance.drawers.model import ChangeDrawer, NewDrawer
from appliance.drawers.service import keeping
from appliance.storage import matching
from firmware_bridges.contracts import OutcomeState, PrintOutcome
from tests.drawers.conftest import Till, eventually

OWNER = Who("staff:owner")


@dataclass
class Ports:
    """Makes drawers on ports; the first `faults` of them cannot be stopped well."""

    faults: int = 1
    started: list[bytes | None] = field(default_factory=list)

    def __call__(self, row: DrawerRow) -> "Drawer":
        return Drawer(self, row)


@dataclass
class Drawer:
    ports: Ports
    row: DrawerRow

    def start(self) -> None:
        self.ports.started.append(self.row.kick_bytes)

    def stop(self) -> None:
        if self.ports.faults:
            self.ports.faults -= 1
            raise OSError("the driver hangs")

    def kick(self, *, deadline_s: float) -> Future[PrintOutcome]:
        future: Future[PrintOutcome] = Future()
        future.set_result(PrintOutcome(OutcomeState.SENT_UNCONFIRMED))
        return future


async def test_a_drawer_whose_old_bridge_fails_to_stop_gets_its_new_one(
    till: Till, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.ERROR)
    monkeypatch.setattr(matching, "FIRST_PAUSE_S", 0.01)
    ports = Ports()
    till.keeper._make_drawer = ports
    new = NewDrawer(name="Bar", address="serial:/dev/ttyUSB7", kick_hex="07")
    row = await till.write(lambda tx: keeping.add(tx, new, OWNER))
    await eventually(lambda: ports.started == [b"\x07"])
    await till.write(lambda tx: keeping.change(tx, row.id, ChangeDrawer(kick_hex="08"), OWNER))
    await eventually(lambda: ports.started == [b"\x07", b"\x08"])
    assert [record.getMessage() for record in caplog.records] == [
        "the drawers could not be brought in line with the file; it is tried again"
    ]
