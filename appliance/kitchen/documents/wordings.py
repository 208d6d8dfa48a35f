"""What slips say on a printer that cannot show the kitchen's language: another language of the menu, else where to look."""

from collections.abc import Mapping, Sequence

import msgspec

from appliance.kitchen.documents.lines import PaperLine
from appliance.printing import Document, PaperWords, wordings_of
from firmware_bridges.document import Boxed, Columns, Part, Text, Wordings

PLACED, DISH = "dish {place} (see the screen)", "a dish (see the screen)"
WISH, NOTE = "(see the screen)", "NOTE: see the screen"


def wordings_for(names: Mapping[str, str], languages: Sequence[str]) -> tuple[str, ...]:
    """A dish's or an option's name as slips print it, then in the menu's other languages, those given first."""
    ordered = [names[language] for language in languages if names.get(language)]
    return tuple(dict.fromkeys([*ordered, *(name for name in names.values() if name)]))


def worded(
    document: Document, lines: Sequence[PaperLine], words: PaperWords, *, whole: bool = True
) -> Document:
    """The same document with other wordings of what stands in it; `whole` when `lines` are all of the ticket's, in the
    order of the screen.
    """
    known: list[tuple[str, ...]] = []
    for place, line in enumerate(lines, start=1):
        known.append((*(line.names or (line.name,)), PLACED.format(place=place) if whole else DISH))
        options = line.option_names or tuple((option,) for option in line.options)
        known += [(*names, WISH) for names in options]
        known.append((line.note, NOTE))
    text = "\n".join(_text(part) for part in document.parts)
    found: Wordings = tuple(
        {
            one[0]: one
            for one in reversed((*known, *wordings_of(words)))
            if not one[0].isascii() and one[0] in text
        }.values()
    )
    return msgspec.structs.replace(document, wordings=found)


def _text(part: Part) -> str:
    match part:
        case Text():
            return part.text
        case Columns():
            return part.left
        case Boxed():
            return "\n".join(part.lines)
        case _:
            return ""
