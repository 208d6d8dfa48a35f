"""The technician's small commands: migrate, settings, menu files, staff secrets. The service must be stopped."""

import json
from pathlib import Path

import click
import msgspec

from appliance.cli.file import read_file, with_house, write_file
from appliance.cli.lock import only_writer
from appliance.cli.restaurant import restaurant_in
from appliance.cli.saying import Trouble
from appliance.cli.serve import DATA
from appliance.cli.tables import say_json, say_json_text
from appliance.main import Appliance
from appliance.menu import exported_json, seed
from appliance.settings import VenueSettings, change
from appliance.staff import hash_secret, people, reset_pin
from appliance.storage import migrate


@click.command("migrate")
@DATA
def migrate_command(data: Path) -> None:
    """Bring the restaurant's file up to this version."""
    file = restaurant_in(data)
    with only_writer(data):
        done = migrate(file)
    click.echo(f"Applied: {', '.join(done)}." if done else "Nothing to do.")


@click.group()
def settings() -> None:
    """Look at settings, or change one."""


@settings.command("get")
@DATA
@click.argument("key", required=False)
def settings_get(data: Path, key: str | None) -> None:
    """Print all settings, or one, as JSON."""
    values = msgspec.to_builtins(with_house(data, lambda house: _present(house)))
    say_json(values if key is None else values[_known(key)])


@settings.command("set")
@DATA
@click.argument("key")
@click.argument("value")
def settings_set(data: Path, key: str, value: str) -> None:
    """Set KEY to VALUE (JSON; plain words are taken as text)."""
    try:
        wish = json.loads(value)
    except json.JSONDecodeError:
        wish = value
    write_file(data, lambda tx: change(tx, {_known(key): wish}, actor="technician"))
    click.echo(f"{key} is set.")


@click.group()
def menu() -> None:
    """The menu as a file."""


@menu.command("import")
@DATA
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def menu_import(data: Path, file: Path) -> None:
    """Import a JSON menu; with any error nothing is imported."""
    merged = write_file(data, lambda tx: seed(tx, file.read_bytes(), actor="technician"))
    click.echo(f"Added {len(merged.added)}, changed {len(merged.changed)}, hidden {len(merged.hidden)}.")


@menu.command("export")
@DATA
def menu_export(data: Path) -> None:
    """Print the menu as JSON."""

    say_json_text(
        with_house(data, lambda house: house.database.read(lambda r: exported_json(r, house.settings.now)))
    )


@click.group()
def staff() -> None:
    """People and their PINs."""


@staff.command("list")
@DATA
def staff_list(data: Path) -> None:
    """Print everybody with their role."""
    for person in read_file(data, people):
        click.echo(f"{person.id}  {person.role:8} {person.name}")


@staff.command("reset-pin")
@DATA
@click.argument("staff_id")
@click.password_option("--pin", prompt="New PIN (4 to 6 digits)")
def staff_reset_pin(data: Path, staff_id: str, pin: str) -> None:
    """Give a person a new PIN."""
    if not (pin.isdigit() and 4 <= len(pin) <= 6):
        raise Trouble("A PIN has 4 to 6 digits.", code="pin_invalid")
    hashed = hash_secret(pin)
    write_file(data, lambda tx: reset_pin(tx, staff_id, hashed, actor="technician"))
    click.echo("The new PIN is valid from now on.")


def _known(key: str) -> str:
    if key not in VenueSettings.__struct_fields__:
        raise Trouble(f"There is no setting called {key}.", code="setting_unknown")
    return key


def _present(house: Appliance) -> VenueSettings:
    return house.settings.now
