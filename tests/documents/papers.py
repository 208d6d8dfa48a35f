"""Every document there is, of one small order, in any language; `python -m tests.documents.papers` writes the golden texts."""

from pathlib import Path

from appliance.checks import Bill
from appliance.checks.model import BillLine, BillPayment, BillTax
from appliance.kitchen.documents import (
    ChangePaper,
    Delta,
    PaperLine,
    RunnerPaper,
    TicketHead,
    TicketPaper,
    change_document,
    runner_document,
    ticket_document,
)
from appliance.payments.documents import (
    CashCount,
    ReportTax,
    TillReport,
    bill_document,
    receipt_document,
    report_document,
)
from appliance.printing.documents import Pairing, StatusFacts, status_slip, trial_page
from appliance.printing.model import Link, Wire
from appliance.printing.paper_words import LANGUAGES, words_in
from appliance.settings import VenueSettings
from appliance.surfaces.documents import code_document, pass_document, visit_document
from firmware_bridges.document import Document
from firmware_bridges.typesetting import as_text
from tests.documents.dishes import DISHES

GOLDEN = Path(__file__).parent / "golden"
GOLDEN_PAPERS = ("ticket", "change", "receipt", "status")
AT = 1_790_967_600_000
"""2026-10-02 19:00 UTC, an evening in Rome."""
AMOUNTS = {"receipt": (2700, 2450, 1234567, 1239717, 1240000), "bill": (1239717,)}
"""Amounts in minor units that each paper must show whole."""


def papers(language: str, columns: int = 48) -> dict[str, Document]:
    """Each kind of document by its name."""
    settings, bill = _settings(language), bill_of(language)
    words = words_in(language)
    facts = StatusFacts(
        name=DISHES[language].grill,
        address="tcp://192.0.2.10:9100",
        device="EPSON TM-m30III",
        profile="Epson TM, 80 mm",
        bridge="escpos",
        mac="001122aabbcc",
        link=Link(Wire.NETWORK, 4),
        serves=(DISHES[language].grill,),
        staff_page="http://192.0.2.1/floor/",
        wifi_name="Sole",
        wifi_password="a;b 10%",
        pairing=Pairing("48213907", AT + 600_000, "http://192.0.2.1/kitchen/"),
    )
    return {
        "ticket": ticket_document(TicketPaper(_head(language), _lines(language))),
        "failover": ticket_document(TicketPaper(_head(language), _lines(language)), failover=True),
        "change": change_document(ChangePaper(_head(language), _delta(language))),
        "cancel": change_document(
            ChangePaper(_head(language), Delta(removed=_lines(language)), DISHES[language].note)
        ),
        "runner": runner_document(RunnerPaper(_head(language), _lines(language), (DISHES[language].kitchen,))),
        "bill": bill_document(bill, settings, AT, pay_url="https://pay.example.com/b/4711"),
        "receipt": receipt_document(paid(bill), settings, AT),
        "report_x": report_document(report_of("x"), settings),
        "report_z": report_document(report_of("z"), settings),
        "code": code_document(settings, DISHES[language].table, "http://192.0.2.1/t/abcdefgh"),
        "visit": visit_document(settings, DISHES[language].table, "http://192.0.2.1/t/v.abcdefgh", "0420"),
        "pass": pass_document(settings, "latte29"),
        "trial": trial_page(
            name="Grill", model="Epson TM, 80 mm", columns=columns, address=facts.address, at=AT, zone="Europe/Rome",
            words=words,
        ),
        "status": status_slip(facts, at=AT, zone="Europe/Rome", words=words),
    }  # fmt: skip


def golden_text(language: str) -> str:
    """What the papers of the kitchen, the cash desk and the printers say on 48 columns."""
    documents = papers(language)
    return "\n\n".join(f"== {name}\n{as_text(documents[name], 48)}" for name in GOLDEN_PAPERS) + "\n"


def _settings(language: str) -> VenueSettings:
    dishes = DISHES[language]
    return VenueSettings(
        venue_name=dishes.venue,
        languages=(language,),
        default_language=language,
        receipt_footer=(dishes.thanks,),
    )


def _head(language: str) -> TicketHead:
    dishes = DISHES[language]
    return TicketHead(
        station_name=dishes.grill,
        table_name=dishes.table,
        order_number=47,
        at=AT,
        zone="Europe/Rome",
        words=words_in(language),
        rush=True,
        also_at=(dishes.kitchen,),
    )


def _lines(language: str) -> tuple[PaperLine, ...]:
    dishes, words = DISHES[language], words_in(language)
    return (
        PaperLine(2, dishes.steak, (dishes.rare, dishes.egg), dishes.note, (words.allergen("nuts"),)),
        PaperLine(1, dishes.pasta, contains=(words.allergen("gluten"), words.allergen("eggs"))),
        PaperLine(3, dishes.wine, contains=None),
    )


def _delta(language: str) -> Delta:
    dishes = DISHES[language]
    steak, pasta, wine = _lines(language)
    fewer = PaperLine(1, steak.name, (dishes.rare,), "", steak.allergies)
    return Delta(added=(wine,), removed=(pasta,), changed=((steak, fewer),))


def bill_of(language: str) -> Bill:
    dishes = DISHES[language]

    def line(name: str, quantity: int, unit_minor: int, *options: str) -> BillLine:
        names = [{language: option} for option in options]
        return BillLine({language: name}, names, quantity, unit_minor, quantity * unit_minor, 47, None)

    lines = [
        line(dishes.pasta, 2, 1350),
        line(dishes.steak, 1, 2450, dishes.rare, dishes.egg),
        line(dishes.wine, 1, 1_234_567),
    ]
    total = sum(one.total_minor for one in lines)
    taxes = [BillTax(dishes.vat, 1000, True, 4682, 468), BillTax(dishes.vat, 2200, True, 1_011_940, 222_627)]
    return Bill(
        check_id="check-1", number=112, state="OPEN", currency="EUR", table_name=dishes.table, lines=lines,
        subtotal_minor=total, service_bp=0, service_minor=0, taxes=taxes, rounding_minor=0, total_minor=total,
        paid_minor=0, due_minor=total, cash_due_minor=total, payments=[],
    )  # fmt: skip


def paid(bill: Bill) -> Bill:
    payment = BillPayment("cash", bill.total_minor, 1_240_000, 1_240_000 - bill.total_minor, AT)
    return Bill(
        **{
            **{name: getattr(bill, name) for name in bill.__struct_fields__},
            "state": "PAID",
            "due_minor": 0,
            "payments": [payment],
        }
    )


def report_of(kind: str) -> TillReport:
    cash = CashCount(20_000, 5_000, 1_200, 100_000, 363_800, 363_300 if kind == "z" else None, 3)
    return TillReport(
        kind="z" if kind == "z" else "x", number=31, business_date="2026-10-02", since_at=AT - 36_000_000, until_at=AT,
        checks=64, sales_minor=487_650, discounts_minor=-1_250, refunds_minor=-2_400, service_minor=8_800, tips_minor=3_150,
        taxes=(ReportTax("VAT", 1000, 400_000, 40_000),), tenders={"cash": 440_000, "card": 47_650}, cash=cash,
        grand_total_minor=98_765_432 if kind == "z" else None,
    )  # fmt: skip


if __name__ == "__main__":
    for code in LANGUAGES:
        (GOLDEN / f"{code}.txt").write_text(golden_text(code), encoding="utf-8")
