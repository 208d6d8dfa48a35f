"""What has changed about a ticket that the kitchen already has: only the difference, under a word that says so."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from appliance.kernel.errors import Invalid
from appliance.kitchen.documents.lines import (
    PaperLine,
    TicketHead,
    also_at_parts,
    banner,
    counted,
    head_parts,
    short,
    wish_parts,
)
from appliance.kitchen.documents.wordings import worded
from appliance.printing import Document, PaperWords
from firmware_bridges.document import Beep, Cut, Feed, Part, Rule, Size, Text


@dataclass(frozen=True, slots=True)
class Delta:
    """The difference between two states of a ticket; `changed` holds each line as it was and as it is."""

    added: tuple[PaperLine, ...] = ()
    removed: tuple[PaperLine, ...] = ()
    changed: tuple[tuple[PaperLine, PaperLine], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed)


@dataclass(frozen=True, slots=True)
class ChangePaper:
    """A change of one ticket;`reason` is a waiter's."""

    head: TicketHead
    delta: Delta
    reason: str = ""


def delta_of(before: Mapping[str, PaperLine], after: Mapping[str, PaperLine]) -> Delta:
    """The difference between a ticket's lines by their ids; a line of another dish is one gone and one new.

    Lines that say the same count as one: "1 x Negroni (was 2)" is true before and after the ticket itself comes out.
    """
    was, now = _added_up(before.values()), _added_up(after.values())
    gone, new = (
        {kind: was[kind] for kind in was if kind not in now},
        {kind: now[kind] for kind in now if kind not in was},
    )
    changed = [(was[kind], now[kind]) for kind in was if kind in now and was[kind] != now[kind]]
    for key in before:
        old, fresh = _kind(before[key]), _kind(after.get(key, before[key]))
        if old in gone and fresh in new and old.name == fresh.name:
            changed.append((gone.pop(old), new.pop(fresh)))
    return Delta(added=tuple(new.values()), removed=tuple(gone.values()), changed=tuple(changed))


def _kind(line: PaperLine) -> PaperLine:
    return replace(line, quantity=0)


def _added_up(lines: Iterable[PaperLine]) -> dict[PaperLine, PaperLine]:
    """Lines that say the same as one, by what they say."""
    found: dict[PaperLine, PaperLine] = {}
    for line in lines:
        kind = _kind(line)
        found[kind] = replace(line, quantity=line.quantity + (found[kind].quantity if kind in found else 0))
    return found


def is_cancellation(delta: Delta) -> bool:
    """Whether a cook only has to stop, with nothing new to do."""
    return bool(delta.removed) and not (delta.added or delta.changed)


def change_document(change: ChangePaper) -> Document:
    """CANCEL when it only takes away, CHANGE otherwise. Raises Invalid when nothing has changed."""
    if not change.delta:
        raise Invalid("Nothing has changed on this ticket.", code="nothing_changed")
    head, delta = change.head, change.delta
    words = head.words.ticket
    word = words.cancel if is_cancellation(delta) else words.change
    parts: list[Part] = [banner(word), *head_parts(head)]
    for line in delta.removed:
        parts += [_struck(f"- {counted(line, head.words)}", Size.DOUBLE), *_which(line), Feed(1)]
    for before, after in delta.changed:
        parts += [*_changed(before, after, head.words), Feed(1)]
    for line in delta.added:
        dish = Text(f"+ {counted(line, head.words)}", size=Size.DOUBLE, bold=True)
        parts += [dish, *wish_parts(line, head.words), Feed(1)]
    if change.reason:
        parts.append(Text(short(change.reason), size=Size.TALL))
    parts += [Rule(heavy=True), *also_at_parts(head), Feed(2), Cut(), Beep(3)]
    document = Document(title=head.title(word), parts=tuple(parts), language=head.words.language)
    concerned = [*delta.removed, *(line for pair in delta.changed for line in pair), *delta.added]
    return worded(document, concerned, head.words, whole=False)


def _which(line: PaperLine) -> list[Part]:
    """What tells a dish from another one of its name that is still to be made."""
    return [Text(short(words), size=Size.TALL, indent=4) for words in (*line.options, line.note) if words]


def _changed(before: PaperLine, after: PaperLine, words: PaperWords) -> list[Part]:
    parts: list[Part] = [Text(counted(after, words), size=Size.DOUBLE, bold=True)]
    if before.quantity != after.quantity:
        parts.append(Text(f"({words.ticket.was.format(quantity=before.quantity)})", size=Size.TALL, indent=4))
    gone, new = Counter(before.options), Counter(after.options)
    for option in (gone & new).elements():
        parts.append(Text(short(option), size=Size.TALL, indent=4))
    for option in (gone - new).elements():
        parts.append(_struck(f"- {option}", Size.TALL, indent=4))
    for option in (new - gone).elements():
        parts.append(Text(short(f"+ {option}"), size=Size.TALL, bold=True, indent=4))
    if before.note and before.note != after.note:
        parts.append(_struck(f"- {before.note}", Size.TALL, indent=4))
    warnings = PaperLine(
        quantity=after.quantity,
        name=after.name,
        note=after.note,
        allergies=after.allergies,
        contains=after.contains,
    )
    return [*parts, *wish_parts(warnings, words)]


def _struck(text: str, size: Size, indent: int = 0) -> Text:
    """Printers cannot strike words out; white on black with a minus is what cooks know."""
    return Text(short(text), size=size, bold=True, reverse=True, indent=indent)
