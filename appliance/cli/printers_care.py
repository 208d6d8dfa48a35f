"""`comanda printers` for a printer in trouble: its waiting papers, its secret address, what was last said to it."""

from pathlib import Path

import click
import msgspec

from appliance.cli.file import write_file
from appliance.cli.printer_words import say_exchange
from appliance.cli.printers_file import drop_in_file, items_of, named
from appliance.cli.saying import Trouble
from appliance.cli.serve import DATA
from appliance.cli.tables import AS_JSON, say_json
from appliance.cli.technician import must_run, running


@click.command()
@DATA
@AS_JSON
@click.argument("printer")
@click.option("--reason", required=True, help="Why nobody needs them on paper; kept with each of them.")
def drop(data: Path, as_json: bool, printer: str, reason: str) -> None:
    """Drop every paper that waits for a printer; one that is being sent ends with this try."""
    if not 3 <= len(reason.strip()) <= 200:
        raise Trouble("Say why in 3 to 200 letters.", code="reason_needed")
    door = running(data)
    one = named(items_of(data, door), printer)
    if door is not None:
        wish = {"decision": "drop_all", "reason": reason.strip()}
        done = door.post(f"/api/printers/{one['id']}/backlog", wish)
    else:
        done = msgspec.to_builtins(write_file(data, lambda tx: drop_in_file(tx, one["id"], reason.strip())))
    if as_json:
        say_json(done)
        return
    click.echo(f"{one['name']}: {done['dropped']} {'paper' if done['dropped'] == 1 else 'papers'} dropped.")
    if done["sending"]:
        when = (
            "is being sent right now; it ends with this try"
            if door
            else "was being sent; it ends at the next start"
        )
        click.echo(f"One of them {when}, and may come out on paper.")


@click.command()
@DATA
@AS_JSON
@click.argument("printer")
def renew(data: Path, as_json: bool, printer: str) -> None:
    """Make a new secret address for a printer that calls by itself; the one it has now ends at once."""
    door = must_run(data)
    one = named(door.get("/api/printers")["items"], printer)
    url = door.post(f"/api/printers/{one['id']}/token", {})["poll_url"]
    if as_json:
        say_json({"id": one["id"], "poll_url": url})
    else:
        click.echo(f"Set {one['name']} to call: {url}")


@click.command()
@DATA
@AS_JSON
@click.argument("printer")
def log(data: Path, as_json: bool, printer: str) -> None:
    """Print the last 100 exchanges with a printer, in words and in hex."""
    door = must_run(data)
    one = named(door.get("/api/printers")["items"], printer)
    items = door.get(f"/api/printers/{one['id']}/log")["items"]
    if as_json:
        say_json(items)
        return
    for exchange in items:
        say_exchange(exchange)
    if not items:
        click.echo(f"Nothing was exchanged with {one['name']} yet.")
