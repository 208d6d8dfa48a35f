"""The order of mixed lines, against the bidirectional algorithm's own examples (UAX #9; capitals stand for Hebrew)."""

# ruff: noqa: RUF001 (letters of other scripts are the matter)
import pytest

from firmware_bridges.typesetting.bidi import begins_right, is_plain, levels, visual_order

ALEF = ord("א")


def hebrew(text: str) -> str:
    """Capitals as Hebrew letters, so that a test can be read."""
    return "".join(chr(ALEF + ord(each) - ord("A")) if each.isupper() else each for each in text)


def displayed(text: str) -> str:
    """The characters as they stand on paper, from left to right; a font mirrors brackets."""
    line = hebrew(text)
    return "".join(text[place] for place in visual_order(levels(line, begins_right(line))))


@pytest.mark.parametrize(
    ("text", "paper"),
    [
        ("car is the", "car is the"),
        ("car MEANS CAR", "car RAC SNAEM"),
        ("CAR means x", "means x RAC"),
        ("MAIN 12.50", "12.50 NIAM"),
        ("2 x KEBAB", "2 x BABEK"),
        ("PIZZA (cola 0,5 l) B", "B )cola 0,5 l( AZZIP"),
        ("KEBAB -5%", "-5% BABEK"),
        ("KEBAB 1, 2", "2 ,1 BABEK"),
        ("KEBAB-5", "5-BABEK"),
        ("-5 KEBAB", "BABEK -5"),
        ("KEBAB  ", "  BABEK"),
        ("", ""),
    ],
)
def test_a_line_is_read_in_its_own_direction(text: str, paper: str) -> None:
    assert displayed(text) == paper


def test_arabic_figures_are_read_from_left_to_right() -> None:
    assert levels("كباب 12", True) == [1, 1, 1, 1, 1, 2, 2]
    assert levels("٣٫٥", False) == [2, 2, 2]


@pytest.mark.parametrize(("text", "plain"), [("Crème 1", True), ("寿司", True), ("a ש", False), ("٣", False)])
def test_lines_without_right_to_left_letters_are_told_apart(text: str, plain: bool) -> None:
    assert is_plain(text) is plain
