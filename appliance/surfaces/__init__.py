"""Surfaces: what each screen shows, composed from the rooms below. The guest's phone and the floor; the kitchen shows its own."""

from appliance.surfaces.floor_feed import FloorFeed
from appliance.surfaces.floor_look_routes import FloorLookRoutes
from appliance.surfaces.floor_routes import FloorScreenRoutes
from appliance.surfaces.guest_feed import GuestFeed
from appliance.surfaces.guest_routes import GuestRoutes
from appliance.surfaces.house import House
from appliance.surfaces.pages import Pages
from appliance.surfaces.way_back import menu_address

__all__ = [
    "FloorFeed",
    "FloorLookRoutes",
    "FloorScreenRoutes",
    "GuestFeed",
    "GuestRoutes",
    "House",
    "Pages",
    "menu_address",
]
