"""Epson's ENPC: "who is there?" on UDP 3289 (UB-E02 Technical Reference Guide, "Printer Operation by the UDP Commands").

A packet is "EPSON", its type (Q query, q its answer), device type 3, device number 0, function (2 bytes, big endian),
result (2), length of the data (2), data. The answer to function 0000 (basic information) carries five bytes of facts
and the model's name, NUL-padded; many compatible printers answer function 0001 with their MAC and a name at byte 42.
"""

import struct

from firmware_bridges.discovery.broadcast import Protocol
from firmware_bridges.discovery.sighting import Kind, Sighting

PORT = 3289
HEAD = struct.Struct(">5scBBHHH")
BASIC, NETWORK = 0x0000, 0x0001
KEEP_S = 200.0
_PRINTER = 3
_NAME_AT = {BASIC: 5, NETWORK: 42}
_MADE_BY_EPSON = ("TM-", "EU-", "UB-", "EPSON")


def question(function: int) -> bytes:
    """The query for one function."""
    return HEAD.pack(b"EPSON", b"Q", _PRINTER, 0, function, 0, 0)


def read(packet: bytes, host: str) -> Sighting | None:
    """What an answer from `host` says; None for anything else."""
    if len(packet) < HEAD.size:
        return None
    maker, kind, device, _, function, result, length = HEAD.unpack_from(packet)
    if (maker, kind, device, result) != (b"EPSON", b"q", _PRINTER, 0) or function not in _NAME_AT:
        return None
    data = packet[HEAD.size : HEAD.size + length]
    model = data[_NAME_AT[function] :].split(b"\0")[0].decode("ascii", "replace").strip()
    by_epson = model.upper().startswith(_MADE_BY_EPSON)
    return Sighting(
        "enpc",
        Kind.PRINTER,
        KEEP_S,
        address=f"tcp://{host}:9100",
        host=host,
        maker="EPSON" if by_epson else "",
        model=model,
        name=model,
    )


ENPC = Protocol(
    "enpc", "Asking for Epson printers (UDP 3289)", PORT, (question(BASIC), question(NETWORK)), read
)
