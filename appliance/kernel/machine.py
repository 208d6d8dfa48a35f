"""A state machine made from one visible table: (state, verb) -> next state."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from appliance.kernel.errors import IllegalMove

S = TypeVar("S", bound=StrEnum)
V = TypeVar("V", bound=StrEnum)


@dataclass(frozen=True)
class Machine(Generic[S, V]):
    """`moves` is the whole truth; `noun` is how a person calls the thing ("ticket")."""

    noun: str
    start: S
    moves: Mapping[tuple[S, V], S]

    def next(self, state: S, verb: V) -> S:
        """The state after `verb`; raises IllegalMove naming the legal verbs when there is none."""
        after = self.moves.get((state, verb))
        if after is None:
            legal = [str(v) for v in self.verbs_from(state)]
            named = ", ".join(legal) if legal else "nothing more"
            raise IllegalMove(
                f"This {self.noun} is {state}; {verb} is not possible now.",
                details=[
                    {"state": str(state), "verb": str(verb), "legal": legal, "say": f"Possible now: {named}."}
                ],
            )
        return after

    def allows(self, state: S, verb: V) -> bool:
        """Whether `verb` is a legal move from `state`."""
        return (state, verb) in self.moves

    def verbs_from(self, state: S) -> list[V]:
        """Legal verbs in the order of the table."""
        return [verb for (before, verb) in self.moves if before == state]

    def mermaid(self) -> str:
        """The table as a mermaid state diagram for the docs."""
        lines = ["stateDiagram-v2", f"    [*] --> {self.start}"]
        lines += [f"    {before} --> {after}: {verb}" for (before, verb), after in self.moves.items()]
        return "\n".join(lines)
