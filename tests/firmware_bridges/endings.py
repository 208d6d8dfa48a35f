"""How a test prints one document and reads how that ended."""

import time

from firmware_bridges import Document, EscPosPrinter, OutcomeState, PrintOutcome, Reason


def printed(printer: EscPosPrinter, document: Document, deadline_s: float = 5.0) -> PrintOutcome:
    return printer.submit("job", document, deadline_s=deadline_s).result(deadline_s + 5)


def ending(outcome: PrintOutcome) -> tuple[OutcomeState, Reason]:
    return outcome.state, outcome.reason


def well(printer: EscPosPrinter, patience_s: float = 5.0) -> bool:
    """Whether the printer has heard in time that its device can print again."""
    ends = time.monotonic() + patience_s
    while printer.status.problem is not Reason.NONE and time.monotonic() < ends:
        time.sleep(0.01)
    return printer.status.problem is Reason.NONE
