"""Staging files: of their own, questioned with SQL, and gone afterwards."""

import contextlib
from pathlib import Path

import pytest

from appliance.storage.snapshot import Staging
from tests.worlds import World

ROWS = [{"name": "Soup", "price": 700}, {"name": "Bread", "price": 200}]


def test_rows_go_in_and_answers_come_out() -> None:
    with Staging() as staging:
        staging.fill("item", {"name": str, "price": int}, ROWS)
        assert staging.ask("SELECT name FROM item WHERE price > :least", {"least": 500}) == [{"name": "Soup"}]


def test_nothing_is_left_behind_not_even_after_a_mistake(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with contextlib.suppress(KeyError), Staging() as staging:
        staging.fill("item", {"name": str, "price": int}, ROWS)
        assert len(list(tmp_path.iterdir())) == 1
        raise KeyError("a mistake")
    assert list(tmp_path.iterdir()) == []


async def test_staging_works_beside_the_live_file(w: World) -> None:
    with Staging() as staging:
        staging.fill("item", {"name": str}, [])
        assert staging.ask("SELECT count(*) AS rows FROM item") == [{"rows": 0}]
    assert w.database.verify_journal().trouble is None
