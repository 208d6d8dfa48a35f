"""The ticket of a new order at one station."""

from dataclasses import dataclass

from appliance.kitchen.documents.lines import (
    PaperLine,
    TicketHead,
    also_at_parts,
    counted,
    head_parts,
    short,
    wish_parts,
)
from appliance.kitchen.documents.wordings import worded
from appliance.printing import Document
from firmware_bridges.document import Beep, Cut, Feed, Part, Rule, Size, Text


@dataclass(frozen=True, slots=True)
class TicketPaper:
    """Everything a ticket's paper says."""

    head: TicketHead
    lines: tuple[PaperLine, ...]


def ticket_document(ticket: TicketPaper, *, failover: bool = False) -> Document:
    """The paper of one ticket; a failover one says so, for it may come out at another station's printer."""
    head, words = ticket.head, ticket.head.words
    parts = head_parts(head)
    for line in ticket.lines:
        parts += _line(line, head)
    parts += [Rule(heavy=True), *also_at_parts(head), Feed(2), Cut(), Beep(2)]
    document = Document(title=head.title(), parts=tuple(parts), language=words.language)
    label = f"{words.ticket.failover} · {short(head.station_name)}"
    return worded(document.marked(label) if failover else document, ticket.lines, words)


def _line(line: PaperLine, head: TicketHead) -> list[Part]:
    dish = Text(counted(line, head.words), size=Size.DOUBLE, bold=True)
    return [dish, *wish_parts(line, head.words), Feed(1)]
