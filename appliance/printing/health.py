"""How one printer is doing, from what its bridge reports and how its jobs end."""

from dataclasses import dataclass, field

from appliance.printing import rules
from firmware_bridges.contracts import Paper, PrinterStatus, PrintOutcome, Reason


@dataclass(slots=True)
class Health:
    """`told` is what the journal knows, so that a loss and a return are told once each."""

    status: PrinterStatus = field(default_factory=lambda: PrinterStatus(False, reason=Reason.NOT_CONNECTED))
    last_outcome: Reason = Reason.NONE
    broken_setup: bool = False
    told: tuple[str, bool] = ("", False)
    told_at: int | None = None

    @property
    def trouble(self) -> Reason:
        """Why nothing can be printed now, or NONE. Before its first word a printer is believed to be well."""
        if self.broken_setup:
            return Reason.INTERNAL
        if self.status.online or self.status.reason is not Reason.NOT_CONNECTED:
            return self.status.problem
        return self.last_outcome

    @property
    def words(self) -> str | None:
        """The trouble as the end of a sentence; None when all is well."""
        return None if self.trouble is Reason.NONE else rules.words(self.trouble)

    @property
    def hint(self) -> str | None:
        """Something to see to soon."""
        return "paper is nearly out" if self.status.paper is Paper.NEAR_END else None

    @property
    def worth_telling(self) -> tuple[str, bool]:
        """What counts as a change for people: the kind of trouble, and paper that runs low."""
        return rules.trouble_kind(self.trouble), self.hint is not None

    def take_status(self, status: PrinterStatus) -> None:
        """The bridge's latest look."""
        self.status = status

    def take_outcome(self, outcome: PrintOutcome) -> None:
        """How a job ended; matters for devices that report no status."""
        self.last_outcome = outcome.reason if rules.blames_printer(outcome) else Reason.NONE
