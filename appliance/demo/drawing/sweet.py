"""Recipes for the photos of desserts."""

from appliance.demo.drawing.garnish import BASIL, MILK
from appliance.demo.drawing.shapes import (
    disc,
    dots,
    leaves,
    repeat,
    ring,
    scatter,
    shape,
    slab,
    sticks,
    stroke,
)
from appliance.demo.drawing.vessels import SLATE, plate


def spoon_desserts() -> dict[str, str]:
    """Creams and pastry."""
    return {
        "tiramisu": plate(*SLATE)
        + slab(62, 62, "#f2dfb8", 2, 8)
        + stroke("M-27 35h58", "#a8743c", 4)
        + slab(62, 56, "#fbf0d6", 0, -2)
        + slab(58, 52, "#6b4024", 0, -3)
        + dots([(x, y) for x in (-19, 0, 19) for y in (-21, -3, 15)], 15, "#7d4e2e")
        + dots(scatter(14, 25, 2), 4, "#55301a")
        + leaves([(10, -12), (18, -4)], 16, BASIL),
        "panna-cotta": plate()
        + shape("M-36 14q-10-40 30-44 44-2 44 30 2 40-34 38-34 2-40-24", "#b3213c")
        + disc(27, "#efe3cc", 1, 4)
        + disc(26, MILK, 0, 1)
        + disc(19, "#fff", -2, -3)
        + dots([(-6, -6), (4, -9), (2, 1)], 12, "#7d1230")
        + dots([(-8, -8), (2, -11), (0, -1)], 3, "#e58a9d")
        + leaves([(12, -6)], 16, BASIL),
        "cannoli": plate("#8fa9ae", "#a9c0c4")
        + repeat(
            [(0, -19, -18), (2, 20, -18)],
            stroke("M-34 0h68", MILK, 27),
            slab(58, 31, "#a5622a", 0, 1, 9),
            slab(58, 29, "#d08d41", 0, 0, 9),
            stroke("M-16-10q-6 10 0 20M2-10q-6 10 0 20M20-10q-6 10 0 20", "#a5622a", 2.5),
            dots([(-38, -6), (-43, 1), (-36, 7)], 6, "#7fa83c"),
            dots([(38, -6), (43, 3)], 6, "#ee8a2c"),
        )
        + dots(scatter(12, 38, 1), 2.4, "#fff"),
    }


def ice_and_cake() -> dict[str, str]:
    """What comes out of the freezer and the oven."""
    return {
        "gelato": plate("#9fb8bd", "#bcd0d3", 56)
        + sticks([(26, -32)], 44, 9, "#d9a054", -50)
        + dots([(-15, 10)], 44, "#8fae5a")
        + dots([(17, 10)], 44, "#f7ecd2")
        + dots([(0, -15)], 44, "#6b4024")
        + stroke("M-28 4q4-12 14-12M5 3q4-10 14-10M-12-22q4-10 14-10", "#fff", 3, "1 7")
        + dots(scatter(6, 10, 0, -16, 12), 3, "#5d7a34"),
        "lemon-sorbet": plate("#c9dde0", "#e2eff0", 54)
        + disc(29, "#e9c92c", 0, 3)
        + ring(27, "#fff3b0", 4, "", 0, 3)
        + disc(22, "#fdf6c9", 0, -2)
        + disc(13, "#fffdf0", -5, -7)
        + leaves([(14, -20), (24, -14)], 22, BASIL),
        "cake-of-the-day": plate("#e3b7a6", "#f3dcd2")
        + shape("M-42 16L44 30v12l-8 2z", "#7a3a1c", ".3")
        + shape("M-46-2L40 16v22l-86-24z", "#f7e3bd")
        + stroke("M-44 7L39 27", "#8e2440", 4)
        + shape("M-46-2L26-34q22 22 14 50z", "#edbd6b")
        + stroke("M26-33q22 22 15 49v20", "#b9742f", 6)
        + dots(
            [(-24, -4), (-8, -12), (-4, 0), (10, -20), (12, -5), (16, 6), (26, -16), (30, 2)], 8, "#a52a48"
        ),
    }
