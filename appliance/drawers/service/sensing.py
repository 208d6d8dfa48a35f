"""What a drawer's sensor says: open, closed, by whom; and standing open for too long."""

from collections.abc import Mapping

from appliance.drawers import rules, store
from appliance.drawers.model import DrawerRow, How
from appliance.drawers.service import kicking
from appliance.storage import Reader, Tx

NOBODY_KNOWN = "unknown"


def sense(tx: Tx, drawer_id: str, high: bool, at: int, *, watched: bool) -> How | None:
    """The sensor shows this level since `at` (ms); how the drawer was opened, None when it was not.

    `watched` is false for the first level after a while without any.
    """
    drawer = kicking.require(tx, drawer_id)
    if drawer.level_closed is not None:
        drawer = _calibrate(tx, drawer, high)
    is_open = rules.opened(drawer.sensor_open_high, high)
    if is_open is None or is_open == drawer.is_open:
        return None
    store.set_state(tx, drawer.id, is_open, at)
    if not is_open and drawer.is_open is not None:
        _journal(tx, "drawer_closed", drawer, "system", {"open_ms": at - (drawer.since_at or at)})
    if not is_open:
        return None
    return _opened(tx, drawer, at, watched=watched)


def alarm(tx: Tx) -> None:
    """Tell, once for each opening, of drawers that stand open."""
    for drawer in _left_open(tx, tx.now_ms):
        store.note_left_open(tx, drawer.id)
        _journal(
            tx, "drawer_left_open", drawer, "system", {"open_ms": tx.now_ms - (drawer.since_at or tx.now_ms)}
        )


def must_alarm(reader: Reader, now_ms: int) -> bool:
    """Whether any drawer has been standing open for too long."""
    return bool(_left_open(reader, now_ms))


def _left_open(reader: Reader, now_ms: int) -> list[DrawerRow]:
    return [drawer for drawer in store.drawers(reader) if drawer.enabled and rules.left_open(drawer, now_ms)]


def _opened(tx: Tx, drawer: DrawerRow, at: int, *, watched: bool) -> How:
    kicks = store.kicks_since(tx, drawer.id, at - rules.GIVEN_UP_MS - rules.CAUSE_MS)
    kick = rules.cause(kicks, kicking.sent_times(tx, kicks), at)
    if kick is None:
        how = How.HAND if watched else How.UNWATCHED
        _journal(tx, "drawer_opened", drawer, NOBODY_KNOWN, {"how": how})
        return how
    kicking.opened_by(tx, kick, at)
    data = {"how": How.KICK, "kick_id": kick.id, "reason": kick.reason}
    _journal(tx, "drawer_opened", drawer, kick.actor, data, kick.table_session_id)
    return How.KICK


def _calibrate(tx: Tx, drawer: DrawerRow, high: bool) -> DrawerRow:
    """The second tap's kick has moved the level: that is the sensor."""
    kicks = store.kicks_since(tx, drawer.id, tx.now_ms - rules.GIVEN_UP_MS)
    asked = any(kick.reason == kicking.CALIBRATION for kick in kicks)
    if not asked or high == bool(drawer.level_closed):
        return drawer
    store.change(tx, drawer.id, {"sensor_open_high": int(high), "level_closed": None})
    store.set_state(tx, drawer.id, False, tx.now_ms)
    _journal(tx, "drawer_changed", drawer, "system", {"what": "calibrated", "open_high": high})
    return kicking.require(tx, drawer.id)


def _journal(
    tx: Tx,
    kind: str,
    drawer: DrawerRow,
    actor: str,
    data: Mapping[str, object],
    table_session: str | None = None,
) -> None:
    tx.journal(
        kind,
        f"drawer:{drawer.id}",
        actor=actor,
        table_session=table_session,
        data={"drawer_id": drawer.id, **data},
    )
