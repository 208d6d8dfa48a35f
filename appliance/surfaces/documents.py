"""Small papers for the house: a table's code, the day's pass."""

from firmware_bridges.document import Align, Cut, Document, Feed, Qr, Size, Text
from firmware_bridges.sanitise import printable

__all__ = ["Document", "code_document", "pass_document"]


def code_document(venue: str, table_name: str, url: str) -> Document:
    """A table's card: scan to order."""
    parts = (
        Text(printable(venue), bold=True, align=Align.CENTRE),
        Text(printable(table_name), size=Size.DOUBLE, bold=True, align=Align.CENTRE),
        Feed(),
        Qr(url),
        Text("Scan to order", align=Align.CENTRE),
        Feed(2),
        Cut(),
    )
    return Document(title=f"code {table_name}", parts=parts)


def pass_document(venue: str, word: str) -> Document:
    """Today's word, for the door or the menu board."""
    parts = (
        Text(printable(venue), bold=True, align=Align.CENTRE),
        Text("Today's word", align=Align.CENTRE),
        Text(printable(word), size=Size.DOUBLE, bold=True, align=Align.CENTRE),
        Feed(2),
        Cut(),
    )
    return Document(title="daily pass", parts=parts)
