"""Orders as guests and staff see them."""

import msgspec

from appliance.kitchen import FiredLine
from appliance.orders import store
from appliance.orders.model import KITCHEN_PATIENCE_MS, Order, OrderLineView, OrderView
from appliance.orders.rules import GUEST_WORDS
from appliance.storage import Reader, Row

MEMBER = "member:"
_names = msgspec.json.Decoder(dict[str, str])
_options = msgspec.json.Decoder(list[dict[str, object]])


def orders_of(reader: Reader, table_session_id: str, now_ms: int, member_id: str | None) -> list[OrderView]:
    """A party's orders, oldest first; `mine` by the member asking."""
    waiting = store.unacknowledged(reader, table_session_id)
    lines: dict[str, list[OrderLineView]] = {}
    for row in store.line_rows(reader, table_session_id):
        lines.setdefault(row["order_id"], []).append(line_view(row))
    return [
        order_view(order, lines.get(order.id, []), order.id in waiting, now_ms, member_id)
        for order in store.orders_of(reader, table_session_id)
    ]


def just_placed(order: Order, lines: list[FiredLine], member_id: str) -> OrderView:
    """An order at the moment it begins to exist: nobody in the kitchen can have confirmed it yet."""
    return order_view(order, [_fresh_line(line) for line in lines], True, order.sent_at, member_id)


def order_view(
    order: Order, lines: list[OrderLineView], unacknowledged: bool, now_ms: int, member_id: str | None
) -> OrderView:
    """One order."""
    kitchen = "has_it"
    if unacknowledged:
        kitchen = "checking" if now_ms - order.sent_at >= KITCHEN_PATIENCE_MS else "sending"
    return OrderView(
        id=order.id,
        number=order.number,
        state=order.state,
        sent_at=order.sent_at,
        promised_at=order.promised_at,
        ready_at=order.ready_at,
        kitchen=kitchen,
        mine=member_id is not None and order.placed_by == f"{MEMBER}{member_id}",
        sent_by=order.placed_by.removeprefix(MEMBER) if order.placed_by.startswith(MEMBER) else None,
        lines=lines,
        total_minor=sum(line.total_minor for line in lines if line.state != "cancelled"),
    )


def _fresh_line(line: FiredLine) -> OrderLineView:
    return OrderLineView(
        id=line.id,
        item_id=line.item_id,
        names=line.names,
        option_names=[option["names"] for option in line.options],
        note=line.note,
        quantity=line.quantity,
        unit_minor=line.unit_minor,
        total_minor=line.unit_minor * line.quantity,
        state=GUEST_WORDS["SENT"],
        member_id=line.member_id,
        to_confirm=False,
    )


def line_view(row: Row) -> OrderLineView:
    """One line from its row."""
    return OrderLineView(
        id=row["id"],
        item_id=row["item_id"],
        names=_names.decode(row["names"]),
        option_names=[option["names"] for option in _options.decode(row["options"])],  # type: ignore[misc]
        note=row["note"],
        quantity=row["quantity"],
        unit_minor=row["unit_minor"],
        total_minor=row["unit_minor"] * row["quantity"],
        state=GUEST_WORDS[row["state"]],
        member_id=row["member_id"],
        to_confirm=bool(row["to_confirm"]),
    )
