"""One writer with group commit over one SQLite file, and a reader beside it.

Statements run on the event loop, only COMMIT (which waits for the disk) runs on a helper thread. Between two groups the
writer's connection reads as well: its own commits leave its pages in memory, while any other connection must fetch and
check all of them again.
"""

import asyncio
import contextlib
import logging
import os
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

import apsw

from appliance.kernel.clock import Clock
from appliance.kernel.errors import StorageBusy
from appliance.kernel.ids import Ids
from appliance.storage import connection as connections
from appliance.storage import journal
from appliance.storage.journal import Chain, JournalRow
from appliance.storage.outcomes import Failed, settle, unavailable
from appliance.storage.tx import Reader, Tx

T = TypeVar("T")
Commits = Callable[[list[JournalRow]], None]

GROUP_LIMIT = 24
QUEUE_LIMIT = 2_000
DISK_TROUBLE = (
    apsw.BusyError,
    apsw.CantOpenError,
    apsw.CorruptError,
    apsw.FullError,
    apsw.IOError,
    apsw.NotADBError,
    apsw.ReadOnlyError,
)

log = logging.getLogger(__name__)


class Database:
    """The live file: `open()` before use, `close()` at the end; all methods on the event loop's thread.

    `vfs` names another apsw VFS than the checksum one: for programs that measure or break disks.
    """

    def __init__(
        self, path: Path, *, clock: Clock, chance: Callable[[int], bytes] = os.urandom, vfs: str | None = None
    ) -> None:
        self.path = path
        self.clock = clock
        self.ids = Ids(chance)
        self.branch = ""
        self.trouble: str | None = None
        self._closing = False
        self._in_group = False
        self._looking: Reader | None = None
        self._vfs = vfs
        self._memories: list[Commits] = []
        self._listeners: list[Commits] = []
        self._waiting: deque[tuple[Callable[[Tx], Any], asyncio.Future[Any]]] = deque()
        self._pump_task: asyncio.Task[None] | None = None
        self._committer = ThreadPoolExecutor(1, thread_name_prefix="commit")
        self._writer: apsw.Connection
        self._reader: apsw.Connection
        self._chain: Chain

    def open(self) -> None:
        """Open an existing, migrated file; from then on nothing else in this process may open it."""
        self._writer = connections.open_writer(self.path, self._vfs)
        self._reader = connections.open_reader(self.path, self._vfs)
        connections.guard(self.path)
        self._chain = Chain.load(self._writer)
        for row in self.journal_since(self._chain.seq - 1, 1):
            self.clock.raise_to(row.at)
        self.refresh_branch()

    def refresh_branch(self) -> None:
        """Learn which branch this appliance is; once after opening and once after the first setup."""
        for (branch,) in self._reader.execute("SELECT id FROM branch WHERE is_here = 1"):
            self.branch = branch

    async def close(self) -> None:
        """Finish what is waiting, take nothing new, then close both connections."""
        self._closing = True
        while self._pump_task is not None and not self._pump_task.done():
            await asyncio.wait([self._pump_task])
        self._committer.shutdown()
        self._reader.close()
        self._writer.close()
        connections.unguard(self.path)

    def on_commit(self, listener: Commits, *, keeps_memory: bool = False) -> None:
        """Call `listener` with the journal rows of each commit, in order, after it is durable.

        Those that keep a part of the file in memory come first, so that the others see it as it is now.
        """
        (self._memories if keeps_memory else self._listeners).append(listener)

    @property
    def seq(self) -> int:
        """The last committed journal seq as readers see it."""
        return self.read(Reader.last_seq)

    def read(self, look: Callable[[Reader], T]) -> T:
        """Run `look` on one consistent state of the file. Short looks only: it runs on the event loop.

        Raises StorageUnavailable when the disk fails or a page does not match its checksum.
        """
        if self._looking is not None:  # a look within a look sees the same state
            return look(self._looking)
        connection = self._reader if self._in_group or self.trouble is not None else self._writer
        connection.execute("BEGIN")
        changes = connection.total_changes()
        self._looking = Reader(connection, self.branch)
        try:
            return look(self._looking)
        except DISK_TROUBLE as error:
            self._note_trouble(error)
            raise unavailable(error) from error
        finally:
            self._looking = None
            if connection.total_changes() != changes:
                connection.execute("ROLLBACK")
                raise RuntimeError("a look has tried to change the file")
            if connection.in_transaction:
                connection.execute("COMMIT")

    def journal_since(self, seq: int, limit: int = 1_000) -> list[JournalRow]:
        """Committed events after `seq`, oldest first."""
        return journal.since(self._reader, seq, limit)

    def verify_journal(self) -> journal.Verdict:
        """Walk the hash chain."""
        return journal.verify(self._reader)

    def checksums_are_on(self) -> bool:
        """Whether a flipped bit in the file would be noticed."""
        return connections.checksums_are_on(self._reader)

    async def write(self, change: Callable[[Tx], T]) -> T:
        """Run `change` inside the next transaction and return its result once that is on the disk.

        Raises what `change` raised (its own changes are then undone, those of others stay), or StorageUnavailable
        when the disk is full, read-only or failing; StorageBusy when only too much is waiting, or the file is being closed.
        """
        if self._closing:
            raise StorageBusy("The appliance is shutting down; please try again in a moment.")
        if len(self._waiting) >= QUEUE_LIMIT:
            raise StorageBusy(
                "The appliance is too busy to save this right now; please try again in a moment."
            )
        future: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._waiting.append((change, future))
        if self._pump_task is None or self._pump_task.done():
            self._pump_task = asyncio.create_task(self._pump())
        return await future

    async def _pump(self) -> None:
        while self._waiting:
            group = [self._waiting.popleft() for _ in range(min(GROUP_LIMIT, len(self._waiting)))]
            outcomes = await self._run_group([change for change, _ in group])
            fresh, self._chain.fresh = self._chain.fresh, []
            for (_, future), outcome in zip(group, outcomes, strict=True):
                settle(future, outcome)
            self._tell(fresh)

    async def _run_group(self, changes: list[Callable[[Tx], Any]]) -> list[Any]:
        """Results or exceptions, one per change, after the commit."""
        start = self._chain.mark()
        self._in_group = True
        try:
            self._writer.execute("BEGIN IMMEDIATE")
            outcomes = [self._run_one(change) for change in changes]
            await asyncio.get_running_loop().run_in_executor(self._committer, self._writer.execute, "COMMIT")
        except Exception as error:  # whatever it was, every caller gets an answer and the writer goes on
            self._chain.back_to(start)
            self._roll_back()
            if not isinstance(error, DISK_TROUBLE):
                return [Failed(error) for _ in changes]
            self._note_trouble(error)
            return [Failed(unavailable(error)) for _ in changes]
        finally:
            self._in_group = False
        self._note_recovery()
        return outcomes

    def _run_one(self, change: Callable[[Tx], Any]) -> Any:
        mark = self._chain.mark()
        tx = Tx(self._writer, self.branch, self.clock.now_ms(), self.ids, self._chain)
        self._writer.execute("SAVEPOINT one")
        try:
            outcome: Any = change(tx)
        except DISK_TROUBLE:
            raise
        except Exception as error:  # a change that fails is undone and reported to its own caller only
            if not self._writer.in_transaction:
                raise apsw.IOError("the transaction was ended by the disk") from error
            self._writer.execute("ROLLBACK TO one")
            self._chain.back_to(mark)
            outcome = Failed(error)
        self._writer.execute("RELEASE one")
        return outcome

    def _roll_back(self) -> None:
        with contextlib.suppress(apsw.Error):  # a failing disk may have ended the transaction already
            if self._writer.in_transaction:
                self._writer.execute("ROLLBACK")

    def _note_trouble(self, error: Exception) -> None:
        if self.trouble is None:
            log.error("cannot write to %s: %s", self.path, error)
        self.trouble = str(error)

    def _note_recovery(self) -> None:
        if self.trouble is not None:
            log.warning("writing to %s works again", self.path)
        self.trouble = None

    def _tell(self, rows: list[JournalRow]) -> None:
        for listener in (*self._memories, *self._listeners) if rows else ():
            try:
                listener(rows)
            except Exception:  # a listener's fault must not fail writes that are already durable
                log.exception("an event listener failed")
