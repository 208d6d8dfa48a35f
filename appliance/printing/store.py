"""Every SQL text of printing."""

from typing import Any

from appliance.printing.model import PrinterRow, PrintJob
from appliance.storage import Reader, Row, Tx

_JOB_COLUMNS = """id, branch, printer_id, kind, subject, table_session_id, copy, failover, state, confirmed,
 asking, decided_at, attempts, next_attempt_at, last_error, made_at, sent_at, done_at, done_why"""
_NEW = (
    "id", "branch", "printer_id", "kind", "subject", "table_session_id", "copy", "failover", "state", "asking",
    "next_attempt_at", "made_at",
)  # fmt: skip
_JOB = f"SELECT {_JOB_COLUMNS} FROM print_job"
_WAITING = "printer_id = :printer AND done_at IS NULL AND asking = 0 AND state <> 'sending'"
OPEN_JOBS_MAX = 200


def printers(reader: Reader) -> list[PrinterRow]:
    """Enabled printers of this branch."""
    return reader.all_as(
        PrinterRow,
        """SELECT id, name, bridge, address, profile FROM printer WHERE branch = :branch AND enabled = 1
 ORDER BY name, id""",
        {"branch": reader.branch},
    )


def printer_exists(reader: Reader, printer_id: str) -> bool:
    """Whether there is such a printer."""
    return reader.value("SELECT 1 FROM printer WHERE id = :id", {"id": printer_id}) is not None


def job(reader: Reader, job_id: str) -> PrintJob | None:
    """By id."""
    return reader.one_as(PrintJob, f"{_JOB} WHERE id = :id", {"id": job_id})


def jobs_of(reader: Reader, subject: str) -> list[PrintJob]:
    """Every job of a subject, oldest first."""
    return reader.all_as(
        PrintJob, f"{_JOB} WHERE subject = :subject ORDER BY made_at, rowid", {"subject": subject}
    )


def printer_names(reader: Reader) -> dict[str, str]:
    """What people call each printer of this branch, also those not in use."""
    rows = reader.all("SELECT id, name FROM printer WHERE branch = :branch", {"branch": reader.branch})
    return {row["id"]: row["name"] for row in rows}


def document_of(reader: Reader, job_id: str) -> bytes:
    """The stored document of a job."""
    return bytes(reader.value("SELECT document FROM print_job WHERE id = :id", {"id": job_id}))


def waiting_jobs(reader: Reader, printer_id: str) -> list[PrintJob]:
    """Jobs of a printer that wait for an attempt, oldest first."""
    return reader.all_as(
        PrintJob,
        f"{_JOB} WHERE {_WAITING} ORDER BY made_at, rowid LIMIT :limit",
        {"printer": printer_id, "limit": OPEN_JOBS_MAX},
    )


def sending_of(reader: Reader, printer_id: str) -> list[PrintJob]:
    """Jobs of a printer that are marked as being sent, oldest first."""
    return reader.all_as(
        PrintJob,
        f"{_JOB} WHERE printer_id = :printer AND done_at IS NULL AND state = 'sending' ORDER BY made_at, rowid",
        {"printer": printer_id},
    )


def papers_of(reader: Reader, subject: str, kind: str) -> int:
    """How many papers of this kind may exist for a subject."""
    papers = reader.value(
        """SELECT count(*) FROM print_job
 WHERE subject = :subject AND kind = :kind AND state IN ('printed', 'sending', 'unknown')""",
        {"subject": subject, "kind": kind},
    )
    return int(papers)


def waiting_counts(reader: Reader) -> dict[str, tuple[int, int]]:
    """Open papers per printer, and how many of them are tickets."""
    rows = reader.all(
        """SELECT printer_id, count(*) AS waiting, sum(kind = 'ticket') AS tickets FROM print_job
 WHERE done_at IS NULL AND kind <> 'drawer' GROUP BY printer_id"""
    )
    return {row["printer_id"]: (row["waiting"], row["tickets"]) for row in rows}


def open_jobs(reader: Reader) -> list[tuple[PrintJob, Row]]:
    """Open jobs, oldest first, each with printer, table_name and order_number."""
    columns = ", ".join(f"j.{name.strip()}" for name in _JOB_COLUMNS.split(","))
    rows = reader.all(
        f"""SELECT {columns}, p.name AS printer, d.name AS table_name, t.order_number FROM print_job j
 JOIN printer p ON p.id = j.printer_id
 LEFT JOIN ticket t ON j.kind = 'ticket' AND t.id = substr(j.subject, 8)
 LEFT JOIN table_session s ON s.id = j.table_session_id
 LEFT JOIN dining_table d ON d.id = s.table_id
 WHERE j.done_at IS NULL AND j.branch = :branch ORDER BY j.made_at, j.rowid LIMIT :limit""",
        {"branch": reader.branch, "limit": OPEN_JOBS_MAX},
    )
    return [(PrintJob(**{name: row.pop(name) for name in PrintJob.__slots__}), row) for row in rows]


def insert(tx: Tx, new: PrintJob, document: bytes) -> None:
    """A new job with what it puts on paper."""
    tx.execute(
        """INSERT INTO print_job (id, branch, printer_id, kind, subject, table_session_id, document, copy,
 failover, state, asking, next_attempt_at, made_at)
 VALUES (:id, :branch, :printer_id, :kind, :subject, :table_session_id, :document, :copy, :failover,
 :state, :asking, :next_attempt_at, :made_at)""",
        {**{name: getattr(new, name) for name in _NEW}, "document": document},
    )


def move(tx: Tx, job_id: str, before: str, after: str) -> int:
    """Move a job that is still where we saw it; returns how many rows moved."""
    return tx.execute(
        "UPDATE print_job SET state = :after WHERE id = :id AND state = :before AND done_at IS NULL",
        {"id": job_id, "before": before, "after": after},
    )


def note_sent(tx: Tx, job_id: str) -> None:
    """An attempt begins."""
    tx.execute(
        "UPDATE print_job SET attempts = attempts + 1, sent_at = :now WHERE id = :id",
        {"id": job_id, "now": tx.now_ms},
    )


def note_trouble(tx: Tx, job_id: str, *, error: str, next_at: int, copies: int, asking: int) -> None:
    """An attempt ended badly: why, when to try again, how many more papers may exist."""
    tx.execute(
        """UPDATE print_job SET last_error = :error, next_attempt_at = :next_at, copy = copy + :copies,
 asking = :asking WHERE id = :id""",
        {"id": job_id, "error": error, "next_at": next_at, "copies": copies, "asking": asking},
    )


def finish(tx: Tx, job_id: str, why: str, confirmed: int | None = None) -> int:
    """The job is done; returns 0 when it was already."""
    return tx.execute(
        """UPDATE print_job SET done_at = :now, done_why = :why, confirmed = :confirmed, asking = 0
 WHERE id = :id AND done_at IS NULL""",
        {"id": job_id, "now": tx.now_ms, "why": why, "confirmed": confirmed},
    )


def ask(tx: Tx, job_id: str) -> None:
    """From now on only a person may have it printed."""
    tx.execute("UPDATE print_job SET asking = 1 WHERE id = :id", {"id": job_id})


def allow(tx: Tx, job_id: str) -> None:
    """A person wants it printed: due at once."""
    tx.execute(
        "UPDATE print_job SET asking = 0, decided_at = :now, next_attempt_at = :now WHERE id = :id",
        {"id": job_id, "now": tx.now_ms},
    )


def insert_printer(tx: Tx, values: dict[str, Any]) -> None:
    """A new printer."""
    tx.execute(
        "INSERT INTO printer (id, branch, name, bridge, address, profile)"
        " VALUES (:id, :branch, :name, :bridge, :address, :profile)",
        {**values, "branch": tx.branch},
    )


def set_address(tx: Tx, printer_id: str, address: str) -> int:
    """Where the printer is now; returns 0 when there is no such printer."""
    return tx.execute(
        "UPDATE printer SET address = :address WHERE id = :id", {"id": printer_id, "address": address}
    )
