"""Puts what passes between us and a Star printer into words, for the technician."""

from typing import Literal

from firmware_bridges.contracts import Paper, Reason
from firmware_bridges.star.status import ASK_STATUS, Asb, AsbParser

_MANY_NULS = bytes(64)


def describe(direction: Literal["to", "from"], data: bytes) -> str:
    """One exchange in words; `data` may be the beginning of it only."""
    return _said(data) if direction == "from" else _sent(data)


def _said(data: bytes) -> str:
    parser = AsbParser()
    words = [_status(block) for block in parser.feed(data)]
    if parser.nonsense:
        words.append(f"{parser.nonsense} bytes of nonsense")
    return "; ".join(words) or "the beginning of a status"


def _status(block: Asb) -> str:
    status = block.status(0.0)
    facts = [
        "ready" if status.problem is Reason.NONE else status.problem.replace("_", " "),
        *(["paper near its end"] if status.paper is Paper.NEAR_END else []),
        f"drawer switch {'closed' if status.drawer_pin_high else 'open'}",
        *([] if block.counter is None else [f"marks passed: {block.counter}"]),
    ]
    return ", ".join(facts)


def _sent(data: bytes) -> str:
    if data == ASK_STATUS:
        return "how are you?"
    if data.startswith(_MANY_NULS):
        return "end any half command, start afresh"
    if data == b"\x1b\x1ea\x01":
        return "report every change"
    return "a document" if data.startswith(b"\x1b@") else "the rest of a document"
