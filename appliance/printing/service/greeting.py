"""A printer's status slip: when it is added, when it was plugged in again, and with a code when somebody asks for one."""

from dataclasses import dataclass

import msgspec

from appliance.devices import CODE_LIFETIME_S, MakeCode, code_again, code_for, make_code
from appliance.printing import rules, store, wiring
from appliance.printing.documents import Pairing, StatusFacts, status_slip
from appliance.printing.model import JobKind, Link, SlipWhy
from appliance.printing.paper_words import words_in
from appliance.printing.service.jobs import document_of, queue
from appliance.printing.service.printers import require_printer
from appliance.settings import VenueSettings
from appliance.storage import Reader, Tx
from firmware_bridges.document import Document, Qr, Text

CODE_PLACE = "\ue000"
"""Stands in a stored slip where its code is printed: the code itself is never written to the file."""
_SCOPE = "status_slip"


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a printer beside its row: its profile's label, maker and model as it told them, its connection."""

    profile: str = ""
    device: str = ""
    link: Link | None = None


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks for a slip: an actor of the journal, with device and address where there are any."""

    actor: str
    device: str | None = None
    address: str | None = None


SYSTEM = Asker("system")


def print_status(
    tx: Tx,
    printer_id: str,
    settings: VenueSettings,
    known: Known,
    *,
    by: Asker,
    why: SlipWhy = SlipWhy.ADDED,
    pairing: Pairing | None = None,
) -> str:
    """Queue the status slip; returns the job's id. Raises NotFound printer_unknown."""
    row = require_printer(tx, printer_id)
    base_url = settings.guest_base_url.rstrip("/")
    facts = StatusFacts(
        name=row.name,
        address=row.address,
        device=known.device,
        profile=known.profile or row.profile,
        bridge=row.bridge,
        mac=row.mac or "",
        link=known.link or wiring.link_of(row.address, ()),
        serves=tuple(one["name"] for one in store.stations(tx) if one["printer_id"] == printer_id),
        staff_page=f"{base_url}/floor/" if base_url else "",
        wifi_name=settings.wifi_name,
        wifi_password=settings.wifi_password,
        pairing=pairing,
    )
    slip = status_slip(facts, at=tx.now_ms, zone=settings.zone, words=words_in(settings.staff_language))
    subject = f"printer:{printer_id}"
    job_id = queue(
        tx, printer_id=printer_id, kind=JobKind.STATUS, subject=subject, document=slip, actor=by.actor
    )
    data = {"printer_id": printer_id, "job_id": job_id, "why": why, "with_code": pairing is not None}
    tx.journal("status_slip_queued", subject, actor=by.actor, device=by.device, address=by.address, data=data)
    return job_id


def print_plugged_in(tx: Tx, printer_id: str, settings: VenueSettings, known: Known) -> str | None:
    """The slip of a printer that was unplugged and is back; None when it is not wanted now. Raises NotFound."""
    waiting = len(store.open_of(tx, printer_id))
    last = store.last_made_at(tx, f"printer:{printer_id}", JobKind.STATUS)
    if not rules.wants_slip(settings.status_slip, waiting, last, tx.now_ms):
        return None
    return print_status(tx, printer_id, settings, known, by=SYSTEM, why=SlipWhy.PLUGGED_IN)


def print_pairing(
    tx: Tx,
    printer_id: str,
    settings: VenueSettings,
    known: Known,
    *,
    wish: MakeCode,
    base_url: str,
    by: Asker,
) -> tuple[str, int]:
    """A slip with a pairing code for one device, which opens `base_url`; returns the job's id and the code's end (ms).

    The code follows from the job, so that nobody has to keep it. Raises NotFound printer_unknown.
    """
    until = tx.now_ms + CODE_LIFETIME_S * 1000
    pairing = Pairing(CODE_PLACE, until, f"{base_url}/{wish.kind}/")
    job_id = print_status(tx, printer_id, settings, known, by=by, why=SlipWhy.ASKED, pairing=pairing)
    expires_at = make_code(
        tx,
        code_for(tx, _SCOPE, job_id),
        kind=wish.kind,
        name=wish.name,
        stations=wish.stations,
        made_by=by.actor,
        device=by.device,
        address=by.address,
    )
    return job_id, expires_at


def slip_of(reader: Reader, job_id: str) -> Document:
    """A stored status slip with its code in its place. Raises DocumentError."""
    slip = document_of(reader, job_id)
    code = code_again(reader, _SCOPE, job_id)
    parts = tuple(
        msgspec.structs.replace(part, text=part.text.replace(CODE_PLACE, code))
        if isinstance(part, Text)
        else msgspec.structs.replace(part, data=part.data.replace(CODE_PLACE, code))
        if isinstance(part, Qr)
        else part
        for part in slip.parts
    )
    return msgspec.structs.replace(slip, parts=parts)
