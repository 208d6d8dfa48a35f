"""What things are called: two of one kind never have the same name, however it is written."""

from collections.abc import Collection
from itertools import count


def free_name(wanted: str, taken: Collection[str], longest: int) -> str:
    """The name, with a number behind it where another has it: "Bar 2". At most `longest` letters, if `wanted` has no more."""
    used = {one.casefold() for one in taken}
    if wanted.casefold() not in used:
        return wanted
    tails = (f" {number}" for number in count(2))
    tries = (wanted[: longest - len(tail)].rstrip() + tail for tail in tails)
    return next(one for one in tries if one.casefold() not in used)
