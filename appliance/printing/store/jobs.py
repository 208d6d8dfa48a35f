"""Print jobs in the file."""

from typing import Any

from appliance.printing.model import PrintJob
from appliance.storage import Reader, Row, Tx

_COLUMNS = """id, branch, printer_id, kind, subject, table_session_id, copy, failover, state, confirmed_how,
 asking, asking_why, decided_at, attempts, failures, next_attempt_at, last_error, made_at, sent_at, done_at, done_why,
 failover_from, failover_why, moves, drop_reason"""
_NEW = (
    "id", "branch", "printer_id", "kind", "subject", "table_session_id", "copy", "failover", "state", "asking",
    "asking_why", "next_attempt_at", "made_at",
)  # fmt: skip
_JOB = f"SELECT {_COLUMNS} FROM print_job"
_WAITING = "printer_id = :printer AND done_at IS NULL AND asking = 0 AND state <> 'sending'"
OPEN_JOBS_MAX = 200


def job(reader: Reader, job_id: str) -> PrintJob | None:
    """By id."""
    return reader.one_as(PrintJob, f"{_JOB} WHERE id = :id", {"id": job_id})


def jobs_of(reader: Reader, subject: str) -> list[PrintJob]:
    """Every job of a subject, oldest first."""
    return reader.all_as(
        PrintJob, f"{_JOB} WHERE subject = :subject ORDER BY made_at, rowid", {"subject": subject}
    )


def document_of(reader: Reader, job_id: str) -> bytes:
    """The stored document of a job."""
    return bytes(reader.value("SELECT document FROM print_job WHERE id = :id", {"id": job_id}))


def waiting_jobs(reader: Reader, printer_id: str) -> list[PrintJob]:
    """Jobs of a printer that wait for an attempt, oldest first: the oldest of those a person released, and of the others."""
    found = [
        reader.all_as(
            PrintJob,
            f"{_JOB} WHERE {_WAITING} AND decided_at IS {release} ORDER BY made_at, rowid LIMIT :limit",
            {"printer": printer_id, "limit": OPEN_JOBS_MAX},
        )
        for release in ("NULL", "NOT NULL")
    ]
    return sorted(found[0] + found[1], key=lambda one: one.made_at) if found[1] else found[0]


def sending_of(reader: Reader, printer_id: str) -> list[PrintJob]:
    """Jobs of a printer that are marked as being sent, oldest first."""
    return reader.all_as(
        PrintJob,
        f"{_JOB} WHERE printer_id = :printer AND done_at IS NULL AND state = 'sending' ORDER BY made_at, rowid",
        {"printer": printer_id},
    )


def open_of(reader: Reader, printer_id: str) -> list[PrintJob]:
    """Every open job of a printer, oldest first."""
    return reader.all_as(
        PrintJob,
        f"{_JOB} WHERE printer_id = :printer AND done_at IS NULL ORDER BY made_at, rowid",
        {"printer": printer_id},
    )


def late_asking(reader: Reader, printer_id: str) -> list[PrintJob]:
    """Papers of a printer that became old and wait for a person, oldest first."""
    return reader.all_as(
        PrintJob,
        f"{_JOB} WHERE printer_id = :printer AND done_at IS NULL AND asking = 1 AND asking_why = 'late'"
        " ORDER BY made_at, rowid",
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


def last_made_at(reader: Reader, subject: str, kind: str) -> int | None:
    """When the last paper of this kind was queued for a subject (ms)."""
    found = reader.value(
        "SELECT max(made_at) FROM print_job WHERE subject = :subject AND kind = :kind",
        {"subject": subject, "kind": kind},
    )
    return None if found is None else int(found)


def open_jobs(reader: Reader) -> list[tuple[PrintJob, Row]]:
    """Open jobs, oldest first, each with printer, meant_for (a printer's name), table_name and order_number."""
    return _with_names(
        reader, "j.done_at IS NULL ORDER BY j.made_at, j.rowid LIMIT :limit", {"limit": OPEN_JOBS_MAX}
    )


def names_of(reader: Reader, job_id: str) -> Row:
    """The same of one job, done or not."""
    return _with_names(reader, "j.id = :id", {"id": job_id})[0][1]


def _with_names(reader: Reader, which: str, values: dict[str, Any]) -> list[tuple[PrintJob, Row]]:
    columns = ", ".join(f"j.{name.strip()}" for name in _COLUMNS.split(","))
    rows = reader.all(
        f"""SELECT {columns}, p.name AS printer, f.name AS meant_for, d.name AS table_name, t.order_number
 FROM print_job j
 JOIN printer p ON p.id = j.printer_id
 LEFT JOIN printer f ON f.id = j.failover_from
 LEFT JOIN ticket t ON j.subject LIKE 'ticket:%' AND t.id = substr(j.subject, 8)
 LEFT JOIN table_session s ON s.id = j.table_session_id
 LEFT JOIN dining_table d ON d.id = s.table_id
 WHERE j.branch = :branch AND {which}""",
        {"branch": reader.branch, **values},
    )
    return [(PrintJob(**{name: row.pop(name) for name in PrintJob.__slots__}), row) for row in rows]


def ticket_station(reader: Reader, ticket_id: str) -> str | None:
    """The name of the station that must make a ticket."""
    found = reader.value(
        "SELECT s.name FROM ticket t JOIN station s ON s.id = t.station_id WHERE t.id = :id",
        {"id": ticket_id},
    )
    return None if found is None else str(found)


def insert(tx: Tx, new: PrintJob, document: bytes) -> int:
    """A new job with what it puts on paper; returns 0 when there is no such printer, or not any more."""
    return tx.execute(
        """INSERT INTO print_job (id, branch, printer_id, kind, subject, table_session_id, document, copy,
 failover, state, asking, asking_why, next_attempt_at, made_at)
 SELECT :id, :branch, p.id, :kind, :subject, :table_session_id, :document, :copy, :failover,
 :state, :asking, :asking_why, :next_attempt_at, :made_at
 FROM printer p WHERE p.id = :printer_id AND p.removed_at IS NULL""",
        {**{name: getattr(new, name) for name in _NEW}, "document": document},
    )


def rewrite(tx: Tx, job_id: str, document: bytes) -> int:
    """An open job puts this on paper; returns 0 when it is done."""
    return tx.execute(
        "UPDATE print_job SET document = :document WHERE id = :id AND done_at IS NULL",
        {"id": job_id, "document": document},
    )


def move(tx: Tx, job_id: str, before: str, after: str) -> int:
    """Move a job that is still where we saw it; returns how many rows moved."""
    return tx.execute(
        "UPDATE print_job SET state = :after WHERE id = :id AND state = :before AND done_at IS NULL",
        {"id": job_id, "before": before, "after": after},
    )


def move_to(tx: Tx, job_id: str, here: str, there: str, why: str) -> int:
    """Send a waiting job to another printer; returns 0 when it is not waiting here any more. Home again, it was not moved."""
    return tx.execute(
        """UPDATE print_job SET printer_id = :there, failures = 0, moves = moves + 1, next_attempt_at = :now,
 failover_from = nullif(coalesce(failover_from, :here), :there),
 failover_why = CASE WHEN coalesce(failover_from, :here) = :there THEN NULL ELSE coalesce(failover_why, :why) END
 WHERE id = :id AND printer_id = :here AND done_at IS NULL AND state <> 'sending'""",
        {"id": job_id, "here": here, "there": there, "why": why, "now": tx.now_ms},
    )


def note_sent(tx: Tx, job_id: str) -> None:
    """An attempt begins."""
    tx.execute(
        "UPDATE print_job SET attempts = attempts + 1, sent_at = :now WHERE id = :id",
        {"id": job_id, "now": tx.now_ms},
    )


def note_trouble(
    tx: Tx, job_id: str, *, error: str, next_at: int, copies: int, failures: int, asking_why: str | None
) -> None:
    """An attempt ended badly: why, when to try again, how many more papers may exist, whether a person is asked."""
    tx.execute(
        """UPDATE print_job SET last_error = :error, next_attempt_at = :next_at, copy = copy + :copies,
 failures = failures + :failures, asking = :why IS NOT NULL, asking_why = :why WHERE id = :id""",
        {
            "id": job_id,
            "error": error,
            "next_at": next_at,
            "copies": copies,
            "failures": failures,
            "why": asking_why,
        },
    )


def finish(tx: Tx, job_id: str, why: str, *, how: str | None = None, reason: str | None = None) -> int:
    """The job is done; returns 0 when it was already. `how` sure it is, or a person's `reason` to drop it."""
    return tx.execute(
        """UPDATE print_job SET done_at = :now, done_why = :why, confirmed_how = :how, drop_reason = :reason,
 asking = 0, asking_why = NULL WHERE id = :id AND done_at IS NULL""",
        {"id": job_id, "now": tx.now_ms, "why": why, "how": how, "reason": reason},
    )


def want_drop(tx: Tx, job_id: str, reason: str) -> None:
    """A person does not want a job that is being sent; `finish` says how it ended."""
    tx.execute("UPDATE print_job SET drop_reason = :reason WHERE id = :id", {"id": job_id, "reason": reason})


def ask(tx: Tx, job_id: str, why: str) -> None:
    """From now on only a person may have it printed."""
    tx.execute(
        "UPDATE print_job SET asking = 1, asking_why = :why WHERE id = :id", {"id": job_id, "why": why}
    )


def allow(tx: Tx, job_id: str) -> None:
    """A person wants it printed: due at once."""
    tx.execute(
        """UPDATE print_job SET asking = 0, asking_why = NULL, decided_at = :now, next_attempt_at = :now, failures = 0
 WHERE id = :id""",
        {"id": job_id, "now": tx.now_ms},
    )
