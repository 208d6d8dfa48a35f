"""The udev rules and the user for the devices: well formed, of one mind with each other and with the search for printers."""

import re
import shlex
from pathlib import Path

import pytest

from firmware_bridges.profiles.known import PRINTER_MAKERS

SYSTEMD = Path(__file__).parents[2] / "systemd"
RULES = (SYSTEMD / "udev/60-comanda-devices.rules").read_text("utf-8")
USERS = (SYSTEMD / "sysusers/comanda.conf").read_text("utf-8")

_TOKEN = re.compile(r'([A-Z]+)(?:\{(\w+)\})?(==|!=|\+=|-=|:=|=)"([^"\\]*)"')
_MATCHED = {"ACTION", "SUBSYSTEM", "SUBSYSTEMS", "KERNEL", "ENV", "ATTR"}
_SET = {"GROUP", "MODE", "SYMLINK", "ENV", "IMPORT", "GOTO", "LABEL"}
_NEED_A_NAME = {"ENV", "ATTR", "IMPORT"}
_USER_LINES = {
    "u": re.compile(r'u [a-z]\w* - "[^"]+" /\S+'),
    "m": re.compile(r"m [a-z]\w* [a-z]\w*"),
}

Token = tuple[str, str, str, str]


def lines_of(text: str) -> list[str]:
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def tokens_of(line: str) -> list[Token]:
    """Key, name in braces, operator and value of each part of a rule; ValueError for a line that is none."""
    parts = [_TOKEN.fullmatch(part) for part in re.split(r",\s+(?=[A-Z])", line)]
    tokens: list[Token] = [(one[1], one[2] or "", one[3], one[4]) for one in parts if one]
    wrong = [
        token
        for token in tokens
        if token[0] not in (_MATCHED if token[2] in ("==", "!=") else _SET)
        or (token[0] in _NEED_A_NAME) is not bool(token[1])
    ]
    if len(tokens) != len(parts) or wrong:
        raise ValueError(f"no rule: {line}")
    return tokens


def values(key: str, *operators: str) -> set[str]:
    """What all rules compare or set a key to."""
    tokens = [token for line in lines_of(RULES) for token in tokens_of(line)]
    return {value for name, _, operator, value in tokens if name == key and operator in operators}


@pytest.mark.parametrize("line", lines_of(RULES))
def test_every_rule_is_well_formed(line: str) -> None:
    tokens = tokens_of(line)
    assert [one for one in tokens if one[2] in ("==", "!=") or one[0] in ("LABEL", "GOTO")]
    assert [one for one in tokens if one[2] not in ("==", "!=")]


@pytest.mark.parametrize(
    "line",
    [
        'SUBSYSTEM=="usb" GROUP="lp"',
        'SUBSYSTEM=="usb", GROUP=lp',
        'SUBSYSTEM="usb", GROUP="lp"',
        'SUBSYSTEM=="usb", GROUP=="lp"',
        'SUBSYSTEM=="usb", ENV=="x", GROUP="lp"',
        'SUBSYSTEM=="usb", GRUOP="lp"',
    ],
)
def test_a_rule_that_udev_would_not_take_is_noticed(line: str) -> None:
    with pytest.raises(ValueError, match="no rule"):
        tokens_of(line)


def test_every_jump_has_its_place_to_land() -> None:
    assert values("GOTO", "=") == values("LABEL", "=")


def test_devices_are_open_to_their_group_and_to_nobody_else() -> None:
    assert values("MODE", "=") == {"0660"}


@pytest.mark.parametrize("line", lines_of(USERS))
def test_every_line_of_the_user_is_well_formed(line: str) -> None:
    assert _USER_LINES[line[0]].fullmatch(line)


def test_the_user_is_in_the_groups_to_which_the_rules_give_devices() -> None:
    made = [shlex.split(line) for line in lines_of(USERS)]
    (user,) = [words[1] for words in made if words[0] == "u"]
    assert {words[2] for words in made if words[0] == "m" and words[1] == user} == values("GROUP", "=")


def test_the_rules_open_the_printers_of_the_makers_that_the_search_knows() -> None:
    (vendors,) = values("ATTR", "==")
    assert {int(vendor, 16) for vendor in vendors.split("|")} == PRINTER_MAKERS
    assert re.fullmatch(r"[0-9a-f]{4}(\|[0-9a-f]{4})*", vendors), "the kernel writes lower case"
