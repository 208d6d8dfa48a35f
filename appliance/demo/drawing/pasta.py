"""Recipes for the photos of pasta."""

from appliance.demo.drawing.garnish import BASIL, MILK, TOMATO
from appliance.demo.drawing.shapes import (
    around,
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
from appliance.demo.drawing.vessels import CLAY, PORCELAIN, SLATE, STONE, plate


def nest(pasta: str, light: str, dark: str) -> str:
    """A twirl of long pasta filling the well of a plate."""
    return (
        disc(41, dark, 1, 3)
        + disc(40, pasta)
        + ring(35, light, 4, "46 9")
        + ring(24, light, 5, "30 8")
        + ring(13, light, 4, "18 7")
    )


def twirled_and_filled() -> dict[str, str]:
    """Pasta told apart by its form."""
    return {
        "tagliatelle-ragu": plate()
        + nest("#e9b44c", "#f7d78d", "#c98d2b")
        + dots(scatter(7, 17), 16, "#8f2f1c")
        + dots(scatter(6, 17, 2), 7, "#c04a2c")
        + dots(scatter(6, 26, 1), 3, "#fff")
        + leaves([(4, -6), (14, -1)], 20, BASIL),
        "orecchiette-cime-di-rapa": plate(*STONE)
        + leaves(around(5, 24), 38, "#262")
        + dots(scatter(9, 34, 2), 23, "#d9b464")
        + dots([(x - 1, y - 2) for x, y in scatter(9, 34, 2)], 17, "#f3dfa6")
        + leaves(scatter(2, 18), 26, "#494")
        + dots(scatter(6, 32), 5, "#952")
        + dots(around(3, 22), 5, TOMATO),
        "ravioli-ricotta": plate()
        + repeat(
            [(-16, -18, 8), (17, -14, -12), (-18, 16, -6), (15, 20, 14)],
            slab(31, 31, "#d9a94c", 1, 2),
            slab(31, 31, "#f3d58b"),
            disc(9, "#f9e6b4"),
            stroke("M-13-13h26v26h-26z", "#d9a94c", 2, "1 4"),
        )
        + leaves([(0, -2), (-2, 34), (34, 4)], 24, "#6f9470"),
        "spaghetti-vongole": plate(*SLATE)
        + nest("#edcf82", "#fbeab8", "#c9a44e")
        + repeat(
            [(-22, -18, 0), (22, -14, 0), (2, 24, 0)],
            shape("M-17 5a17 17 0 0134 0q-17 12-34 0", "#867a6e"),
            stroke("M0 6V-9M-6 5l-4-10M6 5l4-10", "#eed", 2),
        )
        + dots(scatter(7, 32, 1), 5, BASIL),
    }


def baked_and_sauced() -> dict[str, str]:
    """Pasta told apart by its sauce."""
    return {
        "lasagne": plate(PORCELAIN, "#f0e6da")
        + slab(70, 54, "#7d2716", 2, 8, 6)
        + stroke("M-30 30h62M-30 24h62", "#e9b765", 3)
        + slab(70, 48, "#e0852f", 0, -3, 6)
        + dots(scatter(10, 23, 1), 15, "#f6d789")
        + dots(scatter(8, 22, 2), 8, "#b5451f")
        + dots(scatter(6, 26, 3), 4, "#7d3312")
        + leaves([(2, -8), (11, -3)], 18, BASIL),
        "rigatoni-carbonara": plate(*SLATE)
        + disc(40, "#e9bd4a", 1, 2)
        + sticks(scatter(9, 28, 1), 19, 13, "#f6dc8b")
        + sticks(scatter(9, 28, 1), 15, 3, "#fff2c4")
        + sticks(scatter(8, 29, 2), 5, 8, "#b0492f")
        + disc(9, "#f5a81c")
        + dots(scatter(12, 36, 3), 2.4, "#321"),
        "gnocchi-sorrentina": plate(*CLAY)
        + disc(44, "#c8402a", 1, 2)
        + dots(scatter(11, 34, 1), 17, "#f0d79c")
        + stroke("".join(f"M{x - 4:.0f} {y:.0f}h8" for x, y in scatter(11, 34, 1)), "#d6ae62", 1.5)
        + dots(scatter(5, 26), 18, MILK)
        + leaves([(0, 0), (10, 5), (-22, 14)], 20, BASIL),
        "penne-arrabbiata": plate()
        + disc(38, "#c2321b", 1, 2)
        + sticks(scatter(12, 28, 2), 18, 9, "#e8793f")
        + sticks(scatter(12, 28, 2), 14, 3, "#f6a66b")
        + stroke("M-22-14q6 12 20 8M10 24q14 0 16-14", "#e01f1f", 5)
        + dots([(-24, -16), (8, 24)], 5, BASIL)
        + dots(scatter(9, 32), 3.4, BASIL),
    }
