"""A strict client that is not ours, receiptio, finds our simulated printers as the metal: statuses and ends of jobs.

It only calls port 9100, so each simulator takes that port on a loopback address of its own. Of a drawer it believes
what its two modes say: an open switch means open to one and closed to the other, as with real drawers.
"""

import random
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from firmware_bridges.simulators.escpos_tcp import EscPosSimulator
from firmware_bridges.simulators.star_tcp import StarSimulator

SCRIPT = Path(__file__).with_name("receiptio.mjs")
PORT = 9100
LANGUAGES = {"escpos": EscPosSimulator, "star": StarSimulator}
STATES: list[tuple[str, Callable[[EscPosSimulator], None]]] = [
    ("online", lambda simulator: simulator.restore()),
    ("online", lambda simulator: simulator.paper_near_end()),
    ("coveropen", lambda simulator: simulator.cover()),
    ("paperempty", lambda simulator: simulator.paper_out()),
    ("error", lambda simulator: simulator.cutter_jam()),
    ("disconnect", lambda simulator: simulator.power_off()),
]


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


@pytest.fixture
def simulator(language: str) -> Iterator[EscPosSimulator]:
    chance = random.Random()  # noqa: S311 - only to keep two runs apart
    host = f"127.{chance.randint(1, 250)}.{chance.randint(1, 250)}.{chance.randint(2, 250)}"
    with LANGUAGES[language]("foreign", host=host, port=PORT) as running:
        yield running


def says(simulator: EscPosSimulator, what: str, language: str, timeout_s: int = 10) -> str:
    ended = subprocess.run(
        ["node", SCRIPT, what, simulator.host, language, str(timeout_s)],
        capture_output=True, text=True, timeout=40, check=True,
    )  # fmt: skip
    return ended.stdout.strip()


@pytest.mark.parametrize(
    ("word", "happening"), STATES, ids=[f"{number}-{word}" for number, (word, _) in enumerate(STATES)]
)
def test_each_state_is_understood(
    word: str, happening: Callable[[EscPosSimulator], None], simulator: EscPosSimulator, language: str
) -> None:
    happening(simulator)
    assert says(simulator, "status", language) == word


def test_the_language_is_found_out_without_being_told(simulator: EscPosSimulator, language: str) -> None:
    assert says(simulator, "status", "any") == "online"


def test_a_receipt_is_printed_and_its_end_is_understood(simulator: EscPosSimulator, language: str) -> None:
    assert says(simulator, "print", language) == "success"
    assert simulator.wait_for_slips(1)
    words = simulator.slips()[0].lines
    assert "Table 12" in words[0]
    assert any("2 x Pasta" in line and "19,00" in line for line in words)
    assert simulator.slips()[0].cut
    assert simulator.unknown == []


@pytest.mark.parametrize(
    ("word", "happening"),
    [
        ("coveropen", lambda simulator: simulator.cover(after_lines=1)),
        ("paperempty", lambda simulator: simulator.paper_out(after_lines=1)),
        ("timeout", lambda simulator: simulator.stall(after_lines=1)),
    ],
)
def test_trouble_within_a_receipt_is_understood(
    word: str, happening: Callable[[EscPosSimulator], None], simulator: EscPosSimulator, language: str
) -> None:
    happening(simulator)
    assert says(simulator, "print", language, 2) == word


@pytest.mark.parametrize(
    ("language", "open_means"), [("escpos", "drawer2"), ("star", "drawer")], indirect=["language"]
)
def test_the_drawer_is_seen_shut(open_means: str, simulator: EscPosSimulator, language: str) -> None:
    assert says(simulator, open_means, language) == "drawerclosed"
