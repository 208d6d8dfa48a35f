"""A cash drawer on a serial port: some bytes, and it springs open. It says nothing back."""

import contextlib
import time
from collections import deque
from concurrent.futures import Future, InvalidStateError
from dataclasses import dataclass, field

from firmware_bridges.attached import Attached, DeviceStatus, OnStatus, Patience, Wire, WriteCut
from firmware_bridges.contracts import OpenStream, OutcomeState, PrintOutcome, Reason

ANY_BYTE = b"\x07"
"""What is sent to a drawer that opens at any byte; BEL is also what most others expect."""

MAX_KICK_BYTES = 32
MAX_WAITING = 10


def kick_bytes_from(text: str) -> bytes:
    """Bytes as a person writes them, in hexadecimal ("1b 70 00"); empty stands for any byte.

    Raises ValueError with a sentence when it is not that, or longer than 32 bytes.
    """
    if not text.strip():
        return ANY_BYTE
    try:
        given = bytes.fromhex(text)
    except ValueError:
        raise ValueError("Write the bytes in hexadecimal, for example 1b 70 00.") from None
    if len(given) > MAX_KICK_BYTES:
        raise ValueError(f"At most {MAX_KICK_BYTES} bytes open a drawer.")
    return given


@dataclass(frozen=True, slots=True)
class _Kick:
    until: float
    future: Future[PrintOutcome] = field(default_factory=Future)

    def end(self, state: OutcomeState, reason: Reason = Reason.NONE, detail: str = "") -> None:
        with contextlib.suppress(InvalidStateError):  # cancelled, or already ended by `stop`
            self.future.set_result(PrintOutcome(state, reason, detail))


class SerialDrawer(Attached):
    """Opens a drawer. A kick is sent within its deadline or never: nobody expects a drawer that opens later."""

    def __init__(
        self,
        name: str,
        open_stream: OpenStream,
        *,
        kick_bytes: bytes = ANY_BYTE,
        on_status: OnStatus | None = None,
        patience: Patience | None = None,
    ) -> None:
        super().__init__(name, open_stream, on_status=on_status, patience=patience)
        if not 1 <= len(kick_bytes) <= MAX_KICK_BYTES:
            raise ValueError(f"A drawer is opened by 1 to {MAX_KICK_BYTES} bytes.")
        self._kick_bytes = kick_bytes
        self._waiting: deque[_Kick] = deque()

    def kick(self, *, deadline_s: float) -> Future[PrintOutcome]:
        """Open it. The outcome is SENT_UNCONFIRMED, FAILED (no byte left the box) or UNKNOWN (some did)."""
        kick = _Kick(time.monotonic() + deadline_s)
        with self._lock:
            if self._stopping:
                kick.end(OutcomeState.FAILED, Reason.STOPPED, "the drawer has been stopped")
            elif len(self._waiting) >= MAX_WAITING:
                kick.end(OutcomeState.FAILED, Reason.QUEUE_FULL, f"{MAX_WAITING} kicks are waiting")
            else:
                self._waiting.append(kick)
                self._wake()
        return kick.future

    def _greet(self, wire: Wire) -> None:
        self._publish(DeviceStatus(True))

    def _turn(self, wire: Wire) -> float:
        wire.read(deadline_s=0)
        while (kick := self._next()) is not None:
            self._send(wire, kick)
        return self.patience.again_last_s

    def _away(self) -> float:
        now = time.monotonic()
        with self._lock:
            late = [kick for kick in self._waiting if kick.until <= now]
            self._waiting = deque(kick for kick in self._waiting if kick.until > now)
            ends = [kick.until - now for kick in self._waiting]
        for kick in late:
            kick.end(OutcomeState.FAILED, Reason.NOT_CONNECTED, self.status.trouble)
        return min([self.patience.again_last_s, *ends])

    def _ended(self) -> None:
        with self._lock:
            waiting, self._waiting = self._waiting, deque()
        for kick in waiting:
            kick.end(OutcomeState.FAILED, Reason.STOPPED, "the drawer has been stopped")

    def _next(self) -> _Kick | None:
        self._away()
        with self._lock:
            return self._waiting.popleft() if self._waiting else None

    def _send(self, wire: Wire, kick: _Kick) -> None:
        if not kick.future.set_running_or_notify_cancel():
            return
        left_s = max(0.05, kick.until - time.monotonic())
        try:
            wire.write(self._kick_bytes, deadline_s=min(left_s, self.patience.write_s))
        except WriteCut as error:
            state = OutcomeState.UNKNOWN if error.sent else OutcomeState.FAILED
            kick.end(state, error.reason, error.detail)
            raise
        kick.end(OutcomeState.SENT_UNCONFIRMED)
