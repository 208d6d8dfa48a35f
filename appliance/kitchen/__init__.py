"""The kitchen: stations, tickets and the lines on them. An order is fired into tickets, screens and paper show them,
cooks move them, and four truths say whether anybody has a ticket: stored, seen, printed, accepted.
"""

from appliance.kitchen.feed import KitchenFeed
from appliance.kitchen.kitchen import Kitchen
from appliance.kitchen.model import KINDS, FiredLine, FiredOrder, LineState, Move, Prints, TicketState
from appliance.kitchen.service.fire import add_station
from appliance.kitchen.service.moving import Mover
from appliance.kitchen.wire import KitchenSnapshot, ScreenView, StuckTicket, Ticket, TicketLine

__all__ = [
    "KINDS",
    "FiredLine",
    "FiredOrder",
    "Kitchen",
    "KitchenFeed",
    "KitchenSnapshot",
    "LineState",
    "Move",
    "Mover",
    "Prints",
    "ScreenView",
    "StuckTicket",
    "Ticket",
    "TicketLine",
    "TicketState",
    "add_station",
]
