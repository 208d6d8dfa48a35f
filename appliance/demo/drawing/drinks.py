"""Recipes for the photos of drinks: glasses from the side, cups from above."""

from appliance.demo.drawing.garnish import BASIL
from appliance.demo.drawing.shapes import (
    at,
    disc,
    dots,
    leaves,
    oval,
    ring,
    scatter,
    shadow,
    shape,
    slab,
    stroke,
)
from appliance.demo.drawing.vessels import PORCELAIN, cup, shine, stem_glass, tumbler

WINE_BOWL = "M-24-60c-12 46 0 84 24 84s36-38 24-84z"
WINE_FILL = "M-29-22c0 26 8 42 29 42s29-16 29-42z"
FLUTE_BOWL = "M-15-64c-4 50 0 88 15 88s19-38 15-88z"
FLUTE_FILL = "M-16-44c-1 40 3 64 16 64s17-24 16-64z"
BALLOON_BOWL = "M-30-54c-14 44 0 78 30 78s44-34 30-78z"
BALLOON_FILL = "M-35-32c-4 34 10 52 35 52s39-18 35-52z"


def ice(*places: tuple[float, float, float]) -> str:
    """Cubes of ice; each place is (x, y, turn)."""
    cubes = "".join(at(x, y, turn, slab(17, 17, "#fff", 0, 0, 4)) for x, y, turn in places)
    return f'<g opacity=".5">{cubes}</g>'


def soft_drinks() -> dict[str, str]:
    """Without alcohol."""
    return {
        "mineral-water": tumbler("#bfe0ea", "#e4f4f7")
        + dots([(-12, -10), (8, -20), (14, 12), (-6, 26), (4, 40), (-14, 10)], 5, "#fff")
        + ring(4, "#fff", 1.4, "", 2, 2)
        + shine("M-20-26l4 66"),
        "cola": tumbler("#43200f", "#6d3a1e")
        + ice((-9, -26, 12), (10, -22, -16), (-2, -4, 30))
        + disc(15, "#e9b90e", 28, -54)
        + disc(12, "#fbe37a", 28, -54)
        + stroke("M28-64v20M18-54h20", "#fff6cf", 1.5)
        + shine("M-20-10l3 50"),
        "lemonade": tumbler("#f6dc6a", "#fbefb0")
        + stroke("M6 30L20-72", "#c93a26", 5)
        + sunken_lemon()
        + leaves([(-10, -50), (4, -46), (-20, -42)], 26, BASIL)
        + shine("M-20-20l4 60"),
        "peach-iced-tea": tumbler("#c9722a", "#e09a4e")
        + ice((8, -24, 18), (-9, -8, -10))
        + shape("M4-62a24 24 0 0 1 34 26q-22 0-34-26z", "#f08a3c")
        + shape("M9-57a20 20 0 0 1 25 18q-17-2-25-18z", "#fbc46d")
        + leaves([(-8, -46), (-18, -40)], 22, BASIL)
        + shine("M-20-20l4 60"),
    }


def sunken_lemon() -> str:
    """Two slices of lemon under the surface."""
    return "".join(disc(13, "#f0c419", x, y) + disc(10, "#fdf3b4", x, y) for x, y in ((-6, -14), (8, 22)))


def bar() -> dict[str, str]:
    """Wine, beer, spritz."""
    return {
        "house-wine": at(
            -24,
            0,
            0,
            shadow(32, 7, 6, 60),
            shape("M-12-62h24l-4 40q24 14 22 44-2 34-30 40-28-6-30-40-2-30 22-44z", "#fff", ".6"),
            shape("M-9-24q-22 14-19 44 2 30 28 38 26-8 28-38 3-30-19-44z", "#7d1630"),
            shine("M-18 8q-4 16 4 30"),
        )
        + at(
            40,
            14,
            0,
            shadow(20, 5, 4, 46),
            shape("M-18-22h36l-4 68h-28z", "#fff", ".65"),
            shape("M-16 4h32l-3 38h-26z", "#96203c"),
        ),
        "chianti-classico": stem_glass(WINE_BOWL, WINE_FILL, "#7d1630")
        + oval(29, 5, "#a33350", 0, -22)
        + shine("M-21-46q-6 30 4 50"),
        "vermentino": stem_glass(WINE_BOWL, WINE_FILL, "#ecd678")
        + oval(29, 5, "#f7eab0", 0, -22)
        + shine("M-21-46q-6 30 4 50"),
        "prosecco": stem_glass(FLUTE_BOWL, FLUTE_FILL, "#f0dc8c")
        + oval(16, 3, "#fbf3cc", 0, -44)
        + dots([(-4, -30), (5, -18), (-3, -4), (4, 8), (0, -36), (-6, -16)], 4, "#fff")
        + shine("M-10-54q-3 36 2 56"),
        "draught-lager": shadow(36, 7, 6, 62)
        + stroke("M26-26q26-4 24 22t-30 24", "#fff", 9)
        + shape("M-34-50h64l-4 112h-56z", "#fff", ".7")
        + shape("M-30-34h56l-3 90h-50z", "#eba92a")
        + stroke("M-12-14l2 60M8-14l-2 60", "#f6c95e", 6)
        + dots([(-26, -42), (-12, -50), (4, -52), (20, -44), (-2, -40)], 25, "#fff8e6")
        + dots(scatter(6, 26, 0, -2, 20), 3.4, "#fde6a8"),
        "spritz": stem_glass(BALLOON_BOWL, BALLOON_FILL, "#f0762a")
        + ice((-14, -24, 14), (8, -26, -12))
        + disc(17, "#e8641b", 26, -48)
        + disc(14, "#fbb75a", 26, -48)
        + stroke("M26-60v24M14-48h24M18-56l16 16M34-56L18-40", "#f08a2c", 1.6)
        + shine("M-28-40q-6 26 8 46"),
    }


def coffee() -> dict[str, str]:
    """Coffee and tea."""
    return {
        "espresso": cup("#4a2412", "#b9793a", 28)
        + ring(12, "#a5652e", 5, "16 30")
        + ring(6, "#c98d4c", 3, "8 14")
        + stroke("M-40 26l-14 16", "#b8b2a8", 4)
        + oval(6, 8, "#c9c3b9", -36, 20),
        "cappuccino": cup("#a86a38", "#8a4f26", 36)
        + shape("M0 20C-30 2-22-18-10-18-3-18 0-10 0-10S3-18 10-18C22-18 30 2 0 20z", "#fff6e6")
        + shape("M0 10C-14 0-11-9-5-9-1-9 0-5 0-5S1-9 5-9C11-9 14 0 0 10z", "#c08a55"),
        "marocchino": oval(52, 12, PORCELAIN, 0, 58)
        + shadow(30, 6, 4, 58)
        + shape("M-34-48h68l-10 106h-48z", "#fff", ".7")
        + shape("M-25 20h50l-3 34h-44z", "#3d1d0e")
        + shape("M-28-8h56l-3 30h-50z", "#8a5330")
        + shape("M-31-36h62l-3 30h-56z", "#f6e6cf")
        + oval(31, 6, "#fff6e6", 0, -36)
        + dots([(x, y * 0.2 - 36) for x, y in scatter(12, 26)], 3, "#6b4024")
        + shine("M-22-24l6 70"),
        "tea": cup("#c9812a", "#e0a24a", 36)
        + shine("M-16-12q6-10 18-10")
        + leaves([(6, 8), (14, 2)], 20, BASIL)
        + stroke("M-30 8q-14 4-16 22", "#efe8dc", 2)
        + slab(17, 17, "#c93a26", -47, 34, 3)
        + slab(9, 9, "#fbe9e4", -47, 34, 2),
    }
