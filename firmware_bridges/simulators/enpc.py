"""A simulated Epson network card: answers ENPC questions for its basic information as a TM-T88V was seen to."""

from collections.abc import Sequence

from firmware_bridges.discovery.enpc import BASIC, HEAD, NETWORK, PORT
from firmware_bridges.simulators.udp import UdpResponder

_FACTS = bytes.fromhex("0005200264")
_UNSUPPORTED = 0xFFFF


def enpc_printer(model: str = "TM-T88V", *, host: str = "127.0.0.1", port: int = PORT) -> UdpResponder:
    """To be used as a context manager; port 0 takes a free one."""

    def answer(question: bytes) -> Sequence[bytes]:
        if len(question) < HEAD.size:
            return []
        maker, kind, device, number, function, _, _ = HEAD.unpack_from(question)
        if (maker, kind, device) != (b"EPSON", b"Q", 3):
            return []
        if function != BASIC:
            return [HEAD.pack(b"EPSON", b"q", device, number, function, _UNSUPPORTED, 0)]
        return [basic_answer(model)]

    return UdpResponder(answer, host=host, port=port)


def basic_answer(model: str) -> bytes:
    """The answer to function 0000: 147 bytes."""
    data = _FACTS + model.encode().ljust(128, b"\0")[:128]
    return HEAD.pack(b"EPSON", b"q", 3, 0, BASIC, 0, len(data)) + data


def network_answer(mac: bytes, name: str) -> bytes:
    """The answer compatible printers give to function 0001: 184 bytes."""
    data = mac.ljust(42, b"\0")[:42] + name.encode().ljust(128, b"\0")[:128]
    return HEAD.pack(b"EPSON", b"q", 3, 0, NETWORK, 0, len(data)) + data
