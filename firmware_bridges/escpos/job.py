"""Runs one job over one link and says honestly how it ended."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from firmware_bridges.contracts import OutcomeState, PrintOutcome, Reason, StreamError
from firmware_bridges.escpos.acknowledge import ASK_GS_R, Abilities, Request
from firmware_bridges.escpos.link import Link, SendBroken
from firmware_bridges.profiles import Profile

_SLICE_S = 0.1
_CHECK_S = 1.0
_BETTER_WORD_S = 1.5
_UNPROVEN_S = 6.0
_HOPELESS_S = 1.0
_SETTLE_S = 0.2


@dataclass(frozen=True, slots=True)
class Attempt:
    """The bytes of one job, when to give up (monotonic), and whether the bridge is being stopped."""

    body: bytes
    until: float
    cancelled: Callable[[], bool]

    def time_left(self) -> float:
        return self.until - time.monotonic()


def run(link: Link, attempt: Attempt, profile: Profile, abilities: Abilities) -> PrintOutcome:
    """Send the job and wait for its confirmation. Only a printed or sent job leaves the link usable."""
    request = Request(profile.acknowledgement, abilities, owed=link.owed_gs_r)
    link.owed_gs_r += request.question.count(ASK_GS_R)
    whole = attempt.body + request.question
    link.hear = request.hear
    try:
        try:
            sent = link.send(whole, until=attempt.until, cancelled=attempt.cancelled)
        except SendBroken as broken:
            return _broken_off(broken.sent, broken.reason, broken.detail)
        if sent < len(whole):
            reason = Reason.STOPPED if attempt.cancelled() else link.status().problem or Reason.TIMEOUT
            return _broken_off(sent, reason, f"{sent} of {len(whole)} bytes were taken in time")
        try:
            return _confirmation(link, attempt, request, profile, abilities)
        except StreamError as error:
            if request.confirmed:
                return PrintOutcome(OutcomeState.PRINTED)
            return _unknown(error.reason, error.detail)
    finally:
        link.hear = None


def _confirmation(
    link: Link, attempt: Attempt, request: Request, profile: Profile, abilities: Abilities
) -> PrintOutcome:
    if request.question and _confirmed(link, attempt, request, abilities):
        return PrintOutcome(OutcomeState.PRINTED)
    if attempt.cancelled():
        return _unknown(Reason.STOPPED, "stopped before a confirmation came")
    if link.garbled:
        return _unknown(Reason.GARBLED, "the device answers with nonsense")
    if abilities.proven:
        return _unknown(link.status().problem or Reason.TIMEOUT, "no confirmation came in time")
    return _without_confirmation(link, attempt, profile, abilities)


def _confirmed(link: Link, attempt: Attempt, request: Request, abilities: Abilities) -> bool:
    """Wait for the confirmation, as long as this device deserves."""
    waiting_until = attempt.until
    if not abilities.proven:
        patience_s = _HOPELESS_S if abilities.disappointed else _UNPROVEN_S
        waiting_until = min(waiting_until - _CHECK_S, time.monotonic() + patience_s)
    better_until: float | None = None
    while not attempt.cancelled():
        if link.garbled:
            request.forget_gs_r()
        if request.confirmed:
            if not request.may_improve:
                break
            better_until = better_until or min(waiting_until, time.monotonic() + _BETTER_WORD_S)
        now = time.monotonic()
        if now >= (better_until or waiting_until):
            break
        link.listen(deadline_s=min(_SLICE_S, (better_until or waiting_until) - now))
    if request.confirmed and request.may_improve and not attempt.cancelled():
        abilities.no_process_id = True
    return request.confirmed


def _without_confirmation(
    link: Link, attempt: Attempt, profile: Profile, abilities: Abilities
) -> PrintOutcome:
    """The end of a job on a device that has never confirmed anything: it must at least be well afterwards."""
    if not profile.status:
        settled = time.monotonic() + _SETTLE_S
        while time.monotonic() < settled:
            link.listen(deadline_s=_SLICE_S)
        return PrintOutcome(OutcomeState.SENT_UNCONFIRMED)
    until = time.monotonic() + min(_CHECK_S, max(_SLICE_S, attempt.time_left()))
    if not link.check(until=until, cancelled=attempt.cancelled):
        return _unknown(Reason.NO_ANSWER, "the device stopped answering")
    if problem := link.status().problem:
        return _unknown(problem, "the device cannot print")
    abilities.disappointed = True
    return PrintOutcome(OutcomeState.SENT_UNCONFIRMED)


def failed(reason: Reason, detail: str) -> PrintOutcome:
    """Nothing of the job left the box."""
    return PrintOutcome(OutcomeState.FAILED, reason, detail)


def _broken_off(sent: int, reason: Reason, detail: str) -> PrintOutcome:
    return failed(reason, detail) if sent == 0 else _unknown(reason, detail)


def _unknown(reason: Reason, detail: str) -> PrintOutcome:
    return PrintOutcome(OutcomeState.UNKNOWN, reason, detail)
