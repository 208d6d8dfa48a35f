"""The generated pages say what the code says."""

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

REPOSITORY = Path(__file__).parent.parent.parent


def _generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate_docs", REPOSITORY / "docs" / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    made: dict[str, str] = _generator().pages()
    return made


def test_generated_files_equal_the_code(pages: dict[str, str]) -> None:
    stale = [name for name, text in pages.items() if (REPOSITORY / name).read_text() != text]
    assert stale == [], "run: python docs/generate.py"


def test_nothing_else_stands_in_the_generated_folder(pages: dict[str, str]) -> None:
    found = {str(file.relative_to(REPOSITORY)) for file in (REPOSITORY / "docs" / "generated").glob("*")}
    assert found <= set(pages)


def test_every_journal_kind_in_the_code_has_a_sentence(pages: dict[str, str]) -> None:
    said = pages["docs/generated/journal.md"]
    used = set()
    for file in (REPOSITORY / "appliance").rglob("*.py"):
        used |= set(re.findall(r"""tx\.journal\(\s*["'](\w+)["']""", file.read_text()))
    assert used, "no journal call was found at all"
    assert {kind for kind in used if f"`{kind}`" not in said} == set()
