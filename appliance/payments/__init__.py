"""Payments: money that changes hands. Cash now; cards, splits and till sessions take their place here later."""

from appliance.payments.model import CashTaken
from appliance.payments.service import open_drawer, print_bill, print_receipt, take_cash

__all__ = ["CashTaken", "open_drawer", "print_bill", "print_receipt", "take_cash"]
