"""Ids: row ids sort by time, tokens are long, digits and words come out even."""

import hashlib
import os
from collections import Counter
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appliance.kernel.ids import ID_LENGTH, Ids, digest

moments = st.integers(0, 2**47)


@given(moments, st.integers(1, 2**40), st.integers())
def test_row_ids_sort_by_time(now_ms: int, later_ms: int, seed: int) -> None:
    ids = Ids(Random(seed).randbytes)  # noqa: S311  a seed makes the test repeatable
    assert ids.row(now_ms) < ids.row(now_ms + later_ms)


@given(moments)
def test_a_row_id_is_25_hexadecimal_characters(now_ms: int) -> None:
    made = Ids(os.urandom).row(now_ms)
    assert len(made) == ID_LENGTH == 25
    assert int(made, 16) >> 52 == now_ms


def test_row_ids_of_one_millisecond_differ() -> None:
    ids = Ids(os.urandom)
    assert len({ids.row(1_790_935_200_000) for _ in range(10_000)}) == 10_000


def test_a_token_is_256_bits_and_fits_an_address() -> None:
    token = Ids(os.urandom).token()
    assert len(token) == 43
    assert token.replace("-", "a").replace("_", "a").isalnum()


def test_the_same_chance_makes_the_same_ids() -> None:
    one, other = (Ids(Random(7).randbytes) for _ in range(2))  # noqa: S311  a seed makes the test repeatable
    assert [one.row(5), one.token(), one.digits(4)] == [other.row(5), other.token(), other.digits(4)]


@pytest.mark.parametrize("count", [4, 6])
def test_digits_keep_their_leading_zeros(count: int) -> None:
    ids = Ids(os.urandom)
    made = [ids.digits(count) for _ in range(500)]
    assert {len(one) for one in made} == {count}
    assert "".join(made).isdecimal()
    assert any(one.startswith("0") for one in made)


def test_words_are_chosen_about_evenly() -> None:
    ids = Ids(Random(3).randbytes)  # noqa: S311  a seed makes the test repeatable
    seen = Counter(ids.choice(["latte", "mocha", "ristretto"]) for _ in range(3_000))
    assert min(seen.values()) > 850


def test_what_is_stored_of_a_token_is_its_sha256() -> None:
    assert digest("secret") == hashlib.sha256(b"secret").digest()
