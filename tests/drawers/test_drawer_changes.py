"""Changes of a drawer that come while the bridge of an earlier one is still ending."""

import threading
from concurrent.futures import Future

from appliance.drawers import DrawerKeeper, DrawerRow
from appliance.storage import Tx
from firmware_bridges.contracts import PrintOutcome
from tests.drawers.conftest import Till, eventually


class SlowDrawer:
    """Ends only when it may."""

    def __init__(self, row: DrawerRow, told: list[str], may_end: threading.Event) -> None:
        self.row, self.told, self.may_end = row, told, may_end

    def start(self) -> None:
        self.told.append(f"start {self.row.kick_bytes!r}")

    def kick(self, *, deadline_s: float) -> Future[PrintOutcome]:
        return Future()

    def stop(self) -> None:
        self.told.append("stopping")
        self.may_end.wait(10)
        self.told.append("stopped")


async def test_a_drawer_taken_out_of_use_during_a_change_does_not_come_back(till: Till) -> None:
    told: list[str] = []
    may_end = threading.Event()

    async def change(columns: str) -> None:
        def changed(tx: Tx) -> None:
            tx.execute(f"UPDATE drawer SET {columns}")  # noqa: S608
            tx.journal("drawer_changed", "drawer:1", actor="staff:anna", data={"drawer_id": "1"})

        await till.write(changed)

    keeper = DrawerKeeper(
        till.world.database, till.world.settings, till.desk, lambda row: SlowDrawer(row, told, may_end)
    )
    await till.drawer()
    await keeper.start()
    await change("printer_id = NULL, address = 'serial:/dev/ttyUSB0', kick_bytes = x'31'")
    await eventually(lambda: told == ["start b'1'"])
    await change("kick_bytes = x'32'")
    await eventually(lambda: told[1:] == ["stopping"])
    await change("enabled = 0")
    may_end.set()
    await eventually(lambda: told[2:] == ["stopped", "start b'2'", "stopping", "stopped"])
    await keeper.stop()
