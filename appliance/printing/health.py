"""How one printer is doing, from what its bridge reports and how its jobs end."""

from dataclasses import dataclass, field

from appliance.printing import rules
from firmware_bridges.contracts import Paper, PrinterStatus, PrintOutcome, Reason

OFF = "off"
LOW = "paper_low"


@dataclass(slots=True)
class Health:
    """`told` is what the journal knows, so that a loss and a return are told once each.

    `since` is when the present trouble began (ms).
    """

    status: PrinterStatus = field(default_factory=lambda: PrinterStatus(False, reason=Reason.NOT_CONNECTED))
    last_outcome: Reason = Reason.NONE
    broken_setup: bool = False
    switched_off: bool = False
    since: int | None = None
    told: tuple[str, bool] = ("", False)
    told_at: int | None = None

    @property
    def trouble(self) -> str:
        """Why nothing can be printed now, as a code, or "". Before its first word a printer is believed to be well."""
        if self.switched_off:
            return OFF
        if self.broken_setup:
            return str(Reason.INTERNAL)
        if self.status.online or self.status.reason is not Reason.NOT_CONNECTED:
            return str(self.status.problem)
        return str(self.last_outcome)

    @property
    def paper_low(self) -> bool:
        """Something to see to soon."""
        return self.status.paper is Paper.NEAR_END

    @property
    def code(self) -> str:
        """What people are told: the trouble, else that paper runs low, else ""."""
        return self.trouble or (LOW if self.paper_low else "")

    @property
    def worth_telling(self) -> tuple[str, bool]:
        """What counts as a change for people: the kind of trouble, and paper that runs low."""
        return "" if self.switched_off else rules.trouble_kind(self.trouble), self.paper_low

    def take_status(self, status: PrinterStatus, now_ms: int) -> None:
        """The bridge's latest look."""
        self.status = status
        self._mark(now_ms)

    def take_outcome(self, outcome: PrintOutcome, now_ms: int) -> None:
        """How a job ended; matters for devices that report no status."""
        self.last_outcome = outcome.reason if rules.blames_printer(outcome) else Reason.NONE
        self._mark(now_ms)

    def set_up(self, now_ms: int, *, broken: bool = False, off: bool = False) -> None:
        """A bridge was made anew, could not be made, or is not wanted: what was known of the old one is forgotten."""
        self.status = PrinterStatus(False, reason=Reason.NOT_CONNECTED)
        self.last_outcome = Reason.NONE
        self.broken_setup, self.switched_off = broken, off
        self._mark(now_ms)

    def trouble_for_ms(self, now_ms: int) -> int | None:
        """How long the present trouble has lasted; None while all is well."""
        return None if self.since is None else max(0, now_ms - self.since)

    def _mark(self, now_ms: int) -> None:
        if not self.trouble:
            self.since = None
        elif self.since is None:
            self.since = now_ms
