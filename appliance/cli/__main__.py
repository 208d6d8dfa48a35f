"""Lets the command be run as `python -m appliance.cli`."""

from appliance.cli import main

main(prog_name="comanda")
