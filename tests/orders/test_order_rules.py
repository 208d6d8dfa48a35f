"""An order follows its lines: the machine over every state and verb, and the verb that leads where the lines are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appliance.kernel.errors import IllegalMove
from appliance.orders import OrderState, rules
from appliance.orders.states import ORDER, Verb

TABLE = {
    "RECEIVED": {
        "start": "IN_PREPARATION",
        "finish": "READY_FOR_PICKUP",
        "close": "CLOSED",
        "void": "VOIDED",
    },
    "IN_PREPARATION": {
        "finish": "READY_FOR_PICKUP",
        "recall": "RECEIVED",
        "close": "CLOSED",
        "void": "VOIDED",
    },
    "READY_FOR_PICKUP": {
        "start": "IN_PREPARATION",
        "recall": "RECEIVED",
        "close": "CLOSED",
        "void": "VOIDED",
    },
    "CLOSED": {"restore": "RECEIVED"},
    "VOIDED": {},
}
OVER = (OrderState.CLOSED, OrderState.VOIDED)
LIVE = [state for state in OrderState if state not in OVER]
LINES = list(rules.GUEST_WORDS)


@pytest.mark.parametrize("state", OrderState)
@pytest.mark.parametrize("verb", Verb)
def test_every_move_is_as_the_table_says(state: OrderState, verb: Verb) -> None:
    assert ORDER.moves.get((state, verb)) == TABLE[state].get(verb)


def test_a_refused_move_names_the_possible_ones() -> None:
    with pytest.raises(IllegalMove) as refused:
        ORDER.next(OrderState.CLOSED, Verb.FINISH)
    assert refused.value.details[0]["legal"] == ["restore"]


@pytest.mark.parametrize("before", OrderState)
@pytest.mark.parametrize("after", [*LIVE, OrderState.VOIDED])
def test_a_verb_leads_from_any_living_state_to_any_other(before: OrderState, after: OrderState) -> None:
    verb = rules.verb_towards(before, after)
    nothing_to_do = before == after or before in OVER
    assert (verb is None) == nothing_to_do
    assert verb is None or ORDER.next(before, verb) == after


@given(st.lists(st.sampled_from(LINES), max_size=8))
def test_the_lines_say_where_the_order_is(lines: list[str]) -> None:
    counted = [line for line in lines if line != "CANCELLED"]
    state = rules.state_from_lines(lines)
    done = {"READY", "SERVED"}
    assert (state == OrderState.READY_FOR_PICKUP) == (bool(counted) and set(counted) <= done)
    assert (state == OrderState.VOIDED) == (bool(lines) and not counted)
    begun = bool(set(counted) & {*done, "COOKING"})
    assert (state == OrderState.RECEIVED) == (not begun and (bool(counted) or not lines))


@given(st.integers(0, 10**13), st.lists(st.integers(0, 240), max_size=10))
def test_the_longest_dish_decides_when_all_is_promised(now_ms: int, minutes: list[int]) -> None:
    promised = rules.promised_at(now_ms, minutes)
    assert promised - now_ms == max([0, *minutes]) * 60_000
