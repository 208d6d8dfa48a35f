"""`comanda journal`: prove that nothing was changed, or watch what happens."""

import time
from pathlib import Path

import click

from appliance.cli.restaurant import restaurant_in
from appliance.cli.saying import Trouble
from appliance.cli.serve import DATA
from appliance.storage import look_at


@click.group()
def journal() -> None:
    """The hash-chained record of everything that happened."""


@journal.command()
@DATA
def verify(data: Path) -> None:
    """Walk the whole chain; exit status 1 when a row was changed or is missing."""
    with look_at(restaurant_in(data)) as file:
        verdict = file.verify()
    if verdict.trouble is not None:
        raise Trouble(
            f"The journal does not hold: {verdict.trouble}. {verdict.rows} rows before it do.",
            code="journal_broken",
        )
    click.echo(f"The journal holds: {verdict.rows} rows, head {verdict.head_hash[:16]}.")


@journal.command()
@DATA
@click.option("--since", type=int, default=None, help="Start after this seq; the last 20 rows without it.")
@click.option("--follow", is_flag=True, help="Keep watching.")
def tail(data: Path, since: int | None, follow: bool) -> None:
    """Print the latest events."""
    with look_at(restaurant_in(data)) as file:
        seq = max(0, file.head() - 20) if since is None else since
        while True:
            for row in file.since(seq):
                moment = time.strftime("%H:%M:%S", time.localtime(row.at / 1000))
                click.echo(f"{row.seq:7} {moment} {row.kind:24} {row.subject:34} {row.actor:32} {row.data}")
                seq = row.seq
            if not follow:
                return
            time.sleep(0.5)
