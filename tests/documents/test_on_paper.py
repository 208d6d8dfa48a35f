"""Every document in every language goes through a real bridge to a simulated printer: nothing is cut, no amount is broken."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest

from appliance.printing import LANGUAGES
from firmware_bridges import PROFILES, EscPosPrinter, OutcomeState, Profile
from firmware_bridges.document import Document
from firmware_bridges.simulators.escpos_tcp import EscPosSimulator
from firmware_bridges.simulators.head import ImageMark, Line, Slip
from firmware_bridges.streams import open_stream_for
from firmware_bridges.typesetting import Band, Row, as_text, typeset
from tests.documents.papers import AMOUNTS, papers

PAPERS = list(papers("en"))
DRAWN = ("el", "ru", "ja", "ar", "th")
"""Languages that need more letters than a Western printer has."""


@dataclass(frozen=True)
class Paper:
    """A roll of one width, the printer it is in, and the bridge to it."""

    profile: Profile
    simulator: EscPosSimulator
    printer: EscPosPrinter

    def printed(self, document: Document) -> Slip:
        outcome = self.printer.submit(document.title, document, deadline_s=20).result(25)
        assert outcome.state is OutcomeState.PRINTED, outcome
        assert self.simulator.unknown == []
        return [slip for slip in self.simulator.slips() if slip.cut][-1]


@pytest.fixture(scope="module", params=[(32, 384), (48, 576)], ids=["58 mm", "80 mm"])
def paper(request: pytest.FixtureRequest) -> Iterator[Paper]:
    columns, dots = request.param
    western = PROFILES["epson-80"].code_pages[:1]
    profile = replace(PROFILES["epson-80"], columns=columns, dots=dots, code_pages=western)
    with EscPosSimulator(columns=columns) as simulator:
        printer = EscPosPrinter("any", open_stream_for(simulator.address), profile)
        printer.start()
        yield Paper(profile, simulator, printer)
        printer.stop()


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_set_is_what_hangs_out_of_the_printer(paper: Paper, language: str) -> None:
    for name, document in papers(language, paper.profile.columns).items():
        slip = paper.printed(document)
        marks = typeset(document, paper.profile)
        rows = [mark.text.strip() for mark in marks if isinstance(mark, Row) and mark.text.strip()]
        lines = [mark for mark in slip.marks if isinstance(mark, Line) and mark.text.strip()]
        assert [line.text.strip() for line in lines] == rows, name
        assert all(_width(line) <= paper.profile.columns for line in lines), name
        images = [mark for mark in slip.marks if isinstance(mark, ImageMark)]
        assert len(images) == sum(isinstance(mark, Band) for mark in marks), name
        assert all(image.width_bytes * 8 <= paper.profile.dots for image in images), name


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("columns", [32, 48])
@pytest.mark.parametrize("name", AMOUNTS)
def test_amounts_stand_whole_at_the_end_of_their_lines(language: str, columns: int, name: str) -> None:
    lines = as_text(papers(language)[name], columns).splitlines()
    ends = [line.split()[-1] for line in lines if line.strip()]
    missing = [minor for minor in AMOUNTS[name] if LANGUAGES[language].amount(minor, "EUR") not in ends]
    assert missing == []


@pytest.mark.parametrize("language", DRAWN)
def test_what_the_printer_cannot_spell_is_drawn(paper: Paper, language: str) -> None:
    slip = paper.printed(papers(language)["ticket"])
    assert sum(isinstance(mark, ImageMark) for mark in slip.marks) >= 10
    assert "?" not in slip.text
    assert "#47" in slip.text


def test_western_languages_are_all_letters(paper: Paper) -> None:
    for language in ("en", "it", "de", "es"):
        slip = paper.printed(papers(language)["ticket"])
        assert [mark for mark in slip.marks if isinstance(mark, ImageMark)] == []


def test_codes_can_be_scanned(paper: Paper) -> None:
    documents = papers("en")
    assert paper.printed(documents["bill"]).qr_codes == ["https://pay.example.com/b/4711"]
    assert paper.printed(documents["code"]).qr_codes == ["http://192.0.2.1/t/abcdefgh"]
    assert paper.printed(documents["visit"]).qr_codes == ["http://192.0.2.1/t/v.abcdefgh"]
    join, pair = "WIFI:T:WPA;S:Sole;P:a\\;b 10%;;", "http://192.0.2.1/kitchen/#code=48213907"
    assert paper.printed(documents["status"]).qr_codes == [join, pair]


def test_a_warning_stands_in_reverse_and_the_table_is_big(paper: Paper) -> None:
    slip = paper.printed(papers("en")["ticket"])
    spans = [span for mark in slip.marks if isinstance(mark, Line) for span in mark.spans]
    reversed_words = {span.text.strip() for span in spans if span.style.reverse}
    assert {"RUSH", "no onions, please", "ALLERGY: nuts", "allergens unknown"} <= reversed_words
    (table,) = [span for span in spans if "Table 12" in span.text]
    assert (table.style.width, table.style.height, table.style.bold) == (2, 2, True)


def test_the_ruler_of_the_test_page_is_one_line_and_no_drawer_opens(paper: Paper) -> None:
    before = paper.simulator.kicks
    slip = paper.printed(papers("en", paper.profile.columns)["trial"])
    rulers = [line for line in slip.lines if line.startswith("....:")]
    assert [len(ruler) for ruler in rulers] == [paper.profile.columns]
    assert paper.simulator.kicks == before


def _width(line: Line) -> int:
    return sum(len(span.text) * span.style.width for span in line.spans)
