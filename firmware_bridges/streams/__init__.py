"""Byte streams to devices, whatever the wire: every call has a deadline, and one stream has one owner.

`open_stream_for` picks the wire by an address; each wire has a module of its own.
"""

from firmware_bridges.address import SerialAddress, TcpAddress, UsbLpAddress, UsbRawAddress, parse_address
from firmware_bridges.contracts import OpenStream
from firmware_bridges.streams.descriptor import CHUNK_BYTES, FdStream, wait_ready
from firmware_bridges.streams.neighbours import mac_of, tcp_by_mac
from firmware_bridges.streams.network import CONNECT_DEADLINE_S, connect_tcp, tcp
from firmware_bridges.streams.serial_port import serial_port
from firmware_bridges.streams.usb_lp import usb_lp
from firmware_bridges.streams.usb_raw import usb_raw

__all__ = [
    "CHUNK_BYTES",
    "CONNECT_DEADLINE_S",
    "FdStream",
    "connect_tcp",
    "mac_of",
    "open_stream_for",
    "serial_port",
    "tcp",
    "tcp_by_mac",
    "usb_lp",
    "usb_raw",
    "wait_ready",
]


def open_stream_for(address: str) -> OpenStream:
    """Opens the wire that an address (`firmware_bridges.address`) names.

    Raises ValueError, with one sentence, for an address that is none or that leads to no byte stream.
    """
    match parse_address(address):
        case TcpAddress(host, port):
            return tcp(host, port)
        case UsbLpAddress(path):
            return usb_lp(path)
        case UsbRawAddress(vendor, product, serial):
            return usb_raw(vendor, product, serial)
        case SerialAddress(path, baud, flow):
            return serial_port(path, baud, flow)
        case _:
            raise ValueError(
                f"{address!r} is the address of a device that takes whole jobs, not a stream of bytes"
            )
