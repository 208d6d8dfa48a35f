"""One printer's line: hands its jobs to the bridge one by one and writes down what became of them."""

import asyncio
import contextlib
import logging
from collections.abc import Callable

from appliance.kernel.errors import StorageBusy, StorageUnavailable
from appliance.printing import rules, store
from appliance.printing.absence import Absence
from appliance.printing.health import Health
from appliance.printing.held import Follower, Held
from appliance.printing.model import KITCHEN_PAPERS, Bridge, JobKind, PrinterRow, PrintJob
from appliance.printing.service import failover
from appliance.printing.service import jobs as service
from appliance.printing.service.greeting import slip_of
from appliance.printing.service.jobs import Moment
from appliance.printing.submit import submit
from appliance.settings import Settings
from appliance.storage import Database, Reader, Tx
from firmware_bridges.contracts import OutcomeState, PrinterStatus, PrintOutcome, Reason
from firmware_bridges.document import Document, DocumentError

HELD_RETRY_S = 2.0
LOOK_AGAIN_S = 1.0
LONGEST_REST_S = 20.0
AFTER_MISTAKE_S = 5.0
BUSY_AGAIN_S = 0.2

log = logging.getLogger(__name__)


class Line:
    """Used on the event loop only. `works(printer_id)` says whether another printer can print now; `generation`
    counts the bridges it has had.
    """

    def __init__(
        self,
        row: PrinterRow,
        *,
        database: Database,
        settings: Settings,
        followers: list[Follower],
        chance: Callable[[], float],
        works: Callable[[str], bool],
        on_outcome: Callable[[], None],
    ) -> None:
        self.row = row
        self.bridge: Bridge | None = None
        self.health = Health()
        self.absence = Absence()
        self.generation = 0
        self.held = Held(row.id, database, followers)
        self._database = database
        self._settings = settings
        self._chance = chance
        self._works = works
        self._on_outcome = on_outcome
        self._wake = asyncio.Event()
        self._stopping = False
        self._failures = 0
        self._old_in_a_row = 0
        self._printing = ""
        self._resting_until_ms = 0
        self._able = asyncio.Event()
        """Set when there is a reason to look through the papers although the printer rests."""

    def wake(self) -> None:
        """Look for work now."""
        self._wake.set()

    def heard(self, status: PrinterStatus) -> None:
        """The bridge has seen a change; a printer that is well again is tried at once."""
        self.health.take_status(status, self._now_ms())
        if status.problem is Reason.NONE:
            self._failures = self._resting_until_ms = 0
            self._look_now()

    def has_in_hand(self, job_id: str) -> bool:
        """Whether this job is printing, or its end has still to be written down."""
        return job_id == self._printing or job_id in self.held

    def prepare(self, row: PrinterRow) -> None:
        """The printer's row has changed so that it needs another bridge; until `take` there is none."""
        self.row, self.bridge = row, None
        self.generation += 1
        self._failures = self._resting_until_ms = 0
        self.health.set_up(self._now_ms(), off=not row.enabled)

    def take(self, bridge: Bridge | None) -> None:
        """The bridge to print with from now on; None when it could not be made."""
        self.bridge = bridge
        if bridge is None:
            self.health.set_up(self._now_ms(), broken=True)
        self._look_now()

    def finish(self) -> None:
        """Take no further job; the one under way is still written down."""
        self._stopping = True
        self._look_now()

    async def run(self) -> None:
        """Serve until `finish`."""
        while not self._stopping:
            self._wake.clear()
            try:
                busy = await self._serve_one()
            except StorageBusy:
                await self._rest(BUSY_AGAIN_S)
            except Exception:  # the edge of the device loop: one mistake must not silence a printer
                log.exception("%s: the print line stumbled", self.row.name)
                await self._rest(AFTER_MISTAKE_S)
            else:
                if not busy:
                    await self._rest(self._rest_s())

    async def _serve_one(self) -> bool:
        await self._write_down_held()
        await self._set_late_aside()
        await self._hand_over()
        if self.bridge is None or self._is_resting():
            return False
        job = await self._claim() if not self.held.full else None
        if job is None:
            return False
        self._old_in_a_row = self._old_in_a_row + 1 if job.decided_at is not None else 0
        self._printing = job.id
        try:
            outcome = await self._attempt(self.bridge, job)
            self._judge(outcome)
            self.held.keep(job.id, outcome)
        finally:
            self._printing = ""
        await self._write_down_held()
        return True

    async def _claim(self) -> PrintJob | None:
        """The next job, marked as being sent: after a crash it is a copy. Raises StorageBusy; a full disk sets no mark."""
        at = self._moment()
        due = self._database.read(lambda reader: service.find_due(reader, self.row.id, at))
        if due is None and not self.held:
            return None
        try:
            return await self._database.write(lambda tx: service.claim(tx, self.row.id, at))
        except StorageBusy:
            raise
        except StorageUnavailable:
            return self._database.read(lambda reader: self._claim_unwritten(reader, at))

    def _claim_unwritten(self, reader: Reader, at: Moment) -> PrintJob | None:
        """The next job when nothing can be written: what is queued still comes out on paper, and once."""
        due = service.find_due(reader, self.row.id, at)
        found = [*self.held.failed_again(reader), *([due] if due else [])]
        return min(found, key=lambda job: job.made_at, default=None)

    async def _attempt(self, bridge: Bridge, job: PrintJob) -> PrintOutcome:
        try:
            paper = self._database.read(lambda reader: self._paper(reader, job))
        except DocumentError as error:
            return PrintOutcome(OutcomeState.FAILED, Reason.BAD_DOCUMENT, str(error))
        return await submit(bridge, job.id, paper, name=self.row.name)

    def _paper(self, reader: Reader, job: PrintJob) -> Document:
        find = slip_of if job.kind == JobKind.STATUS else service.document_of
        document = find(reader, job.id)
        now = self._settings.now
        kitchens = job.kind in KITCHEN_PAPERS
        language = now.kitchen_language if kitchens else now.default_language
        place = ""
        if job.failover_from is not None:
            station = store.ticket_station(reader, job.subject_id)
            place = station or store.printer_names(reader).get(job.failover_from, "")
        return rules.on_paper(job, document, self._now_ms(), place=place, language=language)

    def _judge(self, outcome: PrintOutcome) -> None:
        self.health.take_outcome(outcome, self._now_ms())
        self._on_outcome()
        if rules.blames_printer(outcome):
            self._failures += 1
            pause_s = rules.pause_s(self._failures, self._chance())
            self._resting_until_ms = self._now_ms() + int(pause_s * 1000)
        else:
            self._failures = self._resting_until_ms = 0

    async def _write_down_held(self) -> None:
        await self.held.write_down(max(0, self._resting_until_ms - self._now_ms()))

    async def _set_late_aside(self) -> None:
        late = self._database.read(lambda reader: service.find_late(reader, self.row.id, self._moment()))
        late = [job for job in late if job.id not in self.held]
        if late:
            with contextlib.suppress(StorageUnavailable):  # they are not printed by themselves either way
                await self._database.write(lambda tx: service.set_aside(tx, late))

    async def _hand_over(self) -> None:
        """Papers that this printer cannot print go to one that can."""
        if not self._failures and self.health.since is None:
            return
        heirs = self._database.read(self._heirs)
        if not heirs:
            return
        why = self.health.trouble or str(self.health.last_outcome)

        def move(tx: Tx) -> None:
            for job_id, there in heirs.items():
                failover.hand_over(tx, job_id, self.row.id, there, why)

        with contextlib.suppress(StorageUnavailable):  # they stay here until it can be written down
            await self._database.write(move)

    def _heirs(self, reader: Reader) -> dict[str, str]:
        trouble_for_ms = self.health.trouble_for_ms(self._now_ms())
        moment = self._moment()
        leaving = [
            job
            for job in store.waiting_jobs(reader, self.row.id)
            if moment.allows(job)
            and rules.wants_away(job, self.row, trouble_for_ms, failing=self._failures > 0)
        ]
        return failover.heirs(reader, self.row, leaving, self._works)

    def _moment(self) -> Moment:
        return Moment(
            now_ms=self._now_ms(),
            ask_after_ms=self._settings.now.print_ask_after_min * 60_000,
            passed_over=frozenset(self.held),
            old_in_a_row=self._old_in_a_row,
        )

    def _now_ms(self) -> int:
        return self._database.clock.now_ms()

    def _rest_s(self) -> float:
        ends = [LONGEST_REST_S]
        if self.held:
            ends.append(HELD_RETRY_S)
        if self._resting_until_ms > self._now_ms():
            ends.append((self._resting_until_ms - self._now_ms()) / 1000)
        trouble_for_ms = self.health.trouble_for_ms(self._now_ms())
        if trouble_for_ms is not None and trouble_for_ms < rules.AWAY_MS:
            ends.append((rules.AWAY_MS - trouble_for_ms) / 1000)
        return max(0.05, min(ends))

    async def _rest(self, longest_s: float) -> None:
        """Until woken. One that cannot print looks through its papers once a second, not at every new one."""
        now_s = asyncio.get_running_loop().time
        began_s = now_s()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(longest_s):
                await self._wake.wait()
                if self._is_resting():
                    self._able.clear()
                    async with asyncio.timeout(max(0.0, LOOK_AGAIN_S - (now_s() - began_s))):
                        await self._able.wait()

    def _look_now(self) -> None:
        self._able.set()
        self.wake()

    def _is_resting(self) -> bool:
        return not self._stopping and self._resting_until_ms > self._now_ms()
