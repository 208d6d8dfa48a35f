"""The menu's rules: what a choice costs, whether a choice is whole, when a daypart is on, and what keeps an item off."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from appliance.kernel.errors import Conflict
from appliance.menu.model import (
    ALLERGENS,
    Category,
    Daypart,
    GroupKind,
    Item,
    ItemAvailability,
    Option,
    OptionGroup,
    OptionSnapshot,
    PricedLine,
    Stock,
    Why,
    text_in,
)


def price_line(
    item: Item, groups: Mapping[str, OptionGroup], options: Mapping[str, Sequence[str]], language: str = "en"
) -> PricedLine:
    """One piece of `item` with `options` ({group id: [option id, …]}), priced from the menu alone.

    A choice adds its option's price; a variant replaces the item's price. Options come back in menu order.
    Raises Conflict `options_wrong` with a sentence in `language` for everything that does not fit.
    """
    wrong = [
        f"“{text_in(item.names, language)}” has no choice named {group_id}."
        for group_id in options
        if group_id not in item.option_groups
    ]
    base_minor, extra_minor = item.price_minor, 0
    snapshots: list[OptionSnapshot] = []
    allergens = [item.allergens]
    for group_id in item.option_groups:
        group, picked = groups[group_id], options.get(group_id, ())
        wrong += _troubles(group, picked, language)
        for option in _in_menu_order(group, picked):
            if group.kind is GroupKind.VARIANT:
                base_minor = option.price_minor
            else:
                extra_minor += option.price_minor
            snapshots.append(OptionSnapshot(group.id, option.id, option.names, option.price_minor))
            allergens.append(option.allergens)
    if wrong:
        raise Conflict(
            "Something in the choices does not fit; please choose again.", code="options_wrong", details=wrong
        )
    return PricedLine(base_minor + extra_minor, snapshots, _together(allergens))


def lowest_price(item: Item, groups: Mapping[str, OptionGroup]) -> int:
    """The least that one piece can cost by any valid choice."""
    base_minor, extra_minor = item.price_minor, 0
    for group in (groups[group_id] for group_id in item.option_groups):
        prices = sorted(option.price_minor for option in group.options)
        if group.kind is GroupKind.VARIANT:
            base_minor = prices[0]
        else:
            free = prices[group.min : group.max]
            extra_minor += sum(prices[: group.min]) + sum(price for price in free if price < 0)
    return base_minor + extra_minor


def in_daypart(daypart: Daypart, there: datetime) -> bool:
    """Whether `there`, a moment in venue time, lies in the daypart; the end itself does not."""
    minute = there.hour * 60 + there.minute
    starts, ends = minute_of(daypart.starts), minute_of(daypart.ends)
    today, yesterday = there.weekday(), (there.weekday() - 1) % 7
    if starts < ends:
        return today in daypart.days and starts <= minute < ends
    return (today in daypart.days and minute >= starts) or (yesterday in daypart.days and minute < ends)


def minute_of(clock_time: str) -> int:
    """Minutes since midnight of "11:30"; "24:00" is the end of the day."""
    hours, minutes = clock_time.split(":")
    return int(hours) * 60 + int(minutes)


def running(dayparts: Iterable[Daypart], there: datetime) -> frozenset[str]:
    """Ids of the dayparts that are on."""
    return frozenset(daypart.id for daypart in dayparts if in_daypart(daypart, there))


def served_now(category: Category, on: frozenset[str]) -> bool:
    """Whether the category's items can be ordered while the dayparts `on` are running."""
    return not category.dayparts or not on.isdisjoint(category.dayparts)


def standing(stock: Stock, now_ms: int, *, served: bool = True) -> ItemAvailability:
    """What a guest sees: out beats sold out beats the daypart. A snooze that is over counts for nothing."""
    if is_out(stock, now_ms):
        return ItemAvailability(False, stock.remaining, stock.until_at, Why.OUT)
    if stock.remaining is not None and stock.remaining <= 0:
        return ItemAvailability(False, 0, None, Why.SOLD_OUT)
    if not served:
        return ItemAvailability(False, stock.remaining, None, Why.DAYPART)
    return ItemAvailability(True, stock.remaining)


def is_out(stock: Stock, now_ms: int) -> bool:
    """Whether the kitchen has taken the item off and no given time has passed."""
    return stock.out and (stock.until_at is None or stock.until_at > now_ms)


def _troubles(group: OptionGroup, picked: Sequence[str], language: str) -> list[str]:
    name, count = text_in(group.names, language), len(picked)
    known = {option.id for option in group.options}
    found = [
        f"{name}: {option_id} is not one of the options."
        for option_id in dict.fromkeys(picked)
        if option_id not in known
    ]
    if len(set(picked)) != count:
        found.append(f"{name}: an option can be chosen only once.")
    if not group.min <= count <= group.max:
        found.append(f"{name}: please choose {_amount(group.min, group.max)}.")
    return found


def _amount(least: int, most: int) -> str:
    if least == most:
        return str(most)
    return f"at most {most}" if least == 0 else f"{least} to {most}"


def _in_menu_order(group: OptionGroup, picked: Sequence[str]) -> list[Option]:
    return [option for option in group.options if option.id in picked]


def _together(sets: list[tuple[str, ...] | None]) -> tuple[str, ...] | None:
    codes: set[str] = set()
    for one in sets:
        if one is None:
            return None
        codes.update(one)
    return tuple(code for code in ALLERGENS if code in codes)
