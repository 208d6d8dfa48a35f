"""Simulated devices in one shape: printers that wait to be told whom to call, and ports whose names last."""

from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest

from firmware_bridges.simulators import callers, simulated
from firmware_bridges.simulators.drawer_pty import DrawerSimulator
from firmware_bridges.simulators.pole_pty import PoleSimulator
from firmware_bridges.simulators.simulated import Simulated
from firmware_bridges.streams import open_stream_for

MAC = "001162d0e001"
MakeCaller = Callable[[str, str, float], Simulated]


@pytest.mark.parametrize(
    ("make", "folder"), [(callers.cloudprnt, "cloudprnt"), (callers.server_direct, "epson")]
)
def test_a_caller_calls_the_server_it_belongs_to_once_it_is_told_its_secret(
    make: MakeCaller, folder: str
) -> None:
    called: list[str] = []

    class Door(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            called.append(self.path)
            self.send_error(404)

        def log_message(self, format: str, *args: object) -> None:
            """Quiet."""

    with HTTPServer(("127.0.0.1", 0), Door) as server:
        device = make(f"http://127.0.0.1:{server.server_port}", MAC, 60.0)
        device.start()
        assert (device.state()["call"], device.address) == ("waits", f"mac:{MAC}")
        assert device.call is not None
        device.call(f"http://192.0.2.9/{folder}/a-secret")
        answering = Thread(target=server.handle_request)
        answering.start()
        answering.join(10)
        device.stop()
    assert called == [f"/{folder}/a-secret"]
    assert device.state()["call"] == "refused"


@pytest.mark.parametrize("url", ["", "/cloudprnt/", "http://127.0.0.1/epson/abc", "/cloudprnt/a/../b", "::["])
def test_a_caller_is_told_nothing_but_an_address_of_its_kind(url: str) -> None:
    device = callers.cloudprnt("http://127.0.0.1:9", MAC)
    assert device.call is not None
    with pytest.raises(ValueError, match="it looks like"):
        device.call(url)
    assert device.state()["call"] == "waits"
    device.stop()


def test_a_port_keeps_the_name_it_was_given_and_leaves_the_folder(tmp_path: Path) -> None:
    path = str(tmp_path / "pole")
    for _ in range(2):
        with PoleSimulator(path=path) as pole:
            assert pole.address.startswith(f"serial:{path}?")
            assert Path(path).is_symlink()
    assert list(tmp_path.iterdir()) == []


def test_what_can_happen_to_a_device_on_a_port_is_mended(tmp_path: Path) -> None:
    with DrawerSimulator(path=str(tmp_path / "drawer")) as drawer:
        device = simulated.drawer(drawer)
        device.faults["unplug"]()
        device.faults["deaf"]()
        assert device.state() == {"powered": False, "broken": True}
        device.faults["restore"]()
        assert device.state() == {"powered": True, "broken": False}
        stream = open_stream_for(device.address)(deadline_s=2, cancelled=lambda: False)
        stream.write(b"\x07", deadline_s=2)
        assert drawer.wait_for_openings(1)
        stream.close()
        assert device.shows() == ["1"]
