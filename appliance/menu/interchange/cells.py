"""Reads the fields of one entry: gives a value of the right type or notes a trouble, never both."""

import re
import unicodedata
from typing import Any

from appliance.menu.interchange.ledger import Ledger
from appliance.menu.interchange.sheet import BAD, Entry
from appliance.menu.model import ALLERGENS, Names

ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,59}")
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})?")
CLOCK_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d|24:00")
NAME_MAX = 120
TEXT_MAX = 600
WORDS_MAX = 60


class Cells:
    """The fields of `entry`. After a trouble a harmless value comes back, so that reading goes on."""

    def __init__(self, ledger: Ledger, entry: Entry) -> None:
        self._ledger = ledger
        self._entry = entry
        self._asked: set[str] = set()

    def complain(self, field: str, say: str) -> None:
        """Note a trouble with a field."""
        self._ledger.sheet.complain(self._entry.line, self._entry.column(field), say)

    def own_id(self, kind: str) -> str:
        """The entry's id, noted in the ledger."""
        id_ = self.id("id")
        if id_:
            self._ledger.named(kind, self._entry.line, self._entry.column("id"), id_)
        return id_

    def refer(self, kind: str, field: str) -> tuple[str, ...]:
        """A list of ids of other entries or known words, noted in the ledger; missing means none."""
        ids = self.words(field)
        for id_ in ids:
            self._ledger.used(kind, self._entry.line, self._entry.column(field), id_)
        return ids

    def refer_one(self, kind: str, field: str, default: str | None = None) -> str:
        """One such id; `default` None means it must be given."""
        id_ = self.word(field, default)
        if id_:
            self._ledger.used(kind, self._entry.line, self._entry.column(field), id_)
        return id_

    def id(self, field: str) -> str:
        """A name for programs: small letters, digits, hyphens."""
        value = self._take(field)
        if value is BAD:
            return ""
        if not isinstance(value, str) or not ID.fullmatch(value):
            self.complain(
                field,
                f"{_shown(value)} is not an id; use small letters, digits and hyphens, for example bread-basket.",
            )
            return ""
        return value

    def word(self, field: str, default: str | None = None) -> str:
        """One word that refers to something; `default` None means it must be given."""
        value = self._take(field)
        if value is BAD:
            return ""
        if value in (None, "") and default is not None:
            return default
        if not isinstance(value, str) or not value or len(value) > NAME_MAX:
            self.complain(
                field, "This is missing." if value in (None, "") else f"{_shown(value)} is not a word."
            )
            return ""
        return value

    def one_of(self, field: str, allowed: tuple[str, ...], default: str | None = None) -> str:
        """A word out of a fixed set."""
        value = self.word(field, default)
        if value and value not in allowed:
            self.complain(field, f"{_shown(value)} is not known here; possible: {', '.join(allowed)}.")
        return value

    def whole(self, field: str, least: int, most: int, default: int | None = None) -> int:
        """A whole number between two limits; `default` None means it must be given."""
        value = self._take(field)
        if value is BAD:
            return least
        if value is None and default is not None:
            return default
        if type(value) is not int:
            self.complain(
                field, "A number is missing." if value is None else f"{_shown(value)} is not a whole number."
            )
            return least
        if not least <= value <= most:
            self.complain(field, f"{value} is not between {least} and {most}.")
            return least
        return value

    def truth(self, field: str, default: bool) -> bool:
        """true or false."""
        value = self._take(field)
        if value is None or value is BAD:
            return default
        if not isinstance(value, bool):
            self.complain(field, f"{_shown(value)} must be true or false.")
            return default
        return value

    def clock_time(self, field: str) -> str:
        """A time of day like 11:30."""
        value = self._take(field)
        if not isinstance(value, str) or not CLOCK_TIME.fullmatch(value):
            self.complain(field, f"{_shown(value)} is not a time; write it like 11:30.")
            return "00:00"
        return value

    def names(self, field: str, *, needed: str | None, length: int = NAME_MAX) -> Names:
        """A text by language, trimmed, empty ones left out; `needed` is the language that must be there."""
        value = self._take(field)
        if value is BAD:
            return {}
        if value is not None and not isinstance(value, dict):
            self.complain(field, 'This must be texts by language, for example {"en": "Bread"}.')
            return {}
        texts = {
            code: self._text(f"{field}.{code}", code, text, length) for code, text in (value or {}).items()
        }
        if needed and not texts.get(needed) and not any(one is BAD for one in (value or {}).values()):
            self.complain(f"{field}.{needed}", f"A text in the language {needed} is missing.")
        return {code: text for code, text in texts.items() if text}

    def words(self, field: str) -> tuple[str, ...]:
        """A list of different words; missing means none."""
        value = self._take(field)
        if value is None or value is BAD:
            return ()
        if (
            not isinstance(value, list)
            or len(value) > WORDS_MAX
            or not all(isinstance(one, str) for one in value)
        ):
            self.complain(field, f"This must be a list of at most {WORDS_MAX} words.")
            return ()
        if len(set(value)) != len(value):
            self.complain(field, "The same word stands here twice.")
        return tuple(dict.fromkeys(value))

    def days(self, field: str) -> tuple[int, ...]:
        """Weekdays, Monday 0 to Sunday 6."""
        value = self._take(field)
        fits = isinstance(value, list) and value and all(type(day) is int and 0 <= day <= 6 for day in value)
        if not fits or len(set(value)) != len(value):
            self.complain(
                field, "Weekdays are different numbers from 0 (Monday) to 6 (Sunday), at least one."
            )
            return (0,)
        return tuple(sorted(value))

    def objects(self, field: str, most: int) -> list[Entry]:
        """A list of 1 to `most` objects, each as an entry of its own."""
        found, entry = self._take(field), self._entry
        fits = isinstance(found, list) and 1 <= len(found) <= most
        if not fits or not all(isinstance(one, dict) for one in found):
            self.complain(field, f"This must be a list of 1 to {most} {field}.")
            return []
        return [_inside(entry, f"{field}[{n}]", fields) for n, fields in enumerate(found)]

    def is_unknown(self, field: str) -> bool:
        """Whether the field is absent or null."""
        self._asked.add(field)
        return self._entry.fields.get(field) is None

    def has(self, field: str) -> bool:
        """Whether the field is there at all."""
        self._asked.add(field)
        return field in self._entry.fields

    def nothing_else(self) -> None:
        """Complain about every field nobody asked for: it may be a slip of the pen."""
        for field in self._entry.fields:
            if field not in self._asked:
                self.complain(field, f"{_shown(field)} is not a known field.")

    def _take(self, field: str) -> Any:
        self._asked.add(field)
        return self._entry.fields.get(field)

    def _text(self, column: str, code: str, text: Any, length: int) -> str:
        if text is BAD:
            return ""
        if not LANGUAGE.fullmatch(code):
            self.complain(column, f"{_shown(code)} is not a language code such as en.")
        if not isinstance(text, str):
            self.complain(column, f"{_shown(text)} is not a text.")
            return ""
        trimmed: str = text.strip()
        if len(trimmed) > length:
            self.complain(column, f"This is {len(trimmed)} characters long; {length} are possible.")
        if any(unicodedata.category(sign) in ("Cc", "Cs") for sign in trimmed):
            self.complain(column, "Please write this in one line without control characters.")
        return trimmed


def in_order(codes: tuple[str, ...]) -> tuple[str, ...]:
    """Allergens in the order of the law."""
    return tuple(sorted(codes, key=lambda code: ALLERGENS.index(code) if code in ALLERGENS else 99))


def _inside(entry: Entry, place: str, fields: dict[str, Any]) -> Entry:
    return Entry(entry.line, fields, lambda name: entry.column(f"{place}.{name}"))


def _shown(value: Any) -> str:
    text = str(value)
    return f"“{text[:40]}{'…' if len(text) > 40 else ''}”"
