"""Any document → bytes → simulated paper: the same rows, the same dots, and bytes that stay as they are."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from firmware_bridges import (
    PROFILES,
    Align,
    Boxed,
    Columns,
    Cut,
    Document,
    Feed,
    Kick,
    Part,
    Profile,
    Qr,
    Rule,
    Size,
    Text,
)
from firmware_bridges.escpos.encoder import Encoder
from firmware_bridges.simulators import head
from firmware_bridges.typesetting import Band, Mark, Row, typeset

PaperOf = Callable[[Document, Profile], head.Slip]

ESCPOS = [profile for profile in PROFILES.values() if profile.language == "escpos"]
SIZES = {Size.NORMAL: (1, 1), Size.TALL: (1, 2), Size.WIDE: (2, 1), Size.DOUBLE: (2, 2)}
WORDS = st.text(st.one_of(st.characters(), st.sampled_from("abc é€ 寿司 كباب борщ 12,50")), max_size=60)
PARTS: st.SearchStrategy[Part] = st.one_of(
    st.builds(
        Text,
        WORDS,
        size=st.sampled_from(Size),
        bold=st.booleans(),
        reverse=st.booleans(),
        align=st.sampled_from(Align),
        indent=st.integers(0, 12),
    ),
    st.builds(Columns, WORDS, WORDS, size=st.sampled_from(Size), money=st.just(False)),
    st.builds(Rule, heavy=st.booleans()),
    st.builds(Boxed, st.lists(WORDS, max_size=3).map(tuple), size=st.sampled_from(Size)),
    st.builds(Qr, st.from_regex(r"[a-z0-9:/.]{1,40}", fullmatch=True), module_size=st.integers(2, 16)),
    st.builds(Feed, st.integers(1, 5)),
)


def printed(mark: Mark) -> list[head.Mark]:
    """What a mark leaves on simulated paper."""
    match mark:
        case Row():
            width, height = SIZES[mark.size]
            style = head.Style(mark.bold, mark.reverse, False, width, height)
            spans = (head.Span(mark.text, style),) if mark.text else ()
            return [head.Line(spans, mark.align.value)]
        case Band():
            return [head.ImageMark(mark.width_bytes, mark.bits)]
        case Qr():
            return [head.QrMark(mark.data, mark.module_size, "centre")]
        case Feed():
            return [head.Line()] * mark.lines
        case _:
            return []


def unaligned(marks: list[head.Mark]) -> list[head.Mark]:
    """Blank lines stand nowhere."""
    return [head.Line() if isinstance(mark, head.Line) and not mark.spans else mark for mark in marks]


@pytest.mark.parametrize("profile", ESCPOS, ids=lambda profile: profile.name)
@given(parts=st.lists(PARTS, max_size=6))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40)
def test_paper_shows_every_row_and_every_dot(parts: list[Part], profile: Profile, paper_of: PaperOf) -> None:
    document = Document("any", tuple(parts))
    expected = [line for mark in typeset(document, profile) for line in printed(mark)]
    assert unaligned(paper_of(document, profile).marks) == unaligned(expected)


GOLDEN: dict[str, tuple[str, Document, str]] = {
    "a plain ticket line": (
        "generic-80",
        Document("x", (Text("2 x Crème"),)),
        "1b40 1c2e 1b5200 1d61ff 1b7413 3220782043728a6d65 0a",
    ),
    "a new code page": (
        "epson-80",
        Document("x", (Text("é ж"),)),
        "1b40 1b5200 1d61ff 1b7413 8220 1b7411 a6 0a",
    ),
    "a drawer that is not there for long": (
        "silent-80",
        Document("x", (Kick(pin=5, on_ms=50, off_ms=200), Kick())),
        "1b40 1c2e 1b5200 1b70011964 1b700032fa",
    ),
    "a knife": ("epson-80", Document("x", (Feed(2), Cut())), "1b40 1b5200 1d61ff 1b6402 1d564200"),
    "no knife": ("generic-58", Document("x", (Cut(),)), "1b40 1c2e 1b5200 1d61ff 1b6406"),
    "an amount in euros on an impact printer": (
        "epson-impact",
        Document("x", (Columns("a", "1 €"),)),
        "1b40 1b5200 1d61ff 1b7400 61" + "20" * 34 + "3120455552 0a",
    ),
}


@pytest.mark.parametrize("name", GOLDEN)
def test_the_bytes_of_a_document_stay_as_they_are(name: str) -> None:
    profile, document, golden = GOLDEN[name]
    assert Encoder(PROFILES[profile]).encode(document).hex() == golden.replace(" ", "")


def test_the_bytes_of_a_picture_stay_as_they_are() -> None:
    """A band is GS v 0 with its size in bytes and rows, little end first."""
    encoded = Encoder(PROFILES["silent-58"]).encode(Document("x", (Text("寿"),)))
    (band,) = typeset((Text("寿"),), PROFILES["silent-58"])
    assert isinstance(band, Band)
    assert encoded.endswith(bytes.fromhex("1d763000 3000 1e00") + band.bits)
