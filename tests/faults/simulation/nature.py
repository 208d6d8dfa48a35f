"""What goes wrong by itself: the plug, the clock, the printers."""

from collections.abc import Callable

from tests.faults.simulation.network import World
from tests.faults.simulation.printers import Mood
from tests.faults.simulation.virtual_time import VirtualTimeLoop

HOUR_S = 3600.0
STEPS_S = (-2 * HOUR_S, -60.0, 20 * 60.0, 2 * HOUR_S, 2 * HOUR_S, 5 * HOUR_S)
DOWN_S = (1.0, 90.0)
ANYTHING = ""
TARGETS = (ANYTHING, "order_sent", "order_sent", "order_sent", "payment_taken", "print_job_changed")
"""Kinds of events whose commit a crash is aimed at."""


async def pull_plugs(world: World, loop: VirtualTimeLoop, lasts_s: float) -> None:
    """Some crashes at any time, others exactly around a commit."""
    for _ in range(world.chance.randint(0, 6)):
        await world.pause(lasts_s / 40, lasts_s / 5)
        if world.over.is_set():
            return
        if world.maybe(0.7):
            loop.around_commit = _at_commit(world, loop)
        else:
            world.box.crash()


async def bring_back(world: World, look: Callable[[], None]) -> None:
    """Somebody switches the box on again, and has a look at what is left."""
    while True:
        await world.box.fell.wait()
        world.box.fell.clear()
        await world.pause(*DOWN_S)
        await world.box.start()
        world.ledger.counts["restarts"] += 1
        look()


async def step_clock(world: World, lasts_s: float) -> None:
    """The wall clock jumps, and is set right again after a while, or not."""
    for _ in range(world.chance.randint(0, 2)):
        await world.pause(lasts_s / 10, lasts_s / 2)
        step_s = world.chance.choice(STEPS_S)
        world.box.wall.step(step_s)
        world.ledger.counts["clock steps"] += 1
        if world.maybe(0.5):
            await world.pause(1, 200)
            world.box.wall.step(-step_s)


async def spoil_printers(world: World) -> None:
    """Moods come and go."""
    while not world.over.is_set():
        await world.pause(20, 200)
        device = world.chance.choice(
            sorted(world.box.printers.devices.values(), key=lambda one: one.printer_id)
        )
        device.become(world.chance.choice([Mood.WELL, Mood.WELL, *Mood]))


def _at_commit(world: World, loop: VirtualTimeLoop) -> Callable[[bool], bool]:
    """Dies at one of the next commits of a kind: with its statements done and not yet safe, or safe and not yet told."""
    left, after_it = world.chance.randint(1, 3), world.maybe(0.5)
    aimed_at = world.chance.choice(TARGETS)

    def hook(done: bool) -> bool:
        nonlocal left
        house = world.box.house
        kinds = {row.kind for row in house.database._chain.fresh} if house is not None else set()
        if done != after_it or aimed_at not in {*kinds, ANYTHING}:
            return False
        left -= 1
        if left > 0:
            return False
        loop.around_commit = None
        world.ledger.counts["crashes at a commit"] += 1
        world.box.crash()
        return True

    return hook


async def at_ease(world: World) -> None:
    """Everything works again."""
    world.calm = True
    for device in world.box.printers.devices.values():
        device.become(Mood.WELL)
    await world.box.up.wait()
