"""What cooks do with tickets, and what waiters do with what is ready."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from appliance.kernel.errors import Conflict, NotFound
from appliance.kitchen import rules, store
from appliance.kitchen.model import LineRow, LineState, Move, Standing, TicketRow, TicketState
from appliance.staff import person
from appliance.storage import Reader, Tx

Followers = Sequence[Callable[[Tx, str], None]]


@dataclass(frozen=True, slots=True)
class Mover:
    """Who moves: `actor` is `device:ID` or `staff:ID`; `staff_id` is the cook named for a claim."""

    actor: str
    device: str | None = None
    staff_id: str | None = None


def move(
    tx: Tx, ticket_id: str, verb: Move, line_id: str | None, mover: Mover, followers: Followers
) -> TicketRow:
    """Carry out a cook's move; `undo` brings back what the ticket's last move changed, within a minute.

    The first touch of a ticket is its acceptance, and stays one also after an undo.
    Raises NotFound ticket_unknown, line_unknown or staff_unknown, IllegalMove, Invalid claim_needs_cook, and
    Conflict nothing_to_undo or moved_meanwhile.
    """
    ticket = require(tx, ticket_id)
    before = standing_of(ticket, store.lines(tx, [ticket_id])[ticket_id])
    if verb is Move.UNDO:
        after = _undone(tx, ticket, before)
    else:
        _require_person(tx, mover.staff_id)
        after = rules.moved(before, verb, line_id, mover.staff_id, tx.now_ms)
    _write(tx, ticket_id, before, after)
    by = mover.actor if mover.staff_id is None else f"staff:{mover.staff_id}"
    first = bool(store.accept(tx, ticket_id, by))
    _tell_moved(tx, ticket, verb, line_id, mover, before, after, first=first)
    if before.lines != after.lines:
        for follower in followers:
            follower(tx, ticket.order_id)
    return require(tx, ticket_id)


def serve(tx: Tx, order_id: str, *, actor: str, device: str | None, followers: Followers) -> int:
    """Every READY line of an order becomes SERVED; returns how many."""
    tickets = store.tickets_of_orders(tx, [order_id])
    lines = store.lines(tx, [ticket.id for ticket in tickets])
    brought: list[dict[str, str]] = []
    count = 0
    for ticket in tickets:
        before = standing_of(ticket, lines[ticket.id])
        ready = sum(state is LineState.READY for state in before.lines.values())
        if ready:
            _write(tx, ticket.id, before, rules.served(before))
            brought.append({"id": ticket.id, "station_id": ticket.station_id})
            count += ready
    if count:
        tx.journal(
            "lines_served",
            f"order:{order_id}",
            actor=actor,
            table_session=tickets[0].table_session_id,
            device=device,
            data={"order_id": order_id, "lines": count, "tickets": brought},
        )
        for follower in followers:
            follower(tx, order_id)
    return count


def require(reader: Reader, ticket_id: str) -> TicketRow:
    """The ticket. Raises NotFound ticket_unknown."""
    ticket = store.ticket(reader, ticket_id)
    if ticket is None:
        raise NotFound("There is no such ticket.", code="ticket_unknown")
    return ticket


def standing_of(ticket: TicketRow, lines: list[LineRow]) -> Standing:
    """What a cook can change about a ticket, as it is now."""
    return Standing(
        state=TicketState(ticket.state),
        rush=bool(ticket.rush),
        started_at=ticket.started_at,
        ready_at=ticket.ready_at,
        claimed_by=ticket.claimed_by,
        lines={line.id: LineState(line.state) for line in lines},
    )


def _undone(tx: Tx, ticket: TicketRow, now: Standing) -> Standing:
    last = store.last_move(tx, ticket)
    data: dict[str, Any] = msgspec.json.decode(last["data"]) if last else {}
    if last is None or not 0 <= tx.now_ms - last["at"] <= rules.UNDO_MS or data["verb"] == Move.UNDO:
        raise Conflict("There is nothing to undo on this ticket any more.", code="nothing_to_undo")
    if _told(now) != data["after"]:
        raise Conflict("This ticket has gone on meanwhile; it cannot be undone.", code="moved_meanwhile")
    return _remembered(data["before"])


def _write(tx: Tx, ticket_id: str, before: Standing, after: Standing) -> None:
    moved = store.move_ticket(tx, ticket_id, before, after)
    for line_id, state in before.lines.items():
        if after.lines[line_id] is not state:
            moved = min(moved, store.move_line(tx, line_id, state, after.lines[line_id]))
    if moved != 1:
        raise Conflict("This ticket was changed meanwhile.", code="moved_meanwhile")


def _tell_moved(
    tx: Tx,
    ticket: TicketRow,
    verb: Move,
    line_id: str | None,
    mover: Mover,
    before: Standing,
    after: Standing,
    *,
    first: bool,
) -> None:
    tx.journal(
        "ticket_moved",
        f"ticket:{ticket.id}",
        actor=mover.actor,
        table_session=ticket.table_session_id,
        device=mover.device,
        data={
            "ticket_id": ticket.id,
            "order_id": ticket.order_id,
            "station_id": ticket.station_id,
            "verb": verb,
            "line_id": line_id,
            "state": after.state,
            "accepted": first,
            "before": _told(before),
            "after": _told(after),
        },
    )


def _told(standing: Standing) -> dict[str, Any]:
    """A standing as the journal keeps it."""
    ticket = {
        "state": str(standing.state),
        "rush": standing.rush,
        "started_at": standing.started_at,
        "ready_at": standing.ready_at,
    }
    lines = {line_id: str(state) for line_id, state in standing.lines.items()}
    return {"ticket": ticket, "lines": lines, "claimed_by": standing.claimed_by}


def _remembered(told: dict[str, Any]) -> Standing:
    ticket = told["ticket"]
    return Standing(
        state=TicketState(ticket["state"]),
        rush=ticket["rush"],
        started_at=ticket["started_at"],
        ready_at=ticket["ready_at"],
        claimed_by=told["claimed_by"],
        lines={line_id: LineState(state) for line_id, state in told["lines"].items()},
    )


def _require_person(tx: Tx, staff_id: str | None) -> None:
    found = person(tx, staff_id) if staff_id is not None else None
    if staff_id is not None and (found is None or not found.active):
        raise NotFound("Nobody of that name works here.", code="staff_unknown")
