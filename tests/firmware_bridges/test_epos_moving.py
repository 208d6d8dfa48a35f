"""A web printer is its MAC too: when DHCP gives it another address, it is found there and nobody else gets its jobs."""

import socket
from collections.abc import Callable, Iterator

import pytest

from firmware_bridges.contracts import OutcomeState, PrintOutcome, Reason
from firmware_bridges.document import Cut, Document, Text
from firmware_bridges.epos.printer import EposPrinter
from firmware_bridges.epos.site import Identity, Site
from firmware_bridges.profiles import PROFILES
from firmware_bridges.simulators.epos import EposSimulator
from tests.firmware_bridges.conftest import BRISK

OURS, OTHERS = "001162aabbcc", "001162ddeeff"
TICKET = Document("ticket", (Text("Table 12"), Cut()))
OLD, NEW = "127.0.0.1", "127.0.0.2"


@pytest.fixture
def device() -> Iterator[EposSimulator]:
    """The printer at its new address."""
    with EposSimulator("grill", host=NEW) as running:
        yield running


def printed_by(site: str, identity: Identity) -> PrintOutcome:
    """The end of one ticket, sent to where the printer was."""
    printer = EposPrinter("grill", site, PROFILES["epson-80"], pace=BRISK, identity=identity)
    printer.start()
    try:
        return printer.submit("job", TICKET, deadline_s=3.0).result(5.0)
    finally:
        printer.stop()


def test_a_printer_that_moved_prints_where_it_is_and_its_new_address_is_told(device: EposSimulator) -> None:
    moves: list[str] = []
    identity = Identity("00:11:62:AA:BB:CC", {OURS: NEW}.get, moves.append)
    ended = printed_by(f"http://{OLD}:{device.port}/", identity)
    assert ended.state is OutcomeState.PRINTED
    assert device.slips()[0].lines == ["Table 12"]
    assert moves == [f"http://{NEW}:{device.port}/"]


def test_a_stranger_at_the_old_address_is_asked_nothing(device: EposSimulator) -> None:
    with EposSimulator("stranger", host=OLD, port=device.port) as stranger:
        macs = {OLD: OTHERS, NEW: OURS}
        identity = Identity(OURS, lambda mac: NEW, neighbour=macs.get)
        assert printed_by(stranger.base_url, identity).state is OutcomeState.PRINTED
        assert (stranger.jobs, device.jobs) == (0, 1)


@pytest.mark.parametrize("found", [None, "", OLD])
def test_a_printer_that_nobody_sees_elsewhere_is_simply_not_there(found: str | None) -> None:
    with socket.socket() as reserved:
        reserved.bind((OLD, 0))
        identity = Identity(OURS, lambda mac: found, pytest.fail)
        ended = printed_by(f"http://{OLD}:{reserved.getsockname()[1]}/", identity)
    assert (ended.state, ended.reason) == (OutcomeState.FAILED, Reason.REFUSED)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("http://127.0.0.1:{}/", "http://127.0.0.2:{}/"),
        ("https://127.0.0.1:{}/printer/", "https://127.0.0.2:{}/printer/"),
    ],
)
def test_requests_name_the_host_they_go_to(device: EposSimulator, before: str, after: str) -> None:
    moves: list[str] = []
    site = Site(before.format(device.port), Identity(OURS, lambda mac: NEW, moves.append))
    open_plain: Callable[..., object] = site._open
    open_plain(deadline_s=2.0, cancelled=lambda: False)
    assert moves == [after.format(device.port)]
    assert f"Host: {NEW}:{device.port}\r\n" in site.head(0, 1.0).decode()


def test_a_mac_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="is not a MAC"):
        Site("http://192.0.2.10/", Identity("no mac", lambda mac: None))
