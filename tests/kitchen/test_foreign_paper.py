"""A kitchen's tickets on a printer that cannot show its language: something a cook can use, and never only question marks."""

import pytest

from appliance.kitchen.documents import (
    ChangePaper,
    PaperLine,
    RunnerPaper,
    TicketHead,
    TicketPaper,
    change_document,
    delta_of,
    runner_document,
    ticket_document,
    wordings_for,
)
from appliance.printing import words_in
from appliance.printing.paper_words import LANGUAGES
from appliance.printing.rules import on_paper
from appliance.settings import change
from firmware_bridges.document import Document
from firmware_bridges.profiles import PROFILES
from firmware_bridges.typesetting import Row, typeset
from tests.kitchen.conftest import Brigade, line
from tests.printing.test_staff_words import job

IMPACT = PROFILES["epson-impact"]
NAMES = {"ar": "تمبورا", "en": "Tempura", "ja": "天ぷら"}
DISH = PaperLine(
    quantity=2,
    name="天ぷら",
    options=("大盛り",),
    note="わさび抜き",
    contains=(words_in("ja").allergen("eggs"), words_in("ja").allergen("gluten")),
    names=wordings_for(NAMES, ("ja", "it", "en")),
    option_names=(("大盛り", "Large"),),
)
NAMELESS = PaperLine(quantity=3, name="寿司")
HEAD = TicketHead("Grill", "Table 12", 47, 0, "UTC", words_in("ja"), also_at=("Bar",))


def on_impact(document: Document) -> list[str]:
    stored = Document.from_json(document.to_json())
    return [mark.text.strip() for mark in typeset(stored, IMPACT) if isinstance(mark, Row)]


def test_a_dish_comes_out_in_the_menus_next_language_that_can_be_read() -> None:
    rows = on_impact(ticket_document(TicketPaper(HEAD, (DISH, NAMELESS))))
    assert "2 x Tempura" in rows
    assert "Large" in rows
    assert "contains: eggs, gluten" in " ".join(rows)
    assert any(row.startswith("#47") for row in rows)


def test_a_dish_of_one_language_says_which_it_is_on_the_screen_and_a_note_that_there_is_one() -> None:
    rows = on_impact(ticket_document(TicketPaper(HEAD, (DISH, NAMELESS))))
    assert " ".join(rows).count("3 x dish 2 (see the") == 1
    assert "NOTE: see the screen" in rows


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_of_ours_comes_out_as_question_marks(language: str) -> None:
    head = TicketHead("Grill", "Table 12", 47, 0, "UTC", words_in(language), rush=True, also_at=("Bar",))
    plain = PaperLine(quantity=2, name="Soup", contains=tuple(words_in(language).allergens.values()))
    papers = [
        ticket_document(TicketPaper(head, (plain, PaperLine(1, "Bread", contains=None))), failover=True),
        runner_document(RunnerPaper(head, (plain,), ("Bar",))),
        change_document(ChangePaper(head, delta_of({"1": plain}, {}))),
        change_document(ChangePaper(head, delta_of({"1": plain}, {"1": PaperLine(1, "Soup")}))),
    ]
    assert [row for paper in papers for row in on_impact(paper) if "?" in row] == []


def test_a_cancellation_says_so_and_of_what() -> None:
    rows = on_impact(change_document(ChangePaper(HEAD, delta_of({"1": DISH, "2": NAMELESS}, {}))))
    assert rows[0] == "CANCEL"
    assert "- 2 x Tempura" in rows
    assert any(row.startswith("- 3 x a dish") for row in rows)


def test_a_menu_that_every_printer_shows_carries_nothing_more() -> None:
    head = TicketHead("Grill", "Table 12", 47, 0, "UTC", words_in("en"))
    soup = PaperLine(quantity=1, name="Soup", names=("Soup", "スープ"))
    assert ticket_document(TicketPaper(head, (soup,))).wordings == ()


async def test_a_fired_order_brings_its_other_names_to_the_paper(brigade: Brigade) -> None:
    await brigade.write(lambda tx: change(tx, {"kitchen_language": "ja"}, actor="staff:owner"))
    (ticket,) = await brigade.fire(line("beer", "bar", names=NAMES))
    (job,) = brigade.papers(ticket)
    paper = Document.from_json(brigade.paper_of(job))
    assert "1 x Tempura" in on_impact(paper)


def test_a_copy_at_another_printer_is_marked_in_words_a_cook_can_read() -> None:
    paper = ticket_document(TicketPaper(HEAD, (DISH,)))
    moved = job(copy=1, made_at=0, failover_from="grill", failover_why="paper_out")
    rows = on_impact(on_paper(moved, paper, 0, place="Grill", language="ja"))
    marks = " ".join(rows[:4])
    assert "COPY 2" in marks
    assert "FAILOVER" in marks
    assert "2 x Tempura" in rows
