"""Talking AT with a modem: one command at a time, its answer, and what the modem says by itself in between."""

import contextlib
import logging
import re
import time
from collections.abc import Callable

from firmware_bridges.attached import Wire, WriteCut
from firmware_bridges.contracts import Reason, StreamError
from firmware_bridges.message import MessageTrouble
from firmware_bridges.modem.errors import Fault, fault

log = logging.getLogger(__name__)

_MAX_LINE = 1_024
_MAX_LINES = 64
_ESCAPE, _END = b"\x1b", b"\x1a"
_TWO_LINES = re.compile(r"\+CDS: ?\d{1,3}")
_NUMBERED = re.compile(r"\+(CM[SE]) ERROR: (\d{1,4})")
_AFTER_ESCAPE_S = 1.0
_WRITE_S = 2.0
_OWN_WORDS = (
    "+CDS",
    "+CDSI",
    "+CREG",
    "+CMTI",
    "+CMT",
    "RING",
    "RDY",
    "^",
    "NO CARRIER",
    "SMS Ready",
    "Call Ready",
)


class Refusal(Exception):
    """The modem answered with an error; `code` is cms-NNN, cme-NNN or error."""

    def __init__(self, code: str, meaning: Fault) -> None:
        super().__init__(f"{code}: {meaning.trouble}")
        self.code = code
        self.meaning = meaning


class NotTaken(Exception):
    """The modem did not ask for the message, or not to its end: it has not been sent."""


class NoVerdict(Exception):
    """The message was handed over and the modem never said what became of it."""


class Dialog:
    """Used on one thread. `hear` gets the lines that are no answer; every call raises StreamError on a dead wire."""

    def __init__(self, name: str, wire: Wire, hear: Callable[[str], None]) -> None:
        self._name = name
        self._wire = wire
        self._hear = hear
        self._pending = bytearray()
        self._complained = False
        self._head = ""

    def ask(self, command: str, *, deadline_s: float) -> list[str]:
        """The lines of the answer to `AT<command>` before its OK.

        Raises Refusal for an error, StreamError NO_ANSWER when none comes in time.
        """
        self._send(f"AT{command}\r".encode("ascii"))
        return self._answer(command, time.monotonic() + deadline_s)

    def hand_over(self, command: str, pdu: str, *, prompt_s: float, verdict_s: float) -> list[str]:
        """Give the modem a message after its prompt; the lines of its answer.

        Raises NotTaken, Refusal or StreamError when nothing went out, NoVerdict when it may have.
        """
        self._send(f"AT{command}\r".encode("ascii"))
        if not self._prompted(time.monotonic() + prompt_s):
            self._cancel()
            raise NotTaken
        try:
            self._send(pdu.encode("ascii") + _END)
        except WriteCut as error:  # the end mark was not taken, and without it a modem sends nothing
            if error.reason is Reason.TIMEOUT:
                self._cancel()
            raise NotTaken from error
        try:
            return self._answer(command, time.monotonic() + verdict_s, echo=pdu)
        except StreamError as error:
            if error.reason is Reason.NO_ANSWER:
                self._cancel()
            raise NoVerdict from error

    def listen(self) -> None:
        """Take in what the modem has said by itself."""
        self._receive(0.0)
        while (line := self._line()) is not None:
            self._said_by_itself(line)

    def clear(self, deadline_s: float) -> None:
        """End what an earlier talk left open (a message half entered), and throw away what comes within the deadline."""
        self._send(_ESCAPE)
        self._settle(deadline_s)

    def _settle(self, deadline_s: float) -> None:
        until = time.monotonic() + deadline_s
        while (remaining := until - time.monotonic()) > 0:
            self._wire.read(deadline_s=remaining)
        self._pending.clear()

    def _answer(self, command: str, until: float, *, echo: str = "") -> list[str]:
        lines: list[str] = []
        while True:
            line = self._line()
            if line is None:
                self._await(until, command)
            elif line == "OK":
                return lines
            elif (refusal := _refusal(line)) is not None:
                raise refusal
            elif line in (f"AT{command}", echo) or self._is_own_word(line, command):
                self._said_by_itself(line)
            elif len(lines) < _MAX_LINES:
                lines.append(line)

    def _prompted(self, until: float) -> bool:
        """Whether the prompt came; Refusal when the modem said no instead."""
        while time.monotonic() < until:
            line = self._line()
            if line is not None:
                if (refusal := _refusal(line)) is not None:
                    raise refusal
                self._said_by_itself(line)
            elif self._pending.lstrip().startswith(b">"):
                self._pending.clear()
                return True
            else:
                self._receive(until - time.monotonic())
        return False

    def _cancel(self) -> None:
        """End an entry that hangs, and hear out what the modem has to say to that."""
        with contextlib.suppress(StreamError):  # dead as well: the next turn finds out
            self._send(_ESCAPE)
            self._settle(_AFTER_ESCAPE_S)

    def _await(self, until: float, command: str) -> None:
        remaining = until - time.monotonic()
        if remaining <= 0:
            raise StreamError(Reason.NO_ANSWER, f"no answer to AT{command.partition('=')[0]}")
        self._receive(remaining)

    def _receive(self, deadline_s: float) -> None:
        self._pending += self._wire.read(deadline_s=deadline_s)
        if len(self._pending) > _MAX_LINE and b"\n" not in self._pending and b"\r" not in self._pending:
            self._garbage(bytes(self._pending))
            self._pending.clear()

    def _line(self) -> str | None:
        """The next whole line that is not empty; None when there is none yet. A report's two lines count as one."""
        while (end := _first_end(self._pending)) >= 0:
            raw = bytes(self._pending[:end]).strip()
            del self._pending[: end + 1]
            if not raw.isascii() or not raw.decode("ascii").isprintable():
                self._garbage(raw)
                continue
            line, self._head = f"{self._head} {raw.decode('ascii')}".strip()[:_MAX_LINE], ""
            if _TWO_LINES.fullmatch(line):
                self._head = line
            elif line:
                return line
        return None

    def _garbage(self, raw: bytes) -> None:
        if not self._complained:
            self._complained = True
            log.warning("%s sent bytes that are no answer: %s", self._name, raw[:64].hex(" "))

    def _is_own_word(self, line: str, command: str) -> bool:
        asked = command.rstrip("?").partition("=")[0]
        return line.startswith(_OWN_WORDS) and not (asked and line.startswith(asked))

    def _said_by_itself(self, line: str) -> None:
        if not line.startswith("AT"):
            self._hear(line)

    def _send(self, data: bytes) -> None:
        self._wire.write(data, deadline_s=_WRITE_S)


def _first_end(pending: bytearray) -> int:
    ends = [end for end in (pending.find(b"\r"), pending.find(b"\n")) if end >= 0]
    return min(ends, default=-1)


def _refusal(line: str) -> Refusal | None:
    if line in ("ERROR", "COMMAND NOT SUPPORT"):
        return Refusal("error", Fault(MessageTrouble.MODEM_REFUSED))
    if line.startswith(("+CMS ERROR", "+CME ERROR")):
        found = _NUMBERED.match(line)
        if found is None:
            return Refusal("error", Fault(MessageTrouble.MODEM_REFUSED))
        kind = found[1].lower()
        return Refusal(f"{kind}-{found[2]}", fault(kind, int(found[2])))
    return None
