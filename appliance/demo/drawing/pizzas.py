"""Recipes for the photos of pizza."""

from appliance.demo.drawing.garnish import BASIL
from appliance.demo.drawing.shapes import around, dots, leaves, repeat, scatter, shape, sticks, stroke
from appliance.demo.drawing.vessels import pizza, slices


def pizzas() -> dict[str, str]:
    """Pizzas, told apart by their toppings."""
    return {
        "margherita": pizza("#fff3dc") + slices() + leaves(scatter(5, 32, 1), 22, BASIL, 0, 0.6),
        "marinara": pizza("#d75a37")
        + sticks(scatter(9, 38, 1), 9, 5, "#fdf1d6")
        + dots(scatter(19, 46, 2), 3, "#3d5a24")
        + slices(),
        "diavola": pizza("#f9dfa8")
        + dots(scatter(8, 40, 1), 21, "#811")
        + dots(scatter(8, 40, 1), 17, "#b8332a")
        + dots(scatter(9, 42, 2), 6, "#f72")
        + slices()
        + stroke("M-8-6q8 10 18 2", "#e11", 4),
        "quattro-formaggi": pizza("#fffaf0", "#f3d27a")
        + dots(scatter(7, 36, 2), 14, "#f0b84a")
        + dots(scatter(8, 42, 1), 7, "#7d9a94")
        + dots(scatter(7, 28, 3), 6, "#c98a35")
        + slices(),
        "capricciosa": pizza("#fbe8c0")
        + sticks(scatter(4, 34, 1), 16, 15, "#e98")
        + repeat(
            [(-27, -18, 0), (24, -22, 0)],
            shape("M-11 0a11 10 0 0 1 22 0H4v9h-8V0z", "#cdb18d"),
        )
        + leaves([(30, 14), (-24, 24)], 24, "#894")
        + dots(around(2, 38, 60), 10, "#312")
        + slices(),
        "ortolana": pizza("#fbe8c0")
        + dots([(-24, -20), (26, 18), (-14, 30)], 23, "#424")
        + dots([(-24, -20), (26, 18), (-14, 30)], 18, "#dca")
        + dots([(22, -24), (-34, 8), (8, 8)], 20, "#373")
        + dots([(22, -24), (-34, 8), (8, 8)], 16, "#ce9")
        + stroke("M-6-36q12-2 16 8", "#e42", 7)
        + stroke("M-12-10q6-8 14-4M8 32q8 0 10-6", "#fb2", 6)
        + slices(),
    }
