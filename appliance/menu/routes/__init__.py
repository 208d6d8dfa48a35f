"""The menu over HTTP: for guests, for the kitchen and floor, for owner and manager."""

from appliance.menu.routes.administration import MenuAdministration
from appliance.menu.routes.guest import GuestAvailability
from appliance.menu.routes.stock import ItemStock

__all__ = ["GuestAvailability", "ItemStock", "MenuAdministration"]
