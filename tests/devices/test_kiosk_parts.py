"""The parts of the kiosk agent on their own: its browser, what it keeps, its page, its network."""

import os
import secrets
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from firmware_bridges.discovery import Announcement, Interface, Look, MdnsFinder, Sighting
from provisioning.kiosk.comanda_kiosk.browser import Browser
from provisioning.kiosk.comanda_kiosk.keep import Kept
from provisioning.kiosk.comanda_kiosk.network import Network, nearest
from provisioning.kiosk.comanda_kiosk.page import waiting_page, write_page

ROOT = Path(__file__).resolve().parents[2]
PRETENDED = "import sys, time; open(sys.argv[1], 'a').write(sys.argv[2] + '\\n'); time.sleep(600)"
DYING = "import sys; open(sys.argv[1], 'a').write(sys.argv[2] + '\\n')"


def until(holds: Callable[[], bool]) -> None:
    """Another process brings it about."""
    deadline_s = time.monotonic() + 10
    while not holds():
        assert time.monotonic() < deadline_s
        time.sleep(0.005)


def test_a_browser_that_dies_is_started_again_and_one_that_dies_at_once_is_given_pauses(
    tmp_path: Path,
) -> None:
    now_s = 0.0
    log = tmp_path / "shown"
    browser = Browser([sys.executable, "-S", "-c", DYING, str(log), "{url}"], now_s=lambda: now_s)
    browser.show("http://box/kitchen/")
    starts = []
    for _ in range(40):
        until(lambda: not browser.running)
        browser.tend()
        starts.append(browser.starts)
        now_s += 1.0
    assert starts[1] == 2
    assert starts[-1] < 10
    browser.stop()


def test_a_browser_that_is_killed_comes_back_with_the_same_page(tmp_path: Path) -> None:
    now_s = 0.0
    log = tmp_path / "shown"
    browser = Browser([sys.executable, "-S", "-c", PRETENDED, str(log), "{url}"], now_s=lambda: now_s)
    browser.show("http://box/kitchen/")
    browser.show("http://box/kitchen/")
    assert browser._process is not None
    now_s = 60.0
    os.kill(browser._process.pid, signal.SIGKILL)
    browser._process.wait(5)
    browser.tend()
    assert browser.running
    until(log.exists)
    assert browser.starts == 2
    browser.stop()
    assert not browser.running


def test_a_browser_that_is_not_installed_stops_nothing(tmp_path: Path) -> None:
    browser = Browser([str(tmp_path / "no such browser"), "{url}"])
    browser.show("http://box/")
    browser.tend()
    assert not browser.running
    browser.stop()


@pytest.mark.parametrize(
    "damage", ["", "{", "[]", '{"agent": 5, "secret": "short"}', '{"agent": "../..", "secret": null}']
)
def test_a_damaged_state_is_started_anew(tmp_path: Path, damage: str) -> None:
    (tmp_path / "agent.json").write_text(damage)
    kept = Kept(tmp_path)
    assert (len(kept.agent), len(kept.secret)) == (16, 64)
    assert Kept(tmp_path).secret == kept.secret
    assert (tmp_path / "agent.json").stat().st_mode & 0o777 == 0o600


def test_what_strangers_call_themselves_is_only_text_on_the_page(tmp_path: Path) -> None:
    html = waiting_page("<b>x</b>", check="1234", venue="<script>alert(1)</script>")
    assert "<script>" not in html
    assert "<b>" not in html
    address = write_page(tmp_path, html)
    assert write_page(tmp_path, html) == address


def test_without_any_network_an_address_given_by_hand_still_works() -> None:
    def broken() -> tuple[str, ...]:
        raise OSError("no interfaces")

    network = Network("0123456789abcdef", "Grill", "http://192.0.2.2", addresses=broken)
    assert network.appliances() == {"": "http://192.0.2.2"}
    network.close()


def test_of_several_addresses_the_one_on_our_network_is_asked() -> None:
    hosts = ["172.17.0.1", "10.88.1.1", "192.168.1.20"]
    assert nearest(hosts, ("192.168.1.77",)) == "192.168.1.20"
    assert nearest(hosts, ("10.88.1.9", "127.0.0.1")) == "10.88.1.1"
    assert nearest(hosts, ()) in hosts


def test_an_appliance_is_found_and_the_screen_is_heard_of_on_the_network() -> None:
    agent, name = secrets.token_hex(8), f"Box {secrets.token_hex(4)}"
    network = Network(agent, "Grill", addresses=lambda: ("127.0.0.1",))
    listener = MdnsFinder(lambda: (Interface("lo", "127.0.0.1", 8),))
    listener.announce(Announcement(name, 8099, "lab", {"id": name.replace(" ", "-")}))
    seen: list[Sighting] = []

    def heard_of_it() -> bool:
        listener.look(Look(seen.append, lambda *_: None, False, threading.Event()))
        return any(one.agent == agent for one in seen)

    try:
        network.appliances()
        until(heard_of_it)
        until(lambda: network.appliances().get(name.replace(" ", "-")) == "http://127.0.0.1:8099")
    finally:
        network.close()
        listener.close()


@pytest.fixture
def install(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs the installer below a folder of its own, without packages."""

    def run(*words: str, **knobs: str) -> subprocess.CompletedProcess[str]:
        given = {**os.environ, "KIOSK_ROOT": str(tmp_path / "root"), "KIOSK_PACKAGES": "", **knobs}
        command = ["bash", str(ROOT / "provisioning/kiosk/install.sh"), *words]
        return subprocess.run(command, env=given, capture_output=True, text=True, timeout=30)

    return run


def tree(folder: Path) -> dict[str, str]:
    return {
        str(one.relative_to(folder)): one.read_text() for one in sorted(folder.rglob("*")) if one.is_file()
    }


def test_installing_twice_is_the_same_as_once_and_removing_leaves_nothing(
    install: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    assert install(KIOSK_NAME="Grill").returncode == 0
    first = tree(tmp_path / "root")
    assert first["etc/comanda-kiosk.conf"].endswith("COMANDA_KIOSK_OPTIONS=--name Grill\n")
    assert "opt/comanda-kiosk/comanda_kiosk/agent.py" in first
    assert (
        (tmp_path / "root/etc/systemd/user/graphical-session.target.wants/comanda-kiosk.service")
        .resolve()
        .is_file()
    )
    assert install().returncode == 0
    assert tree(tmp_path / "root") == first
    assert install("remove").returncode == 0
    assert tree(tmp_path / "root") == {}


@pytest.mark.parametrize(
    ("words", "knobs"),
    [(["nonsense"], {}), ([], {"KIOSK_NAME": "Grill; reboot"}), ([], {"KIOSK_APPLIANCE": "http://a b"})],
)
def test_what_makes_no_sense_is_refused(
    install: Callable[..., subprocess.CompletedProcess[str]], words: list[str], knobs: dict[str, str]
) -> None:
    done = install(*words, **knobs)
    assert done.returncode == 1
    assert "comanda-kiosk: " in done.stderr


def test_what_is_installed_runs_on_its_own(
    install: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    install()
    command = [sys.executable, "-m", "comanda_kiosk", "--help"]
    done = subprocess.run(
        command, cwd=tmp_path / "root/opt/comanda-kiosk", capture_output=True, text=True, timeout=30
    )
    assert done.returncode == 0
    assert "--appliance" in done.stdout
