"""Tables that fit 80 columns, and JSON for programs."""

import json
from collections.abc import Sequence

import click

WIDTH = 80
AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON for programs.")


def say_json(value: object) -> None:
    """Print a value for programs; what cannot be seen stands there escaped, so that nothing of it is lost."""
    text = json.dumps(value, indent=2, ensure_ascii=False)
    click.echo("".join(sign if sign == "\n" or sign.isprintable() else _escaped(sign) for sign in text))


def table(heads: Sequence[str], rows: Sequence[Sequence[str]], *, gives: int) -> None:
    """Print rows under their heads; until everything fits, first the column `gives` gives way, then the widest."""
    widths = [max([len(head), *(len(row[place]) for row in rows)]) for place, head in enumerate(heads)]
    while sum(widths) + 2 * (len(widths) - 1) > WIDTH:
        widths[gives if widths[gives] > len(heads[gives]) else widths.index(max(widths))] -= 1
    for row in (heads, *rows):
        cells = [_cut(cell, width).ljust(width) for cell, width in zip(row, widths, strict=True)]
        click.echo("  ".join(cells).rstrip())


def _escaped(sign: str) -> str:
    return json.dumps(sign)[1:-1]


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 1] + "…"
