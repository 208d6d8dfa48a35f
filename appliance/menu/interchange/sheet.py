"""A menu file taken apart: entries with the place they stood at, troubles found so far, and the facts to check against."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import msgspec

from appliance.kernel.errors import Invalid
from appliance.menu.model import Catalogue

TROUBLES_MAX = 500
BAD = object()
"""Stands in a field whose cell was complained about already."""


class Trouble(msgspec.Struct, frozen=True):
    """One thing wrong. `row` is the line of a CSV file, or counts entries of a JSON file from 1; 0 means the whole file."""

    row: int
    column: str
    say: str


@dataclass(frozen=True)
class Facts:
    """What this restaurant already has. Empty sets and texts mean: not known, so not checked.

    `languages` are the venue's, the default one first.
    """

    languages: tuple[str, ...] = ()
    currency: str = ""
    stations: frozenset[str] = frozenset()
    tax_classes: frozenset[str] = frozenset()
    present: Catalogue = field(default_factory=Catalogue)


@dataclass(frozen=True)
class Entry:
    """One object of the file. `fields` has the names of the JSON format; `column` gives the file's own name of a field."""

    line: int
    fields: dict[str, Any]
    column: Callable[[str], str]


@dataclass
class Sheet:
    """Everything a file said. `kept` is what it cannot say and therefore leaves as it is (a CSV file knows only items)."""

    languages: tuple[str, ...] = ()
    dayparts: list[Entry] = field(default_factory=list)
    groups: list[Entry] = field(default_factory=list)
    categories: list[Entry] = field(default_factory=list)
    items: list[Entry] = field(default_factory=list)
    kept: Catalogue = field(default_factory=Catalogue)
    troubles: list[Trouble] = field(default_factory=list)

    def complain(self, line: int, column: str, say: str) -> None:
        """Note a trouble and go on looking for more."""
        self.troubles.append(Trouble(line, column, say))


@dataclass(frozen=True)
class Checked:
    """A whole menu without any trouble. `counts` are starting counts of items ("4 left") by item id."""

    catalogue: Catalogue
    counts: dict[str, int]


def refuse(troubles: list[Trouble]) -> Invalid:
    """The refusal that lists every trouble, in the order of the file (at most TROUBLES_MAX of them)."""
    listed = [msgspec.to_builtins(one) for one in sorted(troubles, key=lambda one: one.row)[:TROUBLES_MAX]]
    count = len(troubles)
    return Invalid(
        f"Nothing was imported: {'one thing needs' if count == 1 else f'{count} things need'} correcting in the file.",
        code="menu_invalid",
        details=listed,
        extra={"added": 0, "changed": 0, "hidden": 0, "errors": listed},
    )
