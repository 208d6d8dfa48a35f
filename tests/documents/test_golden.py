"""Ticket, change, receipt and status slip read as they were last looked at; `python -m tests.documents.papers` writes them anew."""

import pytest

from appliance.printing import LANGUAGES
from tests.documents.papers import GOLDEN, golden_text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_papers_read_as_they_were_looked_at(language: str) -> None:
    assert golden_text(language) == (GOLDEN / f"{language}.txt").read_text(encoding="utf-8")
