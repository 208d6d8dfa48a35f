"""A technician's probe: find, look at, test, talk to and simulate devices, without the appliance.

`python -m firmware_bridges.probe list|status|test|raw|simulate`. A printer that the appliance is using serves
nobody else: switch it off there first.
"""

import click

from firmware_bridges.probe.finding import find
from firmware_bridges.probe.looking import status, test
from firmware_bridges.probe.raw import raw
from firmware_bridges.probe.simulating import simulate

__all__ = ["main"]


@click.group()
def main() -> None:
    """Find, look at, test, talk to and simulate the devices of a restaurant."""


for command in (find, status, test, raw, simulate):
    main.add_command(command)
