"""Seating: parties at tables. Table sessions, members (one phone each), who may order, the cart, and calls for a waiter."""

from appliance.seating.caller import COOKIE, TOKEN_LIFETIME_S, GuestCaller, guest_caller, member_of_token
from appliance.seating.model import (
    Call,
    CartCommands,
    CartLine,
    CartView,
    Member,
    MemberView,
    MeView,
    TableSession,
    TableSessionState,
)
from appliance.seating.rules import order_line_id
from appliance.seating.service import access, calls, carts, parties, passes
from appliance.seating.service.passes import PassDesk

__all__ = [
    "COOKIE",
    "TOKEN_LIFETIME_S",
    "Call",
    "CartCommands",
    "CartLine",
    "CartView",
    "GuestCaller",
    "MeView",
    "Member",
    "MemberView",
    "PassDesk",
    "TableSession",
    "TableSessionState",
    "access",
    "calls",
    "carts",
    "guest_caller",
    "member_of_token",
    "order_line_id",
    "parties",
    "passes",
]
