"""The kitchen's two machines: a ticket at its station, and a line on its way to the table."""

from enum import StrEnum

from appliance.kernel.machine import Machine
from appliance.kitchen.model import LineState as Line
from appliance.kitchen.model import TicketState as Ticket


class TicketVerb(StrEnum):
    """What can happen to a ticket."""

    START = "start"
    BUMP = "bump"
    RECALL = "recall"
    CONFIRM = "confirm"


class LineVerb(StrEnum):
    """What can happen to a line."""

    HOLD = "hold"
    RELEASE = "release"
    SEND = "send"
    START = "start"
    FINISH = "finish"
    RECALL = "recall"
    SERVE = "serve"
    CANCEL = "cancel"


TICKET = Machine[Ticket, TicketVerb](
    noun="ticket",
    start=Ticket.NEW,
    moves={
        (Ticket.NEW, TicketVerb.START): Ticket.COOKING,
        (Ticket.NEW, TicketVerb.BUMP): Ticket.READY,
        (Ticket.NEW, TicketVerb.CONFIRM): Ticket.CANCELLED,
        (Ticket.COOKING, TicketVerb.BUMP): Ticket.READY,
        (Ticket.COOKING, TicketVerb.RECALL): Ticket.NEW,
        (Ticket.COOKING, TicketVerb.CONFIRM): Ticket.CANCELLED,
        (Ticket.READY, TicketVerb.RECALL): Ticket.COOKING,
        (Ticket.READY, TicketVerb.CONFIRM): Ticket.CANCELLED,
    },
)

LINE = Machine[Line, LineVerb](
    noun="line",
    start=Line.NEW,
    moves={
        (Line.NEW, LineVerb.HOLD): Line.HOLD,
        (Line.NEW, LineVerb.SEND): Line.SENT,
        (Line.NEW, LineVerb.CANCEL): Line.CANCELLED,
        (Line.HOLD, LineVerb.RELEASE): Line.NEW,
        (Line.HOLD, LineVerb.SEND): Line.SENT,
        (Line.HOLD, LineVerb.CANCEL): Line.CANCELLED,
        (Line.SENT, LineVerb.START): Line.COOKING,
        (Line.SENT, LineVerb.FINISH): Line.READY,
        (Line.SENT, LineVerb.CANCEL): Line.CANCELLED,
        (Line.COOKING, LineVerb.FINISH): Line.READY,
        (Line.COOKING, LineVerb.RECALL): Line.SENT,
        (Line.COOKING, LineVerb.CANCEL): Line.CANCELLED,
        (Line.READY, LineVerb.RECALL): Line.COOKING,
        (Line.READY, LineVerb.SERVE): Line.SERVED,
        (Line.READY, LineVerb.CANCEL): Line.CANCELLED,
    },
)
