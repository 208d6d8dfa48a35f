"""What is new on a simulated device since the last look: its paper, its list, its screen, its calls."""

from collections.abc import Callable
from typing import Protocol

from firmware_bridges.simulators.head import Slip


class Prints(Protocol):
    """What all simulated printers have in common."""

    def slips(self) -> list[Slip]: ...


class Calls(Prints, Protocol):
    """What simulated printers have in common that call the appliance."""

    @property
    def trouble(self) -> str: ...


def paper(printer: Prints) -> Callable[[], list[str]]:
    """The slips that were cut since the last look."""
    seen = 0

    def news() -> list[str]:
        nonlocal seen
        fresh = [slip for slip in printer.slips() if slip.cut and slip.number > seen]
        seen = max((slip.number for slip in fresh), default=seen)
        return [f"{slip.text}\n{'- ' * (slip.columns // 2)}8<" for slip in fresh]

    return news


def more(whole: Callable[[], list[str]]) -> Callable[[], list[str]]:
    """What has been added to a list since the last look."""
    seen = 0

    def news() -> list[str]:
        nonlocal seen
        now = whole()
        fresh, seen = now[seen:], len(now)
        return fresh

    return news


def changes(whole: Callable[[], list[str]]) -> Callable[[], list[str]]:
    """Everything, whenever it is not as it was."""
    before: list[str] = []

    def news() -> list[str]:
        nonlocal before
        now = whole()
        if now == before:
            return []
        before = now
        return now

    return news


def calls(printer: Calls) -> Callable[[], list[str]]:
    """The paper of a printer that calls, and every change of what goes wrong with its calls."""
    slips, before = paper(printer), ""

    def news() -> list[str]:
        nonlocal before
        trouble, known = printer.trouble, before
        before = trouble
        if trouble == known:
            return slips()
        return [f"its calls fail: {trouble}" if trouble else "its calls are answered again", *slips()]

    return news
