"""The locks cover what pyproject.toml asks for, with checksums, and name no index."""

import re
import tomllib

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from tests.provisioning.conftest import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]


def pins(lock: str) -> dict[str, Version]:
    """Package to locked version."""
    rows = re.findall(r"^([\w.-]+)==(\S+) \\$", (ROOT / lock).read_text(), re.MULTILINE)
    return {canonicalize_name(name): Version(version) for name, version in rows}


def uncovered(requirements: list[str], locked: dict[str, Version]) -> list[str]:
    """Requirements that the locked versions do not satisfy."""
    wanted = [Requirement(text) for text in requirements]
    return [
        str(one)
        for one in wanted
        if canonicalize_name(one.name) not in locked
        or locked[canonicalize_name(one.name)] not in one.specifier
    ]


def test_the_run_lock_covers_every_dependency() -> None:
    assert uncovered(PROJECT["dependencies"], pins("requirements.lock")) == []


def test_the_test_lock_adds_the_test_extra_and_moves_nothing() -> None:
    run, test = pins("requirements.lock"), pins("requirements-test.lock")
    assert uncovered(PROJECT["optional-dependencies"]["test"], test) == []
    assert {name: test.get(name) for name in run} == run


def test_a_dependency_missing_from_the_lock_is_noticed() -> None:
    assert uncovered(["litestar>=99", "not-there"], pins("requirements.lock")) == [
        "litestar>=99",
        "not-there",
    ]


def test_the_locks_hold_pins_and_checksums_and_nothing_else() -> None:
    line = re.compile(r"#.*|[\w.-]+==\S+ \\|    --hash=sha256:[0-9a-f]{64}( \\)?")
    for lock in ("requirements.lock", "requirements-test.lock"):
        assert [text for text in (ROOT / lock).read_text().splitlines() if not line.fullmatch(text)] == []


def test_the_node_lock_names_no_registry_and_checks_every_package() -> None:
    text = (ROOT / "package-lock.json").read_text()
    assert '"resolved"' not in text
    assert text.count('"integrity": "sha512-') == text.count('    "node_modules/')
