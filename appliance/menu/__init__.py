"""The menu: what can be ordered, how it can be chosen and at what price, what is left of it, and the menu as a file."""

from appliance.menu.book import MenuBook
from appliance.menu.duties import sweep_photos, wake_items
from appliance.menu.model import (
    ALLERGENS,
    KINDS,
    Category,
    Daypart,
    GroupKind,
    Item,
    ItemAvailability,
    Names,
    Option,
    OptionGroup,
    OptionSnapshot,
    PricedLine,
    Why,
    text_in,
)
from appliance.menu.photos import Photos
from appliance.menu.routes import GuestAvailability, ItemStock, MenuAdministration
from appliance.menu.rules import in_daypart, price_line
from appliance.menu.service.availability import availability, give_back, set_availability, take
from appliance.menu.service.merge import Merged, seed
from appliance.menu.service.transfer import FileFormat, exported_json, write_file
from appliance.menu.serving import GuestMenu, PhotoFiles

__all__ = [
    "ALLERGENS",
    "KINDS",
    "Category",
    "Daypart",
    "FileFormat",
    "GroupKind",
    "GuestAvailability",
    "GuestMenu",
    "Item",
    "ItemAvailability",
    "ItemStock",
    "MenuAdministration",
    "MenuBook",
    "Merged",
    "Names",
    "Option",
    "OptionGroup",
    "OptionSnapshot",
    "PhotoFiles",
    "Photos",
    "PricedLine",
    "Why",
    "availability",
    "exported_json",
    "give_back",
    "in_daypart",
    "price_line",
    "seed",
    "set_availability",
    "sweep_photos",
    "take",
    "text_in",
    "wake_items",
    "write_file",
]
