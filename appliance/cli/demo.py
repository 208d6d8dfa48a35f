"""`comanda demo`: a whole restaurant on this computer, with simulated printers, ready to be tried."""

import asyncio
import json
import logging
import socket
from pathlib import Path
from typing import Any

import click
import ifaddr
import uvloop

from appliance.cli import seed
from appliance.cli.demo_around import Around
from appliance.cli.demo_pages import printer_pages
from appliance.cli.demo_printers import connect, demo_printers
from appliance.cli.demo_search import LOOPBACK
from appliance.cli.lock import only_writer
from appliance.cli.restaurant import forget, refuse_real, refuse_strange
from appliance.cli.serve import serve_house, server
from appliance.devices import DeviceKind, code_for, make_code
from appliance.floor import tables, url_for
from appliance.main import Appliance
from appliance.settings import change
from appliance.storage import Tx
from firmware_bridges.simulators.control import SimulatedPrinters

CODE_LIFETIME_S = 30 * 86_400
CODE_USES = 10_000
SHOWN_TABLE = "Table 12"


@click.command()
@click.option("--data", type=click.Path(file_okay=False, path_type=Path), default=Path("demo-data"), show_default=True,
    help="Where the demo restaurant keeps its file; restarting continues with it.")  # fmt: skip
@click.option("--host", default="0.0.0.0", show_default=True, help="Address to listen on.")  # noqa: S104  phones try it too
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8080, show_default=True, help="Port; 0 takes a free one."
)
@click.option("--reset", is_flag=True, help="Begin again: delete what the demo kept there.")
@click.option(
    "--ready-file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write addresses and sign-ins here as JSON.",
)
def demo(data: Path, host: str, port: int, reset: bool, ready_file: Path | None) -> None:
    """Run a demo restaurant with real data and simulated printers."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    if reset:
        refuse_strange(data, ready_file)
    else:
        refuse_real(data)
    with only_writer(data):
        if reset:
            forget(data)
        printers = demo_printers().start()
        try:
            uvloop.run(_run(data, host, port, printers, ready_file))
        except OSError as error:
            raise click.ClickException(
                f"Port {port} cannot be used: {error.strerror}. Try --port 0."
            ) from error
        finally:
            printers.stop()


async def _run(
    data: Path, host: str, port: int, printers: SimulatedPrinters, ready_file: Path | None
) -> None:
    listener = _listen(host, port)
    port = listener.getsockname()[1]
    with Around(f"http://{_reached_here(host)}:{port}", data) as around:
        await _serve(data, host, listener, printers, around, ready_file)


async def _serve(
    data: Path,
    host: str,
    listener: socket.socket,
    printers: SimulatedPrinters,
    around: Around,
    ready_file: Path | None,
) -> None:
    port = listener.getsockname()[1]
    # Whatever it listens on: a demo looks for devices on this computer only, never at the network it happens to be in.
    house = Appliance(data, listening_on=LOOPBACK, finders=around.finders())
    house.open()
    codes = await _prepare(house, printers, around, f"http://{_own_address(host)}:{port}")
    running = server(house.build(printer_pages(printers, dict(seed.PRINTERS), around)), host, port)
    running.on_down = around.stop

    def ready() -> None:
        facts = {**_facts(house, codes), "around": around.addresses()}
        if ready_file is not None:
            ready_file.write_text(json.dumps(facts, indent=2) + "\n")
        _say(facts)

    await serve_house(house, running, ready, listener)


async def _prepare(
    house: Appliance, printers: SimulatedPrinters, around: Around, base_url: str
) -> dict[str, str]:
    """Seed an empty file; move what changes with each start: the printers' ports and our own address."""
    ports = {name: printers[name].port for name, _ in seed.PRINTERS}
    if not house.database.branch:
        made = await asyncio.to_thread(seed.hashes)
        await house.database.write(seed.found)
        house.database.refresh_branch()
        await house.database.write(lambda tx: seed.seed(tx, made, ports))

    def every_start(tx: Tx) -> dict[str, str]:
        connect(tx, printers)
        around.reconnect(tx)
        change(tx, {"guest_base_url": base_url}, actor="system")
        return {kind.value: _code(tx, kind) for kind in DeviceKind}

    return await house.database.write(every_start)


def _code(tx: Tx, kind: DeviceKind) -> str:
    code = code_for(tx, "demo", f"{kind.value}:{tx.new_id()}")
    name = "Kitchen screen" if kind == DeviceKind.KITCHEN else "Floor tablet"
    make_code(tx, code, kind=kind, name=name, made_by="system", uses=CODE_USES, lifetime_s=CODE_LIFETIME_S)
    return code


def _facts(house: Appliance, codes: dict[str, str]) -> dict[str, Any]:
    """What a person or a program needs to try the restaurant."""
    settings = house.settings.now
    base = settings.guest_base_url
    urls = house.database.read(
        lambda reader: {one.name: url_for(reader, settings, one) for one in tables(reader)}
    )
    return {
        "base": base,
        "guest": urls[SHOWN_TABLE],
        "floor": f"{base}/floor/#code={codes['floor']}",
        "kitchen": f"{base}/kitchen/#code={codes['kitchen']}",
        "printers": f"{base}/demo/printers/",
        "tables": urls,
        "pairing_codes": codes,
        "sign_ins": [
            {"name": one.name, "role": one.role, "pin": one.pin, "login": one.login, "password": one.password}
            for one in seed.PEOPLE
        ],
        "data": str(house.data),
    }


def _say(facts: dict[str, Any]) -> None:
    import qrcode

    code = qrcode.QRCode(border=1)
    code.add_data(facts["guest"])
    click.echo(f"\nTrattoria Sole is open. Scan this as a guest at {SHOWN_TABLE}:\n")
    code.print_ascii(invert=True)
    rows = [("Guest", "guest"), ("Floor", "floor"), ("Kitchen", "kitchen"), ("Printers", "printers")]
    for name, key in rows:
        click.echo(f"  {name:9} {facts[key]}")
    click.echo("\n  Sign in on the floor with a PIN:")
    for one in facts["sign_ins"]:
        extra = f"   (or {one['login']} / {one['password']})" if one["login"] else ""
        click.echo(f"    {one['name']:14} {one['pin']}{extra}")
    click.echo(f"\n  Data is kept in {facts['data']}. Stop with Ctrl-C; start again to go on.\n")


def _listen(host: str, port: int) -> socket.socket:
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind((host, port))
    listener.listen(2_048)
    listener.setblocking(False)
    return listener


def _reached_here(host: str) -> str:
    """The address under which devices on this computer reach the demo."""
    return LOOPBACK if host in ("0.0.0.0", "::") else host  # noqa: S104


def _own_address(host: str) -> str:
    """The address phones on the LAN can reach, or the loopback one."""
    if host not in ("0.0.0.0", "::"):  # noqa: S104
        return host
    for adapter in ifaddr.get_adapters():
        for ip in adapter.ips:
            if (
                ip.is_IPv4
                and isinstance(ip.ip, str)
                and not ip.ip.startswith(("127.", "169.254.", "172.17."))
            ):
                return ip.ip
    return "127.0.0.1"
