"""The bill, which asks, and the receipt, which proves; both in the receipt's language."""

from appliance.checks import Bill
from appliance.kernel.clock import local
from appliance.menu import text_in
from appliance.printing import PaperWords, words_in
from appliance.settings import VenueSettings
from firmware_bridges.document import Align, Columns, Cut, Document, Feed, Part, Qr, Rule, Size, Text
from firmware_bridges.sanitise import printable


def bill_document(
    bill: Bill, settings: VenueSettings, now_ms: int, *, pay_url: str | None = None
) -> Document:
    """What a table owes; with `pay_url` a code under which it can be paid, while anything is due."""
    words = _words(settings)
    parts = [*_sums(bill, words), *_included(bill, words)]
    if pay_url and bill.due_minor > 0:
        parts += [Feed(), Qr(pay_url), Text(words.money.scan_to_pay, align=Align.CENTRE)]
    return _paper(bill, settings, now_ms, words, words.money.bill, parts)


def receipt_document(bill: Bill, settings: VenueSettings, now_ms: int) -> Document:
    """The proof of what was paid, how, and with which taxes."""
    words = _words(settings)
    parts = [*_sums(bill, words), Rule(), *_payments(bill, words), *_tax_table(bill, words)]
    return _paper(bill, settings, now_ms, words, words.money.receipt, parts)


def _words(settings: VenueSettings) -> PaperWords:
    return words_in(settings.receipt_language, settings.default_language)


def _paper(
    bill: Bill, settings: VenueSettings, now_ms: int, words: PaperWords, title: str, sums: list[Part]
) -> Document:
    parts: list[Part] = [
        Text(printable(settings.venue_name), size=Size.DOUBLE, bold=True, align=Align.CENTRE),
        *(Text(printable(line), align=Align.CENTRE) for line in settings.receipt_header),
        Feed(),
        Columns(f"{title} {bill.number}", printable(bill.table_name), bold=True, money=False),
        Text(words.moment(local(now_ms, settings.zone))),
        Rule(),
        *_lines(bill, settings, words),
        Rule(),
        *sums,
        Feed(),
        *(Text(printable(line), align=Align.CENTRE) for line in settings.receipt_footer),
        Feed(2),
        Cut(),
    ]
    return Document(title=f"{title} {bill.number}", parts=tuple(parts), language=words.language)


def _lines(bill: Bill, settings: VenueSettings, words: PaperWords) -> list[Part]:
    languages = [one for one in (settings.receipt_language, settings.default_language) if one]
    parts: list[Part] = []
    for line in bill.lines:
        name = printable(text_in(line.names, *languages))
        total = words.amount(line.total_minor, bill.currency)
        parts.append(Columns(f"{line.quantity} {words.times} {name}", total))
        parts += [Text(printable(text_in(option, *languages)), indent=4) for option in line.option_names]
    return parts


def _sums(bill: Bill, words: PaperWords) -> list[Part]:
    """From the subtotal to the total; only what differs from the total is named."""
    money, currency = words.money, bill.currency
    parts: list[Part] = []
    extras = [tax for tax in bill.taxes if not tax.inclusive]
    if bill.service_minor or extras or bill.rounding_minor:
        parts.append(Columns(money.subtotal, words.amount(bill.subtotal_minor, currency)))
    if bill.service_minor:
        label = f"{money.service} {words.percent(bill.service_bp)}"
        parts.append(Columns(label, words.amount(bill.service_minor, currency)))
    for tax in extras:
        label = f"{printable(tax.name)} {words.percent(tax.rate_bp)}"
        parts.append(Columns(label, words.amount(tax.tax_minor, currency)))
    if bill.rounding_minor:
        parts.append(Columns(money.rounding, words.amount(bill.rounding_minor, currency)))
    total = words.amount(bill.total_minor, currency)
    parts.append(Columns(f"{money.total} {currency}", total, size=Size.DOUBLE, bold=True))
    return parts


def _included(bill: Bill, words: PaperWords) -> list[Part]:
    return [
        Columns(
            f"{words.money.included} {printable(tax.name)} {words.percent(tax.rate_bp)}",
            words.amount(tax.tax_minor, bill.currency),
        )
        for tax in bill.taxes
        if tax.inclusive and tax.rate_bp
    ]


def _tax_table(bill: Bill, words: PaperWords) -> list[Part]:
    """Each rate with its tax, and under it what was taxed."""
    parts: list[Part] = []
    for tax in bill.taxes:
        label = f"{printable(tax.name)} {words.percent(tax.rate_bp)}"
        parts.append(Columns(label, words.amount(tax.tax_minor, bill.currency)))
        parts.append(Columns(words.money.net, words.amount(tax.base_minor, bill.currency), indent=4))
    return [Rule(), *parts] if parts else []


def _payments(bill: Bill, words: PaperWords) -> list[Part]:
    parts: list[Part] = []
    for payment in bill.payments:
        parts.append(
            Columns(words.tender(payment.tender), words.amount(payment.tendered_minor, bill.currency))
        )
        if payment.change_minor:
            parts.append(Columns(words.money.change, words.amount(payment.change_minor, bill.currency)))
    if bill.due_minor:
        parts.append(Columns(words.money.still_due, words.amount(bill.due_minor, bill.currency), bold=True))
    return parts
