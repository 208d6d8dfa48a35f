"""`status` and `test`: how a printer is, and whether it prints."""

import concurrent.futures
import threading
import time

import click

from firmware_bridges.contracts import PrinterStatus, Reason
from firmware_bridges.probe.at import language_option, parsed, printer_at, profile_option, setup_of
from firmware_bridges.probe.exchanges import show
from firmware_bridges.trace import Trace
from firmware_bridges.trial_slip import trial_slip

_LOOK_S = 4.5
_TEST_S = 15.0
_exchanges = click.option("--exchanges", is_flag=True, help="also show what passed, in hex and in words")


@click.command()
@click.argument("address")
@language_option
@profile_option
@_exchanges
def status(address: str, language: str | None, profile_name: str | None, exchanges: bool) -> None:
    """Say how the printer at ADDRESS is; ends with 1 when it cannot print."""
    heard, trace = threading.Event(), Trace()
    spoken, profile = setup_of(address, language, profile_name)
    printer = printer_at(address, spoken, profile, lambda _: heard.set(), trace)
    try:
        heard.wait(_LOOK_S)
        seen = printer.status
    finally:
        printer.stop()
    for name, value in _described(seen):
        click.echo(f"{name:<12} {value}")
    if seen.problem is Reason.WRONG_LANGUAGE:
        click.echo(f"It is alive, but does not speak {spoken}: try another --language.")
    if exchanges:
        show(trace)
    raise SystemExit(1 if seen.problem else 0)


@click.command()
@click.argument("address")
@language_option
@profile_option
@_exchanges
def test(address: str, language: str | None, profile_name: str | None, exchanges: bool) -> None:
    """Print a test slip at ADDRESS and say whether the printer confirmed it; ends with 1 otherwise."""
    spoken, profile = setup_of(address, language, profile_name)
    facts = (
        ("Printer", str(parsed(address))),
        ("Language", spoken),
        ("Model", profile.label),
        ("Printed", time.strftime("%Y-%m-%d %H:%M:%S")),
    )
    trace = Trace()
    printer = printer_at(address, spoken, profile, None, trace)
    try:
        slip = trial_slip(facts, profile.columns)
        outcome = printer.submit("probe", slip, deadline_s=_TEST_S).result(_TEST_S + 5)
    except concurrent.futures.TimeoutError:
        raise click.ClickException("the printer bridge gave no outcome") from None
    finally:
        printer.stop()
    click.echo(" ".join(part for part in (outcome.state, outcome.reason, outcome.detail) if part))
    if exchanges:
        show(trace)
    raise SystemExit(0 if outcome.done else 1)


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
