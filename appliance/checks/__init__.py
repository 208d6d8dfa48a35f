"""Checks: what a party owes. Lines, tax, service charge and rounding, added up once and exactly."""

from appliance.checks.model import Bill, BillLine, BillPayment, BillTax, CheckState, GuestCheck
from appliance.checks.rules import Totals, totals
from appliance.checks.service import (
    bill,
    close_check,
    dues,
    ensure_check,
    fixed_amounts,
    order_more,
    owe_less,
    pay_check,
    require_check,
    restore_check,
    view_bill,
)

__all__ = [
    "Bill",
    "BillLine",
    "BillPayment",
    "BillTax",
    "CheckState",
    "GuestCheck",
    "Totals",
    "bill",
    "close_check",
    "dues",
    "ensure_check",
    "fixed_amounts",
    "order_more",
    "owe_less",
    "pay_check",
    "require_check",
    "restore_check",
    "totals",
    "view_bill",
]
