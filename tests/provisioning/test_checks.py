"""The runner of checks: it stops at the first failure, names it, and a check with nothing to check is noticed."""

from pathlib import Path

from tests.provisioning.conftest import Shell

QUIET = "set_up_checks() { :; }; "


def test_the_first_failing_check_ends_the_run_and_is_named(shell: Shell) -> None:
    checks = 'CHECKS="one two three"; check_one() { echo fine; }; check_two() { false; }; check_three() { echo never; }; '
    answer = shell(QUIET + checks + "run_checks")
    assert answer.returncode == 1
    assert '"two" failed' in answer.stderr
    assert "FAILED" in answer.stdout
    assert "never" not in answer.stdout


def test_when_all_pass_each_has_its_time_and_pytest_has_the_last_word(shell: Shell) -> None:
    checks = 'CHECKS="one pytest"; check_one() { :; }; check_pytest() { echo "== 3 passed in 1.00s ==" | tee "$PYTEST_LOG"; }; '
    answer = shell(QUIET + checks + "run_checks")
    assert answer.returncode == 0
    assert [
        line.split()[0] for line in answer.stdout.splitlines() if " s " in line or line.endswith(" s")
    ] == [
        "set-up",
        "one",
        "pytest",
        "total",
    ]
    assert answer.stdout.splitlines()[-3:] == ["== 3 passed in 1.00s ==", "", "✓ Every check passed."]


def test_a_check_that_does_not_exist_is_refused(shell: Shell) -> None:
    answer = shell(QUIET + "run_checks ruff weather")
    assert answer.returncode == 1
    assert 'no check "weather"' in answer.stderr


def test_pages_without_tests_fail_and_no_pages_do_not(shell: Shell, tmp_path: Path) -> None:
    assert shell("check_web").returncode == 0
    (tmp_path / "web/guest").mkdir(parents=True)
    assert shell("check_web").returncode == 1
    assert shell("check_browser").returncode == 1


def test_a_test_file_without_tests_fails(shell: Shell, tmp_path: Path) -> None:
    folder = tmp_path / "tests/web"
    folder.mkdir(parents=True)
    (folder / "empty.test.js").write_text("// nothing\n")
    answer = shell("check_web")
    assert answer.returncode == 1
    assert "holds no tests" in answer.stdout


def test_a_failing_node_test_fails_the_check_and_a_passing_one_passes(shell: Shell, tmp_path: Path) -> None:
    folder = tmp_path / "tests/web"
    folder.mkdir(parents=True)
    case = folder / "sum.test.js"
    head = 'const test = require("node:test"); const assert = require("node:assert");\n'
    case.write_text(head + 'test("adds", () => assert.equal(1 + 1, 2));\n')
    assert shell("check_web").returncode == 0
    case.write_text(head + 'test("adds", () => assert.equal(1 + 1, 3));\n')
    assert shell("check_web").returncode == 1
