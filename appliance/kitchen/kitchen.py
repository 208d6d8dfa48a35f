"""The kitchen as the rest of the appliance knows it: one object that fires, moves, watches and shows tickets."""

from collections.abc import Callable, Mapping
from typing import Any

from appliance.kitchen import stuck, views
from appliance.kitchen.model import FiredLine, FiredOrder, Move, TicketRow, TicketState
from appliance.kitchen.screens import ScreenChange, Screens
from appliance.kitchen.service import cancelling, fire, moving, paper, truths
from appliance.kitchen.service.cancelling import Pieces
from appliance.kitchen.service.moving import Mover
from appliance.kitchen.service.paper import Trouble
from appliance.kitchen.wire import KitchenSnapshot, ScreenView, StuckTicket, Ticket, UnheededCancel
from appliance.menu import MenuBook
from appliance.printing import Document, PrintJob, PrintOutcome
from appliance.settings import Settings
from appliance.storage import Database, JournalRow, Reader, Tx

Follower = Callable[[Tx, str], None]


class Kitchen:
    """`followers` hear, in the same transaction, the id of an order whose lines moved.

    `printer_trouble(printer_id)` says why a printer cannot print ("paper is out"), None when it can; `in_hand(job_id)`
    whether a paper may be out although the file does not say so yet.
    """

    def __init__(
        self, database: Database, settings: Settings, menu_book: MenuBook, *, printer_trouble: Trouble
    ) -> None:
        self.followers: list[Follower] = []
        self.screens = Screens(database.clock, lambda: settings.now.screen_silent_s)
        self._database = database
        self._settings = settings
        self._menu_book = menu_book
        self._trouble = printer_trouble
        self.in_hand: Callable[[str], bool] = lambda _: False
        database.on_commit(self._forget_revoked)

    def fire(self, tx: Tx, order: FiredOrder, lines: list[FiredLine]) -> list[dict[str, str]]:
        """Make an order's tickets, lines and paper; returns each ticket's {id, station_id}."""
        return fire.fire(tx, self._settings.now, order, lines)

    def move(self, tx: Tx, ticket_id: str, verb: Move, mover: Mover, *, line_id: str | None = None) -> Ticket:
        """Carry out a cook's move and return the ticket; see `service.moving.move` for what it raises.

        `confirm` says that the cook knows what was cancelled.
        """
        if verb is Move.CONFIRM:
            row = cancelling.confirm(tx, ticket_id, actor=mover.actor, device=mover.device)
            return views.views(tx, self._settings.now, [row])[0]
        was = moving.require(tx, ticket_id).state
        row = moving.move(tx, ticket_id, verb, line_id, mover, self.followers)
        became_ready = row.state == TicketState.READY != was and verb is not Move.UNDO
        if became_ready:
            self._call_runner(tx, row, mover.actor)
        return views.views(tx, self._settings.now, [row])[0]

    def cancel(
        self, tx: Tx, order_id: str, pieces: Mapping[str, int], reason: str, mover: Mover
    ) -> list[Pieces]:
        """Take back so many pieces of an order's lines; see `service.cancelling.cancel` for what it raises."""
        settings = self._settings.now
        done = cancelling.cancel(
            tx, settings, order_id, pieces, reason, mover, self._trouble, self.in_hand, self.followers
        )
        for row in done.ready:
            self._call_runner(tx, row, mover.actor)
        for row in done.unheard:
            if not self.screens.shows(row.station_id):
                cancelling.confirm(tx, row.id, actor="system")
        return done.pieces

    def serve(self, tx: Tx, order_id: str, actor: str, device: str | None = None) -> int:
        """Every READY line of an order becomes SERVED; returns how many."""
        return moving.serve(tx, order_id, actor=actor, device=device, followers=self.followers)

    def mark_seen(self, tx: Tx, ticket_ids: list[str], device_id: str) -> int:
        """A screen has really shown these tickets; may be told again."""
        return truths.mark_seen(tx, ticket_ids, device_id)

    def mark_printed(self, tx: Tx, job: PrintJob, outcome: PrintOutcome) -> None:
        """Follows the print desk."""
        truths.mark_printed(tx, job, outcome, self.screens.shows)

    def reprint(self, tx: Tx, ticket_id: str, *, actor: str) -> str:
        """Print a ticket once more, marked as a copy; returns the job's id. Raises NotFound, Conflict no_printer."""
        return truths.reprint(tx, self._settings.now, ticket_id, self._trouble, actor=actor)

    def paper_now(self, reader: Reader, job: PrintJob) -> Document:
        """What a ticket's paper says now; for a copy of it. Raises NotFound, Conflict all_cancelled."""
        return truths.paper_now(reader, self._settings.now, job)

    def unseen(self, ticket_ids: list[str]) -> list[str]:
        """Those of the tickets that no screen has shown yet."""
        return self._database.read(lambda reader: truths.unseen(reader, ticket_ids))

    def stuck(self, reader: Reader) -> list[StuckTicket]:
        """Tickets that nobody and nothing has confirmed in time, each with its four truths and the reason."""
        now_ms, language = self._database.clock.now_ms(), self._settings.now.staff_language
        return stuck.stuck_tickets(reader, self.screens, self._trouble, now_ms, language)

    def unheeded(self, reader: Reader) -> list[UnheededCancel]:
        """Tickets with a cancellation that the kitchen has not confirmed, oldest first."""
        return stuck.unheeded(reader, self._database.clock.now_ms())

    def screens_view(self, reader: Reader) -> list[ScreenView]:
        """Every paired kitchen screen, whether it speaks and since when not."""
        return stuck.screens_view(reader, self.screens)

    async def watch(self) -> None:
        """Once a second: tell of silent screens and unconfirmed tickets, send what no screen shows to paper.

        Raises StorageUnavailable; what was not written is found again the next time.
        """
        changes = self.screens.changes()
        late, homeless = self._database.read(self._due)
        if not (changes or late or homeless):
            return

        def act(tx: Tx) -> None:
            _tell_screens(tx, changes)
            truths.tell_floor(tx, late)
            truths.fail_over(tx, self._settings.now, homeless, self._trouble)

        await self._database.write(act)
        self.screens.told(changes)

    def snapshot(self, reader: Reader, seq: int, shown: list[str]) -> KitchenSnapshot:
        """Everything a screen with these stations (none = all) shows."""
        return KitchenSnapshot(seq=seq, now=self._database.clock.now_ms(), **self.parts(reader, shown))

    def parts(self, reader: Reader, shown: list[str]) -> dict[str, Any]:
        """The same without seq and now."""
        settings, now_ms = self._settings.now, self._database.clock.now_ms()
        return {
            **self.head(reader, shown),
            "tickets": views.open_tickets(reader, settings, shown, now_ms),
            **self.finished(reader, shown),
            "out": self.out(reader),
        }

    def head(self, reader: Reader, shown: list[str]) -> dict[str, Any]:
        """What seldom changes: names, people, limits."""
        settings = self._settings.now
        stations = views.stations(reader)
        return {
            "venue_name": settings.venue_name,
            "language": settings.kitchen_language,
            "stations": stations,
            "showing": shown or [station.id for station in stations],
            "cooks": views.cooks(reader),
            "urgent_s": settings.urgent_s,
            "critical_s": settings.critical_s,
        }

    def finished(self, reader: Reader, shown: list[str]) -> dict[str, Any]:
        """What changes when something becomes ready or is called back."""
        settings, now_ms = self._settings.now, self._database.clock.now_ms()
        return {
            "recent": views.recent_tickets(reader, settings, shown, now_ms),
            "average_s": views.average_s(reader, shown, now_ms),
        }

    def some_tickets(
        self, reader: Reader, shown: list[str], ticket_ids: list[str]
    ) -> dict[str, Ticket | None]:
        """These tickets by id; None for one that is not to be cooked at these stations (any more)."""
        return views.some_tickets(reader, self._settings.now, shown, ticket_ids)

    def out(self, reader: Reader) -> list[Any]:
        """Dishes that are out or counted."""
        return views.out_items(reader, self._menu_book, self._settings.now, self._database.clock.now_ms())

    def _call_runner(self, tx: Tx, row: TicketRow, actor: str) -> None:
        if self._settings.now.runner_slip:
            paper.print_runner_slip(tx, self._settings.now, row, self._trouble, actor=actor)

    def _due(self, reader: Reader) -> tuple[list[Any], list[Any]]:
        now_ms = self._database.clock.now_ms()
        late = truths.due_alerts(reader, now_ms)
        if self.screens.settling():
            return late, []
        return late, truths.due_failovers(reader, now_ms, self.screens.shows)

    def _forget_revoked(self, rows: list[JournalRow]) -> None:
        for row in rows:
            if row.kind == "device_revoked":
                self.screens.forget(row.subject.partition(":")[2])


def _tell_screens(tx: Tx, changes: list[ScreenChange]) -> None:
    for change in changes:
        tx.journal(
            "screen_lost" if change.lost else "screen_back",
            f"device:{change.device_id}",
            actor="system",
            device=change.device_id,
            data={
                "device_id": change.device_id,
                "stations": list(change.stations),
                "silent_s": change.silent_s,
            },
        )
