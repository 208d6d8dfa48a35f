"""What a menu file names and points at, gathered while it is read and settled on a staging file."""

from dataclasses import dataclass, field

from appliance.menu.interchange.sheet import Facts, Sheet
from appliance.menu.model import ALLERGENS, BADGES, DIETS
from appliance.menu.store import staging as staged
from appliance.storage.snapshot import Row, Staging

_SAY = {
    "category": "There is no category with the id {}.",
    "group": "There is no option group with the id {}.",
    "daypart": "There is no daypart with the id {}.",
    "station": "There is no kitchen station with the id {}.",
    "tax_class": "There is no tax class named {} in the settings.",
    "allergen": f"{{}} is not one of the 14 allergens: {', '.join(ALLERGENS)}.",
    "diet": f"{{}} is not a diet; possible: {', '.join(DIETS)}.",
    "badge": f"{{}} is not a badge; possible: {', '.join(BADGES)}.",
}


@dataclass
class Ledger:
    """`entries` are the ids the file gives, `references` the ids it uses; each with its kind, line and column."""

    sheet: Sheet
    facts: Facts
    entries: list[Row] = field(default_factory=list)
    references: list[Row] = field(default_factory=list)

    def named(self, kind: str, line: int, column: str, id_: str) -> None:
        """The file has an entry with this id."""
        self.entries.append({"kind": kind, "line": line, "column": column, "id": id_})

    def used(self, kind: str, line: int, column: str, id_: str) -> None:
        """The file points at this id; kinds the restaurant knows nothing of yet are let through."""
        unknown = {"station": not self.facts.stations, "tax_class": not self.facts.tax_classes}
        if not unknown.get(kind, False):
            self.references.append({"kind": kind, "line": line, "column": column, "id": id_})

    def settle(self) -> None:
        """Complain about every id given twice and every id used that is nowhere."""
        kept = self.sheet.kept
        known = {
            "group": [one.id for one in kept.groups],
            "daypart": [one.id for one in kept.dayparts],
            "station": self.facts.stations,
            "tax_class": self.facts.tax_classes,
            "allergen": ALLERGENS,
            "diet": DIETS,
            "badge": BADGES,
        }
        with Staging() as staging:
            staged.fill(staging, entries=self.entries, references=self.references, known=known)
            for row in staged.repeated(staging):
                say = f"The id {row['id']} was used before, in row {row['first']}."
                self.sheet.complain(row["line"], row["column"], say)
            for row in staged.dangling(staging):
                say = _SAY[row["kind"]].format(f"“{row['id'][:40]}”")
                self.sheet.complain(row["line"], row["column"], say)
