"""Small papers for the house: a table's code, the code of one visit, the day's pass."""

from appliance.printing import PaperWords, words_in
from appliance.settings import VenueSettings
from firmware_bridges.document import Align, Columns, Cut, Document, Feed, Part, Qr, Size, Text
from firmware_bridges.sanitise import printable

__all__ = ["Document", "code_document", "pass_document", "visit_document"]


def code_document(settings: VenueSettings, table_name: str, url: str) -> Document:
    """A table's card: scan to order."""
    words = _words(settings)
    parts = (*_head(settings, table_name), Qr(url), *_say(words.card.scan_to_order), Feed(2), Cut())
    return Document(title=f"code {table_name}", parts=parts, language=words.language, private=True)


def visit_document(settings: VenueSettings, table_name: str, url: str, pin: str | None = None) -> Document:
    """The card of one party's visit; it is void when they leave. `pin` is the table's, where one is asked for."""
    words = _words(settings)
    pin_line = [Columns(words.card.table_pin, pin, size=Size.DOUBLE, bold=True, money=False)] if pin else []
    parts: tuple[Part, ...] = (
        *_head(settings, table_name),
        Qr(url),
        *_say(words.card.scan_to_order),
        *pin_line,
        *_say(words.card.this_visit_only),
        Feed(2),
        Cut(),
    )
    return Document(title=f"visit {table_name}", parts=parts, language=words.language, private=True)


def pass_document(settings: VenueSettings, word: str) -> Document:
    """Today's word, for the door or the menu board."""
    words = _words(settings)
    parts = (
        Text(printable(settings.venue_name), bold=True, align=Align.CENTRE),
        *_say(words.card.todays_word),
        Text(printable(word), size=Size.DOUBLE, bold=True, align=Align.CENTRE),
        Feed(2),
        Cut(),
    )
    return Document(title="daily pass", parts=parts, language=words.language, private=True)


def _words(settings: VenueSettings) -> PaperWords:
    return words_in(settings.receipt_language, settings.default_language)


def _head(settings: VenueSettings, table_name: str) -> list[Part]:
    return [
        Text(printable(settings.venue_name), bold=True, align=Align.CENTRE),
        Text(printable(table_name), size=Size.DOUBLE, bold=True, align=Align.CENTRE),
        Feed(),
    ]


def _say(words: str) -> list[Part]:
    return [Text(words, align=Align.CENTRE)]
