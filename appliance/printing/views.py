"""Printers and their open jobs as staff see them."""

from appliance.printing import rules, store
from appliance.printing.desk import PrintDesk
from appliance.printing.model import OpenJob, PrinterView, PrintJob
from appliance.storage import Reader


def printers_view(reader: Reader, desk: PrintDesk) -> list[PrinterView]:
    """Every enabled printer with its state in words and how much waits for it."""
    counts = store.waiting_counts(reader)
    views = []
    for row in store.printers(reader):
        waiting, tickets = counts.get(row.id, (0, 0))
        trouble = desk.trouble_of(row.id)
        say = rules.printer_say(row.name, trouble, desk.hint_of(row.id), waiting, tickets)
        views.append(PrinterView(row.id, row.name, trouble is None, say, waiting, desk.since_of(row.id)))
    return views


def jobs_of(reader: Reader, subject: str) -> list[PrintJob]:
    """Every job of a subject (`ticket:ID`), oldest first."""
    return store.jobs_of(reader, subject)


def printer_names(reader: Reader) -> dict[str, str]:
    """What people call each printer, by id."""
    return store.printer_names(reader)


def open_jobs(reader: Reader) -> list[OpenJob]:
    """Jobs that are not done, oldest first, at most 200."""
    return [
        OpenJob(
            id=job.id,
            kind=job.kind,
            printer=about["printer"],
            subject=job.subject,
            state=job.state,
            say=rules.job_say(job, about["printer"]),
            made_at=job.made_at,
            attempts=job.attempts,
            asking=bool(job.asking),
            table_name=about["table_name"],
            order_number=about["order_number"],
        )
        for job, about in store.open_jobs(reader)
    ]
