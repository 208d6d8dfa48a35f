"""Joins two network namespaces and loses some of what passes to the guests: `lossy_link.py NAME PERCENT`.

For each line on stdin it answers one line of JSON: the two namespaces, the house's address, and how many packets were lost.
It removes the namespaces when stdin closes.
"""

import fcntl
import json
import os
import random
import select
import struct
import subprocess
import sys

TUNSETIFF = 0x400454CA
TUN_WITHOUT_HEADER = 0x0001 | 0x1000
PACKET_MAX = 2048
ADDRESSES = {"guests": "10.211.7.1", "house": "10.211.7.2"}


def main(name: str, percent: int) -> None:
    spaces = {side: f"comanda-{side}-{name}" for side in ADDRESSES}
    try:
        ends = [_join(side, space, name) for side, space in spaces.items()]
        _carry(ends[0], ends[1], percent, {**spaces, "address": ADDRESSES["house"]})
    finally:
        for space in spaces.values():
            subprocess.run(["ip", "netns", "del", space], check=False, capture_output=True)


def _join(side: str, space: str, name: str) -> int:
    """A namespace with one interface whose packets come out of the returned file."""
    device = f"co{side[0]}{name}"[:15]
    end = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
    fcntl.ioctl(end, TUNSETIFF, struct.pack("16sH", device.encode(), TUN_WITHOUT_HEADER))
    _ip("netns", "add", space)
    _ip("link", "set", device, "netns", space)
    _ip("-n", space, "link", "set", "lo", "up")
    _ip("-n", space, "addr", "add", f"{ADDRESSES[side]}/24", "dev", device)
    _ip("-n", space, "link", "set", device, "up")
    return end


def _carry(guests: int, house: int, percent: int, facts: dict[str, str]) -> None:
    chance = random.Random(20)  # noqa: S311  the same losses every time
    lost = 0
    across = {guests: house, house: guests}
    while True:
        ready, _, _ = select.select([guests, house, sys.stdin.fileno()], [], [])
        if sys.stdin.fileno() in ready:
            if not sys.stdin.readline():
                return
            print(json.dumps({**facts, "lost": lost}), flush=True)
        for end in across.keys() & set(ready):
            packet = os.read(end, PACKET_MAX)
            if end == house and chance.random() * 100 < percent:
                lost += 1
            else:
                os.write(across[end], packet)


def _ip(*words: str) -> None:
    subprocess.run(["ip", *words], check=True, capture_output=True)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
