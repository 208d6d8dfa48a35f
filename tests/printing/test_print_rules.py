"""The pure side of printing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appliance.kernel.errors import IllegalMove
from appliance.printing import JobState, rules
from appliance.printing.states import PRINT_JOB, Verb
from firmware_bridges.contracts import OutcomeState, PrintOutcome

LEGAL = {
    ("queued", "send"): "sending",
    ("sending", "confirm"): "printed",
    ("sending", "lose"): "unknown",
    ("sending", "fail"): "failed",
    ("unknown", "retry"): "queued",
    ("failed", "retry"): "queued",
}


@pytest.mark.parametrize("state", JobState)
@pytest.mark.parametrize("verb", Verb)
def test_every_move_of_a_print_job_is_as_the_table_says(state: JobState, verb: Verb) -> None:
    assert PRINT_JOB.allows(state, verb) == ((state, verb) in LEGAL)
    assert PRINT_JOB.moves.get((state, verb)) == LEGAL.get((state, verb))


def test_a_printed_job_has_no_way_on() -> None:
    with pytest.raises(IllegalMove):
        PRINT_JOB.next(JobState.PRINTED, Verb.RETRY)


@given(st.integers(-5, 10_000), st.floats(0, 1))
def test_a_pause_stays_between_its_limits(attempts: int, chance: float) -> None:
    assert 1.5 <= rules.pause_s(attempts, chance) <= 60


@given(st.integers(1, 100), st.floats(0, 1))
def test_a_pause_never_shrinks_with_more_attempts(attempts: int, chance: float) -> None:
    assert rules.pause_s(attempts, chance) <= rules.pause_s(attempts + 1, chance)


@pytest.mark.parametrize(
    ("state", "verb"),
    [
        (OutcomeState.PRINTED, Verb.CONFIRM),
        (OutcomeState.PROCESSED, Verb.CONFIRM),
        (OutcomeState.SENT_UNCONFIRMED, Verb.CONFIRM),
        (OutcomeState.UNKNOWN, Verb.LOSE),
        (OutcomeState.FAILED, Verb.FAIL),
    ],
)
def test_every_outcome_has_its_move(state: OutcomeState, verb: Verb) -> None:
    assert rules.verb_of(PrintOutcome(state)) == verb
