"""Recipes for the photos of meat and fish."""

from appliance.demo.drawing.garnish import BASIL, ROCKET, lemon
from appliance.demo.drawing.shapes import (
    around,
    at,
    disc,
    dots,
    leaves,
    oval,
    repeat,
    scatter,
    shape,
    slab,
    sticks,
    stroke,
)
from appliance.demo.drawing.vessels import CLAY, SLATE, STONE, board, plate, platter

COIL = "M0 0c8-8 16 4 8 11-12 9-26-4-20-18 8-18 36-14 38 7 2 24-24 34-42 22"
PRAWN = "M8-20q-24 4-18 22 4 14 16 14"


def meat() -> dict[str, str]:
    """Meat over embers."""
    return {
        "ribeye-tagliata": board("#8f5f38", "#7d5230")
        + leaves([(-48, 22), (50, 26), (50, -22)], 34, ROCKET)
        + repeat(
            [(-38, 2, 0), (-19, 0, 0), (0, 1, 0), (19, -1, 0), (38, -2, 0)],
            stroke("M6-20L-6 20", "#421", 18),
            stroke("M5-18L-6 18", "#c55", 11),
            stroke("M4-12L-4 12", "#d77", 4),
        )
        + sticks(scatter(5, 36, 2), 20, 4, "#fea")
        + dots(scatter(4, 42, 1), 3, "#fff"),
        "fiorentina": board()
        + shape("M-44-8c-6-30 30-36 52-28 34 6 46 16 42 36-8 32-34 36-54 24-24-8-36-10-40-32z", "#f3dcb4")
        + shape("M-39-8c-4-24 26-30 48-22 28 4 40 14 36 30-6 26-28 30-48 20-24-8-34-12-36-28z", "#6b3320")
        + stroke("M-34-20l26 40M-20-28l34 54M-4-30l30 52M14-30l22 38", "#3d190d", 3.5)
        + stroke("M-32-18Q2-14 36-16M4-15l-4 34", "#f6e6c8", 6)
        + sticks([(-46, 30), (46, 30)], 22, 3, BASIL, 20)
        + dots(scatter(9, 30, 1), 2.4, "#fff"),
        "lamb-chops": plate(*SLATE)
        + repeat(
            [(-20, 8, -24), (2, 4, 0), (24, 8, 24)],
            stroke("M0-2V-36", "#f3e3c6", 6),
            oval(15, 19, "#e7bf95", 0, 14),
            oval(12, 16, "#7a3522", 0, 14),
            stroke("M-8 6l14 16M-2 2l12 12", "#44190d", 3),
        )
        + leaves([(-30, -22), (34, -18), (-2, 40)], 20, BASIL),
        "chicken-diavola": platter()
        + shape("M-52 4c-6-26 22-34 40-26 18-12 46-6 46 16 0 28-28 32-44 26-16 8-38 4-42-16z", "#a5521c")
        + shape("M-46 0c-2-18 18-26 34-18 18-10 38-4 38 12 0 18-22 22-38 18-16 4-32 2-34-12z", "#d98530")
        + stroke("M-38-6l14 16M-26-14l20 24M-2-6l16 18M12-16l20 24", "#8a3d12", 4)
        + stroke("M30 8l20 14", "#f3e3c6", 7)
        + stroke("M-40 24q10 6 20 0M40-16q8-8 4-16", "#d3211b", 5)
        + at(22, 4, 0, lemon()),
        "fennel-sausage": plate(*CLAY)
        + disc(44, "#b9402a", 1, 2)
        + dots(around(13, 37), 12, "#f3e6c8")
        + dots(around(4, 29, 20), 10, "#edb")
        + stroke(COIL, "#5e2414", 13)
        + stroke(COIL, "#ab5733", 9)
        + stroke(COIL, "#6b2a16", 5, "2 14")
        + leaves([(26, -26)], 22, "#797"),
    }


def fish() -> dict[str, str]:
    """From the sea."""
    return {
        "sea-bass": platter(*STONE)
        + repeat([(18, -20, 0), (34, -17, 0)], disc(9, "#f0c419"), disc(7, "#fdf0a4"))
        + shape("M-58 4q22-24 56-20 24 2 42 14l20-14q-6 14 0 32L40 6q-18 14-44 16-32 0-54-18z", "#7f8f98")
        + shape("M-56 5q40 14 94 0-18 12-44 14-30 0-50-14z", "#dfe6e6")
        + stroke("M-38-8q8 10 0 22", "#5d6a72", 2)
        + stroke("M-20-10l10 20M-4-12l10 22M12-10l8 18", "#4b3a2c", 3.5)
        + disc(3, "#1d1d1d", -46, 1)
        + leaves([(-30, 26), (-16, 28), (6, 27)], 18, BASIL),
        "octopus": plate(*SLATE)
        + dots([(-24, 18), (-8, 28), (12, 30), (28, 16)], 20, "#f0d27e")
        + stroke("M-36-6q2-28 26-26t16 20-18 10-2-14", "#7d2f4d", 13)
        + stroke("M36 4q4-30-14-34M-6 20q24 2 30-10", "#8e3a58", 12)
        + stroke("M-32-8q4-19 22-18t11 16-10 5", "#f0c3c6", 4, "0 8")
        + stroke("M31 2q3-22-9-28M-4 16q18 2 25-8", "#f0c3c6", 4, "0 8")
        + dots([(-32, 6), (4, 34), (36, 24)], 9, "#33232f")
        + leaves([(-4, 8), (12, -30)], 16, BASIL),
        "king-prawns": platter(*SLATE)
        + repeat(
            [(-38, 2, 0), (-10, 0, 8), (18, 2, 0)],
            stroke(PRAWN, "#d53", 14),
            stroke(PRAWN, "#f96", 8),
            stroke("M-2-20l6 9M-13-8l11 4M-12 6l10-4", "#c42", 2),
            stroke("M8-20q6-9 16-9", "#d53", 2),
        )
        + at(20, -6, 0, lemon())
        + dots(around(2, 30, 80), 5, BASIL),
        "salt-cod": plate(*CLAY)
        + disc(44, "#c23f27", 1, 2)
        + dots(scatter(9, 38, 1), 12, "#d85a3a")
        + repeat(
            [(-8, -12, -16), (10, 16, 10)],
            slab(50, 25, "#d9c09a", 1, 3, 9),
            slab(50, 23, "#fdf4e2", 0, 0, 9),
            stroke("M-14-8q4 8 0 16M0-8q4 8 0 16M14-8q4 8 0 16", "#e3d2b3", 2),
        )
        + dots([(-30, 14), (28, -16), (-4, 34), (30, 24)], 10, "#2e2230")
        + dots(scatter(7, 34, 3), 5, "#7f9440"),
    }
