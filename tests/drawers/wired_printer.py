"""A printer that only has a drawer port: what hangs on it decides which level its line shows."""

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field

from appliance.printing import PrinterRow
from firmware_bridges.contracts import OutcomeState, Paper, PrinterStatus, PrintOutcome, Reason
from firmware_bridges.document import Document, Kick


@dataclass
class WiredPrinter:
    """`open_high` is the drawer's polarity, None for a drawer without a sensor; `locked` keeps it shut."""

    row: PrinterRow
    on_status: Callable[[PrinterStatus], None]
    open_high: bool | None = True
    locked: bool = False
    outcome: PrintOutcome = field(default_factory=lambda: PrintOutcome(OutcomeState.PRINTED))
    kicks: list[Kick] = field(default_factory=list)
    is_open: bool = False
    online: bool = True

    @property
    def status(self) -> PrinterStatus:
        """As the line is now; one without a sensor always shows low."""
        if not self.online:
            return PrinterStatus(False, reason=Reason.UNREACHABLE)
        level = self.is_open == self.open_high if self.open_high is not None else False
        return PrinterStatus(True, Paper.OK, drawer_pin_high=level)

    def start(self) -> None:
        self.on_status(self.status)

    def submit(self, job_id: str, document: Document, *, deadline_s: float) -> Future[PrintOutcome]:
        """The pulse reaches the drawer before the printer confirms it."""
        pulses = [part for part in document.parts if isinstance(part, Kick)]
        self.kicks += pulses
        if pulses and not self.locked and self.outcome.may_be_on_paper:
            self.move(is_open=True)
        future: Future[PrintOutcome] = Future()
        future.set_result(self.outcome)
        return future

    def move(self, *, is_open: bool) -> None:
        """Somebody, or the pulse, moves the drawer."""
        self.is_open = is_open
        self.on_status(self.status)

    def unplug(self, unplugged: bool = True) -> None:
        """The printer is away, or back."""
        self.online = not unplugged
        self.on_status(self.status)

    def stop(self) -> None:
        return
