"""`list`: everything that can be found on cables and on the network, and how it would be driven."""

import time
from collections.abc import Sequence

import click

from firmware_bridges.discovery import (
    Finder,
    Found,
    Kind,
    Neighbourhood,
    Search,
    SerialFinder,
    UsbFinder,
    bridge_and_profile,
)

_STEP_S = 0.1


@click.command("list")
@click.option("--attached", is_flag=True, help="only USB and serial ports; nothing is sent on the network")
def find(attached: bool) -> None:
    """Find printers, screens and serial ports; ends with 1 when there is nothing."""
    finders: Sequence[Finder] = (UsbFinder(), SerialFinder())
    search = Search(finders) if attached else Neighbourhood().search
    found = looked(search)
    for one in found:
        click.echo(line_of(one))
    for trouble in search.troubles().values():
        click.echo(trouble.detail, err=True)
    if not found:
        click.echo("nothing found")
    raise SystemExit(0 if found else 1)


def looked(search: Search) -> list[Found]:
    """Let it look at everything once, which takes at most five seconds."""
    search.start()
    try:
        search.ask()
        while search.searching:
            time.sleep(_STEP_S)
        return search.found()
    finally:
        search.stop()


def line_of(one: Found) -> str:
    """Kind, address, what it says it is, and how to drive it."""
    what = " ".join(part for part in (one.maker, one.model or one.name) if part)
    line = f"{one.kind:<12} {one.address or one.host or '-':<32} {what}".rstrip()
    if one.mac:
        line += f"  [{':'.join(one.mac[at : at + 2] for at in range(0, 12, 2))}]"
    if one.kind is Kind.PRINTER:
        language, profile = bridge_and_profile(one.maker, one.model, one.serial)
        line += f"  --language {language} --profile {profile}"
    return f"{line}  (by {', '.join(one.sources)})"
