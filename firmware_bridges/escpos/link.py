"""One connection to one ESC/POS printer: what is said on it, and what has been heard."""

import time
from collections.abc import Callable

from firmware_bridges.contracts import PrinterStatus, Stream
from firmware_bridges.escpos.status import (
    QUESTIONS,
    Readings,
    RealTime,
    Reply,
    ReplyParser,
    Single,
    StatusBack,
)
from firmware_bridges.link import Link

GO_ON = b"\x10\x05\x01"
"""DLE ENQ 1: leave a recoverable error and go on with the line where it happened; obeyed at once."""
_LATER_ANSWER_S = 0.5
_NUDGE_EVERY_S = 2.0


class EscPosLink(Link):
    """`hear`, when set, gets every reply."""

    def __init__(self, stream: Stream, on_heard: Callable[[], None]) -> None:
        self._parser = ReplyParser()
        super().__init__(stream, self._parser, on_heard)
        self.hear: Callable[[Reply], None] | None = None
        self.owed_gs_r = 0
        """Answers to GS r that may still come on this connection."""
        self._readings = Readings()
        self._questions = list(QUESTIONS)
        self._awaited: int | None = None
        self._reports_by_itself = False
        self._nudge_at = 0.0

    def status(self) -> PrinterStatus:
        return self._readings.status(time.monotonic())

    def check(self, *, until: float, cancelled: Callable[[], bool]) -> bool:
        """Ask how the device is, at most until `until` (monotonic); whether it answered. Only between jobs.

        A device that reports changes by itself is asked for a sign of life only. The questions go one at a
        time, because their answers look alike, and one that this device does not know is not asked again.
        """
        first, *others = [1] if self._reports_by_itself else self._questions
        if not self._ask(first, until, cancelled):
            return False
        for question in others:
            if self._reports_by_itself:
                break
            if not self._ask(question, min(until, time.monotonic() + _LATER_ANSWER_S), cancelled):
                self._questions.remove(question)
        return True

    def nudge(self) -> bool:
        """All of the job has been sent, so DLE ENQ cannot end up within a picture."""
        now = time.monotonic()
        if not self.status().stuck or now < self._nudge_at:
            return False
        self._nudge_at = now + _NUDGE_EVERY_S
        return bool(self.send(GO_ON, until=now + _LATER_ANSWER_S, cancelled=lambda: False))

    def _ask(self, question: int, until: float, cancelled: Callable[[], bool]) -> bool:
        self._awaited = question
        self.send(QUESTIONS[question], until=until, cancelled=cancelled)
        answered = self.wait(lambda: self._awaited is None, until=until, cancelled=cancelled)
        self._awaited = None
        return answered

    def _take(self, data: bytes) -> None:
        for reply in self._parser.feed(data):
            match reply:
                case StatusBack(group):
                    self._readings.take_group(group)
                    self._reports_by_itself = True
                case RealTime(byte) if self._awaited is not None:
                    self._readings.take_answer(self._awaited, byte)
                    self._awaited = None
                case Single():
                    self.owed_gs_r = max(0, self.owed_gs_r - 1)
                case _:
                    pass
            if self.hear is not None:
                self.hear(reply)
