"""A technician's probe for printers: `python -m firmware_bridges.probe status|test|simulate HOST[:PORT]`."""

import concurrent.futures
import threading
import time

import click

from firmware_bridges import (
    PROFILES,
    Align,
    Columns,
    Cut,
    Document,
    EscPosPrinter,
    OutcomeState,
    PrinterStatus,
    Profile,
    Qr,
    Rule,
    Size,
    Text,
    tcp,
)
from firmware_bridges.contracts import Reason
from firmware_bridges.simulators.control import FAULTS
from firmware_bridges.simulators.escpos_tcp import EscPosSimulator

DEFAULT_PORT = 9100
_LOOK_S = 4.5
_TEST_S = 15.0

_profile_option = click.option(
    "--profile", "profile_name", type=click.Choice(list(PROFILES)), default="generic-80", show_default=True
)


def parse_address(address: str) -> tuple[str, int]:
    """`HOST`, `HOST:PORT` or `[V6]:PORT` as host and port; raises click.BadParameter."""
    if address.startswith("["):
        host, _, rest = address[1:].partition("]")
        port = rest.removeprefix(":")
    elif address.count(":") > 1:
        host, port = address, ""
    else:
        host, _, port = address.partition(":")
    if not host or (port and not (port.isascii() and port.isdigit() and 0 <= int(port) <= 65_535)):
        raise click.BadParameter(f"{address!r} is not HOST or HOST:PORT")
    return host, int(port) if port else DEFAULT_PORT


@click.group()
def main() -> None:
    """Look at, test and simulate ESC/POS network printers."""


@main.command()
@click.argument("address")
@_profile_option
def status(address: str, profile_name: str) -> None:
    """Say how the printer at ADDRESS is; ends with 1 when it cannot print."""
    heard = threading.Event()

    def listen(status: PrinterStatus) -> None:
        heard.set()

    printer = _printer(address, PROFILES[profile_name], listen)
    try:
        heard.wait(_LOOK_S)
        seen = printer.status
    finally:
        printer.stop()
    for name, value in _described(seen):
        click.echo(f"{name:<12} {value}")
    raise SystemExit(1 if seen.problem else 0)


@main.command()
@click.argument("address")
@_profile_option
def test(address: str, profile_name: str) -> None:
    """Print a test slip at ADDRESS and say whether the printer confirmed it; ends with 1 otherwise."""
    profile = PROFILES[profile_name]
    printer = _printer(address, profile, None)
    try:
        outcome = printer.submit("probe", test_slip(profile, address), deadline_s=_TEST_S).result(_TEST_S + 5)
    except concurrent.futures.TimeoutError:
        raise click.ClickException("the printer bridge gave no outcome") from None
    finally:
        printer.stop()
    click.echo(" ".join(part for part in (outcome.state, outcome.reason, outcome.detail) if part))
    raise SystemExit(0 if outcome.state in (OutcomeState.PRINTED, OutcomeState.SENT_UNCONFIRMED) else 1)


@main.command()
@click.argument("address", default="127.0.0.1:9100")
@click.option("--columns", default=48, show_default=True, type=click.IntRange(20, 80))
@click.option(
    "--fault", "faults", multiple=True, type=click.Choice(list(FAULTS)), help="begin with this fault"
)
def simulate(address: str, columns: int, faults: tuple[str, ...]) -> None:
    """Be a printer at ADDRESS, and show its paper here until interrupted."""
    host, port = parse_address(address)
    try:
        simulator = EscPosSimulator("simulated", host=host, port=port, columns=columns)
    except OSError as error:
        raise click.ClickException(f"{address}: {error.strerror or error}") from error
    with simulator:
        for fault in faults:
            FAULTS[fault](simulator)
        click.echo(f"a printer listens at {simulator.host}:{simulator.port}; Ctrl-C ends it")
        shown = 0
        try:
            while True:
                simulator.wait_for_slips(shown + 1, 3600)
                for slip in simulator.slips():
                    if slip.cut and slip.number > shown:
                        shown = slip.number
                        click.echo(f"{slip.text}\n{'- ' * (columns // 2)}8<")
        except KeyboardInterrupt:
            click.echo("switched off")


def test_slip(profile: Profile, address: str) -> Document:
    """A slip that shows width, styles, accents and a QR code."""
    return Document(
        "test slip",
        (
            Text("Test slip", size=Size.DOUBLE, bold=True, align=Align.CENTRE),
            Rule(heavy=True),
            Columns("Printer", address),
            Columns("Profile", profile.label),
            Columns("Printed", time.strftime("%Y-%m-%d %H:%M:%S")),
            Text("1234567890" * 8),
            Text("Crème brûlée, jalapeño, Größe, 12,50 €"),
            Text("Reverse", reverse=True, align=Align.CENTRE),
            Qr("https://example.com/"),
            Cut(),
        ),
    )


def _printer(address: str, profile: Profile, on_status: object) -> EscPosPrinter:
    host, port = parse_address(address)
    listener = on_status if callable(on_status) else None
    printer = EscPosPrinter(address, tcp(host, port), profile, on_status=listener)
    printer.start()
    return printer


def _described(status: PrinterStatus) -> list[tuple[str, str]]:
    drawer = {None: "unknown", True: "high", False: "low"}[status.drawer_pin_high]
    return [
        ("online", "yes" if status.online else f"no ({status.reason})"),
        ("paper", status.paper),
        ("cover", "open" if status.cover_open else "closed" if status.online else "unknown"),
        ("cutter", "error" if status.cutter_error else "ok" if status.online else "unknown"),
        ("drawer pin", drawer),
        ("can print", "yes" if status.problem is Reason.NONE else f"no ({status.problem})"),
    ]


if __name__ == "__main__":
    main()
