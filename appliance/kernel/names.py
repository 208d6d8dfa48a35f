"""Names and other short words that people type, made fit for screens, paper and terminals; no two of a kind are the same."""

from collections.abc import Collection
from itertools import count

from appliance.kernel.errors import Invalid
from firmware_bridges.sanitise import printable


def one_line(typed: str) -> str:
    """What was typed without control and invisible characters, with single spaces and none around it."""
    return " ".join(printable(typed).split())


def named(typed: str, thing: str, most: int = 60) -> str:
    """The name of a `thing` ("A printer"), as `one_line` leaves it.

    Raises Invalid name_needed when nothing is left, or more than `most` letters.
    """
    name = one_line(typed)
    if not 1 <= len(name) <= most:
        raise Invalid(f"{thing} needs a name, of at most {most} letters.", code="name_needed")
    return name


def free_name(wanted: str, taken: Collection[str], longest: int) -> str:
    """The name, with a number behind it where another has it: "Bar 2". At most `longest` letters, if `wanted` has no more."""
    used = {one.casefold() for one in taken}
    if wanted.casefold() not in used:
        return wanted
    tails = (f" {number}" for number in count(2))
    tries = (wanted[: longest - len(tail)].rstrip() + tail for tail in tails)
    return next(one for one in tries if one.casefold() not in used)
