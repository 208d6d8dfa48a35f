"""Star profiles, bridges to simulated Star printers, and documents decoded from Star bytes, for the Star tests."""

from collections.abc import Iterator
from contextlib import contextmanager

from firmware_bridges import Document, Pace, PrinterStatus, Profile, tcp
from firmware_bridges.profiles import PROFILES
from firmware_bridges.simulators.decoder import Command
from firmware_bridges.simulators.head import Slip
from firmware_bridges.simulators.star_decoder import StarDecoder
from firmware_bridges.simulators.star_head import StarHead
from firmware_bridges.simulators.star_tcp import StarSimulator
from firmware_bridges.star.encoder import Encoder
from firmware_bridges.star.printer import StarPrinter

LINE = PROFILES["star-80"]
PRNT = PROFILES["star-prnt-80"]
GRAPHIC = PROFILES["star-raster-80"]
BRISK = Pace(
    connect_s=1.0, answer_s=0.5, ping_s=0.2, reconnect_first_s=0.05, reconnect_last_s=0.2, stop_grace_s=0.3
)


@contextmanager
def star_printer(
    target: StarSimulator, profile: Profile = LINE, listener: object = None
) -> Iterator[StarPrinter]:
    """A started bridge to a simulated Star printer."""

    def tell(status: PrinterStatus) -> None:
        if callable(listener):
            listener(status)

    printer = StarPrinter(target.name, tcp(target.host, target.port), profile, on_status=tell, pace=BRISK)
    printer.start()
    try:
        yield printer
    finally:
        printer.stop()


def decoded(document: Document, profile: Profile) -> list[Command]:
    """The commands that a document becomes."""
    decoder = StarDecoder()
    commands = decoder.feed(Encoder(profile).encode(document))
    assert not decoder.unfinished
    return commands


def on_paper(document: Document, profile: Profile) -> tuple[StarHead, Slip]:
    """The head after printing a document, and its first slip."""
    head = StarHead(profile.columns)
    for command in decoded(document, profile):
        head.obey(command)
    assert head.unknown == []
    return head, [*head.slips, head.current][0]
