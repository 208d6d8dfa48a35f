"""A simulated Star printer as far as being found goes: answers the question on UDP 22222 with its 302 bytes."""

import socket
import struct
from collections.abc import Sequence

from firmware_bridges.discovery.star import MAGIC, PORT
from firmware_bridges.simulators.udp import UdpResponder

_SHAPE = struct.Struct(">16s8sH10s16s8s8s10s10s4s16s4s4s24s32s32s64s32s2s")


def star_printer(
    model: str = "TSP143IIILAN", *, host: str = "127.0.0.1", port: int = PORT, says_address: str = ""
) -> UdpResponder:
    """To be used as a context manager; port 0 takes a free one. `says_address` lets it lie about its address."""

    def answer(question: bytes) -> Sequence[bytes]:
        return [star_answer(model, says_address or host)] if question.startswith(MAGIC + b"\0") else []

    return UdpResponder(answer, host=host, port=port)


def star_answer(model: str, address: str) -> bytes:
    """The answer of a printer with that model and address."""
    return _SHAPE.pack(
        MAGIC, b"RS1.0.1", _SHAPE.size, b"", b"TSP100LAN", b"V2.1", b"V2.1", b"", bytes.fromhex("001162aabbcc"),
        socket.inet_aton(address), b"DHCP", bytes((255, 255, 255, 0)), bytes(4), b"", b"Star", b"STAR",
        model.encode(), b"PRINTER", b"",
    )  # fmt: skip
