"""The printers for commands: what is listed, whether the service runs or not, and changes of the file while it is stopped."""

from pathlib import Path
from typing import Any

from appliance.bridges import PROFILE_FACTS
from appliance.cli.file import with_house
from appliance.cli.saying import Trouble
from appliance.cli.technician import Door
from appliance.main import Appliance
from appliance.printing import (
    BacklogDecided,
    DecideBacklog,
    add_printer,
    all_printers,
    check_profile,
    decide_backlog,
    remove_printer,
    stations,
)
from appliance.storage import Tx


def named(items: list[dict[str, Any]], wanted: str, noun: str = "printer") -> dict[str, Any]:
    """The one with this id or name."""
    found = [one for one in items if one["id"] == wanted] or [
        one for one in items if one["name"].casefold() == wanted.casefold()
    ]
    if len(found) > 1:
        ids = ", ".join(one["id"] for one in found)
        raise Trouble(f"Several are called {wanted}; say which by its id: {ids}.", code=f"{noun}_ambiguous")
    if not found:
        known = ", ".join(one["name"] for one in items) or "none yet"
        raise Trouble(f"There is no {noun} called {wanted}; there are: {known}.", code=f"{noun}_unknown")
    return found[0]


def items_of(data: Path, door: Door | None) -> list[dict[str, Any]]:
    """Every printer, as the running service says or, without one, as the file has it."""
    if door is None:
        return with_house(data, in_the_file)
    items: list[dict[str, Any]] = door.get("/api/printers")["items"]
    return items


def in_the_file(house: Appliance) -> list[dict[str, Any]]:
    """The printers as the file has them, in the shape of the HTTP interface as far as it goes."""
    places, receipts = house.database.read(stations), house.settings.now.receipt_printer
    return [
        {
            "id": row.id,
            "name": row.name,
            "bridge": row.bridge,
            "address": row.address,
            "profile": row.profile,
            "mac": row.mac,
            "enabled": bool(row.enabled),
            "backup_id": row.backup_id,
            "fail_over_after": row.fail_over_after,
            "stations": [place for place in places if place["printer_id"] == row.id],
            "receipts": row.id == receipts,
        }
        for row in house.database.read(all_printers)
    ]


async def remove_from_file(printer_id: str, house: Appliance) -> Any:
    receipts = house.settings.now.receipt_printer
    await house.database.write(
        lambda tx: remove_printer(tx, printer_id, receipt_printer=receipts, actor="technician")
    )


def drop_in_file(tx: Tx, printer_id: str, reason: str) -> BacklogDecided:
    wish = DecideBacklog("drop_all", reason=reason)
    return decide_backlog(tx, printer_id, wish, actor="technician")


def add_to_file(tx: Tx, wish: dict[str, str], wanted: tuple[str, ...]) -> str:
    check_profile(PROFILE_FACTS, wish["bridge"], wish["profile"])
    return add_printer(
        tx,
        name=wish["name"],
        bridge=wish["bridge"],
        address=wish["address"],
        profile=wish["profile"],
        stations=wanted,
        actor="technician",
    )
