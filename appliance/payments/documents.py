"""The bill and the receipt on paper."""

from appliance.checks import Bill
from appliance.kernel.clock import local
from appliance.kernel.money import BASIS_POINTS, minor_digits
from appliance.settings import VenueSettings
from firmware_bridges.document import Align, Columns, Cut, Document, Feed, Kick, Part, Rule, Size, Text
from firmware_bridges.sanitise import printable


def bill_document(bill: Bill, settings: VenueSettings, now_ms: int, *, receipt: bool) -> Document:
    """The bill of a table, or with `receipt` the proof that it was paid."""
    title = "RECEIPT" if receipt else "BILL"
    parts: list[Part] = [
        Text(printable(settings.venue_name), size=Size.DOUBLE, bold=True, align=Align.CENTRE),
        *(Text(printable(line), align=Align.CENTRE) for line in settings.receipt_header),
        Feed(),
        Columns(f"{title} {bill.number}", printable(bill.table_name), bold=True),
        Text(local(now_ms, settings.zone).strftime("%d.%m.%Y %H:%M")),
        Rule(),
        *_lines(bill, settings),
        Rule(),
        *_sums(bill),
        *(_payments(bill) if receipt else []),
        Feed(),
        *(Text(printable(line), align=Align.CENTRE) for line in settings.receipt_footer),
        Feed(2),
        Cut(),
    ]
    return Document(title=f"{title} {bill.number}", parts=tuple(parts))


def kick_document() -> Document:
    """Nothing but the pulse for the drawer."""
    return Document(title="drawer", parts=(Kick(),))


def amount(minor: int, currency: str) -> str:
    """An amount for paper: 12.50, -0.02; the currency stands beside the total."""
    digits = minor_digits(currency)
    sign, size = ("-", -minor) if minor < 0 else ("", minor)
    if digits == 0:
        return f"{sign}{size}"
    return f"{sign}{size // 10**digits}.{size % 10**digits:0{digits}d}"


def _lines(bill: Bill, settings: VenueSettings) -> list[Part]:
    parts: list[Part] = []
    for line in bill.lines:
        parts.append(
            Columns(
                f"{line.quantity} x {_name(line.names, settings)}", amount(line.total_minor, bill.currency)
            )
        )
        parts += [Text(_name(option, settings), indent=4) for option in line.option_names]
    return parts


def _sums(bill: Bill) -> list[Part]:
    currency = bill.currency
    parts: list[Part] = []
    extras = [tax for tax in bill.taxes if not tax.inclusive]
    if bill.service_minor or extras or bill.rounding_minor:
        parts.append(Columns("Subtotal", amount(bill.subtotal_minor, currency)))
    if bill.service_minor:
        parts.append(Columns(f"Service {_percent(bill.service_bp)}", amount(bill.service_minor, currency)))
    parts += [
        Columns(f"{tax.name} {_percent(tax.rate_bp)}", amount(tax.tax_minor, currency)) for tax in extras
    ]
    if bill.rounding_minor:
        parts.append(Columns("Rounding", amount(bill.rounding_minor, currency)))
    parts.append(
        Columns(f"TOTAL {currency}", amount(bill.total_minor, currency), size=Size.DOUBLE, bold=True)
    )
    parts += [
        Columns(f"incl. {tax.name} {_percent(tax.rate_bp)}", amount(tax.tax_minor, currency))
        for tax in bill.taxes
        if tax.inclusive and tax.rate_bp
    ]
    return parts


def _payments(bill: Bill) -> list[Part]:
    parts: list[Part] = [Rule()]
    for payment in bill.payments:
        parts.append(Columns(payment.tender.capitalize(), amount(payment.tendered_minor, bill.currency)))
        if payment.change_minor:
            parts.append(Columns("Change", amount(payment.change_minor, bill.currency)))
    if bill.due_minor:
        parts.append(Columns("Still due", amount(bill.due_minor, bill.currency), bold=True))
    return parts


def _name(names: dict[str, str], settings: VenueSettings) -> str:
    return printable(names.get(settings.default_language) or next(iter(names.values()), ""))


def _percent(rate_bp: int) -> str:
    return f"{rate_bp * 100 / BASIS_POINTS:g} %"
