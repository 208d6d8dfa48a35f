"""Whole services from a seed: whatever crashes, gets lost, jams or jumps, what was promised comes true, once."""

import asyncio
import json
import sys
from typing import Any

import pytest

from tests.architecture.source import ROOT
from tests.faults.simulation import live
from tests.faults.simulation.bugs import BUGS
from tests.faults.simulation.evening import furnished

EVENINGS = 30
SEEDS_TO_FIND_A_BUG = 60


async def evenings(first: int) -> dict[str, Any]:
    """Live many evenings in a process of their own."""
    command = ["-m", "tests.faults.simulation", "--json", "--first", str(first), "--seeds", str(EVENINGS)]
    process = await asyncio.create_subprocess_exec(
        sys.executable, *command, cwd=ROOT, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
    )
    said, complained = await process.communicate()
    assert said, complained.decode()
    found: dict[str, Any] = json.loads(said)
    return found


@pytest.mark.timeout(180)
async def test_every_promise_of_many_evenings_comes_true() -> None:
    halves = await asyncio.gather(evenings(1), evenings(1 + EVENINGS))
    assert [half["wrong"] for half in halves] == [{}, {}]
    happened = {name: sum(half["counts"].get(name, 0) for half in halves) for name in halves[0]["counts"]}
    assert happened["orders"] > 200
    assert happened["crashes at a commit"] > 20
    assert happened["clock steps"] > 20
    assert happened["cancel 200"] > 50
    assert happened["answers heard again"] > 200
    assert happened["sheets"] > happened["orders"]


def test_the_same_seed_lives_the_same_evening_again() -> None:
    assert live(5) == live(5)
    assert live(5).head != live(6).head


@pytest.mark.parametrize("name", sorted(BUGS))
@pytest.mark.timeout(120)
def test_a_planted_bug_is_found(name: str) -> None:
    plant, kind = BUGS[name]
    furnished()
    with plant():
        evenings = (live(seed).troubles for seed in range(1, SEEDS_TO_FIND_A_BUG))
        assert any(trouble.partition(":")[0] == kind for troubles in evenings for trouble in troubles)
