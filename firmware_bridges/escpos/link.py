"""One connection to one ESC/POS printer: what is said on it, and what has been heard."""

import time
from collections.abc import Callable

from firmware_bridges.contracts import PrinterStatus, Stream, StreamError
from firmware_bridges.escpos.status import (
    QUESTIONS,
    Readings,
    RealTime,
    Reply,
    ReplyParser,
    Single,
    StatusBack,
)
from firmware_bridges.streams import CHUNK_BYTES

_SLICE_S = 0.1
_LATER_ANSWER_S = 0.5
_MAX_READS_AT_ONCE = 64


class SendBroken(StreamError):
    """The stream died while sending; `sent` bytes had been taken by then."""

    def __init__(self, error: StreamError, sent: int) -> None:
        super().__init__(error.reason, error.detail)
        self.sent = sent


class Link:
    """Owns a stream until `close`. Whatever reads or writes raises StreamError when the stream is dead.

    `hear`, when set, gets every reply; `on_heard` is called after what was heard has been taken in.
    """

    def __init__(self, name: str, stream: Stream, on_heard: Callable[[], None]) -> None:
        self.name = name
        self._on_heard = on_heard
        self.hear: Callable[[Reply], None] | None = None
        self.owed_gs_r = 0
        """Answers to GS r that may still come on this connection."""
        self._stream = stream
        self._parser = ReplyParser()
        self._readings = Readings()
        self._questions = list(QUESTIONS)
        self._awaited: int | None = None
        self._reports_by_itself = False

    @property
    def garbage(self) -> bytes:
        """The first bytes on this connection that are no answer."""
        return bytes(self._parser.garbage)

    @property
    def garbled(self) -> bool:
        """Whether this device has sent bytes that are no answer."""
        return bool(self._parser.garbage)

    def fileno(self) -> int:
        return self._stream.fileno()

    def status(self) -> PrinterStatus:
        """The status as last heard."""
        return self._readings.status(time.monotonic())

    def listen(self, *, deadline_s: float) -> bool:
        """Take in what the device says, waiting at most `deadline_s` for its first byte; whether it spoke."""
        data = self._stream.read(deadline_s=deadline_s)
        heard = bool(data)
        for _ in range(_MAX_READS_AT_ONCE):
            if not data:
                break
            self._take(data)
            data = self._stream.read(deadline_s=0)
        return heard

    def send(self, data: bytes, *, until: float, cancelled: Callable[[], bool]) -> int:
        """How many bytes of `data` were taken before `until` (monotonic), listening meanwhile.

        Raises `SendBroken` when the stream dies on the way: it carries the number of bytes taken so far.
        """
        sent = 0
        try:
            while sent < len(data) and not cancelled():
                remaining = until - time.monotonic()
                if remaining <= 0:
                    break
                sent += self._stream.write(
                    data[sent : sent + CHUNK_BYTES], deadline_s=min(remaining, _SLICE_S)
                )
                self.listen(deadline_s=0)
        except StreamError as error:
            raise SendBroken(error, sent) from error
        return sent

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

    def _ask(self, question: int, until: float, cancelled: Callable[[], bool]) -> bool:
        self._awaited = question
        self.send(QUESTIONS[question], until=until, cancelled=cancelled)
        while self._awaited is not None and not cancelled():
            remaining = until - time.monotonic()
            if remaining <= 0:
                break
            self.listen(deadline_s=min(remaining, _SLICE_S))
        answered = self._awaited is None
        self._awaited = None
        return answered

    def close(self) -> None:
        self._stream.close()

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
        self._on_heard()
