"""The first slip of a printer that has just been taken in: it says by itself who it is and what it serves."""

from appliance.printing import store
from appliance.printing.documents import StatusFacts, status_slip
from appliance.printing.model import JobKind
from appliance.printing.paper_words import words_in
from appliance.printing.service.jobs import queue
from appliance.printing.service.printers import require_printer
from appliance.settings import VenueSettings
from appliance.storage import Tx


def print_status(
    tx: Tx,
    printer_id: str,
    settings: VenueSettings,
    *,
    model: str = "",
    wifi_name: str = "",
    link_percent: int | None = None,
    actor: str,
) -> str:
    """Queue the status slip; returns the job's id. What the network told of the device comes from the caller.

    Raises NotFound printer_unknown.
    """
    row = require_printer(tx, printer_id)
    facts = StatusFacts(
        name=row.name,
        address=row.address,
        model=model,
        mac=row.mac or "",
        serves=tuple(one["name"] for one in store.stations(tx) if one["printer_id"] == printer_id),
        wifi_name=wifi_name,
        link_percent=link_percent,
    )
    slip = status_slip(facts, at=tx.now_ms, zone=settings.zone, words=words_in(settings.staff_language))
    subject = f"printer:{printer_id}"
    return queue(tx, printer_id=printer_id, kind=JobKind.STATUS, subject=subject, document=slip, actor=actor)
