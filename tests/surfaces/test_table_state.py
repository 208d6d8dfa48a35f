"""A table's state in one word: trouble first, then what the party waits for. And which language a page speaks."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appliance.http import StaticFiles
from appliance.kitchen import StuckTicket
from appliance.seating import Call
from appliance.surfaces.floor_model import CardVisit
from appliance.surfaces.floor_rules import table_state
from appliance.surfaces.pages import Pages
from tests.orders.dining_room import DiningRoom

STUCK = StuckTicket("t", "o", 1, "v", "Table 1", "grill", "Grill", 1, None, None, None, None, "why")
QUIET: dict[str, Any] = {
    "id": "v", "opened_at": 1, "covers": None, "phones": 0, "order_numbers": [], "total_minor": 0, "due_minor": 0,
    "paid_minor": 0, "bill_requested_at": None, "viewed_bill_at": None, "paid_at": None, "unpaid_since": None,
        "unpaid_late_at": None,
    "last_activity_at": 1, "kitchen_since": None, "ready_lines": 0, "cancels_to_confirm": 0, "calls": [], "stuck": [],
}  # fmt: skip
ORDERED = {"order_numbers": [1], "due_minor": 500, "total_minor": 500}
COOKING = {**ORDERED, "kitchen_since": 1}
PAID = {"order_numbers": [1], "paid_at": 5, "paid_minor": 500, "total_minor": 500}


@pytest.mark.parametrize(
    ("facts", "word"),
    [
        ({}, "seated"),
        (ORDERED, "dining"),
        (COOKING, "waiting_kitchen"),
        ({**ORDERED, "bill_requested_at": 1}, "bill_requested"),
        ({**COOKING, "bill_requested_at": 1}, "bill_requested"),
        ({**PAID, "bill_requested_at": 1}, "paid"),
        ({**PAID, "kitchen_since": 1}, "paid"),
        ({**PAID, "due_minor": 200}, "dining"),
        ({**COOKING, "stuck": [STUCK]}, "needs_attention"),
        ({**ORDERED, "bill_requested_at": 1, "calls": [Call("c", "waiter", 1)]}, "needs_attention"),
        ({**ORDERED, "calls": [Call("c", "bill", 1)]}, "dining"),
    ],
)
def test_a_party_is_shown_by_what_matters_most(facts: dict[str, Any], word: str) -> None:
    assert table_state(True, CardVisit(**{**QUIET, **facts}), False) == word
    assert table_state(False, CardVisit(**{**QUIET, **facts}), False) == word


def test_a_table_without_a_party_is_available_or_disabled() -> None:
    assert (table_state(True, None, False), table_state(False, None, False)) == ("available", "disabled")
    assert table_state(True, CardVisit(**QUIET), True) == "ordering"


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("it-IT,it;q=0.9,en;q=0.8", "it"),
        ("de-DE,de;q=0.9,it;q=0.3,en;q=0.2", "it"),
        ("fr", "en"),
        ("", "en"),
        ("en;q=0.1,it;q=0.9", "it"),
        ("it;q=wrong,en", "en"),
    ],
)
async def test_a_page_speaks_the_language_that_fits_best(
    room: DiningRoom, tmp_path: Path, accepted: str, language: str
) -> None:
    await room.settings(languages=["en", "it"])
    assert _pages(room, tmp_path).language(accepted) == language


@given(st.text(max_size=300))
def test_no_header_breaks_the_choice_of_language(accepted: str) -> None:
    class Always:
        class now:
            languages = ("en", "it")
            default_language = "en"

    pages = Pages(Path(), StaticFiles(Path("/nowhere")), Always())  # type: ignore[arg-type]
    assert pages.language(accepted) in ("en", "it")


def _pages(room: DiningRoom, folder: Path) -> Pages:
    return Pages(folder, StaticFiles(folder), room.world.settings)
