"""One printer's coming and going, to tell one that was plugged in again from one that only stumbled."""

from dataclasses import dataclass

from appliance.printing import rules
from firmware_bridges.contracts import PrinterStatus, Reason


@dataclass(slots=True)
class Absence:
    """Only what was seen since the start counts: a printer that comes up after the appliance has not come back."""

    was_well: bool = False
    gone_at_s: float | None = None
    is_back: bool = False

    def heard(self, status: PrinterStatus, *, serial: bool, now_s: float) -> bool:
        """Whether a printer that was away for long can print again; true once for each absence. `now_s` is monotonic."""
        if rules.unplugged(status, serial=serial):
            if self.was_well and self.gone_at_s is None:
                self.gone_at_s = now_s
        elif status.online and self.gone_at_s is not None:
            self.is_back |= (now_s - self.gone_at_s) * 1000 >= rules.AWAY_MS
            self.gone_at_s = None
        if status.problem is not Reason.NONE:
            return False
        returned, self.is_back, self.was_well = self.is_back, False, True
        return returned
