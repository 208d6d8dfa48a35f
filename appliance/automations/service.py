"""The automations: closing forgotten visits, purging what guests left, the daily pass."""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from appliance import checks
from appliance.automations import rules, store
from appliance.kernel.errors import StorageUnavailable
from appliance.menu import Photos, sweep_photos
from appliance.orders import close_visit, unserved
from appliance.seating import PassDesk, parties
from appliance.settings import Settings, VenueSettings
from appliance.storage import Database, Tx, forget_answers

PURGE_HOUR = 3
PURGE_AFTER_MS = 24 * 3_600_000
ANSWERS_KEPT_MS = 30 * 24 * 3_600_000
ANSWERS_AT_ONCE = 500
"""So many are forgotten in one transaction; the next ones a minute later."""

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Automation:
    """A name, what it does in a sentence, and when it is due."""

    name: str
    say: str
    due: Callable[[int, int, VenueSettings], bool]


AUTOMATIONS = (
    Automation(
        "auto_close",
        "Close visits that are settled, served and idle, or idle for long with nothing owed even if a dish was not brought.",
        lambda last, now, settings: rules.due_every(last, now, 1),
    ),
    Automation(
        "daily_pass",
        "A new pass word for the new business date.",
        lambda last, now, settings: (
            settings.access_pass and rules.due_daily(last, now, settings.zone, settings.rollover_hour)
        ),
    ),
    Automation(
        "forget_answers",
        "Forget what tablets, screens and commands were answered more than 30 days ago; what made an order, a payment or"
        " another row is kept as long as that row.",
        lambda last, now, settings: rules.due_daily(last, now, settings.zone, PURGE_HOUR),
    ),
    Automation(
        "purge",
        "Forget phones, nicknames and carts of visits closed more than a day ago; journal and sales stay.",
        lambda last, now, settings: rules.due_daily(last, now, settings.zone, PURGE_HOUR),
    ),
    Automation(
        "sweep_photos",
        "Delete photo files that no dish has named for a day.",
        lambda last, now, settings: rules.due_daily(last, now, settings.zone, PURGE_HOUR),
    ),
)


class Automations:
    """Runs what is due. While the clock is untrusted nothing that depends on the date happens."""

    def __init__(self, database: Database, settings: Settings, pass_desk: PassDesk, photos: Photos) -> None:
        self._database = database
        self._settings = settings
        self._pass_desk = pass_desk
        self._photos = photos
        self._work: dict[str, Callable[[], Awaitable[Any]]] = {
            "auto_close": self._in_one(self._auto_close),
            "daily_pass": self._daily_pass,
            "forget_answers": lambda: self._database.write(self._forget_answers),
            "purge": self._in_one(self._purge),
            "sweep_photos": self._sweep_photos,
        }

    async def run_due(self) -> list[str]:
        """Run everything due since its last run; returns the names. A failing one is logged and due again next time."""
        ran = []
        for automation in AUTOMATIONS:
            last = self._database.read(lambda reader, name=automation.name: store.last_run_at(reader, name))  # type: ignore[misc]
            now_ms = self._database.clock.now_ms()
            if not self._database.clock.trusted() or not automation.due(last, now_ms, self._settings.now):
                continue
            try:
                await self._work[automation.name]()
                ran.append(automation.name)
            except StorageUnavailable:
                return ran
            except Exception:  # one automation's fault must not stop the others; it stays due
                log.exception("automation %s failed", automation.name)
        return ran

    def _in_one(self, work: Callable[[Tx], Any]) -> Callable[[], Awaitable[Any]]:
        """The work and the note that it ran, in one transaction."""
        name = work.__name__.removeprefix("_")

        def change(tx: Tx) -> Any:
            done = work(tx)
            store.ran(tx, name)
            return done

        return lambda: self._database.write(change)

    async def _daily_pass(self) -> None:
        if self._pass_desk.is_due():
            await self._pass_desk.rotate("system")
        await self._database.write(lambda tx: store.ran(tx, "daily_pass"))

    async def _sweep_photos(self) -> None:
        await sweep_photos(self._database, self._photos)
        await self._database.write(lambda tx: store.ran(tx, "sweep_photos"))

    def _auto_close(self, tx: Tx) -> int:
        settings, closed = self._settings.now, 0
        for party in parties.all_open(tx):
            idle_min = (tx.now_ms - party.last_activity_at) // rules.MINUTE_MS
            _, due = checks.dues(tx, party.id, party.covers, settings)
            settled = party.paid_at is not None and due == 0
            forgotten = idle_min >= settings.auto_close_idle_min and due == 0
            gone = settled and idle_min >= settings.auto_close_settled_min and not unserved(tx, party.id).any
            if forgotten or gone:
                close_visit(tx, party.id, how="auto", actor="system")
                closed += 1
        return closed

    def _forget_answers(self, tx: Tx) -> None:
        """Stays due until nothing is left to forget."""
        if forget_answers(tx, tx.now_ms - ANSWERS_KEPT_MS, ANSWERS_AT_ONCE) < ANSWERS_AT_ONCE:
            store.ran(tx, "forget_answers")

    def _purge(self, tx: Tx) -> dict[str, int]:
        return parties.purge(tx, tx.now_ms - PURGE_AFTER_MS)
