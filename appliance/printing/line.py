"""One printer's line: hands its jobs to the bridge one by one and writes down what became of them."""

import asyncio
import contextlib
import logging
from collections.abc import Callable
from functools import partial

from appliance.kernel.errors import StorageUnavailable
from appliance.printing import rules, service, store
from appliance.printing.health import Health
from appliance.printing.model import Bridge, PrinterRow, PrintJob
from appliance.printing.service import Moment
from appliance.settings import Settings
from appliance.storage import Database, Reader, Tx
from firmware_bridges.contracts import OutcomeState, PrinterStatus, PrintOutcome, Reason
from firmware_bridges.document import Document, DocumentError

Follower = Callable[[Tx, PrintJob, PrintOutcome], None]

DEADLINE_S = 20.0
OVERDUE_S = 5.0
"""A bridge that does not keep its deadline is not waited for longer than this."""
HELD_MAX = 200
HELD_RETRY_S = 2.0
LONGEST_REST_S = 20.0
AFTER_MISTAKE_S = 5.0

_POWER_LOSS = PrintOutcome(OutcomeState.UNKNOWN, Reason.STOPPED, "the appliance went down meanwhile")
_NEVER_SENT = PrintOutcome(OutcomeState.FAILED, Reason.INTERNAL, "it was not handed to the printer")

log = logging.getLogger(__name__)


class Line:
    """Used on the event loop only. `held` keeps outcomes that could not be written down yet (full disk)."""

    def __init__(
        self,
        row: PrinterRow,
        *,
        database: Database,
        settings: Settings,
        followers: list[Follower],
        chance: Callable[[], float],
        on_outcome: Callable[[], None],
    ) -> None:
        self.row = row
        self.bridge: Bridge | None = None
        self.health = Health()
        self.held: dict[str, PrintOutcome] = {}
        self._database = database
        self._settings = settings
        self._followers = followers
        self._chance = chance
        self._on_outcome = on_outcome
        self._wake = asyncio.Event()
        self._stopping = False
        self._failures = 0
        self._resting_until_ms = 0

    def recover(self) -> None:
        """At start-up: what was being sent when the appliance went down may be on paper or not."""
        self.held = {job.id: _POWER_LOSS for job in self._database.read(self._sending)}

    def wake(self) -> None:
        """Look for work now."""
        self._wake.set()

    def heard(self, status: PrinterStatus) -> None:
        """The bridge has seen a change; a printer that is well again is tried at once."""
        self.health.take_status(status)
        if status.problem is Reason.NONE:
            self._failures = self._resting_until_ms = 0
            self.wake()

    def finish(self) -> None:
        """Take no further job; the one under way is still written down."""
        self._stopping = True
        self.wake()

    async def run(self) -> None:
        """Serve until `finish`."""
        while not self._stopping:
            self._wake.clear()
            try:
                busy = await self._serve_one()
            except Exception:  # the edge of the device loop: one mistake must not silence a printer
                log.exception("%s: the print line stumbled", self.row.name)
                await self._rest(AFTER_MISTAKE_S)
            else:
                if not busy:
                    await self._rest(self._rest_s())

    async def _serve_one(self) -> bool:
        await self._write_down_held()
        await self._set_late_aside()
        if self.bridge is None or self._resting_until_ms > self._database.clock.now_ms():
            return False
        job = await self._claim() if len(self.held) < HELD_MAX else None
        if job is None:
            return False
        outcome = await self._attempt(self.bridge, job)
        self._judge(outcome)
        self.held[job.id] = outcome
        await self._write_down_held()
        return True

    async def _claim(self) -> PrintJob | None:
        at = self._moment()
        due = self._database.read(lambda reader: service.find_due(reader, self.row.id, at))
        if due is None and not self.held:
            return None
        try:
            return await self._database.write(lambda tx: service.claim(tx, self.row.id, at))
        except StorageUnavailable:
            return self._database.read(lambda reader: self._claim_unwritten(reader, at))

    def _claim_unwritten(self, reader: Reader, at: Moment) -> PrintJob | None:
        """The next job when nothing can be written: what is queued still comes out on paper, and once."""
        failed = {job_id for job_id, outcome in self.held.items() if outcome.state == OutcomeState.FAILED}
        again = [job for job in self._sending(reader) if job.id in failed]
        due = service.find_due(reader, self.row.id, at)
        found = [*again, *([due] if due else [])]
        return min(found, key=lambda job: job.made_at, default=None)

    async def _attempt(self, bridge: Bridge, job: PrintJob) -> PrintOutcome:
        try:
            document = self._database.read(lambda reader: service.document_of(reader, job.id))
        except DocumentError as error:
            return PrintOutcome(OutcomeState.FAILED, Reason.BAD_DOCUMENT, str(error))
        paper = rules.on_paper(job, document, self._database.clock.now_ms())
        return await self._submit(bridge, job.id, paper)

    async def _submit(self, bridge: Bridge, job_id: str, paper: Document) -> PrintOutcome:
        try:
            future = bridge.submit(job_id, paper, deadline_s=DEADLINE_S)
            return await asyncio.wait_for(asyncio.wrap_future(future), DEADLINE_S + OVERDUE_S)
        except TimeoutError:
            return PrintOutcome(OutcomeState.UNKNOWN, Reason.TIMEOUT, "the bridge did not keep its deadline")
        except Exception:  # the edge of the device loop: whatever a bridge raises, the paper is in doubt
            log.exception("%s: the bridge failed", self.row.name)
            return PrintOutcome(OutcomeState.UNKNOWN, Reason.INTERNAL, "the bridge failed")

    def _judge(self, outcome: PrintOutcome) -> None:
        self.health.take_outcome(outcome)
        self._on_outcome()
        if rules.blames_printer(outcome):
            self._failures += 1
            self._resting_until_ms = self._database.clock.now_ms() + self._pause_ms()
        else:
            self._failures = self._resting_until_ms = 0

    def _pause_ms(self) -> int:
        return int(rules.pause_s(max(1, self._failures), self._chance()) * 1000)

    async def _write_down_held(self) -> None:
        """Outcomes reach the file in the order they happened; what cannot be written stays held."""
        self._hold_strays()
        for job_id, outcome in list(self.held.items()):
            pause_ms = max(0, self._resting_until_ms - self._database.clock.now_ms())
            if not await self._write_down(job_id, outcome, pause_ms):
                self._let_go_of_failures()
                return
            del self.held[job_id]

    async def _write_down(self, job_id: str, outcome: PrintOutcome, pause_ms: int) -> bool:
        for followers in (self._followers, []):
            try:
                await self._database.write(partial(self._record, job_id, outcome, pause_ms, followers))
                return True
            except StorageUnavailable:
                return False
            except Exception:  # a follower's mistake must not make a printed paper look unprinted
                log.exception("%s: what became of job %s could not be passed on", self.row.name, job_id)
        return False

    def _record(
        self, job_id: str, outcome: PrintOutcome, pause_ms: int, followers: list[Follower], tx: Tx
    ) -> None:
        job = service.record(tx, job_id, outcome, pause_ms)
        if job is not None:
            for follower in followers:
                follower(tx, job, outcome)

    def _hold_strays(self) -> None:
        """A job marked as sending that nobody sends: the disk failed while the mark was written."""
        for job in self._database.read(self._sending):
            self.held.setdefault(job.id, _NEVER_SENT)

    def _let_go_of_failures(self) -> None:
        """A failed attempt of a job that the file still has as waiting need not be remembered."""
        sending = {job.id for job in self._database.read(self._sending)}
        for job_id, outcome in list(self.held.items()):
            if outcome.state == OutcomeState.FAILED and job_id not in sending:
                del self.held[job_id]

    async def _set_late_aside(self) -> None:
        late = self._database.read(lambda reader: service.find_late(reader, self.row.id, self._moment()))
        late = [job for job in late if job.id not in self.held]
        if late:
            with contextlib.suppress(StorageUnavailable):  # they are not printed by themselves either way
                await self._database.write(lambda tx: service.set_aside(tx, late))

    def _sending(self, reader: Reader) -> list[PrintJob]:
        return store.sending_of(reader, self.row.id)

    def _moment(self) -> Moment:
        return Moment(
            now_ms=self._database.clock.now_ms(),
            ask_after_ms=self._settings.now.print_ask_after_min * 60_000,
            passed_over=frozenset(self.held),
        )

    def _rest_s(self) -> float:
        now_ms = self._database.clock.now_ms()
        ends = [LONGEST_REST_S]
        if self.held:
            ends.append(HELD_RETRY_S)
        if self._resting_until_ms > now_ms:
            ends.append((self._resting_until_ms - now_ms) / 1000)
        return max(0.05, min(ends))

    async def _rest(self, longest_s: float) -> None:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(longest_s):
                await self._wake.wait()
