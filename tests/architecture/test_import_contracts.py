"""The import contracts of pyproject.toml: each notices a planted violation in a small copy of the house."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.source import ROOT

LINT = "from importlinter.cli import lint_imports; import sys; sys.exit(lint_imports(no_cache=True))"

HOUSE = {
    "appliance/__init__.py": "",
    "appliance/bridges.py": "import firmware_bridges.escpos.printer",
    "appliance/main.py": "import appliance.bridges\nimport appliance.orders",
    "appliance/cli.py": "import appliance.main",
    "appliance/kernel/__init__.py": "",
    "appliance/storage/__init__.py": "import appliance.kernel",
    "appliance/staff/__init__.py": "import appliance.storage",
    "appliance/devices/__init__.py": "import appliance.staff",
    "appliance/menu/__init__.py": "import appliance.menu.service",
    "appliance/menu/model.py": "",
    "appliance/menu/rules.py": "import appliance.menu.model",
    "appliance/menu/store.py": "import appliance.menu.model\nimport appliance.storage",
    "appliance/menu/service.py": "import appliance.menu.store\nimport appliance.menu.rules",
    "appliance/menu/routes.py": "import appliance.menu.service",
    "appliance/menu/duties.py": "import appliance.menu.service",
    "appliance/printing/__init__.py": "",
    "appliance/printing/layout.py": "import firmware_bridges.document\nimport firmware_bridges.contracts",
    "appliance/orders/__init__.py": "import appliance.menu\nimport appliance.printing",
    "firmware_bridges/__init__.py": "",
    "firmware_bridges/document.py": "",
    "firmware_bridges/contracts.py": "",
    "firmware_bridges/escpos/__init__.py": "",
    "firmware_bridges/escpos/printer.py": "import firmware_bridges.contracts",
}

PLANTED = [
    ("Rooms import downwards only", "appliance/menu/rules.py", "import appliance.orders"),
    ("Rooms import downwards only", "appliance/kernel/money.py", "import appliance.storage"),
    ("Rooms import downwards only", "appliance/orders/rules.py", "import appliance.main"),
    ("Rooms import downwards only", "appliance/attic/__init__.py", ""),
    ("No two rooms need each other", "appliance/staff/rules.py", "import appliance.devices"),
    ("Inside a room", "appliance/menu/model.py", "import appliance.menu.rules"),
    ("Inside a room", "appliance/menu/store.py", "import appliance.menu.service"),
    ("Inside a room", "appliance/menu/duties.py", "import appliance.menu.routes"),
    ("Firmware bridges know nothing", "firmware_bridges/document.py", "import appliance.kernel"),
    (
        "Only bridges.py and cli name a concrete",
        "appliance/orders/rules.py",
        "import firmware_bridges.contracts",
    ),
    (
        "Only bridges.py and cli name a concrete",
        "appliance/printing/tcp.py",
        "import firmware_bridges.escpos.printer",
    ),
]


def build(folder: Path, files: dict[str, str]) -> Path:
    """A house of empty rooms with the project's own contracts."""
    (folder / "pyproject.toml").write_bytes((ROOT / "pyproject.toml").read_bytes())
    for path, text in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    return folder


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    """What `lint-imports` says in that folder."""
    return subprocess.run(
        [sys.executable, "-c", LINT], cwd=folder, capture_output=True, text=True, timeout=50
    )


def test_a_house_in_order_keeps_every_contract(tmp_path: Path) -> None:
    answer = lint(build(tmp_path, HOUSE))
    assert answer.returncode == 0, answer.stdout + answer.stderr
    assert " 0 broken" in answer.stdout


@pytest.mark.parametrize(("contract", "path", "text"), PLANTED)
def test_a_planted_import_breaks_its_contract(tmp_path: Path, contract: str, path: str, text: str) -> None:
    answer = lint(build(tmp_path, {**HOUSE, path: text}))
    assert answer.returncode == 1
    broken = [line for line in answer.stdout.splitlines() if " BROKEN" in line]
    assert any(line.startswith(contract) for line in broken), answer.stdout
