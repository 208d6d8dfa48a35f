"""A shell with install.sh sourced, as the tests of its steps use it."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
Shell = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    """Runs lines of bash after `. install.sh`; the environment folder is in tmp_path, downloads are tried once."""

    def run(lines: str, **knobs: str) -> subprocess.CompletedProcess[str]:
        given = {**os.environ, "COMANDA_VENV": str(tmp_path / "venv"), "COMANDA_TRIES": "1", **knobs}
        script = f". '{ROOT}/install.sh'\n{lines}"
        return subprocess.run(
            ["bash", "-c", script], env=given, cwd=tmp_path, capture_output=True, text=True, timeout=50
        )

    return run
