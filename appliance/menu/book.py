"""The menu book: the catalogue in memory as the last commit left it, and the guests' menu encoded once per language."""

import hashlib
import zlib
from collections.abc import Callable
from typing import NamedTuple

import msgspec

from appliance.menu import wire
from appliance.menu.model import Catalogue, Category, Daypart, Item, OptionGroup
from appliance.menu.store import catalogue as stored
from appliance.settings import Settings
from appliance.storage import Database, JournalRow


class MenuBytes(NamedTuple):
    """The guests' menu ready to be sent. `etag` stands for both forms, so it is a weak one."""

    etag: bytes
    packed: bytes
    plain: bytes


class MenuBook:
    """Items that can be ordered (hidden ones are not among them), groups, categories, dayparts, and the menu's version."""

    def __init__(
        self, database: Database, settings: Settings, has_photo: Callable[[str], bool] = lambda name: True
    ) -> None:
        self._database = database
        self._settings = settings
        self._has_photo = has_photo
        self._encoded: dict[tuple[str, str, str], MenuBytes] = {}
        self.catalogue = Catalogue()
        self.version = ""
        self.items: dict[str, Item] = {}
        self.groups: dict[str, OptionGroup] = {}
        self.categories: dict[str, Category] = {}
        self.dayparts: dict[str, Daypart] = {}

    def load(self) -> None:
        """Read the file and follow changes from here on."""
        self._reload()
        self._database.on_commit(self._follow, keeps_memory=True)

    def item(self, item_id: str) -> Item | None:
        """The item if it can be ordered at all, otherwise None."""
        return self.items.get(item_id)

    def language(self, asked: str) -> str:
        """The venue's language nearest to the one asked for ("it-CH" → "it"), else its default."""
        now = self._settings.now
        offered = {code.lower(): code for code in now.languages}
        asked = asked.lower()
        return offered.get(asked) or offered.get(asked.partition("-")[0]) or now.default_language

    def menu_bytes(self, lang: str) -> MenuBytes:
        """The guests' menu in that language or the nearest one: (etag, gzip bytes, plain bytes)."""
        now = self._settings.now
        key = (self.language(lang), now.default_language, now.currency)
        found = self._encoded.get(key)
        if found is None:
            if len(self._encoded) > len(now.languages):
                self._encoded.clear()
            found = self._encoded[key] = self._encode(*key)
        return found

    def _follow(self, rows: list[JournalRow]) -> None:
        if any(row.kind == "menu_changed" for row in rows):
            self._reload()

    def _reload(self) -> None:
        catalogue = self._database.read(stored.load)
        self.catalogue = catalogue
        self.version = hashlib.sha256(msgspec.json.encode(catalogue)).hexdigest()[:12]
        self.items = {item.id: item for item in catalogue.items if not item.hidden}
        self.groups = {group.id: group for group in catalogue.groups}
        self.categories = {category.id: category for category in catalogue.categories}
        self.dayparts = {daypart.id: daypart for daypart in catalogue.dayparts}
        self._encoded.clear()

    def _encode(self, lang: str, default: str, currency: str) -> MenuBytes:
        menu = wire.guest_menu(self.catalogue, self.version, lang, default, currency, self._has_photo)
        plain = msgspec.json.encode(menu)
        packer = zlib.compressobj(9, zlib.DEFLATED, 31)
        etag = f'W/"{hashlib.sha256(plain).hexdigest()[:20]}"'
        return MenuBytes(etag.encode(), packer.compress(plain) + packer.flush(), plain)
