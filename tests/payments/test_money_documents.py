"""Bills, receipts and till reports on paper."""

from dataclasses import replace

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from appliance.payments.documents import bill_document, receipt_document, report_document
from appliance.printing import LANGUAGES
from appliance.settings import VenueSettings
from firmware_bridges.document import Columns, Cut, Document, Kick, Qr, Size
from firmware_bridges.typesetting import as_text
from tests.documents import papers as samples
from tests.orders.dining_room import DiningRoom


def settings(**changes: object) -> VenueSettings:
    return VenueSettings(**{"venue_name": "Sole", "languages": ("en", "it"), **changes})  # type: ignore[arg-type]


def words(document: Document) -> str:
    return as_text(document, 48)


BILL = samples.bill_of("en")
PAID = samples.paid(BILL)


def test_a_bill_has_a_code_to_pay_by_only_while_something_is_due() -> None:
    url = "https://pay.example.com/1"
    assert Qr(url) in bill_document(BILL, settings(), samples.AT, pay_url=url).parts
    paid = bill_document(PAID, settings(), samples.AT, pay_url=url)
    assert [part for part in paid.parts if isinstance(part, Qr)] == []
    assert "Scan to pay" not in words(bill_document(BILL, settings(), samples.AT))


def test_a_receipt_names_tender_change_and_every_tax_with_its_base() -> None:
    said = words(receipt_document(PAID, settings(), samples.AT))
    figures = [line.split() for line in said.splitlines()]
    assert ["Cash", "12400.00"] in figures
    assert ["Change", "2.83"] in figures
    assert ["VAT", "10", "%", "4.68"] in figures
    assert ["Net", "46.82"] in figures
    assert "incl." not in said


def test_what_is_still_due_stands_on_the_receipt() -> None:
    partly = msgspec.structs.replace(PAID, due_minor=500)
    assert "Still due" in words(receipt_document(partly, settings(), samples.AT))


def test_the_receipts_language_is_a_setting_of_its_own() -> None:
    names = {"en": "Soup", "it": "Zuppa"}
    line = msgspec.structs.replace(BILL.lines[0], names=names)
    bill = msgspec.structs.replace(BILL, lines=[line])
    italian = settings(receipt_language="it", kitchen_language="de")
    assert "CONTO 112" in words(bill_document(bill, italian, samples.AT))
    assert "2 x Zuppa" in words(bill_document(bill, italian, samples.AT))
    assert "2 x Soup" in words(bill_document(bill, settings(kitchen_language="it"), samples.AT))
    follows = settings(default_language="it")
    assert "RICEVUTA 112" in words(receipt_document(bill, follows, samples.AT))


def test_a_report_is_signed_only_at_the_end_of_the_day_and_shows_what_is_missing() -> None:
    x_report, z_report = (report_document(samples.report_of(kind), settings()) for kind in ("x", "z"))
    assert "Signature" not in words(x_report)
    assert "Signature" in words(z_report)
    assert ["Short", "5.00"] in [line.split() for line in words(z_report).splitlines()]
    assert "Counted" not in words(x_report)


def test_a_drawer_with_too_much_or_just_right_says_so() -> None:
    report = samples.report_of("z")
    assert report.cash is not None
    much = replace(report, cash=replace(report.cash, counted_minor=report.cash.expected_minor + 120))
    assert ["Over", "1.20"] in [
        line.split() for line in words(report_document(much, settings())).splitlines()
    ]
    right = words(
        report_document(replace(report, cash=replace(report.cash, counted_minor=363_800)), settings())
    )
    assert "Over" not in right
    assert "Short" not in right


@pytest.mark.parametrize("language", LANGUAGES)
@given(total=st.integers(0, 10**9), columns=st.sampled_from([32, 40, 42, 48]))
def test_no_total_is_ever_cut(language: str, total: int, columns: int) -> None:
    bill = msgspec.structs.replace(BILL, total_minor=total, due_minor=total, currency="JPY")
    document = bill_document(bill, settings(default_language=language, languages=(language,)), samples.AT)
    (sum_line,) = [part for part in document.parts if isinstance(part, Columns) and part.size is Size.DOUBLE]
    assert sum_line.right == str(total)
    assert str(total) in [
        line.split()[-1] for line in as_text(document, columns).splitlines() if line.strip()
    ]


def test_no_paper_opens_a_drawer() -> None:
    for document in samples.papers("en").values():
        assert not any(isinstance(part, Kick) for part in document.parts)
        assert isinstance([part for part in document.parts if isinstance(part, Cut)][-1], Cut)


async def test_a_paid_table_gets_its_receipt_in_the_set_language(room: DiningRoom) -> None:
    await room.settings(receipt_printer=None, receipt_language="it")
    phone = await room.scan()
    await room.order(phone, "stew")
    taken = await room.pay(phone.table_session.id, 100)
    document = receipt_document(taken.bill, room.world.settings.now, room.world.clock.now_ms())
    assert "RICEVUTA" in words(document)
    assert "Contanti" in words(document)
