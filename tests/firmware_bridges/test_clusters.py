"""Text is cut between what readers take for letters, and lines end where they expect."""

# ruff: noqa: RUF001 (letters of other scripts are the matter)
import pytest
from hypothesis import given
from hypothesis import strategies as st

from firmware_bridges.typesetting.clusters import clusters, wrapped


@given(st.text(max_size=40))
def test_clusters_lose_nothing(text: str) -> None:
    assert "".join(clusters(text)) == text


@pytest.mark.parametrize(
    ("text", "count"),
    [("e\u0301a", 2), ("กำที่", 2), ("क्षत्रिय", 3), ("한국", 2), ("ปั๊ม", 2), ("寿司", 2)],
)
def test_a_letter_and_its_marks_are_one(text: str, count: int) -> None:
    assert len(clusters(text)) == count


@given(st.text(st.sampled_from("ab 寿司、。（）กำที่ेक्ष"), max_size=60), st.integers(2, 20))
def test_wrapping_loses_only_spaces_and_cuts_no_letter(text: str, room: int) -> None:
    lines = wrapped(text, room, len)
    assert "".join("".join(lines).split()) == "".join(text.split())
    letters = set(clusters(" ".join(text.split())))
    assert all(set(clusters(line)) <= letters for line in lines)
    assert all(len(line) <= room or len(clusters(line)) == 1 for line in lines)


@pytest.mark.parametrize(
    ("text", "room", "lines"),
    [
        ("寿司盛り合わせ", 4, ["寿司盛り", "合わせ"]),
        ("これは寿司。うまい", 5, ["これは寿", "司。うまい"]),
        ("名前（特上）です", 3, ["名前", "（特", "上）で", "す"]),
        ("ไม่ใส่ถั่ว", 6, ["ไม่ใส่", "ถั่ว"]),
        ("비빔밥 하나", 4, ["비빔밥", "하나"]),
        ("one two three", 7, ["one two", "three"]),
        ("unbreakable", 4, ["unbr", "eaka", "ble"]),
        ("", 4, [""]),
    ],
)
def test_lines_end_where_a_reader_expects(text: str, room: int, lines: list[str]) -> None:
    assert wrapped(text, room, len) == lines
