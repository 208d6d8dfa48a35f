"""The values of a check and the bill as people see it."""

from dataclasses import dataclass
from enum import StrEnum

import msgspec

KINDS = {
    "bill_viewed": "The party looked at its bill for the first time.",
    "check_paid": "Nothing is owed any more.",
    "check_reopened": "More that costs something was ordered after the check had been paid.",
}


class CheckState(StrEnum):
    """Whether money is still owed."""

    OPEN = "OPEN"
    PAID = "PAID"
    CLOSED = "CLOSED"


@dataclass(frozen=True, slots=True)
class GuestCheck:
    """A check as the file has it; amounts are fixed when it is paid.

    When more is ordered then, `service_minor` and `rounding_minor` stay what was paid; the others are open again.
    """

    id: str
    branch: str
    table_session_id: str
    number: int
    business_date: str
    state: str
    covers: int | None
    total_minor: int | None
    tax_minor: int | None
    service_minor: int | None
    rounding_minor: int | None
    made_at: int
    paid_at: int | None
    closed_at: int | None


@dataclass(frozen=True, slots=True)
class OwedLine:
    """One ordered line that counts: what it costs and how it is taxed."""

    order_number: int
    member_id: str | None
    names: str
    options: str
    quantity: int
    unit_minor: int
    tax_name: str
    tax_bp: int
    tax_inclusive: int

    @property
    def total_minor(self) -> int:
        """All pieces together."""
        return self.quantity * self.unit_minor


class BillLine(msgspec.Struct, frozen=True):
    """A line of the bill."""

    names: dict[str, str]
    option_names: list[dict[str, str]]
    quantity: int
    unit_minor: int
    total_minor: int
    order_number: int
    member_id: str | None


class BillTax(msgspec.Struct, frozen=True):
    """One tax: its base without the tax, and the tax."""

    name: str
    rate_bp: int
    inclusive: bool
    base_minor: int
    tax_minor: int


class BillPayment(msgspec.Struct, frozen=True):
    """One payment already made."""

    tender: str
    amount_minor: int
    tendered_minor: int
    change_minor: int
    taken_at: int


class Bill(msgspec.Struct, frozen=True):
    """The whole bill; total = subtotal + service + taxes that are not inclusive + rounding."""

    check_id: str | None
    number: int | None
    state: str
    currency: str
    table_name: str
    lines: list[BillLine]
    subtotal_minor: int
    service_bp: int
    service_minor: int
    taxes: list[BillTax]
    rounding_minor: int
    total_minor: int
    paid_minor: int
    due_minor: int
    cash_due_minor: int
    payments: list[BillPayment]


class Viewed(msgspec.Struct, frozen=True):
    """When the party first looked at its bill."""

    viewed_bill_at: int
