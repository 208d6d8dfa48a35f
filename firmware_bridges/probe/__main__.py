"""`python -m firmware_bridges.probe`."""

from firmware_bridges.probe import main

main()
