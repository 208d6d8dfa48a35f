"""The package is cheap to import, and loading the encoder leaves nothing behind."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def run(program: str, **environment: str) -> str:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", program],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        env={"PATH": "/usr/bin:/bin", **environment},
        timeout=30,
    )
    return done.stdout


def test_importing_the_package_loads_no_heavy_library() -> None:
    loaded = run(
        "import sys\n"
        "import firmware_bridges, firmware_bridges.simulators.control, firmware_bridges.simulators.paper\n"
        "print(sorted({'escpos', 'PIL', 'qrcode', 'click', 'yaml'} & set(sys.modules)))"
    )
    assert loaded == "[]\n"


def test_warming_up_leaves_root_logging_and_the_temporary_folder_alone(tmp_path: Path) -> None:
    handlers = run(
        "import logging, firmware_bridges\nfirmware_bridges.warm()\nprint(logging.root.handlers)",
        TMPDIR=str(tmp_path),
    )
    assert handlers == "[]\n"
    assert list(tmp_path.iterdir()) == []


def test_a_private_folder_keeps_the_warmth_for_the_next_start(tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    cache.mkdir()
    program = f"import pathlib, firmware_bridges\nfirmware_bridges.warm(pathlib.Path({str(cache)!r}))"
    run(program, TMPDIR=str(tmp_path))
    assert [file.suffix for file in cache.iterdir()] == [".pickle"]
    run(program, TMPDIR=str(tmp_path))
