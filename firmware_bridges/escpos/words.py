"""Puts what passes between us and an ESC/POS printer into words, for the technician."""

from typing import Literal

from firmware_bridges.contracts import Paper, PrinterStatus, Reason
from firmware_bridges.escpos.encoder import ENABLE_STATUS_BACK
from firmware_bridges.escpos.status import (
    PROCESS_ID_REPLY,
    QUESTIONS,
    Block,
    Readings,
    RealTime,
    Reply,
    ReplyParser,
    Single,
    StatusBack,
)

_QUESTIONS = {
    1: "are you there?",
    2: "why are you offline?",
    3: "which error have you?",
    4: "how much paper have you?",
}
_ORDERS = {
    ENABLE_STATUS_BACK: "report every change",
    b"\x10\x05\x01": "leave the error and go on",
    b"\x10\x05\x02": "leave the error and forget what you have received",
    b"\x1b\x06\x01": "are you a Star printer?",
    **{QUESTIONS[number]: words for number, words in _QUESTIONS.items()},
}


def describe(direction: Literal["to", "from"], data: bytes) -> str:
    """One exchange in words; `data` may be the beginning of it only."""
    return _said(data) if direction == "from" else _sent(data)


def _said(data: bytes) -> str:
    parser = ReplyParser()
    words = [_reply(reply) for reply in parser.feed(data)]
    if parser.nonsense:
        words.append(f"{parser.nonsense} bytes of nonsense")
    return "; ".join(words) or "the beginning of an answer"


def _reply(reply: Reply) -> str:
    match reply:
        case StatusBack(group):
            readings = Readings()
            readings.take_group(group)
            return _status(readings.status(0.0))
        case Single(byte):
            return f"job passed (paper sensor {byte:02x})"
        case RealTime(byte):
            return f"answer {byte:02x}"
        case Block(content) if content.startswith(PROCESS_ID_REPLY):
            return f"job {content[2:].decode('ascii', 'replace')} is on paper"
        case Block(content):
            return content.decode("ascii", "replace")


def _status(status: PrinterStatus) -> str:
    facts = [
        "ready" if status.problem is Reason.NONE else status.problem.replace("_", " "),
        *(["paper near its end"] if status.paper is Paper.NEAR_END else []),
        f"drawer pin {'high' if status.drawer_pin_high else 'low'}",
    ]
    return ", ".join(facts)


def _sent(data: bytes) -> str:
    if data in _ORDERS:
        return _ORDERS[data]
    if data.startswith(b"\x10\x05\x02"):
        return "leave the error, end any half command, start afresh"
    return "a document" if data.startswith(b"\x1b@") else "the rest of a document"
