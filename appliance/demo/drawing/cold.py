"""Recipes for the photos of lunch plates, starters and sides."""

from appliance.demo.drawing.garnish import BASIL, LETTUCE, MILK, ROCKET, TOMATO, lemon
from appliance.demo.drawing.shapes import (
    around,
    at,
    disc,
    dots,
    leaves,
    oval,
    repeat,
    ring,
    scatter,
    shape,
    slab,
    sticks,
    stroke,
)
from appliance.demo.drawing.vessels import CLAY, PORCELAIN, SLATE, STONE, board, plate


def lunch() -> dict[str, str]:
    """The lunch-hour dishes."""
    return {
        "lunch-of-the-day": at(
            -20,
            14,
            0,
            plate(radius=52),
            disc(33, "#b9341f", 0, 2),
            sticks(scatter(9, 23, 1), 14, 8, "#eab75a"),
        )
        + at(
            44, -40, 0, disc(28, STONE[0]), leaves(scatter(5, 12), 20, ROCKET), dots(around(3, 9), 9, TOMATO)
        )
        + at(52, 34, 0, disc(17, "#fff"), disc(13, "#cfe4ea")),
        "tuna-salad": plate(*STONE)
        + leaves(around(5, 22, 20), 48, ROCKET)
        + leaves(scatter(3, 20), 32, LETTUCE, 40)
        + dots([(-26, -14), (18, 28), (30, -6)], 16, TOMATO)
        + repeat([(-12, 22, 20), (14, -24, -30)], oval(15, 12, MILK), disc(7, "#f2b632"))
        + sticks([(-2, -2), (9, 6)], 17, 10, "#da8", 20),
        "panino-porchetta": board()
        + at(
            0,
            2,
            -12,
            oval(48, 29, "#a8652a", 1, 3),
            leaves(around(6, 34), 32, ROCKET),
            stroke("M-38 17q12-8 24 0t26 0 24-2", "#d98c7a", 10),
            oval(45, 25, "#d9984a", 0, -5),
            oval(31, 13, "#ecbb74", -6, -11),
            stroke("M-22-6q20-12 44-2M-12 6q14-8 30-2", "#b9742f", 2),
        ),
    }


def starters_on_boards() -> dict[str, str]:
    """Bread, to start with."""
    return {
        "focaccia": board("#8f5f38", "#7d5230")
        + at(
            0,
            0,
            -8,
            slab(98, 66, "#b9742f", 2, 3, 12),
            slab(96, 64, "#edbd6b", 0, 0, 12),
            dots(scatter(12, 38, 1), 10, "#cf9340"),
            sticks(scatter(9, 36), 12, 3, BASIL),
            dots(scatter(8, 32, 2), 2.6, "#fff"),
        ),
        "bruschetta": board()
        + repeat(
            [(-39, 0, -14), (0, 1, 4), (39, -1, -8)],
            oval(18, 36, "#c98a42"),
            oval(13, 30, "#f0cf96"),
            dots(scatter(7, 19, 0.6), 11, TOMATO),
            dots(scatter(4, 16, 2), 4, "#f0806a"),
            leaves([(0, -4), (2, 9)], 17, BASIL),
        ),
    }


def starters_on_plates() -> dict[str, str]:
    """Things to share before the pasta."""
    return {
        "burrata": plate(*SLATE)
        + dots(around(9, 34), 17, TOMATO)
        + dots([(x - 3, y - 3) for x, y in around(9, 34)], 4, "#ef8a70")
        + disc(27, "#e7dcc8", 1, 3)
        + disc(26, MILK)
        + stroke("M-2-14q-12 6-16 18M-2-14q10 4 16 16", "#e6d9c1", 2)
        + leaves([(-6, 4), (8, 8), (2, -6)], 22, BASIL),
        "beef-carpaccio": plate()
        + dots(around(8, 30), 32, "#b02a3a")
        + dots(around(5, 14), 28, "#c23c48")
        + ring(36, "#e08d8d", 1.3, "9 14")
        + ring(22, "#e08d8d", 1.3, "7 12")
        + leaves(scatter(5, 15), 26, ROCKET, 0, 0.8)
        + sticks(scatter(6, 28, 2), 17, 4, "#f6dfa4"),
        "fried-calamari": plate(*STONE)
        + repeat(
            [(-22, -15, 0), (9, -26, 0), (-24, 18, 0), (3, 6, 0), (30, -7, 0)],
            ring(13, "#b9772a", 9, "", 0, 2),
            ring(13, "#ecbb63", 8),
            ring(14, "#f8dc9a", 2, "6 9"),
        )
        + leaves([(0, 34), (-10, -2)], 22, "#6f8f55")
        + lemon(),
        "antipasto-board": board()
        + repeat(
            [(-44, -22, 0), (-26, -28, 60), (-38, -4, 20)],
            disc(13, "#a83a3a"),
            dots(scatter(5, 9), 3, "#eab3a5"),
        )
        + stroke("M-2-28q14-10 20 0t20 0M-6-12q14-10 20 0t20 0", "#e79c8d", 10)
        + shape("M30 6l26 18-34 14z", "#f3d88a")
        + shape("M0 14l24 8-22 16z", "#fbeebf")
        + dots([(-46, 24), (-33, 31), (-28, 18)], 12, "#5a7a32")
        + dots([(-14, 14), (-10, 31)], 11, "#3d2a38"),
    }


def sides() -> dict[str, str]:
    """Vegetables, salad, potatoes."""
    return {
        "roast-potatoes": plate(*CLAY)
        + dots(scatter(12, 34, 2), 21, "#d9932f")
        + dots([(x - 2, y - 3) for x, y in scatter(12, 33, 2)], 14, "#f3c766")
        + sticks(scatter(7, 30, 1), 12, 3, BASIL),
        "mixed-salad": plate(PORCELAIN, "#e9efdc")
        + leaves(around(6, 24, 20), 46, ROCKET)
        + leaves(scatter(3, 20), 36, LETTUCE, 40)
        + dots([(-20, -16), (22, 14), (22, -20), (-16, 24)], 17, TOMATO)
        + dots([(4, 28), (-30, 4), (2, -10)], 19, "#5f9a45")
        + dots([(4, 28), (-30, 4), (2, -10)], 15, "#dcedb8")
        + sticks(scatter(4, 26, 3), 18, 4, "#e82"),
        "grilled-vegetables": plate(*SLATE)
        + repeat(
            [(-26, -6, -70), (-12, 2, -80), (2, 6, -88)],
            slab(60, 13, "#b9c46a", 0, 0, 6),
            stroke("M-20-4v8M-7-4v8M7-4v8M20-4v8", "#5d5a24", 3),
        )
        + stroke("M18-30q14 4 16 22", "#c8382a", 11)
        + stroke("M16-8q12 4 14 18", "#e9a526", 11)
        + dots([(18, 28), (34, 14)], 21, "#4a2f45")
        + dots([(18, 28), (34, 14)], 15, "#cdb98d")
        + leaves([(-4, -20), (-12, 24)], 16, BASIL),
        "french-fries": plate(*STONE)
        + sticks(scatter(16, 28, 1), 40, 8, "#d89a2b")
        + sticks(scatter(15, 25, 2), 38, 6, "#f4cb5c", 50)
        + dots(scatter(8, 30, 3), 2.4, "#fff"),
    }
