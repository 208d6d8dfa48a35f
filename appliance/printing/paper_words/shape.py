"""What a language must bring to be printed: every word of every paper, by the paper it stands on."""

from dataclasses import dataclass
from datetime import datetime

from appliance.kernel.money import BASIS_POINTS, minor_digits


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketWords:
    """The kitchen's slips. `was` takes {quantity}, `copy` takes {number}."""

    change: str
    cancel: str
    rush: str
    failover: str
    copy: str
    maybe_cooking: str
    also_at: str
    was: str
    allergy: str
    contains: str
    allergens_unknown: str
    serve: str
    still_cooking: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyWords:
    """Bills, receipts and reports on a till. `tenders` by their code in the file."""

    bill: str
    receipt: str
    subtotal: str
    service: str
    rounding: str
    total: str
    included: str
    tenders: dict[str, str]
    change: str
    still_due: str
    tax: str
    net: str
    scan_to_pay: str
    x_report: str
    z_report: str
    business_date: str
    since: str
    until: str
    checks: str
    sales: str
    discounts: str
    refunds: str
    tips: str
    opening_float: str
    paid_in: str
    paid_out: str
    drops: str
    expected: str
    counted: str
    over: str
    short: str
    drawer_openings: str
    grand_total: str
    signature: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CardWords:
    """Codes and words handed to guests."""

    scan_to_order: str
    this_visit_only: str
    table_pin: str
    todays_word: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceWords:
    """Slips about the printer itself. `columns_of` takes {columns}, `quick_answer` and `slow_answer` take {ms},
    `serial_line` {baud}, `good_once` {time}.
    """

    test_page: str
    printer: str
    profile: str
    address: str
    printed: str
    width: str
    columns_of: str
    tall: str
    wide: str
    double: str
    bold: str
    reverse: str
    letters: str
    drawer_left_shut: str
    judge: str
    approved: str
    command_set: str
    for_staff: str
    wifi: str
    wifi_password: str
    link_quality: str
    quick_answer: str
    slow_answer: str
    usb_cable: str
    serial_line: str
    pair_with: str
    good_once: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperWords:
    """One language on paper. `times` stands between a quantity and a dish, `comma` between the
    things of a list; `date` is a strftime pattern."""

    language: str
    ticket: TicketWords
    money: MoneyWords
    card: CardWords
    device: DeviceWords
    allergens: dict[str, str]
    times: str = "x"
    comma: str = ", "
    decimal: str = "."
    date: str = "%d.%m.%Y"

    def amount(self, minor: int, currency: str) -> str:
        """An amount as this language writes it: 12.50 or 12,50; the currency stands elsewhere."""
        digits = minor_digits(currency)
        sign, size = ("-", -minor) if minor < 0 else ("", minor)
        if digits == 0:
            return f"{sign}{size}"
        return f"{sign}{size // 10**digits}{self.decimal}{size % 10**digits:0{digits}d}"

    def percent(self, rate_bp: int) -> str:
        """A rate in basis points: 8.87 %."""
        return f"{rate_bp * 100 / BASIS_POINTS:g} %".replace(".", self.decimal)

    def moment(self, at: datetime) -> str:
        """A day and a time of day."""
        return at.strftime(f"{self.date} %H:%M")

    def day(self, iso_date: str) -> str:
        """A date of the form 2026-01-31."""
        return datetime.fromisoformat(iso_date).strftime(self.date)

    def tender(self, code: str) -> str:
        """What a way to pay is called; one without a word is shown as it is stored."""
        return self.money.tenders.get(code, code.replace("_", " ").capitalize())

    def allergen(self, code: str) -> str:
        """What an allergen is called; a free tag is its own name."""
        return self.allergens.get(code, code)
