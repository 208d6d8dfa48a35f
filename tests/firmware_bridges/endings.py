"""How a test prints one document and reads how that ended."""

from firmware_bridges import Document, EscPosPrinter, OutcomeState, PrintOutcome, Reason


def printed(printer: EscPosPrinter, document: Document, deadline_s: float = 5.0) -> PrintOutcome:
    return printer.submit("job", document, deadline_s=deadline_s).result(deadline_s + 5)


def ending(outcome: PrintOutcome) -> tuple[OutcomeState, Reason]:
    return outcome.state, outcome.reason
