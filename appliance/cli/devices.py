"""`comanda devices`: tablets, screens and what was found, from the command line, also while the appliance runs."""

import time
from pathlib import Path
from typing import Any

import click

from appliance.cli.file import read_file, write_file
from appliance.cli.serve import DATA
from appliance.cli.tables import AS_JSON, say_json, table
from appliance.cli.technician import must_run, part, running
from appliance.devices import DeviceKind, code_for, make_code
from appliance.devices import devices as paired_devices
from appliance.devices import revoke as revoke_device
from appliance.storage import Reader, Tx

ROLES = ("station_printer", "receipt_printer", "label_printer", "kitchen_screen", "floor_tablet")


@click.group()
def devices() -> None:
    """Tablets and screens: list, pair, revoke; and what was found around: found, approve."""


@devices.command("list")
@DATA
@AS_JSON
def list_(data: Path, as_json: bool) -> None:
    """Print every device with access, and whether it is there now."""
    door = running(data)
    items = door.get("/api/devices") if door else read_file(data, _in_the_file)
    if as_json:
        say_json({"running": door is not None, "items": items})
        return
    rows = [
        (
            one["name"],
            one["kind"],
            ", ".join(one["stations"]) or "all",
            {True: "yes", False: "no", None: "-"}[one["online"]],
            time.strftime("%Y-%m-%d", time.localtime(one["paired_at"] / 1000)),
            one["id"],
        )
        for one in items
    ]
    table(("NAME", "KIND", "STATIONS", "THERE", "PAIRED", "ID"), rows, gives=2, keeps=5)


@click.command()
@DATA
@click.option(
    "--kind", type=click.Choice([kind.value for kind in DeviceKind]), default="floor", show_default=True
)
@click.option("--name", default="Tablet", show_default=True)
@click.option(
    "--station", "stations", multiple=True, help="Station a kitchen screen shows, name or id; all without it."
)
@AS_JSON
def pair(data: Path, kind: str, name: str, stations: tuple[str, ...], as_json: bool) -> None:
    """Make a pairing code for a tablet or a kitchen screen, good for ten minutes."""
    door = running(data)
    if door is not None:
        said = door.post("/api/devices/codes", {"kind": kind, "name": name, "stations": list(stations)})
    else:
        said = write_file(data, lambda tx: _make_code(tx, kind, name, stations))
    if as_json:
        say_json({key: said[key] for key in ("code", "expires_at")})
    else:
        click.echo(said["code"])


@devices.command()
@DATA
@AS_JSON
@click.argument("device_id")
def revoke(data: Path, as_json: bool, device_id: str) -> None:
    """Take a device's access away at once."""
    door = running(data)
    if door is not None:
        name = door.post(f"/api/devices/{part(device_id)}/revoke", {})["name"]
    else:
        name = write_file(data, lambda tx: revoke_device(tx, device_id, actor="technician")).name
    if as_json:
        say_json({"id": device_id, "revoked": True})
    else:
        click.echo(f"{name} has no access any more.")


@devices.command()
@DATA
@AS_JSON
@click.option("--scan", is_flag=True, help="Look around first; takes five seconds.")
def found(data: Path, as_json: bool, scan: bool) -> None:
    """Print what was found on the network, on USB and on serial ports."""
    door = must_run(data)
    if scan:
        door.post("/api/found/scan", {})
        for _ in range(40):
            if not door.get("/api/found")["searching"]:
                break
            time.sleep(0.25)
    view = door.get("/api/found")
    if as_json:
        say_json(view)
        return
    rows = [
        (one["key"], one["kind"], one["name"], one["address"] or "-", one["state"]) for one in view["items"]
    ]
    table(("KEY", "KIND", "NAME", "ADDRESS", "STATE"), rows, gives=2, keeps=0)
    for trouble in view["trouble"]:
        click.echo(trouble["detail"], err=True)


@devices.command()
@DATA
@AS_JSON
@click.argument("key")
@click.option("--role", type=click.Choice(ROLES), help="What it becomes; what was suggested without it.")
@click.option("--name", help="What people call it.")
@click.option(
    "--station", "stations", multiple=True, help="Station, name or id: prints there, or is shown there."
)
@click.option("--check", help="The number that stands on a kitchen screen.")
def approve(
    data: Path,
    as_json: bool,
    key: str,
    role: str | None,
    name: str | None,
    stations: tuple[str, ...],
    check: str | None,
) -> None:
    """Take in something that was found; KEY as `comanda devices found` prints it."""
    door = must_run(data)
    wish: dict[str, Any] = {"role": role, "name": name, "stations": list(stations) or None, "check": check}
    done = door.post(
        f"/api/found/{part(key)}/approve", {what: said for what, said in wish.items() if said is not None}
    )
    if as_json:
        say_json(done)
    else:
        click.echo(f"{done['name']} is in use as a {done['kind']}: {done['id']}.")


devices.add_command(pair)


def _make_code(tx: Tx, kind: str, name: str, stations: tuple[str, ...]) -> dict[str, Any]:
    code = code_for(tx, "technician", tx.new_id())
    expires_at = make_code(
        tx, code, kind=DeviceKind(kind), name=name, stations=stations, made_by="technician"
    )
    return {"code": code, "expires_at": expires_at}


def _in_the_file(reader: Reader) -> list[dict[str, Any]]:
    return [
        {
            "id": one.id,
            "name": one.name,
            "kind": one.kind.value,
            "stations": list(one.stations),
            "paired_at": one.paired_at,
            "online": None,
        }
        for one in paired_devices(reader)
    ]
