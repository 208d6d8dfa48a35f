"""Reads option groups: what may be chosen, how much of it, and what it does to the price."""

from appliance.menu.interchange.cells import Cells, in_order
from appliance.menu.interchange.ledger import Ledger
from appliance.menu.interchange.sheet import Entry
from appliance.menu.model import GroupKind, Option, OptionGroup

OPTIONS_MAX = 60
PRICE_MAX_MINOR = 100_000_000


def option_group(ledger: Ledger, entry: Entry, needed: str | None) -> OptionGroup:
    """The group of an entry; troubles go to the sheet."""
    cells = Cells(ledger, entry)
    group = OptionGroup(
        id=cells.own_id("group"),
        kind=GroupKind.VARIANT if cells.one_of("kind", _KINDS, "choice") == "variant" else GroupKind.CHOICE,
        names=cells.names("names", needed=needed),
        min=cells.whole("min", 0, OPTIONS_MAX, 0),
        max=cells.whole("max", 1, OPTIONS_MAX, 1),
        options=tuple(_option(ledger, one, needed) for one in cells.objects("options", OPTIONS_MAX)),
    )
    _check(cells, group)
    if cells.truth("required", group.min > 0) != (group.min > 0):
        cells.complain("required", "A required group has a min of at least 1, any other a min of 0.")
    cells.nothing_else()
    return group


_KINDS = tuple(kind.value for kind in GroupKind)


def _option(ledger: Ledger, entry: Entry, needed: str | None) -> Option:
    cells = Cells(ledger, entry)
    unknown = cells.has("allergens") and cells.is_unknown("allergens")
    option = Option(
        id=cells.id("id"),
        names=cells.names("names", needed=needed),
        price_minor=cells.whole("price_minor", -PRICE_MAX_MINOR, PRICE_MAX_MINOR, 0),
        default=cells.truth("default", False),
        allergens=None if unknown else in_order(cells.refer("allergen", "allergens")),
    )
    cells.nothing_else()
    return option


def _check(cells: Cells, group: OptionGroup) -> None:
    ids = [option.id for option in group.options]
    for twice in dict.fromkeys(one for one in ids if one and ids.count(one) > 1):
        cells.complain("options", f"The option id {twice} stands here twice.")
    if group.kind is GroupKind.VARIANT and (group.min, group.max) != (1, 1):
        cells.complain("min", "Exactly one variant is chosen: min and max must both be 1.")
    if group.kind is GroupKind.VARIANT and any(option.price_minor < 0 for option in group.options):
        cells.complain("options", "The price of a variant cannot be below zero.")
    if group.min > group.max:
        cells.complain("min", f"min {group.min} is more than max {group.max}.")
    if group.options and group.max > len(group.options):
        cells.complain("max", f"max {group.max} is more than there are options ({len(group.options)}).")
    if sum(option.default for option in group.options) > group.max:
        cells.complain("options", "More options are chosen from the start than max allows.")
