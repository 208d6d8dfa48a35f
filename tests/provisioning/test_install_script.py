"""install.sh: helpful when asked, clean when it cannot go on, and nothing happens before the options are understood."""

import os
import subprocess
from pathlib import Path

import pytest

from tests.provisioning.conftest import ROOT, Shell

PRETEND = """make_environment() {
  echo made
  mkdir -p "$VENV/bin"
  printf '#!/bin/sh\\n' >"$VENV/bin/python"
  chmod +x "$VENV/bin/python"
}"""


def bare_path(folder: Path, *missing: str) -> str:
    """A PATH that holds what the script uses, except the missing commands."""
    tools = "bash cat chmod cut date dirname env flock getconf grep id mkdir mktemp python3 readlink sha256sum sleep tail"
    folder.mkdir()
    for tool in sorted(set(tools.split()) - set(missing)):
        (folder / tool).symlink_to(find(tool))
    return str(folder)


def find(tool: str) -> Path:
    """Where a command of this machine is."""
    places = [Path(place) / tool for place in os.environ["PATH"].split(":")]
    return next(place for place in places if os.access(place, os.X_OK)).resolve()


def test_help_names_every_command_and_option(shell: Shell) -> None:
    said = shell("main help").stdout
    assert all(word in said for word in ("demo", "test", "--port", "--data", "--reset", "--ready-file"))


def test_no_command_shows_the_help(shell: Shell) -> None:
    assert shell("main").stdout == shell("main help").stdout


def test_an_unknown_command_is_refused_with_the_help(shell: Shell) -> None:
    answer = shell("main cook")
    assert answer.returncode == 1
    assert 'no command "cook"' in answer.stderr
    assert "Usage" in answer.stderr


@pytest.mark.parametrize(
    ("options", "word"),
    [
        ("--port", "needs a value"),
        ("--port eighty", "number"),
        ("--port 70000", "65535"),
        ("--port=-1", "number"),
        ("--data ''", "needs a value"),
        ("--frobnicate", "does not know"),
    ],
)
def test_a_wrong_demo_option_ends_before_anything_is_made(
    shell: Shell, tmp_path: Path, options: str, word: str
) -> None:
    answer = shell(f"main demo {options}")
    assert answer.returncode == 1
    assert word in answer.stderr
    assert list(tmp_path.iterdir()) == []


def test_good_demo_options_are_handed_over_as_they_are(shell: Shell) -> None:
    hand_over = 'ensure_environment() { :; }; exec() { printf "<%s>" "$@"; }; main demo --port 0 --data "my data" --reset'
    assert shell(hand_over).stdout.endswith("/comanda><demo><--port><0><--data><my data><--reset>")


def test_without_venv_and_without_root_it_says_what_to_type(shell: Shell, tmp_path: Path) -> None:
    path = bare_path(tmp_path / "bin")
    fake = (
        'id() { echo 1000; }; have() { [ "$1" != sudo ] && command -v "$1" >/dev/null; }; apt-get() { :; }; '
    )
    answer = shell(f'PATH={path}; {fake} need_packages "for a private Python environment" python3-venv')
    assert answer.returncode == 1
    assert "apt-get install python3-venv" in answer.stderr


def test_a_system_without_apt_gets_the_names_of_the_packages(shell: Shell, tmp_path: Path) -> None:
    answer = shell(f'PATH={bare_path(tmp_path / "bin")}; need_packages "for the checks" shellcheck')
    assert answer.returncode == 1
    assert "shellcheck" in answer.stderr


def test_an_old_python_is_named(shell: Shell, tmp_path: Path) -> None:
    old = tmp_path / "python3.9"
    old.write_text('#!/bin/sh\n[ "$1" != --version ] || echo Python 3.9.2\n[ "$1" = --version ]\n')
    old.chmod(0o755)
    answer = shell("need_python", COMANDA_PYTHON=str(old))
    assert answer.returncode == 1
    assert "Python 3.9.2" in answer.stderr


def test_a_failed_download_ends_in_a_sentence_and_is_made_again_next_time(
    shell: Shell, tmp_path: Path
) -> None:
    answer = shell(f"{PRETEND}; fill_environment() {{ fail 'no network'; }}; ensure_environment run")
    assert answer.returncode == 1
    assert "no network" in answer.stderr
    assert not (tmp_path / "venv/.made-for-run").exists()


def test_an_unchanged_lock_makes_nothing_again(shell: Shell) -> None:
    lines = (
        f"{PRETEND}; fill_environment() {{ echo filled; }}; ensure_environment run; ensure_environment run"
    )
    assert shell(lines).stdout.split() == ["made", "filled"]


def test_tests_add_to_the_environment_of_the_demo_without_making_it_again(shell: Shell) -> None:
    fill = 'fill_environment() { echo "${1##*/}"; }'
    said = shell(
        f"{PRETEND}; {fill}; ensure_environment run; ensure_environment test; ensure_environment run"
    ).stdout
    assert said.split() == ["made", "requirements.lock", "requirements-test.lock"]


def test_an_environment_carries_the_checkout_and_the_command(shell: Shell, tmp_path: Path) -> None:
    answer = shell(
        'make_environment && "$VENV/bin/python" -c "import appliance; print(appliance.__version__)"'
    )
    assert answer.stdout.splitlines()[-1] == "0.1.0"
    assert os.access(tmp_path / "venv/bin/comanda", os.X_OK)


def test_ci_runs_exactly_what_a_person_runs() -> None:
    lines = (ROOT / ".ci/run").read_text().splitlines()
    assert lines[-1] == "exec ./install.sh test"
    assert os.access(ROOT / ".ci/run", os.X_OK)


def test_the_last_line_runs_main_and_sourcing_does_not() -> None:
    assert (ROOT / "install.sh").read_text().splitlines()[-1].endswith('|| main "$@"')
    sourced = subprocess.run(
        ["bash", "-c", f". '{ROOT}/install.sh' test"], capture_output=True, text=True, timeout=20
    )
    assert (sourced.returncode, sourced.stdout) == (0, "")
