"""Outcomes that could not be written down yet (full disk): kept in memory, in their order, until they can."""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from appliance.kernel.errors import StorageUnavailable
from appliance.printing import store
from appliance.printing.model import PrintJob
from appliance.printing.service import jobs as service
from appliance.storage import Database, Reader, Tx
from firmware_bridges.contracts import OutcomeState, PrintOutcome, Reason

Follower = Callable[[Tx, PrintJob, PrintOutcome], None]

HELD_MAX = 200
FIRST_PAUSE_S = 2.0
LONGEST_PAUSE_S = 60.0

_POWER_LOSS = PrintOutcome(OutcomeState.UNKNOWN, Reason.STOPPED, "the appliance went down meanwhile")
_NEVER_SENT = PrintOutcome(OutcomeState.FAILED, Reason.INTERNAL, "it was not handed to the printer")

log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Stumble:
    """An outcome that raised when it was recorded; not tried again before `again_s` (monotonic)."""

    pause_s: float
    again_s: float


class Held:
    """The outcomes of one printer's jobs by job id; begins with what was being sent when the appliance went down,
    which may be on paper or not.
    """

    def __init__(self, printer_id: str, database: Database, followers: list[Follower]) -> None:
        self._printer_id = printer_id
        self._database = database
        self._followers = followers
        self._kept = {job.id: _POWER_LOSS for job in database.read(self._sending)}
        self._stumbles: dict[str, _Stumble] = {}

    def __iter__(self) -> Iterator[str]:
        return iter(self._kept)

    def __len__(self) -> int:
        return len(self._kept)

    @property
    def full(self) -> bool:
        """Whether no further attempt may be made before something could be written down."""
        return len(self._kept) >= HELD_MAX

    def keep(self, job_id: str, outcome: PrintOutcome) -> None:
        """An attempt has ended so."""
        self._kept[job_id] = outcome
        self._stumbles.pop(job_id, None)

    def failed_again(self, reader: Reader) -> list[PrintJob]:
        """Jobs that the file has as being sent, but whose attempt failed: they may be tried again all the same, unless
        a person has dropped them.
        """
        failed = {job_id for job_id, outcome in self._kept.items() if outcome.state == OutcomeState.FAILED}
        return [job for job in self._sending(reader) if job.id in failed and job.drop_reason is None]

    async def write_down(self, pause_ms: int) -> None:
        """Outcomes reach the file in the order they happened; what cannot be written stays.

        One that raises is set aside for later tries, each after a longer pause, and the others go on.
        """
        self._hold_strays()
        for job_id, outcome in list(self._kept.items()):
            if self._is_set_aside(job_id):
                continue
            try:
                await self._write_down(job_id, outcome, pause_ms)
            except StorageUnavailable:
                self._let_go_of_failures()
                return
            except Exception:  # one outcome's fault must not hold up those behind it
                self._set_aside(job_id)
            else:
                del self._kept[job_id]
                self._stumbles.pop(job_id, None)

    async def _write_down(self, job_id: str, outcome: PrintOutcome, pause_ms: int) -> None:
        try:
            await self._database.write(partial(self._record, job_id, outcome, pause_ms, self._followers))
        except StorageUnavailable:
            raise
        except Exception as error:  # a follower's mistake must not make a printed paper look unprinted
            await self._database.write(partial(self._record, job_id, outcome, pause_ms, []))
            log.error("what became of print job %s could not be passed on", job_id, exc_info=error)

    def _is_set_aside(self, job_id: str) -> bool:
        stumble = self._stumbles.get(job_id)
        return stumble is not None and self._database.clock.monotonic_s() < stumble.again_s

    def _set_aside(self, job_id: str) -> None:
        """To be called while its exception is handled: it is logged the first time."""
        before = self._stumbles.get(job_id)
        if before is None:
            log.exception("what became of print job %s cannot be written down yet; it is kept", job_id)
        pause_s = FIRST_PAUSE_S if before is None else min(LONGEST_PAUSE_S, 2 * before.pause_s)
        self._stumbles[job_id] = _Stumble(pause_s, self._database.clock.monotonic_s() + pause_s)

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
            self._kept.setdefault(job.id, _NEVER_SENT)

    def _let_go_of_failures(self) -> None:
        """A failed attempt of a job that the file still has as waiting need not be remembered."""
        sending = {job.id for job in self._database.read(self._sending)}
        for job_id, outcome in list(self._kept.items()):
            if outcome.state == OutcomeState.FAILED and job_id not in sending:
                del self._kept[job_id]
                self._stumbles.pop(job_id, None)

    def _sending(self, reader: Reader) -> list[PrintJob]:
        return store.sending_of(reader, self._printer_id)
