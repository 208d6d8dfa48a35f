"""The runner's slip: what stands ready at a station, and for whom."""

from dataclasses import dataclass

from appliance.kitchen.documents.lines import (
    PaperLine,
    TicketHead,
    banner,
    counted,
    head_parts,
    short,
    wish_parts,
)
from appliance.kitchen.documents.wordings import worded
from appliance.printing import Document
from firmware_bridges.document import Beep, Cut, Feed, Rule, Size, Text


@dataclass(frozen=True, slots=True)
class RunnerPaper:
    """A finished ticket; `still_cooking` names the stations that are not done with the same order."""

    head: TicketHead
    lines: tuple[PaperLine, ...]
    still_cooking: tuple[str, ...] = ()


def runner_document(slip: RunnerPaper) -> Document:
    """Short, to be carried on the tray."""
    words = slip.head.words
    parts = [banner(words.ticket.serve), *head_parts(slip.head)]
    for line in slip.lines:
        parts += [Text(counted(line, words), size=Size.TALL, bold=True), *wish_parts(line, words)]
    parts.append(Rule(heavy=True))
    if slip.still_cooking:
        parts.append(Text(short(f"{words.ticket.still_cooking}: {words.comma.join(slip.still_cooking)}")))
    parts += [Feed(2), Cut(), Beep(1)]
    document = Document(
        title=slip.head.title(words.ticket.serve), parts=tuple(parts), language=words.language
    )
    return worded(document, slip.lines, words)
