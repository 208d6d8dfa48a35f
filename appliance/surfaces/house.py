"""Everything a view needs besides the file: the settings, the menu, the kitchen and the printers, in one hand."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from appliance.kitchen import Kitchen
from appliance.menu import ItemAvailability, MenuBook, availability
from appliance.printing import PrintDesk
from appliance.settings import Settings
from appliance.storage import Database, Reader


class Noticed(Protocol):
    """What a room below says needs a person."""

    @property
    def id(self) -> str: ...
    @property
    def level(self) -> str: ...
    @property
    def code(self) -> str: ...
    @property
    def say(self) -> str: ...
    @property
    def since(self) -> int: ...


@dataclass(frozen=True)
class House:
    """Made once by main."""

    database: Database
    settings: Settings
    menu_book: MenuBook
    kitchen: Kitchen
    desk: PrintDesk
    more_alerts: list[Callable[[Reader], Sequence[Noticed]]] = field(default_factory=list)
    """What rooms below know of that needs a person, each as a look."""
    _blocked: dict[tuple[int, int], dict[str, ItemAvailability]] = field(default_factory=dict)

    def blocked(self, reader: Reader) -> dict[str, ItemAvailability]:
        """What is not plainly available, worked out once per commit and second: hundreds of phones ask at the same moment."""
        now_ms = self.database.clock.now_ms()
        key = (reader.last_seq(), now_ms // 1000)
        if key not in self._blocked:
            self._blocked.clear()
            self._blocked[key] = availability(reader, self.menu_book, self.settings.now, now_ms)
        return self._blocked[key]
