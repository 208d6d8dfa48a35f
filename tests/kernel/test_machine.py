"""State machines: the table is the whole truth, and a refusal names what is possible."""

from enum import StrEnum
from itertools import product

import pytest

from appliance.kernel.errors import IllegalMove
from appliance.kernel.machine import Machine


class Light(StrEnum):
    RED = "RED"
    GREEN = "GREEN"
    DARK = "DARK"


class Verb(StrEnum):
    GO = "go"
    STOP = "stop"
    FAIL = "fail"


LIGHTS = Machine(
    noun="light",
    start=Light.RED,
    moves={
        (Light.RED, Verb.GO): Light.GREEN,
        (Light.GREEN, Verb.STOP): Light.RED,
        (Light.GREEN, Verb.FAIL): Light.DARK,
    },
)
LEGAL = sorted(LIGHTS.moves)
ILLEGAL = sorted(set(product(Light, Verb)) - set(LIGHTS.moves))


@pytest.mark.parametrize(("state", "verb"), LEGAL)
def test_a_move_in_the_table_leads_where_the_table_says(state: Light, verb: Verb) -> None:
    assert LIGHTS.allows(state, verb)
    assert LIGHTS.next(state, verb) is LIGHTS.moves[state, verb]


@pytest.mark.parametrize(("state", "verb"), ILLEGAL)
def test_any_other_move_is_refused(state: Light, verb: Verb) -> None:
    assert not LIGHTS.allows(state, verb)
    with pytest.raises(IllegalMove) as refusal:
        LIGHTS.next(state, verb)
    assert refusal.value.status == 409
    assert refusal.value.code == "illegal_move"
    assert f"This light is {state}" in refusal.value.sentence


def test_a_refusal_names_the_legal_verbs() -> None:
    with pytest.raises(IllegalMove) as refusal:
        LIGHTS.next(Light.GREEN, Verb.GO)
    assert refusal.value.details == [
        {"state": "GREEN", "verb": "go", "legal": ["stop", "fail"], "say": "Possible now: stop, fail."}
    ]


def test_a_refusal_from_a_last_state_says_that_nothing_is_possible() -> None:
    with pytest.raises(IllegalMove) as refusal:
        LIGHTS.next(Light.DARK, Verb.GO)
    assert refusal.value.details[0]["legal"] == []
    assert refusal.value.details[0]["say"] == "Possible now: nothing more."


def test_the_diagram_draws_every_move_once() -> None:
    assert LIGHTS.mermaid().splitlines() == [
        "stateDiagram-v2",
        "    [*] --> RED",
        "    RED --> GREEN: go",
        "    GREEN --> RED: stop",
        "    GREEN --> DARK: fail",
    ]
