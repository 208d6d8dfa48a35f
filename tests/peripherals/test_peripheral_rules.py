"""Pure decisions: faces of the pole, pauses, limits, what reports mean, and every move of a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appliance.kernel.errors import IllegalMove
from appliance.peripherals.model import TextMessage, TextPart, TextState
from appliance.peripherals.rules import after_report, fits_limits, idle_face, pause_ms, total_face, verb_of
from appliance.peripherals.states import TEXT, Verb
from firmware_bridges.displays import line_bytes
from firmware_bridges.message import MessageOutcome, MessageState

LEGAL = {
    ("queued", "start"): "sending",
    ("queued", "fail"): "failed",
    ("sending", "send"): "sent",
    ("sending", "put_back"): "queued",
    ("sending", "lose"): "unknown",
    ("sending", "fail"): "failed",
    ("sent", "deliver"): "delivered",
    ("sent", "fail"): "failed",
    ("unknown", "again"): "queued",
    ("failed", "again"): "queued",
}


def text_in(
    state: str = "sending", *, attempts: int = 1, parts: int = 2, expires_at: int = 1_000
) -> TextMessage:
    return TextMessage(
        "t", "c", "+390612345678", "x", parts, state, attempts, 0, None, 0, expires_at, None, None, None
    )


@pytest.mark.parametrize("state", list(TextState))
@pytest.mark.parametrize("verb", list(Verb))
def test_every_state_and_verb_of_a_text(state: TextState, verb: Verb) -> None:
    legal = LEGAL.get((state, verb))
    assert TEXT.allows(state, verb) == (legal is not None)
    assert [TEXT.next(state, verb)] == [legal] if legal else refused(state, verb)


def refused(state: TextState, verb: Verb) -> bool:
    with pytest.raises(IllegalMove):
        TEXT.next(state, verb)
    return True


@pytest.mark.parametrize(
    ("outcome", "attempts", "now_ms", "verb"),
    [
        (MessageOutcome(MessageState.SENT), 1, 0, "send"),
        (MessageOutcome(MessageState.UNKNOWN), 1, 0, "lose"),
        (MessageOutcome(MessageState.FAILED), 1, 0, "put_back"),
        (MessageOutcome(MessageState.FAILED, for_good=True), 1, 0, "fail"),
        (MessageOutcome(MessageState.FAILED), 6, 0, "fail"),
        (MessageOutcome(MessageState.FAILED), 1, 1_000, "fail"),
    ],
)
def test_what_an_attempts_end_means(outcome: MessageOutcome, attempts: int, now_ms: int, verb: str) -> None:
    assert verb_of(text_in(attempts=attempts), outcome, now_ms) == verb


@pytest.mark.parametrize(
    ("reports", "verb"),
    [(["delivered"], None), (["delivered", None], None), (["delivered", "waiting"], None),
     (["delivered", "delivered"], "deliver"), (["failed", None], "fail"), (["delivered", "failed"], "fail")],
)  # fmt: skip
def test_a_text_is_delivered_when_every_part_is(reports: list[str | None], verb: str | None) -> None:
    parts = [TextPart("t", place, place, 0, None, report) for place, report in enumerate(reports, start=1)]
    assert after_report(text_in("sent"), parts) == verb
    assert after_report(text_in("delivered"), parts) is None


@given(st.integers(1, 10), st.integers(0, 100), st.integers(0, 400), st.integers(1, 60), st.integers(1, 300))
def test_limits_are_kept_and_never_block_for_ever(
    parts: int, in_hour: int, in_day: int, per_hour: int, per_day: int
) -> None:
    fits = fits_limits(parts, in_hour, in_day, per_hour, per_day)
    assert not fits or in_hour == 0 or in_hour + parts <= per_hour
    assert fits_limits(parts, 0, 0, per_hour, per_day)


def test_pauses_grow_to_a_quarter_of_an_hour() -> None:
    assert [pause_ms(count) for count in (1, 2, 3, 20)] == [15_000, 30_000, 60_000, 900_000]


@given(st.text(max_size=80))
def test_any_venue_name_fits_the_idle_display(name: str) -> None:
    face = idle_face(name)
    assert len(line_bytes(face.top, "cp858")) == len(line_bytes(face.bottom, "cp858")) == 20


def test_a_long_name_takes_both_lines_and_an_amount_is_whole() -> None:
    face = idle_face("Trattoria da Giovanni e Maria")
    assert (face.top.left, face.bottom.left) == ("Trattoria da", "Giovanni e Maria")
    paid = total_face("TOTAL", "EUR", "1234.50", ("Change", "0.50"))
    assert line_bytes(paid.top, "cp437") == b"TOTAL EUR    1234.50"
    assert line_bytes(paid.bottom, "cp437") == b"Change          0.50"
