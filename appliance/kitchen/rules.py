"""Pure decisions of the kitchen: what a cook's move makes of a ticket, and which printer takes over."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from appliance.kernel.errors import IllegalMove, Invalid, NotFound
from appliance.kitchen.model import LineState, Move, Prints, Standing, Station, TicketState
from appliance.kitchen.states import LINE, TICKET, LineVerb, TicketVerb

UNDO_MS = 60_000
ALERT_MS = 3_000
"""A ticket nobody has confirmed for this long is told to the floor."""
STALE_MS = 24 * 3_600_000
"""Tickets older than this are history: not on screens, not worth an alarm."""

_LINE_VERBS = {
    TicketVerb.START: LineVerb.START,
    TicketVerb.BUMP: LineVerb.FINISH,
    TicketVerb.RECALL: LineVerb.RECALL,
}
_DONE = frozenset({LineState.READY, LineState.SERVED})
_WIRE = {LineState.HOLD: "NEW", LineState.SENT: "NEW"}


def shown_state(state: LineState) -> str:
    """A line's state in the words of a kitchen screen."""
    return _WIRE.get(state, str(state))


def moved(standing: Standing, move: Move, line_id: str | None, staff_id: str | None, now_ms: int) -> Standing:
    """The ticket after a move other than undo and confirm.

    Raises IllegalMove naming the legal ones, NotFound line_unknown, Invalid claim_needs_cook.
    """
    if all(state is LineState.CANCELLED for state in standing.lines.values()):
        raise IllegalMove("Everything on this ticket was cancelled; nothing is left to make.")
    if move is Move.CLAIM:
        if staff_id is None:
            raise Invalid("Say which cook takes this ticket.", code="claim_needs_cook")
        if standing.state is TicketState.READY:
            raise IllegalMove("This ticket is ready; nobody needs to take it.")
        return replace(standing, claimed_by=staff_id)
    if move is Move.UNCLAIM:
        if standing.claimed_by is None:
            raise IllegalMove("Nobody has taken this ticket.")
        return replace(standing, claimed_by=None)
    if move is Move.RUSH:
        return replace(standing, rush=not standing.rush)
    verb = TicketVerb(move)
    lines = _whole_moved(standing, verb) if line_id is None else _line_moved(standing.lines, verb, line_id)
    return stamped(standing, lines, now_ms)


def served(standing: Standing) -> Standing:
    """The ticket after a waiter has brought everything that was ready."""
    lines = {
        line_id: LINE.next(state, LineVerb.SERVE) if state is LineState.READY else state
        for line_id, state in standing.lines.items()
    }
    return replace(standing, lines=lines)


def voided(standing: Standing, state: TicketState) -> Standing:
    """A ticket of which nothing is left to make."""
    return replace(standing, state=state, ready_at=None, claimed_by=None)


def stamped(standing: Standing, lines: dict[str, LineState], now_ms: int) -> Standing:
    """The ticket with these lines: where they say it is, and since when."""
    state = state_of(lines.values(), standing.state)
    begun = state is not TicketState.NEW
    finished_at = standing.ready_at if standing.state is TicketState.READY else now_ms
    return replace(
        standing,
        state=state,
        started_at=(standing.started_at or now_ms) if begun else None,
        ready_at=finished_at if state is TicketState.READY else None,
        lines=lines,
    )


def state_of(lines: Iterable[LineState], otherwise: TicketState) -> TicketState:
    """A ticket is ready when all its lines are, new when none has been begun; cancelled lines do not count."""
    counted = [state for state in lines if state is not LineState.CANCELLED]
    if not counted:
        return otherwise
    if all(state in _DONE for state in counted):
        return TicketState.READY
    begun = any(state in _DONE or state is LineState.COOKING for state in counted)
    return TicketState.COOKING if begun else TicketState.NEW


def wants_failover(station: Station | None) -> bool:
    """Whether paper is this station's way out when no screen shows it; `always` has its paper already."""
    if station is None or station.prints == Prints.FAILOVER:
        return True
    return station.prints == Prints.ALWAYS and station.printer_id is None


def failover_printer(
    stations: list[Station],
    station: Station | None,
    trouble: Callable[[str], str | None],
    first: str | None = None,
) -> str | None:
    """The station's own printer, else the nearest neighbour's that works, else any at all to wait for; or None.

    `first` goes before all of them.
    """
    position = station.position if station else 0
    nearest = sorted(stations, key=lambda other: (abs(other.position - position), other.position, other.id))
    own = station.printer_id if station else None
    preferred = [printer_id for printer_id in (first, own) if printer_id]
    candidates = [*preferred, *(other.printer_id for other in nearest if other.printer_id)]
    working = (printer_id for printer_id in candidates if trouble(printer_id) is None)
    return next(working, candidates[0] if candidates else None)


def _whole_moved(standing: Standing, verb: TicketVerb) -> dict[str, LineState]:
    after = TICKET.next(standing.state, verb)
    if verb is TicketVerb.RECALL:
        _refuse_recall_of_served(standing, after)
        return {line_id: _recalled(state, after) for line_id, state in standing.lines.items()}
    line_verb = _LINE_VERBS[verb]
    return {
        line_id: LINE.next(state, line_verb) if LINE.allows(state, line_verb) else state
        for line_id, state in standing.lines.items()
    }


def _refuse_recall_of_served(standing: Standing, after: TicketState) -> None:
    states = set(standing.lines.values())
    nothing_left = after is TicketState.COOKING and LineState.READY not in states
    if nothing_left or (after is TicketState.NEW and LineState.SERVED in states):
        raise IllegalMove("This has been served; it cannot be called back.")


def _recalled(state: LineState, towards: TicketState) -> LineState:
    """One step back for a whole ticket; towards NEW also finished lines go all the way."""
    if state is LineState.READY:
        state = LINE.next(state, LineVerb.RECALL)
        return LINE.next(state, LineVerb.RECALL) if towards is TicketState.NEW else state
    if state is LineState.COOKING and towards is TicketState.NEW:
        return LINE.next(state, LineVerb.RECALL)
    return state


def _line_moved(lines: dict[str, LineState], verb: TicketVerb, line_id: str) -> dict[str, LineState]:
    if line_id not in lines:
        raise NotFound("This line is not on that ticket.", code="line_unknown")
    return {**lines, line_id: LINE.next(lines[line_id], _LINE_VERBS[verb])}
