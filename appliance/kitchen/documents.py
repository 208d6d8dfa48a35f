"""The ticket on paper: what a cook must read from two steps away, and nothing else. No money, no guest."""

from dataclasses import dataclass

from appliance.kernel.clock import local
from appliance.printing import Document
from firmware_bridges.document import Align, Beep, Columns, Cut, Feed, Part, Rule, Size, Text

TEXT_MAX = 400


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A line in the kitchen's language."""

    quantity: int
    name: str
    options: list[str]
    note: str


@dataclass(frozen=True, slots=True)
class TicketPaper:
    """Everything a ticket's paper says."""

    station_name: str
    table_name: str
    order_number: int
    stored_at: int
    zone: str
    rush: bool
    also_at: list[str]
    lines: list[PaperLine]


def ticket_document(ticket: TicketPaper, *, failover: bool = False) -> Document:
    """The paper of one ticket; a failover one says so, for it may come out at another station's printer."""
    at = local(ticket.stored_at, ticket.zone)
    number = f"#{ticket.order_number}"
    parts: list[Part] = [
        Text(_short(ticket.table_name), size=Size.DOUBLE, bold=True, align=Align.CENTRE),
        Columns(number, f"{at.hour:02}:{at.minute:02}", size=Size.DOUBLE, bold=True),
        Text(_short(ticket.station_name).upper(), size=Size.TALL, bold=True),
    ]
    if ticket.rush:
        parts.append(Text("RUSH", size=Size.DOUBLE, bold=True, reverse=True, align=Align.CENTRE))
    parts.append(Rule(heavy=True))
    for line in ticket.lines:
        parts += _line(line)
    parts.append(Rule(heavy=True))
    if ticket.also_at:
        parts.append(Text(_short(f"also at: {', '.join(ticket.also_at)}"), size=Size.TALL))
    parts += [Feed(2), Cut(), Beep(2)]
    title = f"{ticket.table_name} {number} {ticket.station_name}"
    document = Document(title=_short(title), parts=tuple(parts))
    return document.marked(f"FAILOVER · {_short(ticket.station_name)}") if failover else document


def _line(line: PaperLine) -> list[Part]:
    parts: list[Part] = [Text(_short(f"{line.quantity} x {line.name}"), size=Size.DOUBLE, bold=True)]
    parts += [Text(_short(option), size=Size.TALL, indent=4) for option in line.options]
    if line.note:
        parts.append(Text(_short(line.note), size=Size.TALL, bold=True, reverse=True, indent=4))
    parts.append(Feed(1))
    return parts


def _short(text: str) -> str:
    return text[:TEXT_MAX]
