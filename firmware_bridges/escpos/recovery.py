"""Brings a printer that may hold half a job back to the start of a line before it gets another."""

import time
from collections.abc import Callable

from firmware_bridges.contracts import Reason, StreamError
from firmware_bridges.escpos.acknowledge import ASK_GS_R, Abilities
from firmware_bridges.escpos.encoder import ENABLE_STATUS_BACK
from firmware_bridges.escpos.link import Link
from firmware_bridges.escpos.status import Reply, Single

_CLEAR_AFTER_ERROR = b"\x10\x05\x02"
_FILL_UP_ANY_COMMAND = bytes(8192)
_INITIALISE = b"\x1b@"
_PATIENCE_S = 3.0
_SILENCE_S = 0.3
_SLICE_S = 0.1


def recover(link: Link, abilities: Abilities, *, until: float, cancelled: Callable[[], bool]) -> None:
    """End any command left half sent, reset the printer, and see that it works through its stream again.

    A printer that can answer GS r must answer one here; the silence afterwards keeps late answers to the job
    before from being taken for those of the next. Raises StreamError when it does not come round.
    """
    until = min(until, time.monotonic() + _PATIENCE_S)
    barrier = ASK_GS_R if abilities.gs_r else b""
    whole = _CLEAR_AFTER_ERROR + _FILL_UP_ANY_COMMAND + _INITIALISE + ENABLE_STATUS_BACK + barrier
    answers: list[Reply] = []
    link.hear = answers.append
    try:
        if link.send(whole, until=until, cancelled=cancelled) < len(whole):
            raise StreamError(Reason.NO_ANSWER, "the device takes no more bytes")
        if barrier:
            _await_answer(link, answers, until, cancelled)
        while link.listen(deadline_s=_SILENCE_S) and time.monotonic() < until and not cancelled():
            pass
    finally:
        link.hear = None


def _await_answer(link: Link, answers: list[Reply], until: float, cancelled: Callable[[], bool]) -> None:
    while not any(isinstance(answer, Single) for answer in answers):
        if time.monotonic() >= until or cancelled():
            raise StreamError(Reason.NO_ANSWER, "the device does not come back after a broken job")
        link.listen(deadline_s=_SLICE_S)
