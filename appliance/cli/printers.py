"""`comanda printers`: the printers from the command line, also while the appliance runs."""

import time
from functools import partial
from pathlib import Path
from typing import Any

import click

from appliance.cli.file import with_house, write_file
from appliance.cli.printer_words import HOW, facts_line, serves, with_way_out
from appliance.cli.printers_care import drop, log, renew
from appliance.cli.printers_file import add_to_file, items_of, named, remove_from_file
from appliance.cli.saying import Trouble
from appliance.cli.serve import DATA
from appliance.cli.tables import AS_JSON, say_json, table
from appliance.cli.technician import Door, must_run, running
from appliance.printing import BRIDGES, POLLED

TEST_WAIT_S = 30.0

USUAL_PROFILES = {
    "escpos": "generic-80",
    "star": "star-80",
    "epos": "epson-80",
    "cloudprnt": "star-prnt-80",
    "server_direct": "epson-80",
}


@click.group()
def printers() -> None:
    """Printers: list, status, test, route, add, drop, renew, remove, log. PRINTER is a name or an id."""


for care in (drop, log, renew):
    printers.add_command(care)


@printers.command("list")
@DATA
@AS_JSON
def list_(data: Path, as_json: bool) -> None:
    """Print every printer and what prints on it; works while the appliance runs and while it does not."""
    door = running(data)
    items = items_of(data, door)
    if as_json:
        say_json({"running": door is not None, "items": items})
        return
    names = {one["id"]: one["name"] for one in items}
    twins = len({name.casefold() for name in names.values()}) < len(names)
    rows = [
        (
            one["name"] if one["enabled"] else f"{one['name']} (off)",
            one["bridge"],
            one["address"],
            names.get(one["backup_id"], "-"),
            ", ".join(serves(one)) or "-",
            *([one["id"]] if twins else []),
        )
        for one in items
    ]
    table(
        ("NAME", "KIND", "ADDRESS", "BACKUP", "PRINTS FOR", *(["ID"] if twins else [])),
        rows,
        gives=4,
        keeps=5 if twins else None,
    )


@printers.command()
@DATA
@AS_JSON
@click.argument("printer", required=False)
def status(data: Path, as_json: bool, printer: str | None) -> None:
    """Say how each printer is, or one; exit status 1 when one of them cannot print."""
    door = must_run(data)
    items = door.get("/api/printers")["items"]
    items = [named(items, printer)] if printer else [one for one in items if one["enabled"]]
    if as_json:
        say_json(
            [one["state"] | {key: one[key] for key in ("last_how", "moved", "receipts")} for one in items]
        )
    else:
        for one in items:
            click.echo(one["state"]["say"])
            click.echo(f"    {facts_line(one)}")
    if not all(one["state"]["online"] for one in items):
        raise SystemExit(1)


@printers.command()
@DATA
@AS_JSON
@click.argument("printer")
def test(data: Path, as_json: bool, printer: str) -> None:
    """Print a test page and wait until it is out; exit status 1 when it is not out in half a minute."""
    door = must_run(data)
    one = named(door.get("/api/printers")["items"], printer)
    job_id = door.post(f"/api/printers/{one['id']}/test", {})["job_id"]
    ended = _ended(door, job_id)
    done = ended["done"] == "printed"
    say = None if done else ended["say"] or f"{one['name']}: the test page was dropped."
    if as_json:
        say_json({"job_id": job_id, "done": done, "how": ended["how"], "say": say})
    else:
        click.echo(f"{one['name']}: {HOW[ended['how']]}." if done else say)
    if not done:
        raise SystemExit(1)


@printers.command()
@DATA
@AS_JSON
@click.argument("printer")
@click.option("--station", "wanted", multiple=True, help="Station that prints here from now on: name or id.")
@click.option("--receipts", is_flag=True, help="Bills and receipts print there from now on.")
@click.option("--backup", help="Printer that stands in when this one cannot print; 'none' for none.")
def route(
    data: Path, as_json: bool, printer: str, wanted: tuple[str, ...], receipts: bool, backup: str | None
) -> None:
    """Say what prints on a printer, and which printer stands in for it."""
    door = must_run(data)
    known = door.get("/api/printers")
    one = named(known["items"], printer)
    wish: dict[str, Any] = {"stations": list(wanted), "receipts": receipts}
    if backup is not None:
        wish["backup_id"] = None if backup == "none" else named(known["items"], backup)["id"]
    done = door.post(f"/api/printers/{one['id']}/route", wish)["printer"]
    if as_json:
        say_json(done)
    else:
        click.echo(f"{done['name']} prints for: {', '.join(serves(done)) or 'nothing'}.")


@printers.command()
@DATA
@AS_JSON
@click.option("--name", required=True)
@click.option("--address", required=True, help="tcp://192.0.2.10:9100, usb:/dev/usb/lp0, serial:/dev/ttyUSB0?baud=9600,"
    " http://192.0.2.10/ or mac:001162aabbcc.")  # fmt: skip
@click.option("--kind", type=click.Choice(BRIDGES), default="escpos", show_default=True, help="Command set.")
@click.option("--profile", help="Model; the usual one of its kind without it.")
@click.option("--station", "wanted", multiple=True, help="Station that prints here: name or id.")
def add(
    data: Path,
    as_json: bool,
    name: str,
    address: str,
    kind: str,
    profile: str | None,
    wanted: tuple[str, ...],
) -> None:
    """Add a printer."""
    door = running(data)
    if door is None and kind in POLLED:
        raise Trouble(
            "A printer that calls by itself is told its secret address when it is added: start the service first.",
            code="not_running",
        )
    wish = {"name": name, "bridge": kind, "address": address, "profile": profile or USUAL_PROFILES[kind]}
    if door is not None:
        done = door.post("/api/printers", wish | {"stations": list(wanted)})
        said = {"id": done["printer"]["id"], "poll_url": done["poll_url"]}
    else:
        said = {"id": write_file(data, lambda tx: add_to_file(tx, wish, wanted)), "poll_url": None}
    if as_json:
        say_json(said)
        return
    click.echo(f"{name} is added as {said['id']}.")
    if said["poll_url"]:
        click.echo(f"Set the printer to call: {said['poll_url']}")


@printers.command()
@DATA
@AS_JSON
@click.argument("printer")
def remove(data: Path, as_json: bool, printer: str) -> None:
    """Take a printer out of use for good; what it should print goes to its backup."""
    door = running(data)
    one = named(items_of(data, door), printer)
    try:
        if door is not None:
            door.delete(f"/api/printers/{one['id']}")
        else:
            with_house(data, partial(remove_from_file, str(one["id"])))
    except Trouble as trouble:
        raise with_way_out(trouble, one["name"], data) from trouble
    if as_json:
        say_json({"id": one["id"], "removed": True})
    else:
        click.echo(f"{one['name']} is removed.")


def _ended(door: Door, job_id: str) -> dict[str, Any]:
    """The job once it is over, or asks, or half a minute has passed."""
    until = time.monotonic() + TEST_WAIT_S
    while True:
        job: dict[str, Any] = door.get(f"/api/print_jobs/{job_id}")
        if job["done"] or job["asking"] or time.monotonic() > until:
            return job
        time.sleep(0.2)
