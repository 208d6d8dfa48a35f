"""A till's report on paper: X at any time, Z when the business day is closed. The figures are handed in."""

from dataclasses import dataclass, field
from typing import Literal

from appliance.kernel.clock import local
from appliance.printing import PaperWords, words_in
from appliance.settings import VenueSettings
from firmware_bridges.document import Align, Columns, Cut, Document, Feed, Part, Rule, Size, Text
from firmware_bridges.sanitise import printable


@dataclass(frozen=True, slots=True)
class ReportTax:
    """What was taxed at one rate, and the tax."""

    name: str
    rate_bp: int
    base_minor: int
    tax_minor: int


@dataclass(frozen=True, slots=True)
class CashCount:
    """The drawer of one till: what was put in and taken out; `counted_minor` None before it was counted."""

    float_minor: int
    paid_in_minor: int = 0
    paid_out_minor: int = 0
    drops_minor: int = 0
    expected_minor: int = 0
    counted_minor: int | None = None
    openings: int = 0
    """How often it was opened without a sale."""


@dataclass(frozen=True, slots=True)
class TillReport:
    """The figures of a business date up to `until_at`; `tenders` are amounts by code."""

    kind: Literal["x", "z"]
    number: int
    business_date: str
    since_at: int
    until_at: int
    checks: int
    sales_minor: int
    discounts_minor: int = 0
    refunds_minor: int = 0
    service_minor: int = 0
    tips_minor: int = 0
    taxes: tuple[ReportTax, ...] = ()
    tenders: dict[str, int] = field(default_factory=dict)
    cash: CashCount | None = None
    grand_total_minor: int | None = None
    """Everything ever sold here, where a law wants it on every Z."""


def report_document(report: TillReport, settings: VenueSettings) -> Document:
    """The report in the receipt's language; a Z has a line to sign on."""
    words = words_in(settings.receipt_language, settings.default_language)
    title = f"{words.money.x_report if report.kind == 'x' else words.money.z_report} {report.number}"
    since, until = (local(at, settings.zone) for at in (report.since_at, report.until_at))
    parts: list[Part] = [
        Text(printable(settings.venue_name), bold=True, align=Align.CENTRE),
        Text(title, size=Size.DOUBLE, bold=True, align=Align.CENTRE),
        Columns(words.money.business_date, words.day(report.business_date), money=False),
        Columns(words.money.since, words.moment(since), money=False),
        Columns(words.money.until, words.moment(until), money=False),
        Rule(),
        *_sales(report, words, settings.currency),
        *(_cash(report.cash, words, settings.currency) if report.cash else []),
    ]
    if report.grand_total_minor is not None:
        total = words.amount(report.grand_total_minor, settings.currency)
        parts += [Rule(), Columns(words.money.grand_total, total, bold=True)]
    if report.kind == "z":
        parts += [Feed(3), Rule(), Text(words.money.signature)]
    return Document(title=title, parts=(*parts, Feed(2), Cut()), language=words.language)


def _sales(report: TillReport, words: PaperWords, currency: str) -> list[Part]:
    money = words.money
    parts: list[Part] = [
        Columns(money.checks, str(report.checks), money=False),
        Columns(f"{money.sales} {currency}", words.amount(report.sales_minor, currency), bold=True),
    ]
    named = (
        (money.discounts, report.discounts_minor),
        (money.refunds, report.refunds_minor),
        (money.service, report.service_minor),
        (money.tips, report.tips_minor),
    )
    parts += [Columns(label, words.amount(minor, currency)) for label, minor in named if minor]
    for tax in report.taxes:
        label = f"{printable(tax.name)} {words.percent(tax.rate_bp)}"
        parts.append(Columns(label, words.amount(tax.tax_minor, currency)))
        parts.append(Columns(money.net, words.amount(tax.base_minor, currency), indent=4))
    parts.append(Rule())
    parts += [
        Columns(words.tender(tender), words.amount(minor, currency))
        for tender, minor in report.tenders.items()
    ]
    return parts


def _cash(cash: CashCount, words: PaperWords, currency: str) -> list[Part]:
    money = words.money
    rows = [
        (money.opening_float, cash.float_minor, True),
        (money.paid_in, cash.paid_in_minor, False),
        (money.paid_out, cash.paid_out_minor, False),
        (money.drops, cash.drops_minor, False),
        (money.expected, cash.expected_minor, True),
    ]
    parts: list[Part] = [Rule()]
    parts += [
        Columns(label, words.amount(minor, currency)) for label, minor, always in rows if always or minor
    ]
    if cash.counted_minor is not None:
        parts.append(Columns(money.counted, words.amount(cash.counted_minor, currency)))
        off = cash.counted_minor - cash.expected_minor
        if off:
            label = money.over if off > 0 else money.short
            parts.append(Columns(label, words.amount(abs(off), currency), bold=True))
    parts.append(Columns(money.drawer_openings, str(cash.openings), money=False))
    return parts
