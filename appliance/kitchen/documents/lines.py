"""The parts all kitchen slips share: the head a cook reads from two steps away, and a dish with its wishes."""

from dataclasses import dataclass, field

from appliance.kernel.clock import local
from appliance.printing import PaperWords
from firmware_bridges.document import Align, Columns, Part, Rule, Size, Text

TEXT_MAX = 400


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A line in the kitchen's language.

    `allergies` are a guest's own; `contains` the dish's, () when they are not to be printed. None is unknown.
    `names` is the name and how the menu says it in other languages, `option_names` the same of each option.
    """

    quantity: int
    name: str
    options: tuple[str, ...] = ()
    note: str = ""
    allergies: tuple[str, ...] = ()
    contains: tuple[str, ...] | None = ()
    names: tuple[str, ...] = field(default=(), compare=False)
    option_names: tuple[tuple[str, ...], ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class TicketHead:
    """What every slip about a ticket begins with; `at` is when what it tells was asked for."""

    station_name: str
    table_name: str
    order_number: int
    at: int
    zone: str
    words: PaperWords
    rush: bool = False
    also_at: tuple[str, ...] = ()

    def title(self, *more: str) -> str:
        """The slip's name in lists and logs."""
        return short(" ".join((self.table_name, f"#{self.order_number}", self.station_name, *more)))


def short(text: str) -> str:
    """A text of a length that fits any document."""
    return text[:TEXT_MAX]


def banner(words: str) -> Text:
    """Something nobody may overlook, across the paper."""
    return Text(short(words), size=Size.DOUBLE, bold=True, reverse=True, align=Align.CENTRE)


def head_parts(head: TicketHead) -> list[Part]:
    """The table first and big, then number, time and station."""
    at = local(head.at, head.zone)
    parts: list[Part] = [
        Text(short(head.table_name), size=Size.DOUBLE, bold=True, align=Align.CENTRE),
        Columns(
            f"#{head.order_number}", f"{at.hour:02}:{at.minute:02}", size=Size.DOUBLE, bold=True, money=False
        ),
        Text(short(head.station_name).upper(), size=Size.TALL, bold=True),
    ]
    if head.rush:
        parts.append(banner(head.words.ticket.rush))
    return [*parts, Rule(heavy=True)]


def also_at_parts(head: TicketHead) -> list[Part]:
    """The other stations that cook for the same order."""
    if not head.also_at:
        return []
    return [
        Text(short(f"{head.words.ticket.also_at}: {head.words.comma.join(head.also_at)}"), size=Size.TALL)
    ]


def counted(line: PaperLine, words: PaperWords) -> str:
    """How many of what."""
    return short(f"{line.quantity} {words.times} {line.name}")


def wish_parts(line: PaperLine, words: PaperWords) -> list[Part]:
    """Options, note and allergies under a dish; what can harm a guest stands in reverse."""
    parts: list[Part] = [Text(short(option), size=Size.TALL, indent=4) for option in line.options]
    if line.note:
        parts.append(_warning(line.note))
    if line.allergies:
        parts.append(_warning(f"{words.ticket.allergy}: {words.comma.join(line.allergies)}"))
    if line.contains is None:
        parts.append(_warning(words.ticket.allergens_unknown))
    elif line.contains:
        parts.append(_warning(f"{words.ticket.contains}: {words.comma.join(line.contains)}"))
    return parts


def _warning(text: str) -> Text:
    return Text(short(text), size=Size.TALL, bold=True, reverse=True, indent=4)
