"""One connection to one Star printer: what is said on it, and what has been heard."""

import time
from collections.abc import Callable

from firmware_bridges.contracts import PrinterStatus, Reason, Stream, StreamError
from firmware_bridges.link import Link
from firmware_bridges.star.encoder import ENABLE_ASB, INITIALISE
from firmware_bridges.star.status import ASK_STATUS, COUNTS, Asb, AsbParser

MARK = b"\x17"
"""ETB: printed past in its turn, it raises the counter in the status by one."""
_FILL_UP_ANY_COMMAND = bytes(8192)
_END_RASTER = b"\x1b*rB"
_CANCEL = b"\x18"
_PATIENCE_S = 3.0


class StarLink(Link):
    """`owed` marks have been sent and not been heard of yet."""

    def __init__(self, stream: Stream, on_heard: Callable[[], None]) -> None:
        self._parser = AsbParser()
        super().__init__(stream, self._parser, on_heard)
        self.last: Asb | None = None
        self.owed = 0
        self._blocks = 0

    @property
    def counter(self) -> int | None:
        """The ETB counter as last heard; None while unknown and from a printer that does not count."""
        return None if self.last is None else self.last.counter

    def status(self) -> PrinterStatus:
        now = time.monotonic()
        return PrinterStatus(online=True, at_monotonic=now) if self.last is None else self.last.status(now)

    def check(self, *, until: float, cancelled: Callable[[], bool]) -> bool:
        before = self._blocks
        self.send(ASK_STATUS, until=until, cancelled=cancelled)
        return self.wait(lambda: self._blocks > before, until=until, cancelled=cancelled)

    def recover(self, *, until: float, cancelled: Callable[[], bool]) -> None:
        """End any command left half sent, cancel what was printed half, and see that marks count again.

        Cancelling sets the counter to zero. So many marks follow that the count to wait for cannot be reached
        by a mark of the broken job that is still on its way. Raises StreamError when it is not reached.
        """
        counter = self.counter
        marks = next(count for count in (2, 3, 4) if counter is None or count not in (counter, counter + 1))
        whole = _FILL_UP_ANY_COMMAND + _END_RASTER + _CANCEL + INITIALISE + ENABLE_ASB + MARK * marks
        if not self.send_all(whole, until=until, cancelled=cancelled):
            raise StreamError(Reason.NO_ANSWER, "the device takes no more bytes")
        until = min(until, time.monotonic() + _PATIENCE_S)
        counts = counter is not None
        if counts and not self.wait(lambda: self.counter == marks, until=until, cancelled=cancelled):
            raise StreamError(Reason.NO_ANSWER, "the device does not come back after a broken job")
        self.owed = 0

    def _take(self, data: bytes) -> None:
        for block in self._parser.feed(data):
            before, self.last = self.counter, block
            self._blocks += 1
            if before is not None and block.counter is not None:
                self.owed = max(0, self.owed - (block.counter - before) % COUNTS)


class Mark:
    """The proof of one job on one link (a `job.Confirmation`): the counter goes past its mark."""

    may_improve = False

    def __init__(self, link: StarLink, abilities: "Abilities", *, asks: bool) -> None:
        self._link = link
        self._abilities = abilities
        self._start = link.counter
        self._behind = link.owed
        self.question = MARK if asks else b""
        link.owed += len(self.question)

    @property
    def confirmed(self) -> bool:
        """Whether the printer has passed this job's mark; the marks of earlier jobs come first."""
        counter = self._link.counter
        if not self.question or self._start is None or counter is None:
            return False
        passed = (counter - self._start) % COUNTS > self._behind
        self._abilities.counts = self._abilities.counts or passed
        return passed

    @property
    def proven(self) -> bool:
        return self._abilities.counts

    @property
    def hopeless(self) -> bool:
        return self._abilities.disappointed

    def distrust(self) -> None:
        """A counter in a whole status block is no accident."""

    def settle(self) -> None:
        """There is no better word than a mark."""

    def despair(self) -> None:
        """It is well and did not count."""
        self._abilities.disappointed = True


class Abilities:
    """What one printer has been seen to do, over all its connections."""

    def __init__(self) -> None:
        self.counts = False
        self.disappointed = False
