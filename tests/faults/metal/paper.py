"""Two tickets, and what came out of a printer counted as a cook would count it: papers, whole or torn, marked or not."""

import re
from collections.abc import Sequence

import msgspec

from firmware_bridges.document import Cut, Document, Text
from firmware_bridges.simulators.head import Slip

LINES = 10
_SEEN = re.compile(r"(?P<mark>COPY \d+)|Ticket (?P<name>\w+) begins|Ticket (?P<end>\w+) ends")


class Paper(msgspec.Struct, frozen=True):
    """One paper of a ticket; `whole` when its last line is on it, `copy` when it says that it is not the first."""

    ticket: str
    whole: bool
    copy: bool


def ticket(name: str) -> Document:
    """A ticket that says where it begins and where it ends."""
    lines = (Text(f"Ticket {name}, line {number}") for number in range(LINES))
    return Document(name, (Text(f"Ticket {name} begins"), *lines, Text(f"Ticket {name} ends"), Cut()))


def papers_of(slips: Sequence[Slip]) -> list[Paper]:
    """The papers in the order they came out. A torn one may hang on the same slip as the next."""
    papers: list[Paper] = []
    marked = False
    for found in _SEEN.finditer("\n".join(slip.text for slip in slips)):
        if found["mark"]:
            marked = True
        elif found["name"]:
            papers.append(Paper(found["name"], False, marked))
            marked = False
        elif papers and papers[-1].ticket == found["end"]:
            papers[-1] = Paper(found["end"], True, papers[-1].copy)
    return papers


def lost(papers: Sequence[Paper], tickets: Sequence[str]) -> list[str]:
    """The tickets of which there is no whole paper."""
    return [name for name in tickets if not any(one.ticket == name and one.whole for one in papers)]


def unmarked_doubles(papers: Sequence[Paper]) -> list[Paper]:
    """Papers that are not the first of their ticket and do not say so: a cook would cook them again."""
    begun: set[str] = set()
    doubles = []
    for one in papers:
        if one.ticket in begun and not one.copy:
            doubles.append(one)
        begun.add(one.ticket)
    return doubles
