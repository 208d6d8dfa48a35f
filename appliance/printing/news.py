"""The one voice of the printers: their losses and returns, told in the journal once each."""

import asyncio
from collections.abc import Mapping

from appliance.kernel.errors import StorageUnavailable
from appliance.printing.line import Line
from appliance.storage import Database, Tx

TELL_AGAIN_S = 2.0


class News:
    """Looks at the lines whenever `stir` was called; what cannot be written is told later."""

    def __init__(self, database: Database, lines: Mapping[str, Line]) -> None:
        self._database = database
        self._lines = lines
        self._stirred = asyncio.Event()
        self._stopping = False

    def stir(self) -> None:
        """Something may have changed."""
        self._stirred.set()

    def finish(self) -> None:
        """Tell nothing more."""
        self._stopping = True
        self._stirred.set()

    async def run(self) -> None:
        """Tell until `finish`."""
        while not self._stopping:
            await self._stirred.wait()
            self._stirred.clear()
            if self._stopping:
                return
            changed = [line for line in self._lines.values() if line.health.worth_telling != line.health.told]
            if changed and not await self._tell(changed):
                await asyncio.sleep(TELL_AGAIN_S)
                self._stirred.set()

    async def _tell(self, lines: list[Line]) -> bool:
        facts = {line.row.id: (line.health.worth_telling, line.health.trouble) for line in lines}

        def journal(tx: Tx) -> None:
            for printer_id, ((trouble, low), reason) in facts.items():
                data = {"printer_id": printer_id, "online": not trouble, "reason": reason, "paper_low": low}
                tx.journal("printer_changed", f"printer:{printer_id}", actor="system", data=data)

        try:
            await self._database.write(journal)
        except StorageUnavailable:
            return False
        for line in lines:
            line.health.told = facts[line.row.id][0]
            line.health.told_at = self._database.clock.now_ms()
        return True
