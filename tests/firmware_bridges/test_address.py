"""An address is one line that a person can write; a wrong one is refused with a sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firmware_bridges.address import (
    Address,
    HttpAddress,
    MacAddress,
    SerialAddress,
    TcpAddress,
    UsbLpAddress,
    UsbRawAddress,
    parse_address,
)
from firmware_bridges.streams import open_stream_for


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("tcp://192.0.2.10:9100", TcpAddress("192.0.2.10", 9100)),
        ("tcp://printer.lan", TcpAddress("printer.lan", 9100)),
        ("192.0.2.10", TcpAddress("192.0.2.10", 9100)),
        (" 192.0.2.10:9101 ", TcpAddress("192.0.2.10", 9101)),
        ("[2001:db8::1]:9101", TcpAddress("2001:db8::1", 9101)),
        ("tcp://2001:db8::1", TcpAddress("2001:db8::1", 9100)),
        ("usb:/dev/usb/lp0", UsbLpAddress("/dev/usb/lp0")),
        ("usb:04B8:0202", UsbRawAddress(0x04B8, 0x0202)),
        ("usb:04b8:0202:J7K/1", UsbRawAddress(0x04B8, 0x0202, "J7K/1")),
        ("serial:/dev/ttyUSB0", SerialAddress("/dev/ttyUSB0", 9600, "xonxoff")),
        ("serial:/dev/ttyS0?flow=dsrdtr&baud=19200", SerialAddress("/dev/ttyS0", 19200, "dsrdtr")),
        ("http://192.0.2.10/", HttpAddress("http://192.0.2.10/")),
        ("mac:00:11:62:AA:BB:CC", MacAddress("001162aabbcc")),
    ],
)
def test_an_address_is_understood_and_written_back(text: str, address: Address) -> None:
    assert parse_address(text) == address
    assert parse_address(str(address)) == address


@pytest.mark.parametrize(
    "text",
    [
        "", "tcp://", "tcp://printer:0", "tcp://printer:99999", "tcp://printer:9100x", "ubs:04b8:0202",
        "two words", "[2001:db8::1", "usb:", "usb:lp0", "usb:04b8", "usb:04b8:0202:", "usb:/dev/../etc/x",
        "serial:/dev/ttyS0?baud=1", "serial:/dev/ttyS0?flow=maybe", "serial:/dev/ttyS0?parity=odd",
        "serial:/dev/ttyS0?baud", "serial:ttyS0", "http://", "http://me:pw@192.0.2.10/", "http://x:99999/", "http://x/\x00",
        "http://x/\r\nHost: y",
        "mac:0011", "mac:zz1162aabbcc", "usb:/dev/usb/lp0\n0", "serial:/dev/tty;rm",
    ],
)  # fmt: skip
def test_what_is_no_address_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(ValueError, match=r".{20,}"):
        open_stream_for(text)


@pytest.mark.parametrize("text", ["http://192.0.2.10/", "mac:001162aabbcc"])
def test_a_device_that_takes_whole_jobs_has_no_stream(text: str) -> None:
    with pytest.raises(ValueError, match="whole jobs"):
        open_stream_for(text)


@given(st.text(max_size=60) | st.text(alphabet="tcpusberial:/?=&[]0123456789.", max_size=60))
def test_no_text_does_worse_than_being_refused(text: str) -> None:
    try:
        address = parse_address(text)
    except ValueError:
        return
    assert parse_address(str(address)) == address
