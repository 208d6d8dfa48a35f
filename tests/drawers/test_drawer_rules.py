"""Which kick opened a drawer: the newest that was on its way at that moment, or none; and every move of a kick."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appliance.drawers.model import Kick, KickState
from appliance.drawers.rules import CAUSE_MS, cause, opened
from appliance.drawers.states import KICK, Verb
from appliance.drawers.words import words_for
from appliance.kernel.errors import IllegalMove

LEGAL = {
    ("waiting", "send"): "sent",
    ("waiting", "open"): "opened",
    ("waiting", "fail"): "failed",
    ("sent", "open"): "opened",
    ("sent", "stick"): "stuck",
    ("stuck", "open"): "opened",
}


def kick_of(name: str, state: str, made_at: int, sent_at: int | None) -> Kick:
    return Kick(name, "drawer", "cash", "staff:anna", None, None, state, made_at, sent_at, None)


KICKS = st.lists(
    st.builds(
        kick_of,
        st.uuids().map(str),
        st.sampled_from(list(KickState)),
        st.integers(0, 60_000),
        st.none() | st.integers(0, 60_000),
    ),
    max_size=6,
)


@given(KICKS, st.integers(0, 90_000))
def test_only_a_kick_on_its_way_within_five_seconds_is_a_cause(kicks: list[Kick], at: int) -> None:
    sent = {kick.id: kick.sent_at for kick in kicks if kick.sent_at is not None}
    found = cause(kicks, sent, at)
    able = [
        kick
        for kick in kicks
        if kick.state in ("waiting", "sent", "stuck")
        and kick.sent_at is not None
        and abs(at - kick.sent_at) <= CAUSE_MS
    ]
    assert (found is None) == (not able)
    assert found is None or found.made_at == max(kick.made_at for kick in able)


@pytest.mark.parametrize("state", list(KickState))
@pytest.mark.parametrize("verb", list(Verb))
def test_every_state_and_verb_of_a_kick(state: KickState, verb: Verb) -> None:
    legal = LEGAL.get((state, verb))
    assert KICK.allows(state, verb) == (legal is not None)
    assert [KICK.next(state, verb)] == [legal] if legal else refused(state, verb)


def refused(state: KickState, verb: Verb) -> bool:
    with pytest.raises(IllegalMove):
        KICK.next(state, verb)
    return True


@pytest.mark.parametrize(
    ("open_high", "high", "is_open"),
    [
        (1, True, True),
        (1, False, False),
        (0, True, False),
        (0, False, True),
        (None, True, None),
        (1, None, None),
    ],
)
def test_a_level_means_open_by_the_drawers_polarity(
    open_high: int | None, high: bool | None, is_open: bool | None
) -> None:
    assert opened(open_high, high) is is_open


@pytest.mark.parametrize("language", ["en", "it", "de", "fr", "es"])
def test_every_language_names_the_drawer_in_its_sentences(language: str) -> None:
    words = words_for(language)
    sentences = (
        words.open,
        words.closed,
        words.left_open,
        words.by_hand,
        words.stuck,
        words.failed,
        words.no_sensor,
    )
    assert all("{name}" in sentence for sentence in sentences)
    assert (words == words_for("en")) == (language == "en")
    assert words_for(f"{language}-XX") == words
