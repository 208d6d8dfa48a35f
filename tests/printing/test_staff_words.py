"""What staff read about printers: complete in every language, with the right plurals and what to do."""

import pytest

from appliance.printing import PrintJob, saying, staff_words
from appliance.printing.words import LANGUAGES
from appliance.settings.rules import STAFF_LANGUAGES
from firmware_bridges.contracts import Reason
from tests.printing.conftest import GRILL

EVERY = pytest.mark.parametrize("language", LANGUAGES)


def test_the_setting_offers_exactly_the_languages_there_are_words_in() -> None:
    assert tuple(LANGUAGES) == STAFF_LANGUAGES


@EVERY
def test_every_reason_says_what_is_wrong_and_what_to_do(language: str) -> None:
    troubles = LANGUAGES[language].troubles
    assert set(troubles) == set(Reason)
    assert all(what and do for what, do in troubles.values())


@EVERY
def test_counted_phrases_hold_their_number(language: str) -> None:
    words = LANGUAGES[language]
    for forms in (words.tickets_waiting, words.papers_waiting):
        assert words.counted(forms, 1).startswith("1 ")
        assert words.counted(forms, 12).startswith("12 ")
        assert forms[0] != forms[1]
    assert "Bar" in words.counted(words.backlog, 7, printer="Bar")
    assert "7" in words.counted(words.backlog, 7, printer="Bar")


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "Grill: cover is open · close it, 3 tickets waiting"),
        ("it", "Grill: coperchio aperto · chiuderlo, 3 comande in attesa"),
        ("de-AT", "Grill: Deckel ist offen · schließen, 3 Bons warten"),
        ("fr", "Grill: capot ouvert · le fermer, 3 bons en attente"),
        ("es", "Grill: tapa abierta · cerrarla, 3 comandas en espera"),
        ("tlh", "Grill: cover is open · close it, 3 tickets waiting"),
    ],
)
def test_a_printers_line_in_each_language(language: str, line: str) -> None:
    assert saying.printer_say(staff_words(language), "Grill", "cover_open", waiting=3, tickets=3) == line


def test_one_ticket_other_papers_and_who_stands_in() -> None:
    words = staff_words("en")
    assert saying.printer_say(words, "Bar", "paper_out", waiting=1, tickets=1).endswith(", 1 ticket waiting")
    assert saying.printer_say(words, "Bar", "paper_out", waiting=2, tickets=1).endswith(", 2 papers waiting")
    assert saying.printer_say(words, "Bar", "timeout", backup="Grill").endswith(", Grill prints instead")
    assert saying.printer_say(words, "Bar", "", waiting=2, tickets=2) == "Bar: ready"
    low = saying.printer_say(words, "Bar", "paper_low", waiting=2, tickets=2)
    assert low == "Bar: paper is nearly out · have a new roll at hand"


def test_a_reason_from_another_version_stays_vague() -> None:
    assert staff_words("en").trouble("on_fire")[0] == "something is wrong with it"


def job(**known: object) -> PrintJob:
    values: dict[str, object] = dict.fromkeys(PrintJob.__slots__)
    values |= {"id": "1", "printer_id": GRILL, "kind": "ticket", "state": "queued", "asking": 0, "copy": 0}
    return PrintJob(**(values | known))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("known", "say"),
    [
        ({}, "Bar: waiting for its turn"),
        ({"state": "sending"}, "Bar: printing now"),
        ({"last_error": "paper_out"}, "Bar: paper is out; will be tried again"),
        ({"asking": 1, "asking_why": "late"}, "Bar: still wanted? It has been waiting; print it or drop it."),
        (
            {"asking": 1, "asking_why": "document"},
            "Bar: cannot print this paper; drop it and write it by hand.",
        ),
    ],
)
def test_an_open_paper_in_words(known: dict[str, object], say: str) -> None:
    assert saying.job_say(staff_words("en"), job(**known), "Bar", None) == say


def test_a_moved_paper_names_where_it_should_have_been() -> None:
    say = saying.job_say(staff_words("en"), job(), "Bar", "Grill")
    assert say == "Bar (instead of Grill): waiting for its turn"
