"""Devices that talk nonsense: what of it is believed, and that it keeps nobody busy."""

import contextlib
import logging
import socket
import threading
import time
from collections.abc import Callable
from typing import Self

import pytest

from firmware_bridges import Document, EscPosPrinter, OutcomeState, Reason, tcp
from firmware_bridges.simulators.escpos_tcp import EscPosSimulator
from tests.firmware_bridges.endings import ending, printed

Bridge = Callable[..., EscPosPrinter]


class Flood:
    """A device that sends nonsense as fast as it can."""

    def __init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.address: tuple[str, int] = self._listener.getsockname()
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._talk, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._listener.close()
        self._thread.join(5)

    def _talk(self) -> None:
        self._listener.settimeout(0.2)
        while not self._ended.is_set():
            with contextlib.suppress(OSError):
                client, _ = self._listener.accept()
                with client:
                    client.settimeout(0.2)
                    while not self._ended.is_set():
                        client.sendall(b"\xff\x00\x81\x37" * 1024)


def test_a_babbling_printer_is_not_believed_by_a_single_byte(
    simulator: EscPosSimulator, bridge_to: Bridge, ticket: Document
) -> None:
    simulator.only_gs_r()
    bridge = bridge_to(simulator)
    assert printed(bridge, ticket).state is OutcomeState.PRINTED
    simulator.stall(after_lines=4)
    simulator.babble(b"\x00\xff")
    assert ending(printed(bridge, ticket, 1.5)) == (OutcomeState.UNKNOWN, Reason.GARBLED)


def test_a_babbling_printer_is_believed_by_its_process_id(
    printer: EscPosPrinter, simulator: EscPosSimulator, ticket: Document
) -> None:
    simulator.babble(b"\xff\x00")
    assert printed(printer, ticket).state is OutcomeState.PRINTED


def test_babble_is_logged_once_in_hex(
    simulator: EscPosSimulator, bridge_to: Bridge, ticket: Document, caplog: pytest.LogCaptureFixture
) -> None:
    simulator.babble()
    with caplog.at_level(logging.WARNING):
        bridge = bridge_to(simulator, "silent-80")
        for _ in range(3):
            printed(bridge, ticket)
    complaints = [record.getMessage() for record in caplog.records if "no answer" in record.getMessage()]
    assert len(complaints) == 1
    assert bytes.fromhex(complaints[0].rpartition(": ")[2])


def test_a_stray_byte_between_jobs_does_not_spoil_the_next_one(
    simulator: EscPosSimulator, bridge_to: Bridge, ticket: Document
) -> None:
    simulator.only_gs_r()
    bridge = bridge_to(simulator)
    assert printed(bridge, ticket).state is OutcomeState.PRINTED
    simulator.say(b"\xff\x81")
    assert printed(bridge, ticket).state is OutcomeState.PRINTED


def test_a_device_that_never_stops_talking_keeps_nobody(ticket: Document) -> None:
    with Flood() as flood:
        printer = EscPosPrinter("flood", tcp(*flood.address))
        printer.start()
        began = time.monotonic()
        outcome = printer.submit("job", ticket, deadline_s=1.5).result(6)
        took_s = time.monotonic() - began
        printer.stop()
    assert ending(outcome)[0] is OutcomeState.FAILED
    assert took_s < 4.0
    assert time.monotonic() - began < 6.0
