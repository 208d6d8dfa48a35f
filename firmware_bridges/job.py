"""Runs one job over one link and says honestly how it ended, whatever the language of the link."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from firmware_bridges.contracts import OutcomeState, PrintOutcome, Reason, StreamError
from firmware_bridges.link import SLICE_S, Link, SendBroken
from firmware_bridges.owner import failed, unknown

_CHECK_S = 1.0
_BETTER_WORD_S = 1.5
_UNPROVEN_S = 6.0
_HOPELESS_S = 1.0
_SETTLE_S = 0.2


@dataclass(frozen=True, slots=True)
class Attempt:
    """The bytes of one job, how long a healthy device may take for their paper, when to give up (monotonic), and whether
    the bridge is being stopped.
    """

    body: bytes
    paper_s: float
    until: float
    cancelled: Callable[[], bool]

    def time_left(self) -> float:
        return self.until - time.monotonic()


class Confirmation(Protocol):
    """What one job asks of its device as proof, and what this device has been able to prove so far."""

    @property
    def question(self) -> bytes:
        """Goes after the last byte of the job; empty when nothing can be asked."""

    @property
    def confirmed(self) -> bool:
        """Whether the job is on paper."""

    @property
    def may_improve(self) -> bool:
        """Whether a better confirmation than the one that came may still follow."""

    @property
    def proven(self) -> bool:
        """Whether this device has ever confirmed anything, so that its silence means something."""

    @property
    def hopeless(self) -> bool:
        """Whether a whole job's patience has been spent on this device in vain."""

    def distrust(self) -> None:
        """The device has talked nonsense meanwhile: a weak confirmation does not count."""

    def settle(self) -> None:
        """The better confirmation did not follow, and will not be waited for again."""

    def despair(self) -> None:
        """This device has taken a whole job and confirmed nothing, with time enough to do so."""


def run(link: Link, attempt: Attempt, proof: Confirmation, *, answers: bool) -> PrintOutcome:
    """Send the job and wait for its proof. Only an outcome that is `done` leaves the link usable.

    `answers` is false for a device without a back channel.
    """
    whole = attempt.body + proof.question
    nonsense = link.nonsense
    try:
        sent = link.send(whole, until=attempt.until, cancelled=attempt.cancelled)
    except SendBroken as broken:
        return _broken_off(broken.sent, broken.reason, broken.detail)
    if sent < len(whole):
        reason = Reason.STOPPED if attempt.cancelled() else link.status().problem or Reason.TIMEOUT
        return _broken_off(sent, reason, f"{sent} of {len(whole)} bytes were taken in time")
    try:
        return _ending(link, attempt, proof, nonsense, answers)
    except StreamError as error:
        if proof.confirmed:
            return PrintOutcome(OutcomeState.PRINTED)
        return unknown(error.reason, error.detail)


def _ending(link: Link, attempt: Attempt, proof: Confirmation, nonsense: int, answers: bool) -> PrintOutcome:
    began = time.monotonic()
    if proof.question and _confirmed(link, attempt, proof, nonsense):
        return PrintOutcome(OutcomeState.PRINTED)
    if attempt.cancelled():
        return unknown(Reason.STOPPED, "stopped before a confirmation came")
    if link.nonsense > nonsense:
        return unknown(Reason.GARBLED, "the device answers with nonsense")
    if proof.proven:
        return unknown(link.status().problem or Reason.TIMEOUT, "no confirmation came in time")
    outcome = _without_confirmation(link, attempt, answers)
    if outcome.done and time.monotonic() - began >= _UNPROVEN_S + attempt.paper_s:
        proof.despair()
    return outcome


def _confirmed(link: Link, attempt: Attempt, proof: Confirmation, nonsense: int) -> bool:
    """Wait for the proof, as long as this device deserves."""
    waiting_until = attempt.until
    if not proof.proven:
        patience_s = _HOPELESS_S if proof.hopeless else _UNPROVEN_S + attempt.paper_s
        waiting_until = min(waiting_until - _CHECK_S, time.monotonic() + patience_s)
    better_until: float | None = None
    while not attempt.cancelled():
        if link.nonsense > nonsense:
            proof.distrust()
        if proof.confirmed:
            if not proof.may_improve:
                break
            better_until = better_until or min(waiting_until, time.monotonic() + _BETTER_WORD_S)
        now = time.monotonic()
        if now >= (better_until or waiting_until):
            break
        link.nudge()
        link.listen(deadline_s=min(SLICE_S, (better_until or waiting_until) - now))
    if proof.confirmed and proof.may_improve and not attempt.cancelled():
        proof.settle()
    return proof.confirmed


def _without_confirmation(link: Link, attempt: Attempt, answers: bool) -> PrintOutcome:
    """The end of a job on a device that has never confirmed anything: it must at least be well afterwards."""
    if not answers:
        settled = time.monotonic() + _SETTLE_S
        while time.monotonic() < settled:
            link.listen(deadline_s=SLICE_S)
        return PrintOutcome(OutcomeState.SENT_UNCONFIRMED)
    until = time.monotonic() + min(_CHECK_S, max(SLICE_S, attempt.time_left()))
    if not link.check(until=until, cancelled=attempt.cancelled):
        return unknown(Reason.NO_ANSWER, "the device stopped answering")
    if problem := link.status().problem:
        return unknown(problem, "the device cannot print")
    return PrintOutcome(OutcomeState.SENT_UNCONFIRMED)


def _broken_off(sent: int, reason: Reason, detail: str) -> PrintOutcome:
    return failed(reason, detail) if sent == 0 else unknown(reason, detail)
