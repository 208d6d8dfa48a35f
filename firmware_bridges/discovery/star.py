"""Star's discovery: "STR_BCAST" on UDP 22222, as Star's own tools ask it and as open responders describe the answer.

The answer has 302 bytes: magic (16), version "RS1…" (8), length (2, big endian), 10, interface (16), versions (8 + 8), 10,
MAC (10), address (4), how it got it (16), mask (4), gateway (4), 24, maker (32), command set (32), model (64), kind (32), 2.
"""

from firmware_bridges.discovery.broadcast import Protocol
from firmware_bridges.discovery.sighting import Kind, Sighting

PORT = 22222
MAGIC = b"STR_BCAST"
QUESTION = MAGIC.ljust(16, b"\0") + b"RQ1.0.0".ljust(8, b"\0") + bytes.fromhex("001c6431")
KEEP_S = 200.0
_VERSION, _INTERFACE, _MODEL = slice(16, 24), slice(36, 52), slice(204, 268)


def read(packet: bytes, host: str) -> Sighting | None:
    """What an answer from `host` says; None for anything else."""
    if not packet.startswith(MAGIC + b"\0") or not packet[_VERSION].startswith(b"RS"):
        return None
    model = _text(packet[_MODEL]) or _text(packet[_INTERFACE])
    return Sighting(
        "star",
        Kind.PRINTER,
        KEEP_S,
        address=f"tcp://{host}:9100",
        host=host,
        maker="Star",
        model=model,
        name=model,
    )


def _text(field: bytes) -> str:
    return field.split(b"\0")[0].decode("ascii", "replace").strip()


STAR = Protocol("star", "Asking for Star printers (UDP 22222)", PORT, (QUESTION,), read)
