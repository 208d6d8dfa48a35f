"""The shape of one language's table of what printing says to staff."""

from dataclasses import dataclass

from firmware_bridges.contracts import Reason

Forms = tuple[str, str]
"""A counted phrase for one and for more, with `{n}` where the number stands."""


@dataclass(frozen=True, slots=True)
class StaffWords:
    """One language. `troubles` says of each reason what is wrong, as the end of a sentence that begins with the
    printer's name, and what to do about it. Templates take the values named in their braces.
    """

    troubles: dict[Reason, tuple[str, str]]
    off: tuple[str, str]
    paper_low: tuple[str, str]
    ready: str
    tickets_waiting: Forms
    papers_waiting: Forms
    goes_to: str
    """{printer} prints instead."""
    instead_of: str
    """Added to an open paper that was moved: {printer}."""
    still_wanted: str
    unprintable: str
    in_doubt: str
    printing: str
    dropping: str
    again: str
    """{what} went wrong; it will be tried again."""
    its_turn: str
    backlog: Forms
    """{printer} is well again, {n} papers have become old."""
    old_papers: Forms

    def counted(self, forms: Forms, count: int, **more: str) -> str:
        """The phrase for that many; `more` are its other braces."""
        return forms[count != 1].format(n=count, **more)

    def trouble(self, code: str) -> tuple[str, str]:
        """What is wrong and what to do, by a reason's code, "off" or "paper_low"; an unknown code stays vague."""
        known = {"off": self.off, "paper_low": self.paper_low}
        if code in known:
            return known[code]
        return self.troubles[Reason(code) if code in set(Reason) else Reason.NONE]
