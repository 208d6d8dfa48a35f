"""The room's desk: holds the search while the appliance runs, and is what routes and duties ask."""

import asyncio
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial

from appliance import __version__, printing
from appliance.devices import Knock, Presence
from appliance.discovery import rules, store
from appliance.discovery.model import (
    Approve,
    Approved,
    FoundList,
    FoundThing,
    Ignored,
    Named,
    ProfileChoice,
    Surroundings,
    Trouble,
)
from appliance.discovery.service.approve import (
    Approver,
    approve_printer,
    approve_screen,
    set_aside,
    unknown_thing,
)
from appliance.discovery.service.view import key_of, things
from appliance.discovery.words import finder_say
from appliance.kernel.errors import Invalid, Refused
from appliance.settings import Settings
from appliance.storage import Database, Reader, Tx
from firmware_bridges.discovery.sighting import Found, tidy

_MOVED_LOOKS = 2

Afterwards = list[Callable[[], None]]


class DiscoveryDesk:
    """`surroundings` None: this appliance does not search; screens may still ask to be let in.

    `is_offline` says whether a printer cannot be reached where its row says it is: only such a one is followed. `models`
    are what a printer can be taken for.
    """

    def __init__(
        self,
        database: Database,
        settings: Settings,
        presence: Presence,
        surroundings: Surroundings | None = None,
        *,
        is_offline: Callable[[str], bool] = lambda _: True,
        models: Mapping[str, printing.ProfileFacts] | None = None,
    ) -> None:
        self._database, self._settings = database, settings
        self._presence = presence
        self._surroundings = surroundings
        self._is_offline = is_offline
        self._models = models or {}
        self._port: int | None = None
        self._said: tuple[str, int] | None = None
        self._moving: dict[str, tuple[str, int]] = {}

    def start(self) -> None:
        """Begin to search."""
        if self._surroundings is not None:
            self._surroundings.leave_alone(self._in_use())
            self._surroundings.start()

    async def stop(self) -> None:
        """End the search."""
        if self._surroundings is not None:
            await asyncio.to_thread(self._surroundings.stop)

    def serves_on(self, port: int) -> None:
        """The port to announce."""
        self._port = port

    def view(self) -> FoundList:
        """Everything around, and what to choose from."""
        search = self._surroundings.search if self._surroundings else None
        ago_s = search.searched_s if search else None
        stations = self._database.read(store.stations)
        return FoundList(
            searching=bool(search and search.searching),
            can_search=search is not None,
            searched_at=None if ago_s is None else self._database.clock.now_ms() - int(ago_s * 1000),
            trouble=[
                Trouble(name, finder_say(self._settings.now.staff_language, name, one), one.detail)
                for name, one in (search.troubles() if search else {}).items()
            ],
            stations=[Named(station, name) for station, name, _ in stations],
            profiles=[ProfileChoice(name, model.label) for name, model in self._models.items()],
            items=self._database.read(self._things),
        )

    def scan(self) -> bool:
        """Look at everything now; False when this appliance does not search."""
        if self._surroundings is not None:
            self._surroundings.search.ask()
        return self._surroundings is not None

    def look_at(self, address: str) -> bool:
        """Look at one address a person has typed. Raises Invalid bad_address."""
        if not rules.may_look_at(address):
            raise Invalid(
                "This is not an address in this house; it looks like 192.168.1.50.", code="bad_address"
            )
        if self._surroundings is not None:
            self._surroundings.search.ask(address.strip())
        return self._surroundings is not None

    def approve(self, tx: Tx, key: str, wanted: Approve, by: Approver, afterwards: Afterwards) -> Approved:
        """Take a thing in. Raises NotFound found_unknown and what `approve_printer` or `approve_screen` raises.

        `afterwards` gets what is to be done once the transaction is in the file.
        """
        knock = self._knock(key)
        if knock is not None:
            done = approve_screen(
                tx, knock, wanted, by, tidy(knock.hello.name)[: rules.NAME_MAX] or "Kitchen screen"
            )
            afterwards.append(partial(self._presence.knocks.forget, knock))
            return done
        found = self._found(key)
        guess = self._surroundings.guess(found) if self._surroundings else ("", "")
        settings = self._settings.now
        has_receipt_printer = settings.receipt_printer is not None
        done = approve_printer(
            tx, found, wanted, guess, by, models=self._models, has_receipt_printer=has_receipt_printer
        )
        row = next(one for one in printing.printers(tx) if one.id == done.id)
        device = f"{found.maker} {found.model}".strip()
        model = self._models.get(row.profile)
        known = printing.Known(profile=model.label if model else "", device=device)
        asker = printing.Asker(by.actor, by.device, by.address)
        printing.print_status(tx, done.id, settings, known, by=asker)
        return done

    def refuse(self, tx: Tx, key: str, by: Approver, afterwards: Afterwards, *, ignored: bool) -> Ignored:
        """Offer a thing no more, or again. A screen that asks is only sent away. Raises NotFound.

        `afterwards` as for `approve`.
        """
        knock = self._knock(key)
        if knock is not None:
            afterwards.append(partial(self._presence.knocks.refuse, knock))
        else:
            set_aside(tx, self._found(key), by, ignored=ignored)
        return Ignored(key, ignored)

    async def look_round(self) -> None:
        """Announce what has changed, and follow printers that have moved."""
        if self._surroundings is None:
            return
        self._announce(self._surroundings)
        self._surroundings.leave_alone(self._in_use())
        found = self._surroundings.search.found()
        for row in self._database.read(printing.printers):
            where = rules.moved_to(row, found) if self._is_offline(row.id) else None
            if where is None:
                self._moving.pop(row.id, None)
            elif self._seen_again(row.id, where):
                await self._follow(row.id, where)

    def _seen_again(self, printer_id: str, where: str) -> bool:
        """Whether it is there for the second look in a row: one look may be an answer from before the move."""
        before, looks = self._moving.get(printer_id, (where, 0))
        looks = looks + 1 if before == where else 1
        self._moving[printer_id] = (where, looks)
        return looks >= _MOVED_LOOKS

    async def _follow(self, printer_id: str, where: str) -> None:
        def move(tx: Tx) -> None:
            row = next((one for one in printing.printers(tx) if one.id == printer_id), None)
            if row is not None and row.address != where:
                data = {"printer_id": printer_id, "before": row.address, "after": where}
                printing.move_printer(tx, printer_id, where)
                tx.journal("printer_moved", f"printer:{printer_id}", actor="system", data=data)

        self._moving.pop(printer_id, None)
        with suppress(Refused):  # the disk is full: it is found again at the next look
            await self._database.write(move)

    def _in_use(self) -> frozenset[str]:
        rows = self._database.read(printing.printers)
        return frozenset(host for row in rows if (host := rules.host_of(row.address)))

    def _announce(self, surroundings: Surroundings) -> None:
        name = tidy(self._settings.now.venue_name) or "Comanda"
        if self._port is None or self._said == (name, self._port):
            return
        self._said = (name, self._port)
        identity = self._database.branch[-12:]
        facts = {
            "id": identity,
            "version": __version__,
            "path": "/",
            "kitchen": "/kitchen/",
            "floor": "/floor/",
        }
        surroundings.announce(name, self._port, identity, facts)

    def _things(self, reader: Reader) -> list[FoundThing]:
        return things(
            reader,
            self._surroundings.search.found() if self._surroundings else [],
            self._surroundings.guess if self._surroundings else _no_guess,
            self._presence.knocks,
            has_receipt_printer=self._settings.now.receipt_printer is not None,
            now_s=self._database.clock.monotonic_s(),
        )

    def _knock(self, key: str) -> Knock | None:
        return next((one for one in self._presence.knocks.asking() if key_of(one) == key), None)

    def _found(self, key: str) -> Found:
        found = self._surroundings.search.get(key) if self._surroundings else None
        if found is None:
            raise unknown_thing()
        return found


def _no_guess(found: Found) -> tuple[str, str]:
    return "", ""
