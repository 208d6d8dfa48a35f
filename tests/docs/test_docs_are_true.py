"""The generated pages say what the code says."""

import importlib.util
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


@pytest.mark.parametrize(
    "name", ["states.md", "rights.md", "settings.md", "journal.md", "automations.md", "commands.md"]
)
def test_a_generated_page_equals_the_code(name: str) -> None:
    written = (REPOSITORY / "docs" / "generated" / name).read_text()
    assert written == _generator().pages()[name], "run: python docs/generate.py"


def test_every_page_is_generated() -> None:
    assert {file.name for file in (REPOSITORY / "docs" / "generated").glob("*.md")} == set(
        _generator().pages()
    )


def test_every_journal_kind_in_the_code_has_a_sentence() -> None:
    import re

    said = _generator().pages()["journal.md"]
    used = set()
    for file in (REPOSITORY / "appliance").rglob("*.py"):
        used |= set(re.findall(r"""tx\.journal\(\s*["'](\w+)["']""", file.read_text()))
    assert used, "no journal call was found at all"
    assert {kind for kind in used if f"`{kind}`" not in said} == set()
