"""`comanda clock`: what time it is here, and going on from it after a clock that was ahead."""

import time
from pathlib import Path
from typing import Any, cast

import click

from appliance.cli.file import with_house
from appliance.cli.restaurant import restaurant_in
from appliance.cli.serve import DATA
from appliance.cli.tables import AS_JSON, say_json
from appliance.kernel.clock import SystemClock
from appliance.main import Appliance
from appliance.settings import AcceptedClock, accept_clock
from appliance.storage import look_at


@click.group()
def clock() -> None:
    """The time: what this machine says, and the latest one seen."""


@clock.command()
@DATA
@AS_JSON
def show(data: Path, as_json: bool) -> None:
    """Print both times; exit status 1 while the machine's is the earlier one."""
    machine, seen_ms, seq = SystemClock(), 0, 0
    with look_at(restaurant_in(data)) as file:
        for row in file.since(file.head() - 1):
            seen_ms, seq = row.at, row.seq
    now_ms = machine.wall_ms()
    machine.raise_to(seen_ms)
    trusted = machine.trusted()
    if as_json:
        say_json({"machine_at": now_ms, "seen_at": seen_ms, "seq": seq, "trusted": trusted})
    else:
        click.echo(f"This machine's clock: {_said(now_ms)}")
        click.echo(
            f"Latest time recorded: {_said(seen_ms)} (event {seq})" if seq else "Nothing is recorded yet."
        )
        click.echo("The clock is right." if trusted else _what_to_do())
    if not trusted:
        raise SystemExit(1)


@clock.command()
@DATA
@AS_JSON
@click.option("--reason", required=True, help="Why a later time was seen; kept in the journal.")
@click.option("--yes", is_flag=True, help="Do not ask whether the machine's clock is right.")
def accept(data: Path, as_json: bool, reason: str, yes: bool) -> None:
    """Go on from this machine's clock, although a later time was seen.

    For a restaurant whose clock was ahead once. What was dated ahead is brought back; the journal and the days that
    sales were counted under stay as they are. The service must be stopped.
    """

    async def go(house: Appliance) -> Any:
        now_ms = house.database.clock.wall_ms()
        if not yes and not house.database.clock.trusted():
            click.confirm(f"Is it {_said(now_ms)} now?", abort=True, err=True)
        return await accept_clock(house.database, house.settings, reason=reason, actor="technician")

    done = cast(AcceptedClock, with_house(data, go))
    if as_json:
        say_json({"before": done.before_ms, "after": done.now_ms, "rows": done.rows})
    else:
        click.echo(f"Times go on from {_said(done.now_ms)}. Brought back: {done.rows} rows.")


def _said(at_ms: int) -> str:
    return time.strftime("%a %Y-%m-%d %H:%M:%S %Z", time.localtime(at_ms / 1000))


def _what_to_do() -> str:
    return (
        "Not trusted: the machine's clock is the earlier one. Set it; if it is right, stop the service and use\n"
        "comanda clock accept."
    )
