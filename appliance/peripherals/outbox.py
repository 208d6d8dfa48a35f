"""The outbox: hands due text messages to the modem one by one and writes down what became of them."""

import asyncio
import contextlib
import logging
from collections import deque
from functools import partial

from appliance.kernel.errors import StorageUnavailable
from appliance.peripherals.model import ModemBridge, PeripheralRow
from appliance.peripherals.service import texts
from appliance.storage import Database
from firmware_bridges.attached import DeviceStatus
from firmware_bridges.contracts import Reason
from firmware_bridges.message import DeliveryReport, Message, MessageOutcome, MessageState

DEADLINE_S = 180.0
OVERDUE_S = 10.0
REST_S = 20.0
AFTER_MISTAKE_S = 5.0
RECORD_AGAIN_S = 2.0
REPORTS_MAX = 200

log = logging.getLogger(__name__)


class Outbox:
    """Used on the event loop only, except `hear_report` and `hear_status`, which any thread may call."""

    def __init__(self, database: Database) -> None:
        self.modem: tuple[PeripheralRow, ModemBridge] | None = None
        self._database = database
        self._reports: deque[DeliveryReport] = deque(maxlen=REPORTS_MAX)
        self._wake = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stopping = False

    async def recover(self) -> None:
        """At start-up: texts that were being sent are in doubt."""
        self._loop = asyncio.get_running_loop()
        with contextlib.suppress(
            StorageUnavailable
        ):  # they stay as they are, and are not sent again either way
            await self._database.write(texts.recover)

    def wake(self) -> None:
        """Look for work now."""
        self._wake.set()

    def finish(self) -> None:
        """Begin nothing more."""
        self._stopping = True
        self._wake.set()

    def hear_report(self, report: DeliveryReport) -> None:
        """The network says something of a part."""
        self._reports.append(report)
        self._from_thread()

    def hear_status(self, status: DeviceStatus) -> None:
        """The modem is well again, or not any more."""
        self._from_thread()

    async def tidy(self) -> None:
        """Drop what has expired, forget what is old."""
        if self._database.read(lambda reader: texts.must_tidy(reader, self._database.clock.now_ms())):
            await self._database.write(texts.expire)
            await self._database.write(texts.forget_old)

    async def run(self) -> None:
        """Serve until `finish`."""
        while not self._stopping:
            self._wake.clear()
            try:
                busy = await self._turn()
            except StorageUnavailable:
                await self._rest(RECORD_AGAIN_S)
            except Exception:  # the edge of the device loop: one mistake must not silence the modem
                log.exception("the outbox stumbled")
                await self._rest(AFTER_MISTAKE_S)
            else:
                if not busy:
                    await self._rest(REST_S)

    async def _turn(self) -> bool:
        await self._take_reports()
        if self.modem is None or not self.modem[1].status.online:
            return False
        row, bridge = self.modem
        now_ms = self._database.clock.now_ms()
        if self._database.read(lambda reader: texts.find_due(reader, row, now_ms)) is None:
            return False
        begun = await self._database.write(lambda tx: texts.begin(tx, row))
        if begun is None:
            return False
        text, message = begun
        outcome = await self._send(bridge, message)
        await self._record(text.id, outcome)
        return True

    async def _send(self, bridge: ModemBridge, message: Message) -> MessageOutcome:
        try:
            future = asyncio.wrap_future(bridge.send(message, deadline_s=DEADLINE_S))
            return await asyncio.wait_for(future, DEADLINE_S + OVERDUE_S)
        except Exception:  # the edge of the device loop: whatever a bridge raises, the text is in doubt
            log.exception("the modem's bridge failed")
            return MessageOutcome(MessageState.UNKNOWN, trouble=Reason.INTERNAL)

    async def _record(self, sms_id: str, outcome: MessageOutcome) -> None:
        """What became of a text is kept until it can be written, or the next one would be begun blindly."""
        while True:
            try:
                await self._database.write(lambda tx: texts.record(tx, sms_id, outcome))
                return
            except StorageUnavailable:
                if self._stopping:
                    return
                await asyncio.sleep(RECORD_AGAIN_S)

    async def _take_reports(self) -> None:
        """Only between texts: a report may be quicker than the note of the part it speaks of."""
        while self._reports:
            report = self._reports[0]
            if not await self._database.write(partial(texts.take_report, report=report)):
                log.info("a delivery report fits no message of ours: reference %d", report.reference)
            self._reports.popleft()

    def _from_thread(self) -> None:
        if self._loop is not None:
            with contextlib.suppress(RuntimeError):  # the loop is already closed
                self._loop.call_soon_threadsafe(self._wake.set)

    async def _rest(self, longest_s: float) -> None:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(longest_s):
                await self._wake.wait()
