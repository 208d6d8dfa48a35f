"""`comanda …`: the technician's command."""

import click

from appliance import __version__
from appliance.cli.clock import clock
from appliance.cli.demo import demo
from appliance.cli.devices import devices, pair
from appliance.cli.journal import journal
from appliance.cli.maintain import menu, migrate_command, settings, staff
from appliance.cli.printers import printers
from appliance.cli.saying import Comanda
from appliance.cli.serve import serve


@click.group(cls=Comanda, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="comanda")
def main() -> None:
    """The restaurant's own computer."""


for command in (serve, clock, demo, devices, journal, menu, migrate_command, pair, printers, settings, staff):
    main.add_command(command)

__all__ = ["main"]
