"""Pure decisions of seating: names, notes, staleness, secrets still to give, and the visit's machine."""

import unicodedata

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from appliance.seating import Member, TableSession, TableSessionState, rules
from appliance.seating.model import NICKNAME_MAX
from appliance.seating.states import TABLE_SESSION, Verb
from appliance.settings import VenueSettings

TABLE = {"open": {"close": "closed"}, "closed": {"restore": "open"}}
MINUTE_MS = 60_000


@pytest.mark.parametrize("state", TableSessionState)
@pytest.mark.parametrize("verb", Verb)
def test_every_move_is_as_the_table_says(state: TableSessionState, verb: Verb) -> None:
    assert TABLE_SESSION.moves.get((state, verb)) == TABLE[state].get(verb)


def _fit_for_screens(text: str) -> bool:
    wild = {"Cc", "Cf", "Cs", "Zl", "Zp"}
    joiners = "\u200c\u200d"
    return all(sign in joiners or unicodedata.category(sign) not in wild for sign in text)


@given(st.text(max_size=300))
def test_a_nickname_is_short_printable_and_never_blank(typed: str) -> None:
    clean = rules.clean_nickname(typed)
    assert clean is None or (0 < len(clean) <= NICKNAME_MAX and clean == clean.strip())
    assert clean is None or _fit_for_screens(clean)
    assert rules.clean_nickname(clean) == clean


@given(st.text(max_size=2_000), st.integers(1, 200))
def test_a_note_is_short_and_printable(typed: str, limit: int) -> None:
    clean = rules.clean_note(typed, limit)
    assert len(clean) <= limit
    assert _fit_for_screens(clean)
    assert rules.clean_note(clean, limit) == clean


@pytest.mark.parametrize(
    ("typed", "kept"),
    [(None, None), ("", None), ("  ", None), ("Zoë", "Zoë"), ("محمد", "محمد"), (" a  b ", "a b")],
)
def test_names_of_all_scripts_are_kept(typed: str | None, kept: str | None) -> None:
    assert rules.clean_nickname(typed) == kept


def _visit(last_activity_at: int) -> TableSession:
    nothing = dict.fromkeys(TableSession.__dataclass_fields__)
    return TableSession(**{**nothing, "last_activity_at": last_activity_at})  # type: ignore[arg-type]


def _member(*, pin: bool, word: str | None) -> Member:
    nothing = dict.fromkeys(Member.__dataclass_fields__)
    return Member(**{**nothing, "passed_pin": int(pin), "passed_word": word})  # type: ignore[arg-type]


@given(st.integers(0, 10**13), st.integers(0, 10**9), st.integers(1, 1_440))
def test_a_visit_is_stale_after_so_many_minutes_without_a_sign(at: int, later: int, idle_min: int) -> None:
    settings = VenueSettings(auto_close_idle_min=idle_min)
    assert rules.is_stale(_visit(at), settings, at + later) == (later >= idle_min * MINUTE_MS)


@pytest.mark.parametrize("asked", [True, False])
@pytest.mark.parametrize("given_before", [True, False])
def test_a_pin_is_needed_where_it_is_asked_for_and_was_not_given(asked: bool, given_before: bool) -> None:
    member = _member(pin=given_before, word=None)
    assert rules.needs_pin(member, VenueSettings(access_pin=asked)) == (asked and not given_before)


@pytest.mark.parametrize("asked", [True, False])
@pytest.mark.parametrize("word_of", [None, "2026-10-01", "2026-10-02"])
def test_a_pass_of_yesterday_counts_for_nothing(asked: bool, word_of: str | None) -> None:
    member = _member(pin=False, word=word_of)
    needed = rules.needs_pass(member, VenueSettings(access_pass=asked), "2026-10-02")
    assert needed == (asked and word_of != "2026-10-02")


def test_pass_words_are_easy_to_type_and_say() -> None:
    assert len(set(rules.PASS_WORDS)) == len(rules.PASS_WORDS) >= 20
    assert all(word.isascii() and word.isalpha() and word.islower() for word in rules.PASS_WORDS)
    assert msgspec.json.decode(msgspec.json.encode(rules.PASS_WORDS)) == rules.PASS_WORDS
