"""The test page of a printer."""

from collections.abc import Mapping

from appliance.printing.documents import trial_page
from appliance.printing.model import JobKind, ProfileFacts
from appliance.printing.paper_words import words_in
from appliance.printing.service.jobs import queue
from appliance.printing.service.printers import require_printer
from appliance.settings import VenueSettings
from appliance.storage import Tx

USUAL = ProfileFacts("", 42)


def print_test(
    tx: Tx, printer_id: str, settings: VenueSettings, profiles: Mapping[str, ProfileFacts], *, actor: str
) -> str:
    """Queue a test page; returns the job's id. Raises NotFound printer_unknown."""
    row = require_printer(tx, printer_id)
    facts = profiles.get(row.profile, USUAL)
    page = trial_page(
        name=row.name,
        model=facts.label or row.profile,
        columns=facts.columns,
        address=row.address,
        at=tx.now_ms,
        zone=settings.zone,
        words=words_in(settings.staff_language),
    )
    subject = f"printer:{printer_id}"
    return queue(tx, printer_id=printer_id, kind=JobKind.TEST, subject=subject, document=page, actor=actor)
