"""How a test prints one document and reads how that ended."""

import time
from collections.abc import Callable

from firmware_bridges import Document, EscPosPrinter, OutcomeState, PrintOutcome, Reason


def printed(printer: EscPosPrinter, document: Document, deadline_s: float = 5.0) -> PrintOutcome:
    return printer.submit("job", document, deadline_s=deadline_s).result(deadline_s + 5)


def ending(outcome: PrintOutcome) -> tuple[OutcomeState, Reason]:
    return outcome.state, outcome.reason


def soon(happened: Callable[[], bool], patience_s: float = 5.0) -> bool:
    """Whether it has happened in time."""
    ends = time.monotonic() + patience_s
    while not happened() and time.monotonic() < ends:
        time.sleep(0.01)
    return happened()


def well(printer: EscPosPrinter, patience_s: float = 5.0) -> bool:
    """Whether the printer has heard in time that its device can print again."""
    return soon(lambda: printer.status.problem is Reason.NONE, patience_s)
