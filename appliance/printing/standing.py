"""How the printers stand: what screens, other rooms and other printers' lines ask the desk."""

from appliance.printing import rules
from appliance.printing.line import Line
from appliance.printing.model import PrinterRow
from appliance.printing.words import staff_words
from appliance.settings import Settings
from firmware_bridges.contracts import PrinterStatus, Reason


class Standing:
    """Answers from memory, on the event loop; a printer without a line is one that is switched off."""

    def __init__(self, settings: Settings) -> None:
        self.lines: dict[str, Line] = {}
        self._settings = settings

    @property
    def language(self) -> str:
        """The language in which staff are told of printers."""
        return self._settings.now.staff_language

    def code_of(self, printer_id: str) -> str:
        """What people are told of a printer, as a code: a reason's, "off", "paper_low", or "" when all is well."""
        line = self.lines.get(printer_id)
        return "off" if line is None else line.health.code

    def trouble_of(self, printer_id: str) -> str | None:
        """Why this printer cannot print now, as the end of a sentence ("paper is out"); None when it can."""
        line = self.lines.get(printer_id)
        code = "off" if line is None else line.health.trouble
        return staff_words(self.language).trouble(code)[0] if code else None

    def since_of(self, printer_id: str) -> int | None:
        """When people were told of the present trouble (ms); None while there is none."""
        line = self.lines.get(printer_id)
        return line.health.told_at if line is not None and line.health.told[0] else None

    def status_of(self, printer_id: str) -> PrinterStatus:
        """What the device last said of itself."""
        line = self.lines.get(printer_id)
        return PrinterStatus(False, reason=Reason.NOT_CONNECTED) if line is None else line.health.status

    def works(self, printer_id: str) -> bool:
        """Whether a paper given to this printer now would be tried at once, as far as is known."""
        line = self.lines.get(printer_id)
        return line is not None and line.bridge is not None and not line.health.trouble

    def backup_of(self, printer_id: str) -> PrinterRow | None:
        """The printer that stands in for this one now; None while none is needed or none can."""
        line = self.lines.get(printer_id)
        if line is None or not line.health.trouble:
            return None
        known = {one.row.id: one.row for one in self.lines.values()}
        return rules.backup_for(line.row, known, self.works)
