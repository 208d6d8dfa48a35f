"""Both machines over every state and verb, and random walks of whole tickets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appliance.kernel.errors import Refused
from appliance.kitchen import LineState, Move, TicketState, rules
from appliance.kitchen.model import Standing
from appliance.kitchen.states import LINE, TICKET, LineVerb, TicketVerb

TICKET_TABLE = {
    "NEW": {"start": "COOKING", "bump": "READY", "confirm": "CANCELLED"},
    "COOKING": {"bump": "READY", "recall": "NEW", "confirm": "CANCELLED"},
    "READY": {"recall": "COOKING", "confirm": "CANCELLED"},
    "CANCELLED": {},
}
LINE_TABLE = {
    "NEW": {"hold": "HOLD", "send": "SENT", "cancel": "CANCELLED"},
    "HOLD": {"release": "NEW", "send": "SENT", "cancel": "CANCELLED"},
    "SENT": {"start": "COOKING", "finish": "READY", "cancel": "CANCELLED"},
    "COOKING": {"finish": "READY", "recall": "SENT", "cancel": "CANCELLED"},
    "READY": {"recall": "COOKING", "serve": "SERVED", "cancel": "CANCELLED"},
    "SERVED": {},
    "CANCELLED": {},
}
MOVES = [move for move in Move if move not in (Move.UNDO, Move.CONFIRM)]
MADE = [LineState.SENT, LineState.COOKING, LineState.READY, LineState.SERVED, LineState.CANCELLED]


@pytest.mark.parametrize("state", TicketState)
@pytest.mark.parametrize("verb", TicketVerb)
def test_every_move_of_a_ticket_is_as_the_table_says(state: TicketState, verb: TicketVerb) -> None:
    assert TICKET.moves.get((state, verb)) == TICKET_TABLE[state].get(verb)


@pytest.mark.parametrize("state", LineState)
@pytest.mark.parametrize("verb", LineVerb)
def test_every_move_of_a_line_is_as_the_table_says(state: LineState, verb: LineVerb) -> None:
    assert LINE.moves.get((state, verb)) == LINE_TABLE[state].get(verb)


def standing(*lines: LineState, state: TicketState = TicketState.NEW) -> Standing:
    named = {f"line-{n}": line for n, line in enumerate(lines)}
    return Standing(rules.state_of(lines, state), False, None, None, None, named)


def attempt(ticket: Standing, move: Move, line_id: str | None, now_ms: int) -> Standing:
    """The ticket after a move, or as it was when the move is refused."""
    try:
        return rules.moved(ticket, move, line_id, "cook-1", now_ms)
    except Refused:
        return ticket


@given(
    st.lists(st.sampled_from(MADE), min_size=1, max_size=4),
    st.lists(st.tuples(st.sampled_from(MOVES), st.sampled_from([None, "line-0", "line-1"])), max_size=20),
)
def test_however_cooks_move_a_ticket_it_agrees_with_its_lines(
    lines: list[LineState], moves: list[tuple[Move, str | None]]
) -> None:
    ticket = standing(*lines)
    for at, (move, line_id) in enumerate(moves, start=1):
        after = attempt(ticket, move, line_id, at)
        assert after.state == rules.state_of(after.lines.values(), ticket.state)
        settled = [name for name, line in ticket.lines.items() if line in ("SERVED", "CANCELLED")]
        assert all(after.lines[name] is ticket.lines[name] for name in settled)
        cooked = move in (Move.START, Move.BUMP, Move.RECALL) and after != ticket
        assert not cooked or (after.started_at is None) == (after.state is TicketState.NEW)
        assert not cooked or (after.ready_at is None) == (after.state is not TicketState.READY)
        ticket = after


@given(st.lists(st.sampled_from([LineState.SENT, LineState.COOKING]), min_size=1, max_size=4))
def test_a_bump_and_two_recalls_lead_back_to_new(lines: list[LineState]) -> None:
    ticket = rules.moved(standing(*lines), Move.BUMP, None, None, 5)
    assert set(ticket.lines.values()) == {LineState.READY}
    ticket = rules.moved(ticket, Move.RECALL, None, None, 6)
    assert set(ticket.lines.values()) == {LineState.COOKING}
    ticket = rules.moved(ticket, Move.RECALL, None, None, 7)
    assert (ticket.state, set(ticket.lines.values())) == (TicketState.NEW, {LineState.SENT})


def test_the_kitchen_speaks_of_sent_lines_as_new() -> None:
    shown = {rules.shown_state(state) for state in LineState}
    assert shown == {"NEW", "COOKING", "READY", "SERVED", "CANCELLED"}
