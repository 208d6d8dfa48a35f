"""What the demo dishes are served on and in: plates, boards, cups and glasses, each with its shadow."""

from appliance.demo.drawing.shapes import (
    around,
    disc,
    dots,
    number,
    oval,
    pair,
    ring,
    scatter,
    shadow,
    shape,
    slab,
    stroke,
)

PORCELAIN, CREAM = "#fffdf9", "#f4eee4"
STONE = ("#cfc7bb", "#dfd8cd")
SLATE = ("#5b6168", "#6b727a")
CLAY = ("#b5623a", "#8f4626")


def plate(rim: str = PORCELAIN, well: str = CREAM, radius: float = 62) -> str:
    """A round plate from above."""
    return (
        shadow(radius, radius)
        + disc(radius, rim)
        + f'<circle r="{number(radius * 0.75)}" fill="#421" opacity=".12"/>'
        + disc(radius * 0.73, well, 1, 2)
    )


def platter(rim: str = PORCELAIN, well: str = CREAM) -> str:
    """A long oval plate from above."""
    return shadow(72, 45) + oval(72, 45, rim) + oval(59, 33, well, 1, 1)


def board(wood: str = "#a9713f", grain: str = "#955f31") -> str:
    """A wooden board from above."""
    return (
        '<rect x="-61" y="-40" width="128" height="92" rx="14" fill="#421" opacity=".2"/>'
        + slab(128, 92, wood, 0, 0, 14)
        + stroke("M-54-30q50 8 108 0M-54 30q50 8 108 0", grain, 1.5)
    )


def pizza(cheese: str, sauce: str = "#c8452b") -> str:
    """A whole pizza on a plate, waiting for its toppings."""
    return (
        shadow(70, 70)
        + disc(70, PORCELAIN)
        + disc(62, "#b8752f", 1, 2)
        + disc(61, "#dfa353")
        + ring(57, "#9a5a25", 5, "4 31 5 44")
        + disc(51, sauce)
        + dots(scatter(9, 40, 0.4), 21, cheese)
    )


def slices() -> str:
    """The cuts that part a pizza into six."""
    path = "".join(f"M{pair(x, y)}L{pair(-x, -y)}" for x, y in around(6, 61, 15)[:3])
    return stroke(path, "#7a4318", 1.2)


def cup(coffee: str, rim: str, radius: float = 34) -> str:
    """A cup on its saucer from above, handle to the right; `rim` is the paler edge of the drink."""
    return (
        plate(radius=radius * 1.75)
        + shadow(radius, radius)
        + stroke(f"M{number(radius)}-7q24-7 24 5t-24 6", "#d9cfc0", 8)
        + stroke(f"M{number(radius)}-8q22-7 22 5t-22 6", PORCELAIN, 6)
        + disc(radius, PORCELAIN)
        + disc(radius * 0.85, rim)
        + disc(radius * 0.72, coffee, 1, 1)
    )


def stem_glass(bowl: str, drink: str, wine: str) -> str:
    """A stemmed glass from the side; `bowl` and `drink` are outlines as path data, `wine` a colour."""
    return (
        shadow(30, 6, 6, 66)
        + stroke("M0 20V62", "#fff", 4)
        + oval(24, 5, "#fff", 0, 63)
        + shape(bowl, "#fff", ".6")
        + shape(drink, wine)
    )


def tumbler(drink: str, surface: str) -> str:
    """A tall glass from the side, filled to a finger below the rim."""
    return (
        shadow(32, 7, 6, 62)
        + shape("M-32-58h64l-7 120h-50z", "#fff", ".65")
        + shape("M-28-38h56l-5 94h-46z", drink)
        + oval(28, 4, surface, 0, -38)
    )


def shine(path: str) -> str:
    """A streak of light on glass or glaze."""
    return stroke(path, "#fff", 4, opacity=".45")
