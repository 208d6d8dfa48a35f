"""A figure, its target, and the table they make."""

import math
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """One measured number; `target` is the most it should be, None for numbers that only inform."""

    name: str
    value: float
    unit: str
    target: float | None = None
    note: str = ""

    @property
    def verdict(self) -> str:
        """A word for the table."""
        if self.target is None:
            return ""
        return "yes" if self.value <= self.target else "**no**"


def percentile(values: Sequence[float], share: float) -> float:
    """The value that `share` (0 to 1) of them do not exceed. Raises ValueError without values."""
    if not values:
        raise ValueError("nothing was measured")
    return sorted(values)[max(0, math.ceil(share * len(values)) - 1)]


def ms(
    name: str, values_s: Sequence[float], share: float, target: float | None = None, note: str = ""
) -> Figure:
    """A percentile of durations, in milliseconds."""
    return Figure(name, percentile(values_s, share) * 1000, "ms", target, note or f"{len(values_s)} measured")


def table(figures: Sequence[Figure], facts: dict[str, str]) -> str:
    """Everything as markdown."""
    rows = [
        f"| {one.name} | {_number(one.value)} {one.unit} | {_target(one)} | {one.verdict} | {one.note} |"
        for one in figures
    ]
    machine = [f"- {name}: {value}" for name, value in facts.items()]
    head = ["| figure | measured | target | reached | |", "|---|---|---|---|---|"]
    return "\n".join(["# Benchmarks", "", *machine, "", *head, *rows, ""])


def _target(figure: Figure) -> str:
    return "" if figure.target is None else f"≤ {figure.target:g} {figure.unit}"


def _number(value: float) -> str:
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"
