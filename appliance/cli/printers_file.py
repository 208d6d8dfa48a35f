"""Printers as the file has them, for commands while the service is stopped."""

from typing import Any

import click

from appliance.main import Appliance
from appliance.printing import add_printer, all_printers, remove_printer, stations
from appliance.storage import Reader, Tx


def named(items: list[dict[str, Any]], wanted: str, noun: str = "printer") -> dict[str, Any]:
    """The one with this id or name."""
    found = [one for one in items if one["id"] == wanted] or [
        one for one in items if one["name"].casefold() == wanted.casefold()
    ]
    if len(found) != 1:
        known = ", ".join(one["name"] for one in items) or "none"
        trouble = "Several are" if found else f"There is no {noun}"
        raise click.ClickException(f"{trouble} called {wanted}; there are: {known}.")
    return found[0]


def in_the_file(reader: Reader) -> list[dict[str, Any]]:
    """The printers as the file has them, in the shape of the HTTP interface as far as it goes."""
    places = stations(reader)
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
        }
        for row in all_printers(reader)
    ]


async def remove_from_file(printer_id: str, house: Appliance) -> Any:
    receipts = house.settings.now.receipt_printer
    await house.database.write(
        lambda tx: remove_printer(tx, printer_id, receipt_printer=receipts, actor="technician")
    )


def add_to_file(tx: Tx, wish: dict[str, str], wanted: tuple[str, ...]) -> str:
    places = stations(tx)
    ids = [named(places, one, "station")["id"] for one in wanted]
    return add_printer(
        tx,
        name=wish["name"],
        bridge=wish["bridge"],
        address=wish["address"],
        profile=wish["profile"],
        stations=ids,
        actor="technician",
    )
