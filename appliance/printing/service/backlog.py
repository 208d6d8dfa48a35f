"""After a long outage people say once per printer what becomes of its old papers."""

from appliance.kernel.errors import Conflict, Invalid, NotFound
from appliance.printing import store
from appliance.printing.service.jobs import decide
from appliance.printing.wire import BacklogDecided, DecideBacklog
from appliance.storage import Tx


def decide_backlog(
    tx: Tx, printer_id: str, wish: DecideBacklog, *, actor: str, device: str | None = None
) -> BacklogDecided:
    """Print all of a printer's old papers (oldest first), only the newest `keep`, or drop them for a reason; `drop_all`
    drops every paper that waits there, old or not.

    Raises NotFound printer_unknown, Conflict no_backlog, Invalid keep_needed or reason_needed.
    """
    if store.printer(tx, printer_id) is None:
        raise NotFound("There is no such printer.", code="printer_unknown")
    everything = wish.decision == "drop_all"
    old = store.open_of(tx, printer_id) if everything else store.late_asking(tx, printer_id)
    if not old:
        which = "paper" if everything else "old paper"
        raise Conflict(f"No {which} waits for this printer any more.", code="no_backlog")
    if wish.decision == "newest" and wish.keep is None:
        raise Invalid("Say how many of the newest shall be printed.", code="keep_needed")
    if wish.decision in ("drop", "drop_all") and not (wish.reason or "").strip():
        raise Invalid("Say why they are dropped.", code="reason_needed")
    kept = {"all": len(old), "newest": min(wish.keep or 0, len(old))}.get(wish.decision, 0)
    gone = len(old) - kept
    reason = wish.reason or "only the newest"
    at_once = [decide(tx, job.id, "drop", actor=actor, device=device, reason=reason) for job in old[:gone]]
    for job in old[gone:]:
        decide(tx, job.id, "print", actor=actor, device=device)
    data = {"printer_id": printer_id, "decision": wish.decision, "printed": kept, "dropped": gone}
    tx.journal("backlog_decided", f"printer:{printer_id}", actor=actor, device=device, data=data)
    return BacklogDecided(kept, gone, at_once.count(False))
