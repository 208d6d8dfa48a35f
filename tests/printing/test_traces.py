"""The log of what is said to printers: kept over every change of their bridges, and ended with the printer."""

from pathlib import Path

from appliance.main import Appliance
from appliance.printing import edit_printer, remove_printer
from tests.printing.conftest import BAR, GRILL, add_printers
from tests.worlds import world


async def test_a_log_outlives_its_bridge_and_ends_with_its_printer(tmp_path: Path) -> None:
    async with world(tmp_path) as here:
        await here.database.write(add_printers)
    house = Appliance(tmp_path)
    house.open()
    await house.desk.start()
    logs = [house.printers.trace_of(one) for one in (GRILL, BAR)]
    assert None not in logs
    changes = {"address": "tcp://127.0.0.1:19"}
    await house.database.write(lambda tx: edit_printer(tx, GRILL, changes, actor="system"))
    await house.database.write(lambda tx: remove_printer(tx, BAR, receipt_printer=None, actor="system"))
    await house.desk.matched()
    assert [house.printers.trace_of(one) for one in (GRILL, BAR)] == [logs[0], None]
    await house.desk.stop()
    house.hasher.close()
    await house.database.close()
