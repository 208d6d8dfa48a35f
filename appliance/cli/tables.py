"""Tables that fit 80 columns, and JSON for programs."""

import json
from collections.abc import Sequence
from unicodedata import combining, normalize

import click

from appliance.cli.plain import plain

WIDTH = 80
AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON for programs.")


def say_json(value: object) -> None:
    """Print a value for programs; what cannot be seen stands there escaped, so that nothing of it is lost."""
    say_json_text(json.dumps(value, indent=2, ensure_ascii=False))


def say_json_text(text: str) -> None:
    """The same of a value that is JSON already."""
    composed = normalize("NFC", text) == text
    seen = {sign for sign in set(text) if sign == "\n" or _survives(sign, composed=composed)}
    click.echo("".join(sign if sign in seen else _escaped(sign) for sign in text))


def table(
    heads: Sequence[str], rows: Sequence[Sequence[str]], *, gives: int, keeps: int | None = None
) -> None:
    """Print rows under their heads; until everything fits, first the column `gives` gives way, then the widest.

    The column `keeps` holds what is typed back: it is never cut, however long the line becomes.
    """
    widths = [max([len(head), *(len(row[place]) for row in rows)]) for place, head in enumerate(heads)]
    others = [place for place in range(len(heads)) if place not in (gives, keeps)]
    while sum(widths) + 2 * (len(widths) - 1) > WIDTH:
        widest_first = (gives, *sorted(others, key=widths.__getitem__, reverse=True))
        wide = next((place for place in widest_first if widths[place] > len(heads[place])), None)
        if wide is None:
            break
        widths[wide] -= 1
    for row in (heads, *rows):
        cells = [_cut(cell, width).ljust(width) for cell, width in zip(row, widths, strict=True)]
        click.echo("  ".join(cells).rstrip())


def _survives(sign: str, *, composed: bool) -> bool:
    """Whether a character comes through `plain` as it is; a mark that would melt into the letter before it does not."""
    return sign.isprintable() and plain(sign) == sign and (composed or not combining(sign))


def _escaped(sign: str) -> str:
    return json.dumps(sign)[1:-1]


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 1] + "…"
