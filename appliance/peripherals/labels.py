"""The label that is stuck on a bag: whose it is, which of how many, and what is in it that may hurt."""

from dataclasses import dataclass

from appliance.printing import Document, PaperWords
from firmware_bridges.document import Align, Boxed, Columns, Cut, Part, Rule, Size, Text
from firmware_bridges.sanitise import printable


@dataclass(frozen=True, slots=True)
class BagLabel:
    """One bag of an order. `allergens` as codes, () when there are none, None when that is not known."""

    order_number: int
    name: str
    bag: int
    bags: int
    items: tuple[str, ...] = ()
    allergens: tuple[str, ...] | None = None
    at: str = ""


def bag_label(label: BagLabel, words: PaperWords) -> Document:
    """The label, for 32 columns and up. Raises ValueError for a bag outside its order."""
    if not 1 <= label.bag <= label.bags:
        raise ValueError(f"bag {label.bag} of {label.bags}")
    parts: list[Part] = [
        Columns(f"#{label.order_number}", f"{label.bag}/{label.bags}", size=Size.DOUBLE, bold=True),
        Text(printable(label.name, 60) or "-", size=Size.DOUBLE),
    ]
    if label.at:
        parts.append(Text(printable(label.at, 40), align=Align.RIGHT))
    if label.items:
        parts += [Rule(), *(Text(printable(item, 200)) for item in label.items)]
    if label.allergens is None:
        parts.append(Boxed((words.ticket.allergens_unknown,)))
    elif label.allergens:
        named = words.comma.join(printable(words.allergen(code), 60) for code in label.allergens)
        parts.append(Boxed((f"{words.ticket.contains}: {named}",)))
    title = f"label {label.order_number} {label.bag}/{label.bags}"
    return Document(title=title, parts=(*parts, Cut()))
