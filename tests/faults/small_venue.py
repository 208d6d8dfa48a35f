"""A venue just large enough to go wrong: four tables, three stations, two printers, nine dishes, a waiter, a manager, a screen.

Its file is made once and copied for each test, so that every life begins on the same restaurant.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from random import Random

from appliance import devices, floor, kitchen, menu, printing, staff
from appliance.devices import DeviceKind
from appliance.devices.service import pair
from appliance.kernel.clock import ManualClock
from appliance.kernel.ids import digest
from appliance.kernel.roles import Role
from appliance.main import DATABASE_NAME
from appliance.settings import change
from appliance.staff import store as staff_store
from appliance.storage import Database, Tx, found_branch, migrate

TABLES = ("table-1", "table-2", "table-3", "table-4")
KITCHEN_PRINTER, BAR_PRINTER = "kitchen", "bar"
STATIONS = (
    ("grill", "Grill", KITCHEN_PRINTER),
    ("cold", "Cold", KITCHEN_PRINTER),
    ("bar", "Bar", BAR_PRINTER),
)
SETTINGS: dict[str, object] = {
    "venue_name": "Small venue",
    "languages": ["en"],
    "default_language": "en",
    "kitchen_language": "en",
    "zone": "Europe/Rome",
    "taxes": {
        "food": {"name": "VAT", "rate_bp": 1000, "inclusive": True},
        "alcohol": {"name": "Duty", "rate_bp": 2175, "inclusive": False},
    },
    "service_bp": 1250,
    "cash_coin_minor": 5,
    "guest_base_url": "http://127.0.0.1",
}
DISHES = (
    ("steak", "grill", 2249, "food", ("doneness",)),
    ("burger", "grill", 1333, "food", ()),
    ("trout", "grill", 1871, "food", ()),
    ("salad", "cold", 887, "food", ()),
    ("soup", "cold", 653, "food", ()),
    ("cake", "cold", 547, "food", ()),
    ("beer", "bar", 410, "alcohol", ("glass",)),
    ("wine", "bar", 619, "alcohol", ()),
    ("water", "bar", 223, "food", ()),
)
OPTIONS: dict[str, dict[str, list[str]]] = {"steak": {"doneness": ["rare"]}, "beer": {"glass": ["large"]}}
"""What has to be chosen with a dish."""

LONG_S = 400 * 86_400


@dataclass(frozen=True)
class SmallVenue:
    """What people of the venue carry in their pockets: codes of the tables, and cookies."""

    table_tokens: dict[str, str]
    waiter: str
    manager: str
    screen: str
    screen_id: str


async def make_venue(
    folder: Path,
    *,
    now_ms: int,
    printers: dict[str, str] | None = None,
    bar_prints: str = "failover",
    **settings: object,
) -> SmallVenue:
    """Write the venue's file into a folder. `printers` gives addresses (host:port); `settings` go over the venue's own."""
    path = folder / DATABASE_NAME
    migrate(path)
    chance = Random(4)  # noqa: S311  the same venue every time
    database = Database(path, clock=ManualClock(now_ms), chance=chance.randbytes)
    database.open()
    await database.write(lambda tx: found_branch(tx, organisation="Small venue", branch="Small venue"))
    database.refresh_branch()
    try:
        return await database.write(
            lambda tx: _furnish(tx, printers or {}, bar_prints, {**SETTINGS, **settings})
        )
    finally:
        await database.close()


def _furnish(tx: Tx, printers: dict[str, str], bar_prints: str, settings: dict[str, object]) -> SmallVenue:
    area = floor.add_area(tx, "Room")
    tables = [
        floor.add_table(
            tx,
            area_id=area.id,
            name=table_id.replace("table-", "Table "),
            seats=4,
            position=place,
            x=100 * place,
            y=100,
            shape=floor.Shape.ROUND,
            table_id=table_id,
        )
        for place, table_id in enumerate(TABLES)
    ]
    for place, printer_id in enumerate((KITCHEN_PRINTER, BAR_PRINTER)):
        address = printers.get(printer_id, f"127.0.0.1:{9 + place}")
        printing.add_printer(
            tx,
            printer_id=printer_id,
            name=printer_id,
            bridge="escpos",
            address=address,
            profile="epson-80",
        )
    change(tx, {"receipt_printer": BAR_PRINTER, **settings}, actor="system")
    for place, (station_id, name, printer_id) in enumerate(STATIONS):
        prints = bar_prints if station_id == "bar" else "always"
        kitchen.add_station(
            tx, station_id=station_id, name=name, position=place, printer_id=printer_id, prints=prints
        )
    menu.seed(tx, menu_file())
    screen = tx.ids.token()
    code = devices.code_for(tx, "tests", "screen")
    devices.make_code(tx, code, kind=DeviceKind.KITCHEN, name="Screen", made_by="system")
    screen_id = pair(tx, code, screen).id
    return SmallVenue(
        table_tokens={table.id: floor.token_for(tx, table) for table in tables},
        waiter=_signed_in(tx, "Waiter", Role.WAITER),
        manager=_signed_in(tx, "Manager", Role.MANAGER),
        screen=screen,
        screen_id=screen_id,
    )


def _signed_in(tx: Tx, name: str, role: Role) -> str:
    """A person who has signed in already; PINs are slow to hash and not what is tried here."""
    person = staff.add_staff(tx, name=name, role=role, login=None, pin_hash=None, password_hash=None)
    token = tx.ids.token()
    staff_store.add_staff_session(tx, digest(token), person.id, None, tx.now_ms + LONG_S * 1000)
    return token


def menu_file() -> bytes:
    """The menu as a file that the appliance imports."""
    groups = [
        _group("doneness", "choice", [("rare", 0), ("well-done", 0)]),
        _group("glass", "variant", [("small", 410), ("large", 590)]),
    ]
    category = {"id": "all", "names": {"en": "All"}, "notes": {}, "dayparts": []}
    items = [_item(*dish) for dish in DISHES]
    document = {
        "format": "comanda-menu-1",
        "languages": ["en"],
        "currency": "EUR",
        "dayparts": [],
        "option_groups": groups,
        "categories": [{**category, "items": items}],
    }
    return json.dumps(document).encode()


def _group(group_id: str, kind: str, options: list[tuple[str, int]]) -> dict[str, object]:
    made = [
        {
            "id": option_id,
            "names": {"en": option_id},
            "price_minor": price,
            "default": not place,
            "allergens": [],
        }
        for place, (option_id, price) in enumerate(options)
    ]
    return {"id": group_id, "names": {"en": group_id}, "kind": kind, "min": 1, "max": 1, "options": made}


def _item(
    item_id: str, station: str, price_minor: int, tax_class: str, groups: tuple[str, ...]
) -> dict[str, object]:
    return {
        "id": item_id,
        "names": {"en": item_id},
        "descriptions": {},
        "price_minor": price_minor,
        "station": station,
        "prep_minutes": 5,
        "tax_class": tax_class,
        "course": "main",
        "allergens": [],
        "diets": [],
        "badges": [],
        "option_groups": list(groups),
        "photo": None,
        "remaining": None,
    }
