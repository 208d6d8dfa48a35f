"""Use cases of checks."""

import msgspec

from appliance.checks import store
from appliance.checks.model import Bill, BillLine, CheckState, GuestCheck, OwedLine
from appliance.checks.rules import Totals, totals
from appliance.checks.states import CHECK, Verb
from appliance.kernel.errors import Conflict, NotFound
from appliance.kernel.money import round_to_coin
from appliance.settings import VenueSettings
from appliance.storage import Reader, Tx, next_number


def ensure_check(tx: Tx, table_session_id: str, business_date: str) -> GuestCheck:
    """The party's check; made with its first order."""
    found = store.check_of(tx, table_session_id)
    if found is not None:
        return found
    table = store.table_of(tx, table_session_id)
    values = {
        "id": tx.new_id(),
        "table_session_id": table_session_id,
        "number": next_number(tx, "check", business_date),
        "business_date": business_date,
        "covers": table["covers"] if table else None,
    }
    store.insert_check(tx, values)
    return require_check(tx, table_session_id)


def require_check(reader: Reader, table_session_id: str) -> GuestCheck:
    """The party's check, or NotFound when it has ordered nothing."""
    found = store.check_of(reader, table_session_id)
    if found is None:
        raise NotFound("This party has not ordered anything yet.", code="nothing_ordered")
    return found


def bill(reader: Reader, table_session_id: str, settings: VenueSettings) -> Bill:
    """The bill as it stands now. Raises NotFound for an unknown table session."""
    table = store.table_of(reader, table_session_id)
    if table is None:
        raise NotFound("There is no such visit.")
    check = store.check_of(reader, table_session_id)
    lines = store.owed_lines(reader, table_session_id)
    sums = _totals(lines, table["covers"], settings, check)
    payments = store.payments(reader, check.id) if check else []
    paid = sum(payment.amount_minor for payment in payments)
    rounding = (check.rounding_minor or 0) if check else 0
    due = max(0, sums.total_minor + rounding - paid)
    return Bill(
        check_id=check.id if check else None,
        number=check.number if check else None,
        state=check.state if check else CheckState.OPEN,
        currency=settings.currency,
        table_name=table["name"],
        lines=[_bill_line(line) for line in lines],
        subtotal_minor=sums.subtotal_minor,
        service_bp=sums.service_bp,
        service_minor=sums.service_minor,
        taxes=list(sums.taxes),
        rounding_minor=rounding,
        total_minor=sums.total_minor + rounding,
        paid_minor=paid,
        due_minor=due,
        cash_due_minor=round_to_coin(due, settings.cash_coin_minor),
        payments=payments,
    )


def dues(
    reader: Reader, table_session_id: str, covers: int | None, settings: VenueSettings
) -> tuple[int, int]:
    """Total and what is still due, without the details of the bill."""
    check = store.check_of(reader, table_session_id)
    if check is None:
        return 0, 0
    lines = store.owed_lines(reader, table_session_id)
    total = _totals(lines, covers, settings, check).total_minor
    total += check.rounding_minor or 0
    return total, max(0, total - store.paid_minor(reader, check.id))


def view_bill(tx: Tx, table_session_id: str, actor: str) -> int:
    """The party looks at its bill; returns when it first did."""
    table = store.table_of(tx, table_session_id)
    if table is None:
        raise NotFound("There is no such visit.")
    if store.set_viewed(tx, table_session_id):
        tx.journal("bill_viewed", f"table:{table['table_id']}", actor=actor, table_session=table_session_id)
        return tx.now_ms
    return int(table["viewed_bill_at"])


def pay_check(
    tx: Tx, check: GuestCheck, amounts: dict[str, int], *, actor: str, device: str | None = None
) -> None:
    """Everything owed has been paid: fix the amounts (total, tax, service, rounding); nobody waits for a bill."""
    _move(tx, check, Verb.PAY)
    store.fix_amounts(tx, check.id, amounts)
    store.forget_bill_request(tx, check.table_session_id)
    store.set_paid_at(tx, check.table_session_id, tx.now_ms)
    tx.journal(
        "check_paid",
        f"check:{check.id}",
        actor=actor,
        device=device,
        table_session=check.table_session_id,
        data={f"{key}_minor": value for key, value in amounts.items()},
    )


def order_more(tx: Tx, check: GuestCheck, settings: VenueSettings, actor: str) -> None:
    """Something was ordered on a paid check: it is open again, unless what was ordered costs nothing."""
    if check.state == CheckState.PAID and bill(tx, check.table_session_id, settings).due_minor > 0:
        _move(tx, check, Verb.ORDER_MORE)
        store.owe_again(tx, check.id)
        store.set_paid_at(tx, check.table_session_id, None)
        tx.journal("check_reopened", f"check:{check.id}", actor=actor, table_session=check.table_session_id)


def owe_less(
    tx: Tx, table_session_id: str, settings: VenueSettings, *, actor: str, device: str | None = None
) -> bool:
    """Something was cancelled: a check of which everything left is paid is a paid one; returns whether that made it one.

    Raises Conflict paid_too_much when more has been paid than is left to pay.
    """
    check = require_check(tx, table_session_id)
    now = bill(tx, table_session_id, settings)
    if now.paid_minor > now.total_minor:
        raise Conflict(
            "This has been paid already; the money would have to be given back first.", code="paid_too_much"
        )
    settled = bool(now.payments) and now.due_minor == 0 and check.state == CheckState.OPEN
    if settled:
        pay_check(tx, check, fixed_amounts(now, now.rounding_minor), actor=actor, device=device)
    return settled


def fixed_amounts(owed: Bill, rounding_minor: int) -> dict[str, int]:
    """What a paid check keeps of its bill, with the rounding of cash."""
    return {
        "total": owed.total_minor - owed.rounding_minor + rounding_minor,
        "tax": sum(tax.tax_minor for tax in owed.taxes),
        "service": owed.service_minor,
        "rounding": rounding_minor,
    }


def close_check(tx: Tx, table_session_id: str) -> None:
    """The party has left; a party that ordered nothing has no check."""
    check = store.check_of(tx, table_session_id)
    if check is not None and CHECK.allows(CheckState(check.state), Verb.CLOSE):
        _move(tx, check, Verb.CLOSE)
        store.set_closed_at(tx, check.id, tx.now_ms)


def restore_check(tx: Tx, table_session_id: str) -> None:
    """The visit was brought back: its check is paid or open as it was."""
    check = store.check_of(tx, table_session_id)
    if check is not None:
        _move(tx, check, Verb.RESTORE_PAID if check.paid_at is not None else Verb.RESTORE_OPEN)
        store.set_closed_at(tx, check.id, None)


def _move(tx: Tx, check: GuestCheck, verb: Verb) -> None:
    before = CheckState(check.state)
    after = CHECK.next(before, verb)
    if store.move_check(tx, check.id, before, after) != 1:
        CHECK.next(after, verb)


def _totals(
    lines: list[OwedLine], covers: int | None, settings: VenueSettings, check: GuestCheck | None
) -> Totals:
    if check is None:
        return totals(lines, covers, settings)
    return totals(lines, covers, settings, check.service_minor, more_ordered=check.paid_at is None)


def _bill_line(line: OwedLine) -> BillLine:
    options = msgspec.json.decode(line.options, type=list[dict[str, object]])
    return BillLine(
        names=msgspec.json.decode(line.names, type=dict[str, str]),
        option_names=[option["names"] for option in options],  # type: ignore[misc]
        quantity=line.quantity,
        unit_minor=line.unit_minor,
        total_minor=line.total_minor,
        order_number=line.order_number,
        member_id=line.member_id,
    )
