"""The whole way on a real socket: a kick in bytes, the sensor's level in the printer's own status, the journal."""

import asyncio
from pathlib import Path

from appliance.bridges import Printers, make_drawer
from appliance.drawers import DrawerKeeper, Who, kick, sale_drawer
from appliance.printing import PrintDesk, add_printer
from appliance.storage import JournalRow, Tx
from firmware_bridges.simulators.escpos_tcp import EscPosSimulator
from tests.drawers.conftest import eventually
from tests.worlds import world

PATIENCE_S = 15.0
"""A busy computer takes seconds to load what the first job needs."""


async def test_a_sales_kick_opens_the_simulated_drawer_and_the_sensor_says_so(tmp_path: Path) -> None:
    rows: list[JournalRow] = []
    news = asyncio.Event()

    def heard(fresh: list[JournalRow]) -> None:
        rows.extend(fresh)
        news.set()

    async def until(kind: str) -> JournalRow:
        async with asyncio.timeout(PATIENCE_S):
            while True:
                found = [row for row in rows if row.kind == kind]
                if found:
                    return found[-1]
                news.clear()
                await news.wait()

    def sale(tx: Tx) -> None:
        drawer = sale_drawer(tx, "receipts")
        assert drawer is not None
        tx.execute("UPDATE drawer SET sensor_open_high = 1, is_open = 0")
        kick(tx, drawer, "cash", Who("staff:anna"))

    with EscPosSimulator("receipts") as simulator:
        async with world(tmp_path) as here:
            address = f"tcp://{simulator.host}:{simulator.port}"
            await here.database.write(
                lambda tx: add_printer(
                    tx,
                    printer_id="receipts",
                    name="Receipts",
                    bridge="escpos",
                    address=address,
                    profile="epson-80",
                )
            )
            here.database.on_commit(heard)
            desk = PrintDesk(here.database, here.settings, Printers())
            keeper = DrawerKeeper(here.database, here.settings, desk, make_drawer)
            await desk.start()
            await keeper.start()
            try:
                # The clock stands still: a printer that rests after a first try in vain would rest for ever.
                await eventually(lambda: desk.status_of("receipts").drawer_pin_high is False, PATIENCE_S)
                await here.database.write(sale)
                opened = await until("drawer_opened")
                assert (opened.actor, '"how":"kick"' in opened.data) == ("staff:anna", True)
                assert simulator.kicks == 1
                simulator.close_drawer()
                assert '"drawer_id"' in (await until("drawer_closed")).data
            finally:
                await keeper.stop()
                await desk.stop()
