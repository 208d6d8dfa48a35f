"""A client that is not ours, epos-print-xml, takes the simulated ePOS printer for the metal, as our driver does."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from firmware_bridges.simulators.epos import EposSimulator
from firmware_bridges.simulators.head import ImageMark, Line

SCRIPT = Path(__file__).with_name("epos_client.py")
STATES: list[tuple[Callable[[EposSimulator], None], str, str]] = [
    (EposSimulator.cover, "EPTR_COVER_OPEN", "Cover is open"),
    (EposSimulator.paper_out, "EPTR_REC_EMPTY", "Roll paper has run out"),
    (EposSimulator.paper_near_end, "", "Roll paper has almost run out"),
    (EposSimulator.cutter_jam, "EPTR_CUTTER", "Auto cutter error generated"),
]


@pytest.fixture
def simulator() -> Iterator[EposSimulator]:
    with EposSimulator("foreign") as running:
        yield running


def told(simulator: EposSimulator, what: str) -> dict[str, Any]:
    """What the foreign client was told."""
    done = subprocess.run(
        [sys.executable, SCRIPT, f"{simulator.host}:{simulator.port}", what],
        capture_output=True, text=True, check=True, timeout=30,
    )  # fmt: skip
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def test_what_it_prints_comes_out(simulator: EposSimulator) -> None:
    answer = told(simulator, "print")
    assert (answer["success"], answer["code"]) == (True, "")
    [slip] = simulator.slips()
    assert slip.lines == ["Table 12 <&>", "2 x Pasta", "", ""]
    heading = slip.marks[0]
    assert isinstance(heading, Line)
    assert (heading.align, heading.spans[0].style.bold) == ("centre", True)
    assert [mark.bits for mark in slip.marks if isinstance(mark, ImageMark)] == [b"\xff\x81"]


def test_a_question_prints_nothing(simulator: EposSimulator) -> None:
    assert told(simulator, "status")["success"] is True
    assert simulator.slips() == []


@pytest.mark.parametrize(("happening", "code", "words"), STATES, ids=[words for _, _, words in STATES])
def test_each_state_is_understood(
    simulator: EposSimulator, happening: Callable[[EposSimulator], None], code: str, words: str
) -> None:
    happening(simulator)
    answer = told(simulator, "status")
    assert answer["code"] == code
    assert answer["success"] is (code == "")
    assert words in answer["words"]
