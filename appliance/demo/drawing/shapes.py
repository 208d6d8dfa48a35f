"""The shapes every demo dish photo is composed of; each returns a short piece of SVG text.

Coordinates are centred: (0, 0) is the middle of the 160 x 160 picture, and light falls from the upper left.
Pieces are joined in painting order.
"""

from collections.abc import Iterable
from math import cos, pi, radians, sin, sqrt

Point = tuple[float, float]
Place = tuple[float, float, float]

GOLDEN_ANGLE = 2.39996


def picture(*pieces: str) -> str:
    """A whole file: warm linen with the pieces on it."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 160 160">'
        '<linearGradient id="l" x2="1" y2="1"><stop stop-color="#efe4d0"/>'
        '<stop offset="1" stop-color="#d7c3a2"/></linearGradient><path fill="url(#l)" d="M0 0h160v160H0z"/>'
        '<g transform="translate(80 80)" fill="none" stroke-linecap="round">'
        f"{''.join(pieces)}</g></svg>\n"
    )


def at(x: float, y: float, turn: float, *pieces: str) -> str:
    """The pieces moved to (x, y) and turned clockwise by `turn` degrees."""
    return f'<g transform="{_transform((x, y, turn))}">{"".join(pieces)}</g>'


def repeat(places: list[Place], *pieces: str) -> str:
    """The same pieces at several places, each (x, y, turn in degrees)."""
    uses = "".join(f'<use href="#p"{_place(place)}/>' for place in places)
    return f'<defs><g id="p">{"".join(pieces)}</g></defs>{uses}'


def disc(radius: float, fill: str, x: float = 0, y: float = 0) -> str:
    """A filled circle."""
    return f"<circle{_centre(x, y)}{_pair('r', radius)}{_pair('fill', fill)}/>"


def shadow(wide: float, high: float, x: float = 3, y: float = 6) -> str:
    """A soft dark ellipse; put it before what throws it."""
    form = f"circle{_pair('r', wide)}" if wide == high else f"ellipse{_pair('rx', wide)}{_pair('ry', high)}"
    return f'<{form}{_centre(x, y)} fill="#421" opacity=".2"/>'


def ring(radius: float, colour: str, width: float, dash: str = "", x: float = 0, y: float = 0) -> str:
    """A circle line; `dash` breaks it into strokes ("14 6")."""
    return f'<circle{_centre(x, y)}{_pair("r", radius)} fill="none"{_line(colour, width, dash)}/>'


def oval(wide: float, high: float, fill: str, x: float = 0, y: float = 0) -> str:
    """A filled ellipse."""
    return f"<ellipse{_centre(x, y)}{_pair('rx', wide)}{_pair('ry', high)}{_pair('fill', fill)}/>"


def slab(wide: float, high: float, fill: str, x: float = 0, y: float = 0, corner: float = 4) -> str:
    """A rectangle with rounded corners, centred on (x, y)."""
    box = _pair("x", x - wide / 2) + _pair("y", y - high / 2) + _pair("width", wide) + _pair("height", high)
    return f"<rect{box}{_pair('rx', corner)}{_pair('fill', fill)}/>"


def shape(path: str, fill: str, opacity: str = "") -> str:
    """A filled outline given as SVG path data."""
    return f'<path{_pair("fill", fill)}{_pair("opacity", opacity) if opacity else ""} d="{path}"/>'


def stroke(path: str, colour: str, width: float, dash: str = "", opacity: str = "") -> str:
    """A line given as SVG path data: strands, grill marks, stalks."""
    return f'<path{_line(colour, width, dash)}{_pair("opacity", opacity) if opacity else ""} d="{path}"/>'


def dots(points: Iterable[Point], size: float, colour: str) -> str:
    """Round spots of one size: tomatoes, olives, beans, pepper."""
    return f'<path{_line(colour, size)} d="{"".join(f"M{pair(*point)}h0" for point in points)}"/>'


def sticks(points: Iterable[Point], length: float, width: float, colour: str, turn: float = 0) -> str:
    """Short strokes, each turned further than the one before: penne, chips, strips of vegetable."""
    path = ""
    for index, (x, y) in enumerate(points):
        angle = radians(turn) + index * 2.1
        dx, dy = cos(angle) * length, sin(angle) * length
        path += f"M{pair(x - dx / 2, y - dy / 2)}l{pair(dx, dy)}"
    return f'<path{_line(colour, width)} d="{path}"/>'


def leaves(points: Iterable[Point], length: float, colour: str, turn: float = 0, slim: float = 0.65) -> str:
    """Pointed leaves, each turned further than the one before; a larger `slim` makes them narrower."""
    path, bend = "", f"{number(length * slim)} {number(length * slim)} 0 01"
    for index, (x, y) in enumerate(points):
        angle = radians(turn) + index * 1.9
        dx, dy = cos(angle) * length, sin(angle) * length
        path += f"M{pair(x - dx / 2, y - dy / 2)}a{bend}{pair(dx, dy)} {bend}{pair(-dx, -dy)}"
    return shape(path, colour)


def scatter(count: int, spread: float, turn: float = 0, x: float = 0, y: float = 0) -> list[Point]:
    """Points spread evenly over a disc, as seeds in a sunflower."""
    places = []
    for index in range(count):
        distance, angle = spread * sqrt((index + 0.5) / count), turn + index * GOLDEN_ANGLE
        places.append((x + cos(angle) * distance, y + sin(angle) * distance))
    return places


def around(count: int, radius: float, turn: float = 0) -> list[Point]:
    """Points on a circle, the first at `turn` degrees."""
    steps = (radians(turn) + index * 2 * pi / count for index in range(count))
    return [(cos(angle) * radius, sin(angle) * radius) for angle in steps]


def number(value: float) -> str:
    """The shortest useful text of a coordinate: tenths below 3, whole units above."""
    steady = round(value, 4)
    short = round(steady, 1) if abs(steady) < 3 else round(steady)
    return f"{short:g}".replace("0.", ".") if 0 < abs(short) < 1 else f"{short:g}"


def pair(x: float, y: float) -> str:
    """Two coordinates, the minus sign standing in for the space."""
    first, second = number(x), number(y).replace("-0", "0")
    return f"{first}{'' if second.startswith('-') else ' '}{second}"


def _pair(name: str, value: float | str) -> str:
    return f' {name}="{value if isinstance(value, str) else number(value)}"'


def _centre(x: float, y: float) -> str:
    return (_pair("cx", x) if x else "") + (_pair("cy", y) if y else "")


def _line(colour: str, width: float, dash: str = "") -> str:
    return (
        _pair("stroke", colour)
        + _pair("stroke-width", width)
        + (_pair("stroke-dasharray", dash) if dash else "")
    )


def _place(place: Place) -> str:
    x, y, turn = place
    return _pair("transform", _transform(place)) if turn else _pair("x", x) + _pair("y", y)


def _transform(place: Place) -> str:
    x, y, turn = place
    return (f"translate({pair(x, y)})" if x or y else "") + (f"rotate({number(turn)})" if turn else "")
