"""`simulate`: be a device, show what comes out of it, and break on request."""

import contextlib
import os
import select
import sys

import click

from firmware_bridges.displays.dialects import DIALECTS
from firmware_bridges.probe.shows import KINDS, Show, Wanted

_LOOK_S = 0.1


@click.command()
@click.argument("kind", type=click.Choice(list(KINDS)))
@click.argument("where", default="")
@click.option("--columns", default=48, show_default=True, type=click.IntRange(20, 80))
@click.option("--token", default="", help="for a printer that calls the appliance: the secret of its address")
@click.option("--mac", default="001122aabbcc", show_default=True, help="as which printer it calls")
@click.option("--dialect", type=click.Choice(list(DIALECTS)), help="of a pole display; escpos without it")
@click.option("--fault", "faults", multiple=True, help="begin with this fault")
def simulate(
    kind: str, where: str, columns: int, token: str, mac: str, dialect: str | None, faults: tuple[str, ...]
) -> None:
    """Be a KIND of device at WHERE (HOST:PORT, `pty`, or a web address to call) until interrupted.

    Type the name of a fault and Enter to make it happen; an unknown one lists them.
    """
    if dialect and kind != "pole":
        raise click.BadParameter("Only a pole display has a --dialect.")
    wanted = Wanted(where, columns, token, mac, dialect or "escpos")
    try:
        with KINDS[kind](wanted) as show:
            for fault in faults:
                if fault not in show.faults:
                    raise click.BadParameter(f"{kind} has no fault {fault!r}; {_known(show)}")
                show.faults[fault]()
            with contextlib.suppress(KeyboardInterrupt):
                click.echo(f"{show.say}; Ctrl-C ends it")
                _run(show)
            click.echo("switched off")
    except ValueError as error:
        raise click.BadParameter(str(error)) from error
    except OSError as error:
        raise click.ClickException(f"{where or kind}: {error.strerror or error}") from error


def _run(show: Show) -> None:
    keyboard, typed = [sys.stdin.fileno()], b""
    while True:
        if select.select(keyboard, [], [], _LOOK_S)[0]:
            data = os.read(keyboard[0], 1024)
            typed += data
            *lines, typed = typed.split(b"\n")
            for line in lines:
                _break(show, line.decode(errors="replace").strip())
            if not data:  # nobody types any more
                keyboard = []
        for news in show.news():
            click.echo(news)


def _break(show: Show, fault: str) -> None:
    if not fault:
        return
    if fault in show.faults:
        show.faults[fault]()
        click.echo(f"happens: {fault}")
    else:
        click.echo(_known(show))


def _known(show: Show) -> str:
    return f"there are: {', '.join(show.faults)}" if show.faults else "nothing can happen to it"
