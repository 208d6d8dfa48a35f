"""Colours and garnishes that return on many plates."""

from appliance.demo.drawing.shapes import at, shape, stroke

BASIL, ROCKET, LETTUCE = "#3f8f3a", "#5d9b3c", "#8fbf57"
TOMATO, MILK = "#c93a26", "#fffaf0"


def lemon() -> str:
    """A wedge of lemon, lying lower right on a plate."""
    wedge = shape("M-16 0a16 16 0 0 0 32 0z", "#e9b90e") + shape("M-13 1a13 12 0 0 0 26 0z", "#fbe37a")
    return at(24, 18, 30, wedge, stroke("M0 2v8M-4 2l-4 6M4 2l4 6", "#fff6cf", 1.2))
