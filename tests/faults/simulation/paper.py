"""What lies on the table at the end: every order came out as it was then, second papers are marked, no drawer sprang open twice."""

from collections import Counter
from collections.abc import Iterator, Sequence

from appliance.storage import Reader
from tests.faults.simulation.printers import Sheet


def wrong(reader: Reader, sheets: Sequence[Sheet], dropped: set[str]) -> Iterator[str]:
    """Compares the sheets, in the order they came out, with the jobs. `dropped` are jobs a person did not want."""
    jobs = {row["id"]: row for row in reader.all("SELECT id, kind, subject, state FROM print_job")}
    by_job: dict[str, list[Sheet]] = {job_id: [] for job_id in jobs}
    for sheet in sheets:
        if sheet.job_id not in jobs:
            yield f"paper: a sheet of job {sheet.job_id}, which is not there"
        by_job.setdefault(sheet.job_id, []).append(sheet)
    for job_id, job in jobs.items():
        papers = by_job[job_id]
        if any(not sheet.marked_copy for sheet in papers[1:]) and job["kind"] != "drawer":
            yield f"paper: {job['kind']} job {job_id} came out again without a mark"
        if sum(sheet.kicks for sheet in papers) > 1:
            yield f"paper: drawer job {job_id} kicked more than once"
        if job["state"] == "printed" and not any(sheet.whole for sheet in papers):
            yield f"paper: {job['kind']} job {job_id} counts as printed, and there is no paper"
    yield from _tickets(reader, jobs, by_job, dropped)
    yield from _true_when_asked(reader, jobs, sheets)


def _tickets(
    reader: Reader, jobs: dict[str, dict[str, object]], by_job: dict[str, list[Sheet]], dropped: set[str]
) -> Iterator[str]:
    for ticket in reader.all(
        """SELECT t.id, t.order_number, t.printed_at, s.name, s.prints = 'always' AND EXISTS (
 SELECT 1 FROM order_line l WHERE l.ticket_id = t.id AND l.state <> 'CANCELLED') AS on_paper
 FROM ticket t JOIN station s ON s.id = t.station_id"""
    ):
        label = f"ticket {ticket['order_number']} {ticket['name']}"
        about = {"subject": f"ticket:{ticket['id']}", "kind": "ticket"}
        of_it = [job_id for job_id, job in jobs.items() if about.items() <= job.items()]
        papers = [sheet for job_id in of_it for sheet in by_job[job_id]]
        if sum(not sheet.marked_copy for sheet in papers) > 1:
            yield f"paper: {label} came out more than once without a mark"
        printed = any(sheet.whole for sheet in papers)
        if ticket["on_paper"] and not printed and not dropped.intersection(of_it):
            yield f"paper: {label} never came out"
        if ticket["printed_at"] is not None and not printed:
            yield f"paper: {label} counts as printed, and there is no paper"


def _true_when_asked(
    reader: Reader, jobs: dict[str, dict[str, object]], sheets: Sequence[Sheet]
) -> Iterator[str]:
    """A ticket's paper names what was to be made when the printer was given it, nothing that was cancelled before."""
    lines = reader.all(
        """SELECT 'ticket:' || l.ticket_id AS subject, l.names ->> 'en' AS dish, l.quantity, (
 SELECT j.seq FROM journal j, json_each(j.data, '$.lines') c
 WHERE j.kind = 'lines_cancelled' AND c.value ->> 'id' = l.id) AS cancelled_seq FROM order_line l"""
    )
    for sheet in sheets:
        job = jobs.get(sheet.job_id, {})
        if job.get("kind") != "ticket":
            continue
        to_make: Counter[str] = Counter()
        for line in lines:
            kept = line["cancelled_seq"] is None or line["cancelled_seq"] > sheet.asked_seq
            if kept and line["subject"] == job["subject"]:
                to_make[line["dish"]] += line["quantity"]
        if sheet.dishes != to_make:
            yield f"paper: {job['subject']} says {dict(sheet.dishes)} when {dict(to_make)} were to be made"
