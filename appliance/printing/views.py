"""Printers and their open jobs as staff see them."""

from appliance.printing import saying, store
from appliance.printing.desk import PrintDesk
from appliance.printing.model import BRIDGES, PrinterRow, PrintJob
from appliance.printing.service.jobs import require
from appliance.printing.store import Counts
from appliance.printing.wire import (
    Exchange,
    JobNow,
    ListedPrinter,
    Model,
    OpenJob,
    PrinterFacts,
    PrinterList,
    PrinterView,
    StationName,
)
from appliance.printing.words import staff_words
from appliance.settings import VenueSettings
from appliance.storage import Reader
from firmware_bridges.contracts import PrinterStatus


def printers_view(reader: Reader, desk: PrintDesk) -> list[PrinterView]:
    """Every enabled printer with its state in words and how much waits for it."""
    counts = store.counts(reader)
    return [_view(row, desk, counts.get(row.id, Counts())) for row in store.printers(reader)]


def printer_list(reader: Reader, desk: PrintDesk, settings: VenueSettings) -> PrinterList:
    """Every printer that was not removed, and what can be chosen for one."""
    counts = store.counts(reader)
    return PrinterList(
        items=[listed(reader, desk, settings, row, counts) for row in store.all_printers(reader)],
        stations=[StationName(**one) for one in store.stations(reader)],
        bridges=list(BRIDGES),
        profiles=list(desk.profiles),
        models=[Model(name, facts.label, sorted(facts.bridges)) for name, facts in desk.profiles.items()],
    )


def listed(
    reader: Reader,
    desk: PrintDesk,
    settings: VenueSettings,
    row: PrinterRow,
    counted: dict[str, Counts] | None = None,
) -> ListedPrinter:
    """One printer as whoever looks after it sees it; `counted` is what waits for each, where that is known already."""
    counts = (store.counts(reader) if counted is None else counted).get(row.id, Counts())
    return ListedPrinter(
        id=row.id,
        name=row.name,
        bridge=row.bridge,
        address=row.address,
        profile=row.profile,
        mac=row.mac,
        enabled=bool(row.enabled),
        backup_id=row.backup_id,
        fail_over_after=row.fail_over_after,
        added_at=row.added_at,
        stations=[StationName(**one) for one in store.stations(reader) if one["printer_id"] == row.id],
        receipts=settings.receipt_printer == row.id,
        state=_view(row, desk, counts),
        tickets=counts.tickets,
        moved=counts.moved,
        last_how=store.last_how(reader, row.id),
        kitchen_language=settings.kitchen_language,
        prints_language=_prints(desk, row, settings),
    )


def exchanges(desk: PrintDesk, printer_id: str) -> list[Exchange]:
    """The last exchanges with a printer, oldest first; empty where none are kept."""
    kept = desk.exchanges_of(printer_id)
    return [
        Exchange(one.at_ms, one.direction, one.size, one.data.hex(), one.words, one.times)
        for one in (kept.exchanges() if kept is not None else ())
    ]


def jobs_of(reader: Reader, subject: str) -> list[PrintJob]:
    """Every job of a subject (`ticket:ID`), oldest first."""
    return store.jobs_of(reader, subject)


def printer_names(reader: Reader) -> dict[str, str]:
    """What people call each printer, by id."""
    return store.printer_names(reader)


def open_jobs(reader: Reader, language: str = "en") -> list[OpenJob]:
    """Jobs that are not done, oldest first, at most 200."""
    words = staff_words(language)
    return [
        OpenJob(
            id=job.id,
            kind=job.kind,
            printer=about["printer"],
            subject=job.subject,
            state=job.state,
            say=saying.job_say(words, job, about["printer"], about["meant_for"]),
            made_at=job.made_at,
            attempts=job.attempts,
            asking=bool(job.asking),
            table_name=about["table_name"],
            order_number=about["order_number"],
            printer_id=job.printer_id,
            copy=job.copy,
            failover_from=about["meant_for"],
            failover_why=words.trouble(job.failover_why)[0] if job.failover_why else None,
            asking_why=job.asking_why,
        )
        for job, about in store.open_jobs(reader)
    ]


def job_now(reader: Reader, job_id: str, language: str = "en") -> JobNow:
    """How one job is. Raises NotFound print_job_unknown."""
    job, about = require(reader, job_id), store.names_of(reader, job_id)
    waits = (
        None
        if job.done_at
        else saying.job_say(staff_words(language), job, about["printer"], about["meant_for"])
    )
    return JobNow(job.id, job.done_why, job.confirmed_how, bool(job.asking), waits)


def _prints(desk: PrintDesk, row: PrinterRow, settings: VenueSettings) -> str | None:
    wanted = (settings.kitchen_language, settings.default_language, *settings.languages)
    return next((language for language in wanted if desk.shows(row, language)), None)


def _view(row: PrinterRow, desk: PrintDesk, counts: Counts) -> PrinterView:
    words = staff_words(desk.language)
    code = desk.code_of(row.id)
    what, do = words.trouble(code) if code else (words.ready, "")
    backup = desk.backup_of(row.id)
    name = None if backup is None else backup.name
    return PrinterView(
        id=row.id,
        name=row.name,
        online=desk.trouble_of(row.id) is None,
        say=saying.printer_say(
            words, row.name, code, waiting=counts.waiting, tickets=counts.tickets, backup=name
        ),
        waiting=counts.waiting,
        since=desk.since_of(row.id),
        code=code,
        what=what,
        do=do,
        facts=_facts(desk.status_of(row.id)),
        asking=counts.asking,
        backup=name,
    )


def _facts(status: PrinterStatus) -> PrinterFacts:
    return PrinterFacts(
        connected=status.online,
        paper=str(status.paper),
        cover_open=status.cover_open,
        cutter_error=status.cutter_error,
        unrecoverable=status.unrecoverable,
        halted=status.halted,
        drawer_pin_high=status.drawer_pin_high,
    )
