"""Power cuts: whatever a guest was told is on the disk, whole, in every picture of the disk at every moment."""

import asyncio
import json
import sys
from typing import TypedDict

from tests.architecture.source import ROOT

IMAGES = 600
PLANTED_IMAGES = 100


class Found(TypedDict):
    """What one run prints."""

    images: int
    bad_images: int
    promised: int
    lost: int
    torn: int
    unreadable: int
    first: str


async def pull_the_plug(seed: int, images: int, *planted: str) -> Found:
    """Run lives of the file in a process of their own, where the breaking disk is under everything."""
    command = ["-m", "tests.faults.power_loss", "--seed", str(seed), "--images", str(images), *planted]
    process = await asyncio.create_subprocess_exec(
        sys.executable, *command, cwd=ROOT, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
    )
    said, complained = await process.communicate()
    assert process.returncode == 0, complained.decode()
    found: Found = json.loads(said)
    return found


async def test_no_acknowledged_order_is_lost_or_torn_by_a_power_cut() -> None:
    runs = await asyncio.gather(*(pull_the_plug(seed, IMAGES) for seed in (1, 2)))
    assert sum(found["images"] for found in runs) == 2 * IMAGES
    assert sum(found["promised"] for found in runs) > 50 * IMAGES
    assert [(found["lost"], found["torn"], found["unreadable"], found["first"]) for found in runs] == [
        (0, 0, 0, "")
    ] * 2


async def test_a_writer_that_does_not_wait_for_the_disk_is_caught() -> None:
    found = await pull_the_plug(3, PLANTED_IMAGES, "--careless")
    assert found["lost"] > 0


async def test_a_disk_that_lies_about_its_syncs_is_caught() -> None:
    found = await pull_the_plug(4, PLANTED_IMAGES, "--lies", "0.5")
    assert found["lost"] > 0
    assert found["unreadable"] > 0
