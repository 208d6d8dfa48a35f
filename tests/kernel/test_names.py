"""What people type as names and reasons, once it is fit for screens, paper and terminals."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appliance.kernel.errors import Invalid
from appliance.kernel.names import named, one_line


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Evil\x1b]0;owned\x07", "Evil]0;owned"),
        ("  Grill\t printer\n", "Grill printer"),
        ("\u202eGrill\u2066", "Grill"),
        ("Grill\x9b31m", "Grill31m"),
        ("グリル", "グリル"),
    ],
)
def test_what_cannot_be_seen_is_left_out(typed: str, kept: str) -> None:
    assert one_line(typed) == kept


@given(st.text())
def test_whatever_is_typed_all_that_is_kept_can_be_seen(typed: str) -> None:
    kept = one_line(typed)
    assert kept.isprintable()
    assert one_line(kept) == kept


@pytest.mark.parametrize("typed", ["", "  ", "\x1b\x07", "x" * 61])
def test_a_name_that_is_none_or_too_long_is_refused(typed: str) -> None:
    with pytest.raises(Invalid, match="A printer needs a name, of at most 60 letters") as refused:
        named(typed, "A printer")
    assert refused.value.code == "name_needed"
