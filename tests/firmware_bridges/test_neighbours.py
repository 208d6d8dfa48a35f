"""A network printer is its MAC; its address is only where it was last seen."""

import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from firmware_bridges import Reason, StreamError
from firmware_bridges.simulators.escpos_tcp import EscPosSimulator
from firmware_bridges.streams import mac_of, tcp_by_mac

OURS, OTHERS = "001162aabbcc", "001162ddeeff"

ARP = """IP address       HW type     Flags       HW address            Mask     Device
192.0.2.10       0x1         0x2         00:11:62:AA:bb:cc     *        eth0
192.0.2.11       0x1         0x0         00:00:00:00:00:00     *        eth0
192.0.2.12       0x1         0x2         00:00:00:00:00:00     *        eth0
192.0.2.13       nonsense
"""


def never() -> bool:
    return False


def nowhere(mac: str) -> None:
    return None


def before_it_moved(simulator: EscPosSimulator) -> str:
    """An address where nothing listens, with the port the printer has."""
    return simulator.address.replace("127.0.0.1", "127.0.0.3")


@pytest.fixture
def dead_address() -> str:
    """An address where nothing listens."""
    with socket.socket() as reserved:
        reserved.bind(("127.0.0.1", 0))
        return f"tcp://127.0.0.1:{reserved.getsockname()[1]}"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    file = tmp_path / "arp"
    file.write_text(ARP, encoding="ascii")
    return file


def test_the_kernel_is_asked_for_the_mac(table: Path) -> None:
    assert mac_of("192.0.2.10", table=table) == OURS


@pytest.mark.parametrize("host", ["192.0.2.11", "192.0.2.12", "192.0.2.13", "192.0.2.99", "printer.lan"])
def test_what_the_kernel_does_not_know_is_unknown(table: Path, host: str) -> None:
    assert mac_of(host, table=table) is None


def test_loopback_has_no_mac() -> None:
    assert [mac_of("127.0.0.1"), mac_of("::1"), mac_of("127.0.0.1", table=Path("/nowhere"))] == [None] * 3


def test_the_last_address_is_enough_while_it_holds(simulator: EscPosSimulator) -> None:
    opens = tcp_by_mac(OURS, simulator.address, pytest.fail)
    opens(deadline_s=2.0, cancelled=never).close()


def test_a_printer_that_moved_is_found_at_the_port_it_has_and_its_new_address_remembered(
    simulator: EscPosSimulator,
) -> None:
    asked: list[str] = []
    moves: list[str] = []

    def find(mac: str) -> str:
        asked.append(mac)
        return "127.0.0.1"

    opens = tcp_by_mac("00:11:62:AA:BB:CC", before_it_moved(simulator), find, moved=moves.append)
    opens(deadline_s=2.0, cancelled=never).close()
    opens(deadline_s=2.0, cancelled=never).close()
    assert asked == [OURS]
    assert moves == [simulator.address]


def test_a_stranger_at_the_address_gets_not_one_byte(simulator: EscPosSimulator) -> None:
    opens = tcp_by_mac(OURS, simulator.address, nowhere, neighbour=lambda host: OTHERS)
    with pytest.raises(StreamError) as refused:
        opens(deadline_s=2.0, cancelled=never)
    assert refused.value.reason is Reason.WRONG_DEVICE
    assert simulator.wait_until(lambda each: each.connections == 1)
    assert simulator.slips() == []


def test_a_stranger_at_the_old_address_leads_to_the_new_one(simulator: EscPosSimulator) -> None:
    port = int(simulator.address.rpartition(":")[2])
    with EscPosSimulator("stranger", host="127.0.0.2", port=port) as stranger:
        macs = {"127.0.0.2": OTHERS, "127.0.0.1": OURS}
        opens = tcp_by_mac(OURS, stranger.address, lambda mac: "127.0.0.1", neighbour=macs.__getitem__)
        stream = opens(deadline_s=2.0, cancelled=never)
        stream.write(b"to the right one\n", deadline_s=1.0)
        assert simulator.wait_until(
            lambda each: [slip.lines for slip in each.slips()] == [["to the right one"]]
        )
        stream.close()


@pytest.mark.parametrize(
    ("neighbour", "find"),
    [
        (lambda host: OURS, pytest.fail),
        (lambda host: None, nowhere),
    ],
    ids=["our own printer refuses", "nobody has seen it"],
)
def test_a_refusal_stays_a_refusal(
    dead_address: str,
    neighbour: Callable[[str], str | None],
    find: Callable[[str], str | None],
) -> None:
    with pytest.raises(StreamError) as refused:
        tcp_by_mac(OURS, dead_address, find, neighbour=neighbour)(deadline_s=2.0, cancelled=never)
    assert refused.value.reason is Reason.REFUSED


@pytest.mark.parametrize(("mac", "address"), [("no mac", "tcp://192.0.2.1"), (OURS, "usb:/dev/usb/lp0")])
def test_only_a_mac_and_a_network_address_will_do(mac: str, address: str) -> None:
    with pytest.raises(ValueError, match="is not a"):
        tcp_by_mac(mac, address, nowhere)
