"""An amount is shown figure for figure, or the document is refused with a sentence that says why."""

# ruff: noqa: RUF001 (letters of other scripts are the matter)
import logging
from collections.abc import Iterator
from dataclasses import replace

import pytest

from firmware_bridges import PROFILES, Columns, DocumentError, Part, Size, Text
from firmware_bridges.typesetting import Band, Mark, Row, fonts, ink, typeset

GENERIC, IMPACT = PROFILES["generic-80"], PROFILES["epson-impact"]


@pytest.fixture
def no_fonts(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(fonts, "FOLDERS", ())
    monkeypatch.setattr(ink, "_told", set())
    ink.forget()
    yield
    monkeypatch.undo()
    ink.forget()


def rows(marks: list[Mark]) -> list[str]:
    return [mark.text for mark in marks if isinstance(mark, Row)]


def bands(*parts: Part) -> list[Band]:
    return [mark for mark in typeset(parts, GENERIC) if isinstance(mark, Band)]


@pytest.mark.parametrize(
    "part",
    [
        Columns("Total", "12⁵⁰"),
        Columns("Total", "12.50 元"),
        Columns("Total", "12½"),
        Text("Still due: 12.50 元", money=True),
        Columns("Σύνολο", "寿", money=True),
    ],
)
def test_a_printer_that_cannot_draw_refuses_an_amount_it_cannot_show(part: Part) -> None:
    plain = replace(IMPACT, code_pages=(("ascii", 0),))
    with pytest.raises(DocumentError, match=r"cannot be shown on Epson TM-U220.*no . \(U\+"):
        typeset((part,), plain)


@pytest.mark.parametrize(
    ("part", "shown"),
    [
        (Columns("Total", "12,50 €"), "12,50 EUR"),
        (Columns("寿司", "₩ 12,000"), "KRW 12,000"),
        (Columns("Total", "١٢٫٥٠"), "12.50"),
        (Columns("Total", "-12.50"), "-12.50"),
        (Columns("Table", "寿司", money=None), "??"),
        (Columns("Table", "卓 12", money=False), "? 12"),
    ],
)
def test_what_is_shown_figure_for_figure_is_printed(part: Columns, shown: str) -> None:
    (row,) = rows(typeset((part,), IMPACT))
    assert row.endswith(shown)


@pytest.mark.parametrize("figure", ["12.50 \ue123", "12.50 \U0001fffe", "1" * 1001])
def test_an_amount_nobody_can_show_is_refused_everywhere(figure: str) -> None:
    with pytest.raises(DocumentError, match="money"):
        typeset((Columns("Total", figure),), GENERIC)


def test_a_machine_without_fonts_prints_boxes_but_no_boxes_for_money(
    no_fonts: None, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        assert len(bands(Text("寿司 3"), Text("寿司 4"))) == 2
        assert len([record for record in caplog.records if "no font" in record.message]) == 2
        assert len(bands(Columns("寿司", "12.50"))) == 1
    with pytest.raises(DocumentError, match="in any font of this machine"):
        typeset((Columns("Total", "12.50 元"),), GENERIC)


def test_a_drawn_figure_keeps_its_sign_when_it_stands_alone() -> None:
    part = Columns("รวมทั้งสิ้นเป็นเงิน", "฿12,345,678.00", size=Size.DOUBLE)
    marks = typeset((part,), GENERIC)
    assert len(marks) >= 2
    assert all(isinstance(mark, Band) for mark in marks)
