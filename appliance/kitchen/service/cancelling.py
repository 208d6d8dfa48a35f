"""Taking dishes back: screens go on showing what must be stopped until a cook says he knows, paper tells the difference."""

from collections.abc import Mapping
from dataclasses import dataclass

from appliance.kernel.errors import Conflict, IllegalMove, Invalid, NotFound
from appliance.kitchen import rules, store
from appliance.kitchen.model import LineRow, LineState, TicketRow, TicketState
from appliance.kitchen.service.correcting import InHand, correct_waiting, print_change
from appliance.kitchen.service.moving import Followers, Mover, require, standing_of
from appliance.kitchen.service.paper import Trouble, paper_lines
from appliance.kitchen.states import LINE, TICKET, LineVerb, TicketVerb
from appliance.settings import VenueSettings
from appliance.storage import Tx


@dataclass(frozen=True, slots=True)
class Pieces:
    """So many of a line; `begun` when a cook had touched it already."""

    line_id: str
    item_id: str
    quantity: int
    begun: bool


@dataclass(frozen=True, slots=True)
class Cancelled:
    """What was taken; the tickets that are ready without it, and those of which the kitchen has got nothing so far,
    neither on a screen nor on paper.
    """

    pieces: list[Pieces]
    ready: list[TicketRow]
    unheard: list[TicketRow]


def cancel(
    tx: Tx,
    settings: VenueSettings,
    order_id: str,
    asked: Mapping[str, int],
    reason: str,
    mover: Mover,
    trouble: Trouble,
    in_hand: InHand,
    followers: Followers,
) -> Cancelled:
    """Take back so many pieces of an order's lines.

    Raises NotFound line_unknown, Invalid quantity_wrong, Conflict too_late for what has been served or cancelled.
    """
    tickets = store.tickets_of_orders(tx, [order_id])
    lines = store.lines(tx, [ticket.id for ticket in tickets])
    unknown = asked.keys() - {line.id for ticket in tickets for line in lines[ticket.id]}
    if unknown or not asked:
        raise NotFound("This dish is not on that order.", code="line_unknown")
    touched = [ticket for ticket in tickets if any(line.id in asked for line in lines[ticket.id])]
    taken: list[Pieces] = []
    left_over: list[TicketRow] = []
    unheard: list[TicketRow] = []
    emptied = False
    for ticket in touched:
        before = paper_lines(lines[ticket.id], settings)
        wanted = [line for line in lines[ticket.id] if line.id in asked]
        taken += [_take_back(tx, line, asked[line.id], mover.actor, reason) for line in wanted]
        left = store.lines(tx, [ticket.id])[ticket.id]
        left_over.append(_follow_lines(tx, ticket, left))
        after = paper_lines(left, settings)
        emptied = emptied or not after
        print_change(tx, settings, ticket, before, after, reason, trouble, in_hand)
        waited = correct_waiting(tx, settings, ticket, in_hand, anything_left=bool(after), actor=mover.actor)
        if waited and not ticket.acknowledged:
            unheard.append(ticket)
    if emptied:
        for ticket in tickets:  # what waits of the others says no more "also at" a station with nothing left
            anything_left = any(line.state != LineState.CANCELLED for line in lines[ticket.id])
            if ticket not in touched and anything_left:
                correct_waiting(tx, settings, ticket, in_hand, anything_left=True, actor=mover.actor)
    _tell_cancelled(tx, order_id, left_over, taken, mover)
    for follower in followers:
        follower(tx, order_id)
    were = {ticket.id: ticket.state for ticket in touched}
    ready = [one for one in left_over if one.state == TicketState.READY != were[one.id]]
    return Cancelled(taken, ready, unheard)


def confirm(
    tx: Tx, ticket_id: str, *, actor: str, device: str | None = None, printer_id: str | None = None
) -> TicketRow:
    """The kitchen knows what it no longer has to make, a cook having said so or by paper; returns the ticket.

    Raises Conflict nothing_to_confirm.
    """
    ticket = require(tx, ticket_id)
    if not store.confirm_cancelled(tx, ticket_id, f"printer:{printer_id}" if printer_id else actor):
        raise Conflict("There is nothing to confirm on this ticket.", code="nothing_to_confirm")
    lines = store.lines(tx, [ticket_id])[ticket_id]
    if all(line.state == LineState.CANCELLED for line in lines):
        before = standing_of(ticket, lines)
        after = rules.voided(before, TICKET.next(before.state, TicketVerb.CONFIRM))
        store.move_ticket(tx, ticket_id, before, after)
    known = require(tx, ticket_id)
    tx.journal(
        "cancel_confirmed",
        f"ticket:{ticket_id}",
        actor=actor,
        table_session=known.table_session_id,
        device=device,
        data={
            "ticket_id": ticket_id,
            "order_id": known.order_id,
            "station_id": known.station_id,
            "state": known.state,
        },
    )
    return known


def _take_back(tx: Tx, line: LineRow, pieces: int, by: str, reason: str) -> Pieces:
    if not 1 <= pieces <= line.quantity:
        raise Invalid(f"Between 1 and {line.quantity} of this can be cancelled.", code="quantity_wrong")
    before = LineState(line.state)
    try:
        after = LINE.next(before, LineVerb.CANCEL)
    except IllegalMove as refusal:
        word = "served" if before is LineState.SERVED else "cancelled"
        raise Conflict(f"This has been {word} already.", code="too_late") from refusal
    line_id, moved = line.id, 1
    if pieces < line.quantity:
        line_id = tx.new_id()
        moved = store.split_line(tx, line.id, line_id, before, pieces)
    if min(moved, store.cancel_line(tx, line_id, before, after, by, reason)) != 1:
        raise Conflict("This order was changed meanwhile.", code="moved_meanwhile")
    return Pieces(line_id, line.item_id, pieces, before in (LineState.COOKING, LineState.READY))


def _follow_lines(tx: Tx, ticket: TicketRow, left: list[LineRow]) -> TicketRow:
    """Bring a ticket to where its remaining lines say it is."""
    before = standing_of(ticket, left)
    store.move_ticket(tx, ticket.id, before, rules.stamped(before, before.lines, tx.now_ms))
    return require(tx, ticket.id)


def _tell_cancelled(
    tx: Tx, order_id: str, tickets: list[TicketRow], taken: list[Pieces], mover: Mover
) -> None:
    tx.journal(
        "lines_cancelled",
        f"order:{order_id}",
        actor=mover.actor,
        table_session=tickets[0].table_session_id,
        device=mover.device,
        data={
            "order_id": order_id,
            "lines": [{"id": one.line_id, "quantity": one.quantity, "begun": one.begun} for one in taken],
            "tickets": [
                {"id": ticket.id, "station_id": ticket.station_id, "state": ticket.state}
                for ticket in tickets
            ],
        },
    )
