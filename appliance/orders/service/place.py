"""Placing an order: in one transaction the cart lines become order lines, tickets, paper and a check."""

from dataclasses import dataclass
from typing import Any

import msgspec

from appliance.checks import ensure_check, order_more
from appliance.http import Limiter
from appliance.kernel.clock import business_date
from appliance.kernel.errors import Conflict, Invalid, Refused
from appliance.kitchen import FiredLine, FiredOrder, Kitchen
from appliance.menu import ItemAvailability, MenuBook, PricedLine, availability, price_line, take
from appliance.orders import rules, store
from appliance.orders.model import DiningOption, Order, OrderState, SeenLine
from appliance.seating import CartLine, Member, TableSession, access, carts, order_line_id, parties
from appliance.settings import Settings, TaxRate, VenueSettings
from appliance.storage import Database, Tx, next_number

UNTAXED = TaxRate(name="", rate_bp=0, inclusive=True)


@dataclass(frozen=True)
class OrderDesk:
    """What sending an order needs, in one hand: the framework starts a task for each of several dependencies."""

    database: Database
    settings: Settings
    menu_book: MenuBook
    kitchen: Kitchen
    limiter: Limiter


@dataclass(frozen=True)
class Placed:
    """An order that exists from now on, with its lines as the kitchen got them."""

    order: Order
    lines: list[FiredLine]


@dataclass(frozen=True)
class Placing:
    """What placing needs to know besides the transaction."""

    settings: VenueSettings
    book: MenuBook
    kitchen: Kitchen


def place(
    tx: Tx, placing: Placing, party: TableSession, member: Member, seen: list[SeenLine], table_name: str
) -> Placed:
    """Turn the seen cart lines of an open table session into one order.

    Raises Unauthorised (pin_needed, pass_needed), Invalid empty_cart, Conflict already_sent, cart_changed,
    item_unavailable or price_changed with one detail per line; then nothing has changed.
    """
    access.require_may_order(member, placing.settings, tx.now_ms)
    if not seen:
        raise Invalid("There is nothing in the cart yet.", code="empty_cart")
    lines = _seen_lines(tx, party, member, seen)
    blocked = availability(tx, placing.book, placing.settings, tx.now_ms)
    prices = _price_all(placing, lines, seen, blocked)
    order = _insert(
        tx, placing, party, member, [placing.book.items[line.item_id].prep_minutes for line in lines]
    )
    for line in lines:
        if line.item_id in blocked:  # whatever is counted is named there
            _sell(tx, placing, line)
    fired = [
        _fired(placing, line, price, n) for n, (line, price) in enumerate(zip(lines, prices, strict=True))
    ]
    tickets = placing.kitchen.fire(
        tx,
        FiredOrder(
            id=order.id,
            number=order.number,
            table_session_id=party.id,
            table_name=table_name,
            placed_by=order.placed_by,
            dining_option=order.dining_option,
        ),
        fired,
    )
    check = ensure_check(tx, party.id, order.business_date)
    order_more(tx, check, placing.settings, order.placed_by)
    carts.remove(tx, party.id, [line.id for line in lines])
    parties.touch(tx, party.id)
    data: dict[str, Any] = {"order_id": order.id, "number": order.number, "tickets": tickets}
    tx.journal("order_sent", f"order:{order.id}", actor=order.placed_by, table_session=party.id, data=data)
    return Placed(order, fired)


def _seen_lines(tx: Tx, party: TableSession, member: Member, seen: list[SeenLine]) -> list[CartLine]:
    there = {line.id: line for line in carts.visible(carts.lines(tx, party.id), party, member.id)}
    wanted = list(dict.fromkeys(line.line_id for line in seen))
    sent = carts.sent_as(tx, party.id, wanted)
    if sent:
        raise carts.already_sent([line_id for line_id in wanted if line_id in sent], max(sent.values()))
    missing = [line_id for line_id in wanted if line_id not in there]
    changed = missing + [
        line.line_id
        for line in seen
        if line.line_id in there and there[line.line_id].quantity != line.quantity
    ]
    if changed:
        details = [{"line_id": line_id, "code": "changed"} for line_id in dict.fromkeys(changed)]
        raise Conflict(
            "The cart was changed meanwhile; please look at it again.", code="cart_changed", details=details
        )
    return [there[line_id] for line_id in wanted]


def _price_all(
    placing: Placing, lines: list[CartLine], seen: list[SeenLine], blocked: dict[str, ItemAvailability]
) -> list[PricedLine]:
    expected = {line.line_id: line.unit_minor for line in seen}
    prices: list[PricedLine] = []
    gone: list[dict[str, Any]] = []
    dearer: list[dict[str, Any]] = []
    for line in lines:
        item = placing.book.items.get(line.item_id)
        about = {
            "line_id": line.id,
            "item_id": line.item_id,
            "names": item.names if item else {},
            "left": None,
        }
        blocking = blocked.get(line.item_id)
        if item is None or (blocking is not None and not blocking.available):
            gone.append({**about, "code": "item_unavailable"})
            continue
        try:
            price = price_line(item, placing.book.groups, line.chosen())
        except Refused:
            gone.append({**about, "code": "options_changed"})
            continue
        prices.append(price)
        if price.unit_minor != expected[line.id]:
            dearer.append({**about, "code": "price_changed", "unit_minor": price.unit_minor})
    if gone:
        raise Conflict(
            "Something in the cart is not available any more.", code="item_unavailable", details=gone
        )
    if dearer:
        raise Conflict(
            "A price has changed; please look again before sending.", code="price_changed", details=dearer
        )
    return prices


def _sell(tx: Tx, placing: Placing, line: CartLine) -> None:
    try:
        take(tx, placing.book, line.item_id, line.quantity, placing.settings)
    except Conflict as refusal:
        names = placing.book.items[line.item_id].names
        details = [{**detail, "line_id": line.id, "names": names} for detail in refusal.details]
        raise Conflict(refusal.sentence, code=refusal.code, details=details) from refusal


def _insert(tx: Tx, placing: Placing, party: TableSession, member: Member, prep_minutes: list[int]) -> Order:
    today = business_date(tx.now_ms, placing.settings.zone, placing.settings.rollover_hour).isoformat()
    order = Order(
        id=tx.new_id(),
        branch=tx.branch,
        table_session_id=party.id,
        table_id=party.table_id,
        dining_option=DiningOption.DINE_IN,
        number=next_number(tx, "order", today),
        business_date=today,
        state=OrderState.RECEIVED,
        placed_by=f"member:{member.id}",
        sent_at=tx.now_ms,
        promised_at=rules.promised_at(tx.now_ms, prep_minutes),
    )
    store.insert_order(tx, order)
    return order


def _fired(placing: Placing, line: CartLine, price: PricedLine, position: int) -> FiredLine:
    item = placing.book.items[line.item_id]
    tax = placing.settings.taxes.get(item.tax_class, UNTAXED)
    return FiredLine(
        id=order_line_id(line.table_session_id, line.id),
        position=position,
        member_id=line.member_id,
        item_id=item.id,
        names=item.names,
        options=msgspec.to_builtins(price.option_snapshots),
        note=line.note,
        allergens=price.allergens,
        quantity=line.quantity,
        unit_minor=price.unit_minor,
        tax_class=item.tax_class,
        tax_name=tax.name,
        tax_bp=tax.rate_bp,
        tax_inclusive=tax.inclusive,
        course=item.course,
        prep_minutes=item.prep_minutes,
        station_id=item.station_id,
    )
