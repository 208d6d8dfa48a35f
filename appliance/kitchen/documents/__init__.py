"""What the kitchen puts on paper: a new ticket, a change or a cancellation of one, and the runner's slip. No money, no guest."""

from appliance.kitchen.documents.change import ChangePaper, Delta, change_document, delta_of, is_cancellation
from appliance.kitchen.documents.lines import PaperLine, TicketHead
from appliance.kitchen.documents.runner import RunnerPaper, runner_document
from appliance.kitchen.documents.ticket import TicketPaper, ticket_document
from appliance.kitchen.documents.wordings import wordings_for

__all__ = [
    "ChangePaper",
    "Delta",
    "PaperLine",
    "RunnerPaper",
    "TicketHead",
    "TicketPaper",
    "change_document",
    "delta_of",
    "is_cancellation",
    "runner_document",
    "ticket_document",
    "wordings_for",
]
