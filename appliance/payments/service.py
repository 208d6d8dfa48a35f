"""Use cases of payments: cash for the whole check, the drawer, and its paper."""

from appliance import checks
from appliance.drawers import Who, kick, sale_drawer
from appliance.kernel.clock import business_date
from appliance.kernel.errors import Conflict, Invalid
from appliance.orders import close_visit
from appliance.payments import documents, store
from appliance.payments.model import CashTaken, PaymentView, Queued, TakeCash
from appliance.printing import in_use, queue
from appliance.seating import calls, parties
from appliance.settings import VenueSettings
from appliance.staff import StaffCaller
from appliance.storage import Tx


def take_cash(
    tx: Tx, settings: VenueSettings, table_session_id: str, asked: TakeCash, caller: StaffCaller
) -> CashTaken:
    """Take cash for everything that is due; the drawer opens and a receipt prints, where there is a printer for it.

    Raises NotFound nothing_ordered, Conflict total_changed (with the new total) or already_paid, Invalid not_enough.
    """
    check = checks.require_check(tx, table_session_id)
    before = checks.bill(tx, table_session_id, settings)
    due = before.cash_due_minor
    if before.due_minor == 0:
        raise Conflict("This check is already paid.", code="already_paid")
    if asked.expected_total_minor != due:
        raise Conflict(
            "The total has changed meanwhile.", code="total_changed", extra={"cash_due_minor": due}
        )
    if asked.tendered_minor < due:
        raise Invalid("This is less than what is due.", code="not_enough", extra={"cash_due_minor": due})
    payment = _record(tx, settings, check, due, asked.tendered_minor, caller)
    _fix(tx, before, check, caller)
    calls.bring_bill(tx, table_session_id, caller.actor, caller.device_id)
    parties.touch(tx, table_session_id)
    after = checks.bill(tx, table_session_id, settings)
    drawer = _kick(tx, settings, table_session_id, caller)
    receipt = _receipt(tx, settings, table_session_id, after) if asked.receipt else "not_asked"
    if settings.free_table_when_paid:
        close_visit(tx, table_session_id, how="paid", actor=caller.actor, device=caller.device_id)
    return CashTaken(payment, after, drawer, receipt)


def print_receipt(tx: Tx, settings: VenueSettings, table_session_id: str) -> Queued:
    """Print the receipt again, marked as a copy when one was printed before.

    Raises NotFound nothing_ordered, Conflict not_paid while nobody has paid anything.
    """
    check = checks.require_check(tx, table_session_id)
    bill = checks.bill(tx, table_session_id, settings)
    if not bill.payments:
        raise Conflict("Nothing has been paid yet; print the bill instead.", code="not_paid")
    copy = store.receipts_printed(tx, check.id) > 0
    return _queue(tx, settings, "receipt", table_session_id, bill, copy=copy)


def print_bill(tx: Tx, settings: VenueSettings, table_session_id: str) -> Queued:
    """Print what is owed, for the table."""
    checks.require_check(tx, table_session_id)
    return _queue(tx, settings, "bill", table_session_id, checks.bill(tx, table_session_id, settings))


def open_drawer(tx: Tx, settings: VenueSettings, reason: str, caller: StaffCaller) -> Queued:
    """Open the drawer of sales without one. Raises Conflict when there is none."""
    drawer = sale_drawer(tx, settings.receipt_printer, settings.staff_language)
    if drawer is None:
        raise Conflict("No printer with a cash drawer is set.", code="no_drawer")
    return Queued(kick(tx, drawer, reason, _who(caller)).job_id)


def _record(
    tx: Tx,
    settings: VenueSettings,
    check: checks.GuestCheck,
    due: int,
    tendered_minor: int,
    caller: StaffCaller,
) -> PaymentView:
    """Write the payment down, once and for ever."""
    payment = PaymentView(tx.new_id(), due, tendered_minor, tendered_minor - due)
    store.insert_payment(
        tx,
        {
            "id": payment.id,
            "check_id": check.id,
            "business_date": business_date(tx.now_ms, settings.zone, settings.rollover_hour).isoformat(),
            "tender": "cash",
            "amount_minor": payment.amount_minor,
            "tendered_minor": payment.tendered_minor,
            "change_minor": payment.change_minor,
            "taken_by": caller.actor,
            "device_id": caller.device_id,
        },
    )
    tx.journal(
        "payment_taken",
        f"payment:{payment.id}",
        actor=caller.actor,
        device=caller.device_id,
        address=caller.address,
        table_session=check.table_session_id,
        data={
            "check_id": check.id,
            "tender": "cash",
            "amount_minor": due,
            "change_minor": payment.change_minor,
        },
    )
    return payment


def _fix(tx: Tx, before: checks.Bill, check: checks.GuestCheck, caller: StaffCaller) -> None:
    rounding = before.rounding_minor + before.cash_due_minor - before.due_minor
    amounts = checks.fixed_amounts(before, rounding)
    checks.pay_check(tx, check, amounts, actor=caller.actor, device=caller.device_id)


def _kick(tx: Tx, settings: VenueSettings, table_session_id: str, caller: StaffCaller) -> str:
    drawer = sale_drawer(tx, settings.receipt_printer, settings.staff_language)
    if drawer is None:
        return "none"
    kick(tx, drawer, "cash", _who(caller), table_session=table_session_id)
    return "kicked"


def _receipt(tx: Tx, settings: VenueSettings, table_session_id: str, bill: checks.Bill) -> str:
    queued = _queue(tx, settings, "receipt", table_session_id, bill)
    return "no_printer" if queued.job_id is None else "queued"


def _queue(
    tx: Tx,
    settings: VenueSettings,
    kind: str,
    table_session_id: str,
    bill: checks.Bill,
    *,
    copy: bool = False,
) -> Queued:
    printer_id = in_use(tx, settings.receipt_printer)
    if printer_id is None:
        return Queued(None)
    make = documents.receipt_document if kind == "receipt" else documents.bill_document
    document = make(bill, settings, tx.now_ms)
    job_id = queue(
        tx,
        printer_id=printer_id,
        kind=kind,
        subject=f"check:{bill.check_id}",
        document=document,
        table_session=table_session_id,
        copy=copy,
    )
    return Queued(job_id)


def _who(caller: StaffCaller) -> Who:
    return Who(caller.actor, caller.device_id, caller.address)
