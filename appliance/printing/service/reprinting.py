"""Papers once more, and papers that say something else by now."""

from collections.abc import Callable, Mapping

from appliance.kernel.errors import Conflict
from appliance.printing import store
from appliance.printing.model import JobKind, PrintJob
from appliance.printing.service.jobs import document_of, queue, require, tell
from appliance.storage import Reader, Tx
from firmware_bridges.document import Document

Rebuild = Callable[[Reader, PrintJob], Document]
"""What a job's paper would say if it were made now; may refuse."""


def reprint(
    tx: Tx, job_id: str, *, rebuilders: Mapping[str, Rebuild], actor: str, device: str | None = None
) -> str:
    """Queue a job's paper again as a marked copy; returns the new job's id. Raises NotFound, Conflict slip_old.

    It says what `rebuilders` of its kind makes of it, which may refuse, else the same as before. It goes to the printer
    it was meant for; a removed one's papers go where the job was printed last.
    """
    job = require(tx, job_id)
    if job.kind == JobKind.STATUS:
        raise Conflict("This slip told how things were then.", code="slip_old")
    rebuild = rebuilders.get(job.kind)
    meant_for = job.failover_from or job.printer_id
    new_id = queue(
        tx,
        printer_id=meant_for if store.printer(tx, meant_for) else job.printer_id,
        kind=job.kind,
        subject=job.subject,
        document=document_of(tx, job_id) if rebuild is None else rebuild(tx, job),
        table_session=job.table_session_id,
        copy=True,
        failover=bool(job.failover),
        actor=actor,
    )
    tell(tx, job, actor, device=device, reprinted_as=new_id)
    return new_id


def rewrite(tx: Tx, job_id: str, document: Document, *, actor: str) -> None:
    """An open job's next try prints this. Raises NotFound, Conflict print_job_done."""
    job = require(tx, job_id)
    if store.rewrite(tx, job_id, document.to_json()) != 1:
        raise Conflict("This is already done.", code="print_job_done")
    tell(tx, job, actor, rewritten=True)
