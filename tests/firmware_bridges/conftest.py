"""A simulated printer, bridges that are stopped afterwards, and a listener that tests can wait on."""

import threading
from collections.abc import Callable, Iterator

import pytest

from firmware_bridges import (
    PROFILES,
    Columns,
    Cut,
    Document,
    EscPosPrinter,
    OutcomeState,
    Pace,
    PrinterStatus,
    Profile,
    Text,
    tcp,
)
from firmware_bridges.escpos.encoder import Encoder
from firmware_bridges.simulators.decoder import Command, Decoder
from firmware_bridges.simulators.escpos_tcp import EscPosSimulator
from firmware_bridges.simulators.head import Head, Slip
from tests.firmware_bridges.endings import printed

BRISK = Pace(
    connect_s=1.0, answer_s=0.5, ping_s=0.2, reconnect_first_s=0.05, reconnect_last_s=0.2, stop_grace_s=0.3
)


class StatusListener:
    """Keeps every status it is told of; `wait_for` ends as soon as one fits."""

    def __init__(self) -> None:
        self.heard: list[PrinterStatus] = []
        self._changed = threading.Condition()

    def __call__(self, status: PrinterStatus) -> None:
        with self._changed:
            self.heard.append(status)
            self._changed.notify_all()

    def wait_for(self, fits: Callable[[PrinterStatus], bool], timeout_s: float = 5.0) -> bool:
        """Whether the latest status fitted in time."""
        with self._changed:
            return self._changed.wait_for(lambda: bool(self.heard) and fits(self.heard[-1]), timeout_s)


@pytest.fixture
def simulator() -> Iterator[EscPosSimulator]:
    with EscPosSimulator("grill") as running:
        yield running


@pytest.fixture
def listener() -> StatusListener:
    return StatusListener()


@pytest.fixture
def bridge_to() -> Iterator[Callable[..., EscPosPrinter]]:
    """Makes started bridges to a simulator; they are stopped when the test ends."""
    made: list[EscPosPrinter] = []

    def make(
        target: EscPosSimulator,
        profile: str = "epson-80",
        on_status: StatusListener | None = None,
        pace: Pace = BRISK,
    ) -> EscPosPrinter:
        printer = EscPosPrinter(
            target.name, tcp(target.host, target.port), PROFILES[profile], on_status=on_status, pace=pace
        )
        made.append(printer)
        printer.start()
        return printer

    yield make
    for printer in made:
        printer.stop()


@pytest.fixture
def ticket() -> Document:
    """Ten lines and a cut."""
    lines = [Columns(f"{count} x Pasta", f"{count},50") for count in range(1, 10)]
    return Document("ticket", (Text("Table 12"), *lines, Cut()))


@pytest.fixture
def long_ticket() -> Document:
    """More bytes than one write takes."""
    return Document("long ticket", (*(Text(f"line {number} {'.' * 30}") for number in range(500)), Cut()))


def decoded(document: Document, profile: Profile) -> list[Command]:
    """The commands that a document becomes."""
    decoder = Decoder()
    commands = decoder.feed(Encoder(profile).encode(document))
    assert not decoder.unfinished
    return commands


def on_paper(document: Document, profile: Profile) -> Slip:
    """The first slip of a document, printed without any socket."""
    head = Head(profile.columns)
    for command in decoded(document, profile):
        head.obey(command)
    assert head.unknown == []
    return [*head.slips, head.current][0]


@pytest.fixture
def commands_of() -> Callable[[Document, Profile], list[Command]]:
    return decoded


@pytest.fixture
def paper_of() -> Callable[[Document, Profile], Slip]:
    return on_paper


@pytest.fixture
def printer(simulator: EscPosSimulator, bridge_to: Callable[..., EscPosPrinter]) -> EscPosPrinter:
    """A bridge that has printed before, so that it knows what its printer can do."""
    bridge = bridge_to(simulator)
    assert printed(bridge, Document("first", (Text("first"), Cut()))).state is OutcomeState.PRINTED
    return bridge
