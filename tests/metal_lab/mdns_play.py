"""The scenes of the network lab, played inside the box's namespace: each says how long it took, the first that fails ends it."""

import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

from firmware_bridges.discovery import SCAN_S, Found, Neighbourhood
from firmware_bridges.streams import tcp_by_mac


class Box:
    """The appliance's search and announcement on every interface of the box."""

    def __init__(self) -> None:
        self.around = Neighbourhood()
        self.search = self.around.search
        self.around.announce("Trattoria Sole", 8080, "lab1", {"version": "1"})
        self.around.start()

    def at(self, host: str) -> Found | None:
        """What was found at an address."""
        return next((one for one in self.search.found() if one.host == host), None)

    def ask(self) -> None:
        """Look at everything."""
        self.search.ask()


def ip(*words: str) -> None:
    """Change the network of the lab."""
    subprocess.run(["ip", *words], check=True, timeout=10)


def scene(words: str, holds: Callable[[], Any], *, within_s: float) -> Any:
    """Wait until something holds; says how long it took."""
    began_s = time.monotonic()
    while not (found := holds()):
        if time.monotonic() - began_s > within_s:
            print(f"FAILED  {words}: not within {within_s:.0f} s; last: {found}")
            raise SystemExit(1)
        time.sleep(0.02)
    print(f"{time.monotonic() - began_s:5.2f} s  {words}")
    return found


def by_everything(box: Box) -> bool:
    """Whether the printer was found in every way there is."""
    found = box.at("10.88.2.20")
    return found is not None and {"enpc", "star", "port_9100"} <= set(found.sources)


def heard_in(namespace: str, python: str, *words: str) -> list[str]:
    """What a device there hears of the appliance, line by line."""
    command = ["ip", "netns", "exec", namespace, python, "-m", "tests.metal_lab.mdns_far", "sees", *words]
    done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=40)
    return done.stdout.splitlines()


def answers(mac: str, box: Box) -> bool:
    """Whether the printer with this MAC can be spoken to, wherever it is now."""
    opened = tcp_by_mac(mac, "tcp://10.88.2.20:9100", box.search.host_of)
    try:
        stream = opened(deadline_s=3.0, cancelled=lambda: False)
    except Exception as error:
        print(f"        (not yet: {error})")
        return False
    stream.write(b"\x10\x04\x01", deadline_s=1.0)
    said = stream.read(deadline_s=1.0)
    stream.close()
    return bool(said)


def main(python: str) -> None:
    """All scenes."""
    time.sleep(3)  # both avahi daemons settle on their host names
    box = Box()
    try:
        play(box, python)
    except BaseException:
        print(*(one.detail for one in box.search.troubles().values()), *box.search.found(), sep="\n")
        raise
    finally:
        box.around.stop()
    print("every scene held")


def play(box: Box, python: str) -> None:
    """One after another."""
    office = scene("a printer that avahi announces is found", lambda: box.at("10.88.1.2"), within_s=SCAN_S)
    assert (office.name, office.address, office.model) == (
        "Office printer",
        "tcp://10.88.1.2:9101",
        "Laser 5",
    ), office
    scene(
        "its MAC is learnt from the kernel", lambda: (one := box.at("10.88.1.2")) and one.mac, within_s=SCAN_S
    )
    said = heard_in("lab-street", python, "10.88.1.2", "appliance")
    print(f"        the street hears: {', appliance.local '.join(said)}")
    assert said == ["Trattoria Sole 8080 10.88.1.1", "10.88.1.1"], said
    assert box.at("10.88.2.20") is None

    ip("-n", "lab-box", "addr", "add", "10.88.2.1/24", "dev", "box2")
    box.ask()
    scene(
        "an interface comes up late: what is behind it is found",
        lambda: (found := box.at("10.88.2.20")) and {"enpc", "star"} <= set(found.sources),
        within_s=SCAN_S,
    )
    box.ask()
    scene("and answers on port 9100", lambda: by_everything(box), within_s=SCAN_S)
    printer = box.at("10.88.2.20")
    assert printer is not None
    print(
        f"        {printer.name}, {printer.maker} {printer.model}, MAC {printer.mac}, by {', '.join(printer.sources)}"
    )
    assert len(printer.mac) == 12, printer
    assert "203.0.113.7" not in str(box.search.found()), "a claimed address was believed"
    said = heard_in("lab-printer", python, "10.88.2.20")
    print(f"        behind the late interface is heard: {said[0]}")
    assert said == ["Trattoria Sole 8080 10.88.1.1 10.88.2.1"], said
    assert answers(printer.mac, box)

    ip("-n", "lab-printer", "addr", "add", "10.88.2.77/24", "dev", "far2")
    ip("-n", "lab-printer", "addr", "del", "10.88.2.20/24", "dev", "far2")
    ip("-n", "lab-printer", "addr", "replace", "10.88.2.77/24", "dev", "far2")
    print("        DHCP gives the printer another address")
    scene("it is spoken to again, by its MAC", lambda: answers(printer.mac, box), within_s=30)
    assert box.search.host_of(printer.mac) == "10.88.2.77"
    moved = box.search.get(f"mac-{printer.mac}")
    assert moved is not None
    assert moved.host == "10.88.2.77"
    assert len([one for one in box.search.found() if one.mac == printer.mac]) == 1


if __name__ == "__main__":
    main(sys.argv[1])
