"""The peripherals in use: brings their bridges up and down with the file, feeds the poles, hands texts to the modem."""

import asyncio
import logging
from collections.abc import Coroutine
from typing import Any, TypeVar

import msgspec

from appliance.checks import bill
from appliance.kernel.errors import Refused, StorageUnavailable
from appliance.peripherals import rules, store
from appliance.peripherals.model import MakeDevices, ModemBridge, PeripheralRow, PoleBridge, Why
from appliance.peripherals.outbox import Outbox
from appliance.printing import PaperWords, words_in
from appliance.settings import Settings
from appliance.storage import Database, JournalRow, Matching
from firmware_bridges.attached import DeviceStatus
from firmware_bridges.displays.text import Face, Line

DUE_S = 60.0
PAID_S = 20.0
TEST_S = 10.0
STOP_S = 3.0

B = TypeVar("B", PoleBridge, ModemBridge)

log = logging.getLogger(__name__)


class Peripherals:
    """Used on the event loop only. `look()` is to be called every second or so."""

    def __init__(self, database: Database, settings: Settings, make: MakeDevices) -> None:
        self.settings = settings
        self.clock = database.clock
        self.lost_at: dict[str, int] = {}
        """Since when each device cannot do its work (ms)."""
        self._database = database
        self._make = make
        self._poles: dict[str, tuple[PeripheralRow, PoleBridge]] = {}
        self._modems: dict[str, tuple[PeripheralRow, ModemBridge]] = {}
        self._broken: set[str] = set()
        self._outbox = Outbox(database)
        self._tasks: set[asyncio.Task[None]] = set()
        self._matching = Matching("the peripherals", self._match_rows)
        self._stopping = False
        database.on_commit(self._heard_commit)

    async def start(self) -> None:
        """Bring up every device, and see what became of texts that were under way."""
        await self._matching.begin()
        self._spawn(self._matching.run(), "peripherals as in the file")
        await self._outbox.recover()
        self._spawn(self._outbox.run(), "text messages")

    async def stop(self) -> None:
        """End within seconds."""
        self._stopping = True
        self._matching.finish()
        self._outbox.finish()
        bridges: list[PoleBridge | ModemBridge] = [pole for _, pole in self._poles.values()]
        bridges += [modem for _, modem in self._modems.values()]
        await asyncio.gather(*(asyncio.to_thread(bridge.stop) for bridge in bridges), return_exceptions=True)
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=STOP_S)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    async def look(self) -> None:
        """Note what was lost, drop what expired, forget what is old, and let the modem look for work."""
        now_ms = self.clock.now_ms()
        for device_id in (*self._poles, *self._modems, *self._broken):
            if self.status_of(device_id).online:
                self.lost_at.pop(device_id, None)
            else:
                self.lost_at.setdefault(device_id, now_ms)
        await self._outbox.tidy()
        self._outbox.wake()

    def status_of(self, device_id: str) -> DeviceStatus:
        """How a device is now."""
        known = self._poles.get(device_id) or self._modems.get(device_id)
        if known is not None:
            return known[1].status
        return DeviceStatus(False, Why.BAD_SETUP if device_id in self._broken else Why.OFF)

    def test_pole(self, device_id: str) -> bool:
        """Show a line on a pole for a moment; whether there is such a pole."""
        known = self._poles.get(device_id)
        if known is not None:
            known[1].show(Face(Line("12345678901234567890"), Line("Test", "1234.50")), for_s=TEST_S)
        return known is not None

    def _heard_commit(self, rows: list[JournalRow]) -> None:
        for row in rows:
            match row.kind:
                case "peripheral_changed" if not self._stopping:
                    self._matching.ask()
                case "setting_changed":
                    self._show_idle()
                case "sms_changed":
                    self._outbox.wake()
                case "payment_taken" | "print_job_changed" if self._poles:
                    self._show_event(row)

    def _show_event(self, row: JournalRow) -> None:
        data: dict[str, Any] = msgspec.json.decode(row.data)
        words, currency = self._words, self.settings.now.currency
        if row.kind == "payment_taken":
            change = data.get("change_minor", 0)
            below = (words.money.change, words.amount(change, currency)) if change else None
            paid = words.amount(data["amount_minor"], currency)
            self._show(rules.total_face(words.money.total, currency, paid, below), PAID_S)
        elif data.get("kind") == "bill" and data.get("state") == "queued" and row.table_session is not None:
            due = self._due(row.table_session)
            if due:
                face = rules.total_face(words.money.total, currency, words.amount(due, currency), None)
                self._show(face, DUE_S)

    def _due(self, table_session_id: str) -> int:
        try:
            settings = self.settings.now
            return self._database.read(lambda reader: bill(reader, table_session_id, settings)).cash_due_minor
        except (Refused, StorageUnavailable):  # nothing is shown rather than something wrong
            return 0

    def _show(self, face: Face, for_s: float) -> None:
        for row, pole in self._poles.values():
            try:
                pole.show(face, for_s=for_s)
            except ValueError:  # an amount of more than twenty digits
                log.warning("%s cannot show this amount", row.name)

    def _show_idle(self) -> None:
        for _, pole in self._poles.values():
            pole.idle(rules.idle_face(self.settings.now.venue_name))

    @property
    def _words(self) -> PaperWords:
        settings = self.settings.now
        return words_in(settings.receipt_language, settings.default_language)

    async def _match_rows(self) -> None:
        """The bridges become what the file says; old bridges take time to end."""
        rows = {row.id: row for row in self._database.read(store.devices) if row.enabled}
        self._broken &= rows.keys()
        await self._take_down(self._poles, rows)
        await self._take_down(self._modems, rows)
        for row in rows.values():
            if row.id not in self._poles and row.id not in self._modems and not self._stopping:
                self._bring_up(row)
        for device_id, (_, modem) in self._modems.items():
            self._modems[device_id] = (rows[device_id], modem)
        self._outbox.modem = next(iter(self._modems.values()), None)
        self._outbox.wake()

    async def _take_down(
        self, known: dict[str, tuple[PeripheralRow, B]], rows: dict[str, PeripheralRow]
    ) -> None:
        for device_id, (row, bridge) in list(known.items()):
            if device_id not in rows or rows[device_id].wiring != row.wiring:
                known.pop(device_id)
                self.lost_at.pop(device_id, None)
                await asyncio.to_thread(bridge.stop)

    def _bring_up(self, row: PeripheralRow) -> None:
        self._broken.discard(row.id)
        try:
            if row.kind == "pole":
                pole = self._make.pole(row)
                pole.idle(rules.idle_face(self.settings.now.venue_name))
                pole.start()
                self._poles[row.id] = (row, pole)
            else:
                modem = self._make.modem(row, self._outbox.hear_report, self._outbox.hear_status)
                modem.start()
                self._modems[row.id] = (row, modem)
        except ValueError as error:
            log.warning("%s cannot be set up: %s", row.name, error)
            self._broken.add(row.id)
        except Exception:  # an optional device never stops the appliance from starting
            log.exception("%s cannot be set up", row.name)
            self._broken.add(row.id)

    def _spawn(self, work: Coroutine[Any, Any, None], name: str) -> None:
        task = asyncio.create_task(work, name=name)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
