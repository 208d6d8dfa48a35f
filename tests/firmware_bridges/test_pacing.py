"""A paced intake never sleeps past its turn, however the moment falls at which its pause ends."""

import os
import time
from collections.abc import Iterator

import pytest

from firmware_bridges.simulators.pacing import Intake, Pacing

LONG_S = 3.0


@pytest.fixture
def ends() -> Iterator[tuple[int, int]]:
    near, far = os.pipe()
    yield near, far
    os.close(near)
    os.close(far)


def test_a_pause_that_ends_between_looking_and_waiting_loses_no_bytes(ends: tuple[int, int]) -> None:
    pace = Pacing(960.0)
    pace.spend(1000)
    intake = Intake(pace)
    intake.attach(ends[0])  # not watched yet: its turn is a second away
    pace.bytes_per_s = None  # and now it has come
    os.write(ends[1], b"ticket")
    began = time.monotonic()
    intake.wait(LONG_S)
    assert time.monotonic() - began < LONG_S / 2
    intake.woken()
    assert intake.wait(LONG_S)
    intake.close()


def test_what_is_held_is_not_looked_at(ends: tuple[int, int]) -> None:
    intake = Intake(Pacing())
    intake.held = True
    intake.attach(ends[0])
    os.write(ends[1], b"ticket")
    assert not intake.wait(0.05)
    intake.close()
