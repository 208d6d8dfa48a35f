"""Third-party code on the pages is what its record says: same bytes, same versions, every export typed."""

import gzip
import hashlib
import json
import re
from pathlib import Path

from tests.architecture.source import ROOT

VENDOR = ROOT / "web/vendor"
GUEST_LIMIT_BYTES = 13_000


def recorded_sums(folder: Path) -> dict[str, str]:
    """File name to the SHA-256 that the README records."""
    page = (folder / "README.md").read_text()
    return dict(re.findall(r"^\| (\S+\.js) \| \d+ \| ([0-9a-f]{64}) \|$", page, re.MULTILINE))


def changed_files(folder: Path) -> list[str]:
    """Recorded files whose bytes are not the recorded ones."""
    sums = recorded_sums(folder)
    return [
        name
        for name, sum_ in sums.items()
        if hashlib.sha256((folder / name).read_bytes()).hexdigest() != sum_
    ]


def test_every_built_file_is_recorded_and_unchanged() -> None:
    assert set(recorded_sums(VENDOR)) == {path.name for path in VENDOR.glob("*.js")}
    assert changed_files(VENDOR) == []


def test_one_changed_byte_is_noticed(tmp_path: Path) -> None:
    for name in ("README.md", "ui.js", "icons.js", "icons-guest.js"):
        (tmp_path / name).write_bytes((VENDOR / name).read_bytes())
    with (tmp_path / "ui.js").open("ab") as file:
        file.write(b" ")
    assert changed_files(tmp_path) == ["ui.js"]


def test_the_recorded_versions_are_the_locked_ones() -> None:
    locked = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    rows = re.findall(
        r"^\| (\S+) \| (\d[\w.-]*) \| \S+ \| (?:inside|builds) \|$",
        (VENDOR / "README.md").read_text(),
        re.MULTILINE,
    )
    assert len(rows) == 6
    assert {name: version for name, version in rows} == {
        name: locked[f"node_modules/{name}"]["version"] for name, _ in rows
    }


def test_every_export_of_ui_has_a_type_and_every_type_an_export() -> None:
    exported = re.search(r"export\{([^}]*)\};?\s*$", (VENDOR / "ui.js").read_text())
    assert exported
    names = {part.rpartition(" as ")[2].strip() for part in exported.group(1).split(",")}
    typed = set(
        re.findall(r"^export (?:function|const|class) (\w+)", (VENDOR / "ui.d.ts").read_text(), re.MULTILINE)
    )
    assert names == typed


def test_what_a_guest_loads_of_it_stays_small() -> None:
    sizes = [len(gzip.compress((VENDOR / name).read_bytes(), 9)) for name in ("ui.js", "icons-guest.js")]
    assert sum(sizes) < GUEST_LIMIT_BYTES
    assert not re.search(r"from \"\./icons\.js\"", (VENDOR / "icons-guest.js").read_text())
