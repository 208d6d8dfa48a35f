"""Printing: paper as a duty. A job is a row made in the same transaction as its cause; the desk gets it onto
paper, marks what may be a second copy, prints nothing late by itself, and says what is wrong with a printer.
"""

from appliance.printing.desk import PrintDesk
from appliance.printing.model import (
    KINDS,
    Bridge,
    JobKind,
    JobState,
    MakePrinter,
    OpenJob,
    PrinterRow,
    PrinterView,
    PrintJob,
)
from appliance.printing.service import add_printer, decide, move_printer, queue, reprint
from appliance.printing.views import jobs_of, open_jobs, printer_names, printers_view
from firmware_bridges.contracts import OutcomeState, PrintOutcome
from firmware_bridges.document import Document

__all__ = [
    "KINDS",
    "Bridge",
    "Document",
    "JobKind",
    "JobState",
    "MakePrinter",
    "OpenJob",
    "OutcomeState",
    "PrintDesk",
    "PrintJob",
    "PrintOutcome",
    "PrinterRow",
    "PrinterView",
    "add_printer",
    "decide",
    "jobs_of",
    "move_printer",
    "open_jobs",
    "printer_names",
    "printers_view",
    "queue",
    "reprint",
]
