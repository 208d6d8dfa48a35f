"""Telling a drawer to open, and following what becomes of that."""

from typing import Literal

from appliance.drawers import rules, store
from appliance.drawers.model import DrawerRow, Kick, Kicked, KickState, Who
from appliance.drawers.states import KICK, Verb
from appliance.drawers.words import words_for
from appliance.kernel.errors import Conflict, NotFound
from appliance.kernel.names import one_line
from appliance.printing import PrintJob, in_use, jobs_of, queue
from appliance.storage import Reader, Tx
from firmware_bridges.document import Document
from firmware_bridges.document import Kick as Pulse

CALIBRATION = "calibration"
_PINS: dict[int | None, Literal[2, 5]] = {2: 2, 5: 5}


def sale_drawer(tx: Tx, receipt_printer: str | None, language: str = "en") -> DrawerRow | None:
    """The drawer that a sale opens: the receipt printer's, else the first on a port of its own; None without any.

    A receipt printer of which nothing is known yet is taken to have one; one that was removed or never was, not.
    """
    receipt_printer = in_use(tx, receipt_printer)
    on_ports = [drawer for drawer in store.drawers(tx) if drawer.enabled and drawer.address is not None]
    if receipt_printer is None:
        return on_ports[0] if on_ports else None
    found = store.drawers_on(tx, receipt_printer)
    if found:
        return found[0]
    known = any(drawer.printer_id == receipt_printer for drawer in store.drawers(tx))
    if on_ports or known:
        return on_ports[0] if on_ports else None
    return _assumed(tx, receipt_printer, words_for(language).drawer)


def kick(tx: Tx, drawer: DrawerRow, reason: str, who: Who, *, table_session: str | None = None) -> Kicked:
    """Tell a drawer to open. Raises Conflict drawer_off for one that is out of use."""
    if not drawer.enabled:
        raise Conflict("This drawer is out of use.", code="drawer_off")
    reason = one_line(reason)
    new = Kick(
        id=tx.new_id(),
        drawer_id=drawer.id,
        reason=reason,
        actor=who.actor,
        device_id=who.device,
        table_session_id=table_session,
        state=KICK.start,
        made_at=tx.now_ms,
        sent_at=None,
        ended_at=None,
    )
    store.insert_kick(tx, new)
    tx.journal(
        "drawer_kicked",
        f"drawer:{drawer.id}",
        actor=who.actor,
        device=who.device,
        address=who.address,
        table_session=table_session,
        data={"drawer_id": drawer.id, "kick_id": new.id, "reason": reason, "printer_id": drawer.printer_id},
    )
    return Kicked(new.id, None if drawer.printer_id is None else _queue(tx, drawer, new))


def sent_times(reader: Reader, kicks: list[Kick]) -> dict[str, int]:
    """When each of these kicks began to go out; those that wait are left out."""
    times = {kick.id: kick.sent_at for kick in kicks if kick.sent_at is not None}
    for kick in kicks:
        job = _job(reader, kick)
        if job is not None and job.sent_at is not None:
            times[kick.id] = min(job.sent_at, times.get(kick.id, job.sent_at))
    return times


def told(tx: Tx, kick_id: str, *, left: bool) -> None:
    """A drawer on a port of its own was told (`left`), or could not be."""
    kick = store.kick(tx, kick_id)
    if kick is not None and kick.state == KickState.WAITING:
        _told(tx, kick, tx.now_ms if left else None)


def follow(tx: Tx) -> None:
    """See what became of every kick that has not ended."""
    for kick in store.open_kicks(tx):
        drawer = require(tx, kick.drawer_id)
        if kick.state == KickState.WAITING:
            _follow_waiting(tx, kick)
        elif drawer.level_closed is not None and kick.reason == CALIBRATION:
            _find_no_sensor(tx, drawer, kick)
        elif rules.stuck(drawer, kick, tx.now_ms):
            _stick(tx, drawer, kick)
        elif tx.now_ms - (kick.sent_at or kick.made_at) >= rules.STUCK_MS + rules.CAUSE_MS:
            store.end_kick(tx, kick.id)


def must_follow(reader: Reader) -> bool:
    """Whether any kick has not ended."""
    return bool(store.open_kicks(reader))


def require(reader: Reader, drawer_id: str) -> DrawerRow:
    """The drawer. Raises NotFound drawer_unknown."""
    drawer = store.drawer(reader, drawer_id)
    if drawer is None:
        raise NotFound("There is no such drawer.", code="drawer_unknown")
    return drawer


def opened_by(tx: Tx, kick: Kick, at: int) -> None:
    """The sensor saw the drawer open because of this kick."""
    store.move_kick(tx, kick, KICK.next(KickState(kick.state), Verb.OPEN), sent_at=at, ended=True)


def _assumed(tx: Tx, printer_id: str, name: str) -> DrawerRow:
    drawer_id = tx.new_id()
    values = dict.fromkeys(("address", "pin", "on_ms", "off_ms", "kick_bytes"))
    store.insert(tx, {**values, "id": drawer_id, "name": name, "printer_id": printer_id, "open_alarm_s": 60})
    return require(tx, drawer_id)


def _queue(tx: Tx, drawer: DrawerRow, kick: Kick) -> str:
    pulse = Pulse(pin=_PINS.get(drawer.pin), on_ms=drawer.on_ms, off_ms=drawer.off_ms)
    return queue(
        tx,
        printer_id=str(drawer.printer_id),
        kind="drawer",
        subject=kick.job_subject,
        document=Document(title="drawer", parts=(pulse,)),
        table_session=kick.table_session_id,
        actor=kick.actor,
    )


def _follow_waiting(tx: Tx, kick: Kick) -> None:
    job = _job(tx, kick)
    if job is not None and job.done_at is not None:
        left = job.sent_at is not None and job.done_why in ("printed", "in doubt")
        _told(tx, kick, job.done_at if left else None)
    elif job is None and tx.now_ms - kick.made_at >= rules.GIVEN_UP_MS:
        _told(tx, kick, None)


def _told(tx: Tx, kick: Kick, sent_at: int | None) -> None:
    """What left the appliance (`sent_at`) is followed further where a sensor can see it."""
    drawer = require(tx, kick.drawer_id)
    verb = Verb.FAIL if sent_at is None else Verb.SEND
    sees_more = sent_at is not None and (drawer.has_sensor or drawer.level_closed is not None)
    store.move_kick(tx, kick, KICK.next(KickState(kick.state), verb), sent_at=sent_at, ended=not sees_more)
    if sent_at is None and kick.reason == CALIBRATION:
        store.change(tx, drawer.id, {"level_closed": None})


def _find_no_sensor(tx: Tx, drawer: DrawerRow, kick: Kick) -> None:
    """The calibration's kick went out and the level stayed as it was: nothing is wired to it."""
    if tx.now_ms - (kick.sent_at or tx.now_ms) < rules.STUCK_MS:
        return
    store.end_kick(tx, kick.id)
    store.change(tx, drawer.id, {"sensor_open_high": None, "level_closed": None})
    data = {"drawer_id": drawer.id, "what": "no_sensor"}
    tx.journal("drawer_changed", f"drawer:{drawer.id}", actor="system", data=data)


def _stick(tx: Tx, drawer: DrawerRow, kick: Kick) -> None:
    store.move_kick(tx, kick, KICK.next(KickState(kick.state), Verb.STICK), sent_at=None, ended=True)
    tx.journal(
        "drawer_stuck",
        f"drawer:{drawer.id}",
        actor="system",
        table_session=kick.table_session_id,
        data={"drawer_id": drawer.id, "kick_id": kick.id},
    )


def _job(reader: Reader, kick: Kick) -> PrintJob | None:
    return next(iter(jobs_of(reader, kick.job_subject)), None)
