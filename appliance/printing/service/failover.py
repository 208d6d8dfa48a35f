"""Papers that go to another printer, because their own cannot print them."""

from collections.abc import Callable

from appliance.printing import rules, store
from appliance.printing.model import PrinterRow, PrintJob
from appliance.printing.service.jobs import require, tell
from appliance.storage import Reader, Tx


def heirs(
    reader: Reader, printer: PrinterRow, jobs: list[PrintJob], works: Callable[[str], bool]
) -> dict[str, str]:
    """Where each of these waiting jobs should go: job id → printer id. A job nobody can print is not in it.

    The chain of backups comes first; a paper whose chain is dead goes home when its own printer works again.
    """
    if not jobs:
        return {}
    known = {row.id: row for row in store.all_printers(reader)}
    backup = rules.backup_for(printer, known, works)
    found: dict[str, str] = {}
    for job in jobs:
        home = job.failover_from
        if backup is not None:
            found[job.id] = backup.id
        elif home is not None and home != printer.id and home in known and works(home):
            found[job.id] = home
    return found


def hand_over(tx: Tx, job_id: str, here: str, there: str, why: str, *, actor: str = "system") -> bool:
    """Move a waiting job to another printer; False when it does not wait here any more. `why` is a reason's code."""
    if store.move_to(tx, job_id, here, there, why) != 1:
        return False
    job = require(tx, job_id)
    data = {"job_id": job.id, "kind": job.kind, "subject": job.subject, "from": here, "to": there, "why": why}
    tx.journal(
        "print_job_moved",
        f"print_job:{job.id}",
        actor=actor,
        table_session=job.table_session_id,
        data={**data, "copy": job.copy},
    )
    tell(tx, job, actor)
    return True
