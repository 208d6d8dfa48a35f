"""Fills an empty file with the demo restaurant: tables, hours, taxes, printers, stations, people and the menu."""

from dataclasses import dataclass
from pathlib import Path

from appliance.floor import Shape, add_area, add_table, ensure_secret
from appliance.kernel.roles import Role
from appliance.kitchen import add_station
from appliance.menu import seed as seed_menu
from appliance.printing import add_printer
from appliance.settings import change
from appliance.staff import add_staff, hash_secret
from appliance.storage import Tx, found_branch

MENU = Path(__file__).parent.parent / "demo" / "menu.json"
PRINTERS = (("kitchen", "Kitchen printer"), ("bar", "Bar printer"), ("desk", "Cash desk printer"))
RECEIPT_PRINTER = "desk"
STATIONS = (
    ("pasta", "Pasta", "kitchen"),
    ("grill", "Grill", "kitchen"),
    ("pizza", "Pizza", "kitchen"),
    ("cold", "Cold", "kitchen"),
    ("dessert", "Dessert", "kitchen"),
    ("bar", "Bar", "bar"),
)
TABLES = {
    "Dining room": [
        ("1", 2, 90, 130, "square"), ("2", 2, 290, 130, "square"), ("3", 4, 490, 130, "square"),
        ("4", 4, 690, 130, "square"), ("5", 6, 890, 130, "long"), ("6", 4, 90, 420, "round"),
        ("7", 4, 290, 420, "round"), ("8", 8, 550, 420, "long"), ("9", 2, 820, 420, "round"),
        ("10", 4, 90, 720, "square"), ("11", 4, 290, 720, "square"), ("12", 6, 550, 720, "long"),
    ],
    "Patio": [
        ("20", 4, 150, 200, "round"), ("21", 4, 500, 200, "round"), ("22", 4, 850, 200, "round"),
        ("23", 6, 250, 650, "long"), ("24", 6, 700, 650, "long"),
    ],
    "Bar": [("30", 2, 200, 300, "round"), ("31", 2, 500, 300, "round"), ("32", 2, 800, 300, "round")],
}  # fmt: skip
SETTINGS: dict[str, object] = {
    "venue_name": "Trattoria Sole",
    "currency": "EUR",
    "languages": ["en", "it", "ar"],
    "default_language": "en",
    "kitchen_language": "en",
    "zone": "Europe/Rome",
    "taxes": {
        "food": {"name": "VAT", "rate_bp": 1000, "inclusive": True},
        "alcohol": {"name": "VAT", "rate_bp": 2200, "inclusive": True},
    },
    "service_bp": 1000,
    "service_from_covers": 6,
    "cash_coin_minor": 1,
    "receipt_header": ["A demo restaurant", "VAT no. IT00000000000"],
    "receipt_footer": ["Thank you and come back soon"],
}


@dataclass(frozen=True)
class SignIn:
    """How a demo person signs in."""

    name: str
    role: Role
    pin: str
    login: str | None = None
    password: str | None = None


PEOPLE = (
    SignIn("Demo owner", Role.OWNER, "1000", "owner", "sole-owner"),
    SignIn("Demo manager", Role.MANAGER, "2000", "manager", "sole-manager"),
    SignIn("Demo waiter", Role.WAITER, "3000"),
    SignIn("Demo cashier", Role.CASHIER, "4000"),
    SignIn("Demo cook", Role.COOK, "5000"),
)


def hashes() -> dict[str, tuple[str, str | None]]:
    """PIN and password hashes by name; slow, so made before the transaction."""
    return {
        one.name: (hash_secret(one.pin), hash_secret(one.password) if one.password else None)
        for one in PEOPLE
    }


def seed(tx: Tx, made: dict[str, tuple[str, str | None]], printer_ports: dict[str, int]) -> None:
    """Everything of the demo restaurant in one transaction; the branch must exist (`found`)."""
    actor = "system"
    change(tx, SETTINGS, actor=actor)
    ensure_secret(tx)
    number = 0
    for position, (area_name, tables) in enumerate(TABLES.items()):
        area = add_area(tx, area_name, position=position)
        for name, seats, x, y, shape in tables:
            number += 1
            add_table(
                tx,
                area_id=area.id,
                name=f"Table {name}",
                seats=seats,
                position=number,
                x=x,
                y=y,
                shape=Shape(shape),
                table_id=f"table-{name}",
            )
    for printer_id, name in PRINTERS:
        address = f"tcp://127.0.0.1:{printer_ports[printer_id]}"
        add_printer(
            tx, printer_id=printer_id, name=name, bridge="escpos", address=address, profile="epson-80"
        )
    change(tx, {"receipt_printer": RECEIPT_PRINTER}, actor=actor)
    for position, (station_id, name, printer_id) in enumerate(STATIONS):
        add_station(
            tx, station_id=station_id, name=name, position=position, printer_id=printer_id, prints="always"
        )
    for one in PEOPLE:
        pin_hash, password_hash = made[one.name]
        add_staff(
            tx, name=one.name, role=one.role, login=one.login, pin_hash=pin_hash, password_hash=password_hash
        )
    seed_menu(tx, MENU.read_bytes())


def found(tx: Tx) -> None:
    """The organisation and the branch this appliance stands in."""
    found_branch(tx, organisation="Trattoria Sole", branch="Trattoria Sole")
