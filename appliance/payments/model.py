"""The values of payments."""

from typing import Annotated

import msgspec
from msgspec import Meta

from appliance.checks import Bill

KINDS = {
    "payment_taken": "Money was taken for a check.",
}

Amount = Annotated[int, Meta(ge=0, le=100_000_000)]


class TakeCash(msgspec.Struct, frozen=True):
    """Cash handed over for everything that is due; `expected_total_minor` is the amount the screen showed."""

    tendered_minor: Amount
    expected_total_minor: Amount
    receipt: bool = True


class OpenDrawer(msgspec.Struct, frozen=True):
    """A no-sale opening needs a reason."""

    reason: Annotated[str, Meta(min_length=1, max_length=140)]


class PaymentView(msgspec.Struct, frozen=True):
    """The payment that was made."""

    id: str
    amount_minor: int
    tendered_minor: int
    change_minor: int


class CashTaken(msgspec.Struct, frozen=True):
    """The payment, the bill after it, what the drawer was told (kicked or none), and the receipt's fate.

    `receipt` is queued, not_asked, or no_printer when one was wanted and nothing can print it.
    """

    payment: PaymentView
    bill: Bill
    drawer: str
    receipt: str


class Queued(msgspec.Struct, frozen=True):
    """Paper, or a kick by a printer, is on its way; None when no printer has to do with it."""

    job_id: str | None
