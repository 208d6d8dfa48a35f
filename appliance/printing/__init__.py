"""Printing: paper as a duty. A job is a row made in the same transaction as its cause; the desk gets it onto
paper, marks what may be a second copy, prints nothing late by itself, and says what is wrong with a printer.
"""

from appliance.printing.desk import PrintDesk
from appliance.printing.model import (
    BRIDGES,
    DROPPED,
    KINDS,
    KITCHEN_PAPERS,
    POLLED,
    Bridge,
    Exchanges,
    How,
    JobKind,
    JobState,
    MakePrinter,
    PrinterRow,
    PrintJob,
    ProfileFacts,
)
from appliance.printing.paper_words import LANGUAGES, PaperWords, words_in
from appliance.printing.paper_words.plain import wordings_of
from appliance.printing.service.backlog import decide_backlog
from appliance.printing.service.greeting import Asker, Known, print_status
from appliance.printing.service.jobs import decide, queue
from appliance.printing.service.printers import (
    add_printer,
    edit_printer,
    in_use,
    move_printer,
    remove_printer,
    route,
    token_for,
)
from appliance.printing.service.reprinting import Rebuild, reprint, rewrite
from appliance.printing.store import all_printers, printers, stations
from appliance.printing.views import jobs_of, open_jobs, printer_names, printers_view
from appliance.printing.wire import BacklogDecided, DecideBacklog, OpenJob, PrinterView
from appliance.printing.wiring import check_profile, in_the_house
from appliance.printing.words import StaffWords, staff_words
from firmware_bridges.contracts import OutcomeState, PrintOutcome
from firmware_bridges.document import Document

__all__ = [
    "BRIDGES",
    "DROPPED",
    "KINDS",
    "KITCHEN_PAPERS",
    "LANGUAGES",
    "POLLED",
    "Asker",
    "BacklogDecided",
    "Bridge",
    "DecideBacklog",
    "Document",
    "Exchanges",
    "How",
    "JobKind",
    "JobState",
    "Known",
    "MakePrinter",
    "OpenJob",
    "OutcomeState",
    "PaperWords",
    "PrintDesk",
    "PrintJob",
    "PrintOutcome",
    "PrinterRow",
    "PrinterView",
    "ProfileFacts",
    "Rebuild",
    "StaffWords",
    "add_printer",
    "all_printers",
    "check_profile",
    "decide",
    "decide_backlog",
    "edit_printer",
    "in_the_house",
    "in_use",
    "jobs_of",
    "move_printer",
    "open_jobs",
    "print_status",
    "printer_names",
    "printers",
    "printers_view",
    "queue",
    "remove_printer",
    "reprint",
    "rewrite",
    "route",
    "staff_words",
    "stations",
    "token_for",
    "wordings_of",
    "words_in",
]
