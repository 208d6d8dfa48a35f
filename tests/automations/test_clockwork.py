"""huey only keeps the clock: it nudges, never runs the same duty twice at a time, and never after the end."""

import asyncio

from appliance.automations import Clockwork


class Duty:
    """Counts its runs; each takes until it is let go."""

    def __init__(self) -> None:
        self.runs = 0
        self.go = asyncio.Event()

    async def __call__(self) -> None:
        self.runs += 1
        await self.go.wait()


async def _breathe() -> None:
    for _ in range(3):
        await asyncio.sleep(0)


async def test_it_runs_at_the_start_then_at_every_nudge_and_never_twice_at_a_time() -> None:
    duty = Duty()
    clockwork = Clockwork(duty)
    clockwork.nudge()
    await _breathe()
    assert duty.runs == 0
    clockwork.start()
    await _breathe()
    clockwork.nudge()
    await _breathe()
    assert duty.runs == 1
    duty.go.set()
    await _breathe()
    clockwork.nudge()
    await _breathe()
    assert duty.runs == 2
    await clockwork.stop()
    clockwork.nudge()
    await _breathe()
    assert duty.runs == 2
