"""Floor: areas and tables, the codes on them, opening hours, and whether guests may order at all."""

from appliance.floor.duties import resume_qr_ordering
from appliance.floor.model import KINDS, Area, DiningTable, OpenNow, Shape, Venue
from appliance.floor.routes import FloorRoutes, Me
from appliance.floor.rules import opening, qr_ordering_now, venue_of
from appliance.floor.service import (
    add_area,
    add_table,
    areas,
    ensure_secret,
    rotate,
    set_enabled,
    set_qr_ordering,
    table,
    table_by_token,
    tables,
    token_for,
    url_for,
)
from appliance.floor.sheet import wifi_text

__all__ = [
    "KINDS",
    "Area",
    "DiningTable",
    "FloorRoutes",
    "Me",
    "OpenNow",
    "Shape",
    "Venue",
    "add_area",
    "add_table",
    "areas",
    "ensure_secret",
    "opening",
    "qr_ordering_now",
    "resume_qr_ordering",
    "rotate",
    "set_enabled",
    "set_qr_ordering",
    "table",
    "table_by_token",
    "tables",
    "token_for",
    "url_for",
    "venue_of",
    "wifi_text",
]
