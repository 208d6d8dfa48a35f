"""The cart: line commands from phones, and the cart with the server's prices."""

import msgspec

from appliance.kernel.errors import Conflict, Invalid, Refused
from appliance.menu import ItemAvailability, MenuBook, price_line
from appliance.seating import rules, store
from appliance.seating.model import (
    LINES_MAX,
    NOTE_MAX,
    CartCommands,
    CartLine,
    CartLineView,
    CartProblem,
    CartView,
    Member,
    SetLine,
    TableSession,
)
from appliance.storage import Reader, Tx

Blocked = dict[str, ItemAvailability]


def apply(
    tx: Tx, table_session: TableSession, member: Member, asked: CartCommands, book: MenuBook, blocked: Blocked
) -> None:
    """Carry out the commands in order, all or nothing.

    Raises Conflict with one detail per line that cannot be, also for one that was ordered meanwhile; Invalid when the
    cart would grow too long.
    """
    sent = sent_as(tx, table_session.id, [command.line_id for command in asked.commands])
    troubles: list[tuple[str, Refused]] = []
    for command in asked.commands:
        if isinstance(command, SetLine):
            number = sent.get(command.line_id)
            trouble = (
                already_sent([command.line_id], number)
                if number is not None
                else _set(tx, table_session, member, command, book, blocked)
            )
            if trouble is not None:
                troubles.append((command.line_id, trouble))
        elif _may_touch(tx, table_session, member, command.line_id):
            store.remove_cart_lines(tx, table_session.id, [command.line_id])
    if troubles:
        first = troubles[0][1]
        details = [{"line_id": line_id, "code": one.code, "say": one.sentence} for line_id, one in troubles]
        raise Conflict(first.sentence, code=first.code, details=details, extra=first.extra)
    if len(store.cart(tx, table_session.id)) > LINES_MAX:
        raise Invalid("This cart is full; please send the order first.", code="cart_full")
    store.touch(tx, table_session.id)
    tx.journal(
        "cart_changed",
        f"member:{member.id}",
        actor=f"member:{member.id}",
        table_session=table_session.id,
        data={"lines": [command.line_id for command in asked.commands]},
    )


def lines(reader: Reader, table_session_id: str) -> list[CartLine]:
    """Every line of the party, oldest first."""
    return store.cart(reader, table_session_id)


def sent_as(reader: Reader, table_session_id: str, line_ids: list[str]) -> dict[str, int]:
    """The order number of every one of these lines that was sent already, by line id."""
    ids = {rules.order_line_id(table_session_id, line_id): line_id for line_id in line_ids}
    return {ids[id_]: number for id_, number in store.order_numbers(reader, list(ids)).items()}


def already_sent(line_ids: list[str], order_number: int) -> Conflict:
    """The refusal for lines that are an order's by now: they never come back into a cart."""
    return Conflict(
        f"This was already sent as order {order_number}.",
        code="already_sent",
        details=[{"line_id": line_id, "code": "already_sent"} for line_id in line_ids],
        extra={"order_number": order_number},
    )


def remove(tx: Tx, table_session_id: str, line_ids: list[str]) -> None:
    """Take lines out: they have become an order."""
    store.remove_cart_lines(tx, table_session_id, line_ids)


def visible(lines: list[CartLine], table_session: TableSession, member_id: str) -> list[CartLine]:
    """The lines a phone sees and sends: all in family mode, its own in individual mode."""
    if table_session.cart_mode == "family":
        return lines
    return [line for line in lines if line.member_id == member_id]


def view(
    reader: Reader, table_session: TableSession, member_id: str, book: MenuBook, blocked: Blocked
) -> CartView:
    """The cart as one phone sees it; what cannot be ordered now is no part of the total."""
    lines = [
        priced(line, book, blocked)
        for line in visible(store.cart(reader, table_session.id), table_session, member_id)
    ]
    return CartView(
        lines=lines,
        total_minor=sum(line.total_minor for line in lines if line.problem is None),
        count=sum(line.quantity for line in lines),
    )


def priced(line: CartLine, book: MenuBook, blocked: Blocked) -> CartLineView:
    """One line with today's price, or with the reason why it cannot be ordered now."""
    item = book.items.get(line.item_id)
    chosen = line.chosen()
    problem, unit_minor, option_names = None, 0, []
    if item is None:
        problem = CartProblem("item_unavailable")
    else:
        try:
            price = price_line(item, book.groups, chosen)
            unit_minor = price.unit_minor
            option_names = [option.names for option in price.option_snapshots]
        except Refused:
            problem = CartProblem("options_changed")
        blocking = blocked.get(line.item_id)
        if blocking is not None and not blocking.available:
            problem = CartProblem("item_unavailable", blocking.remaining)
        elif blocking is not None and blocking.remaining is not None and blocking.remaining < line.quantity:
            problem = CartProblem("not_enough", blocking.remaining)
    return CartLineView(
        id=line.id,
        member_id=line.member_id,
        item_id=line.item_id,
        names=item.names if item else {},
        options=chosen,
        option_names=option_names,
        note=line.note,
        quantity=line.quantity,
        unit_minor=unit_minor,
        total_minor=unit_minor * line.quantity,
        problem=problem,
    )


def _set(
    tx: Tx, table_session: TableSession, member: Member, command: SetLine, book: MenuBook, blocked: Blocked
) -> Refused | None:
    item = book.items.get(command.item_id)
    blocking = blocked.get(command.item_id)
    if item is None or (blocking is not None and not blocking.available):
        name = next(iter(item.names.values())) if item else "This dish"
        return Conflict(f"{name} is not available right now.", code="item_unavailable")
    try:
        price_line(item, book.groups, command.options)
    except Refused as trouble:
        return trouble
    if not _may_touch(tx, table_session, member, command.line_id):
        return Conflict("This line belongs to another phone.", code="not_your_line")
    values = {
        "table_session_id": table_session.id,
        "id": command.line_id,
        "member_id": member.id,
        "item_id": command.item_id,
        "options": msgspec.json.encode(command.options).decode(),
        "note": rules.clean_note(command.note, NOTE_MAX),
        "quantity": command.quantity,
    }
    store.put_cart_line(tx, values)
    return None


def _may_touch(reader: Reader, table_session: TableSession, member: Member, line_id: str) -> bool:
    if table_session.cart_mode == "family":
        return True
    line = store.cart_line(reader, table_session.id, line_id)
    return line is None or line.member_id == member.id
