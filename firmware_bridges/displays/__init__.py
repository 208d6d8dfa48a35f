"""Displays for guests: the pole with two lines of twenty characters beside the till."""

from firmware_bridges.displays.dialects import DIALECTS, Dialect
from firmware_bridges.displays.pole import Pole
from firmware_bridges.displays.text import BLANK, WIDTH, Face, Line, line_bytes

__all__ = ["BLANK", "DIALECTS", "WIDTH", "Dialect", "Face", "Line", "Pole", "line_bytes"]
