"""Every SQL text of drawers."""

from typing import Any

from appliance.drawers.model import DrawerRow, Kick
from appliance.storage import Reader, Tx

_DRAWER = """SELECT id, name, printer_id, address, pin, on_ms, off_ms, kick_bytes, sensor_open_high, level_closed,
 open_alarm_s, is_open, since_at, left_open_at, enabled FROM drawer"""
_KICK = """SELECT id, drawer_id, reason, actor, device_id, table_session_id, state, made_at, sent_at, ended_at
 FROM drawer_kick"""
_FIELDS = frozenset(
    {
        "name",
        "pin",
        "on_ms",
        "off_ms",
        "kick_bytes",
        "open_alarm_s",
        "enabled",
        "sensor_open_high",
        "level_closed",
    }
)


def drawers(reader: Reader) -> list[DrawerRow]:
    """Every drawer of this branch, those out of use included."""
    return reader.all_as(
        DrawerRow, f"{_DRAWER} WHERE branch = :branch ORDER BY name, id", {"branch": reader.branch}
    )


def drawer(reader: Reader, drawer_id: str) -> DrawerRow | None:
    """By id."""
    return reader.one_as(DrawerRow, f"{_DRAWER} WHERE id = :id", {"id": drawer_id})


def drawers_on(reader: Reader, printer_id: str) -> list[DrawerRow]:
    """Drawers in use on a printer's port."""
    return reader.all_as(
        DrawerRow,
        f"{_DRAWER} WHERE printer_id = :printer AND enabled = 1 ORDER BY rowid",
        {"printer": printer_id},
    )


def insert(tx: Tx, values: dict[str, Any]) -> None:
    """A new drawer."""
    tx.execute(
        """INSERT INTO drawer (id, branch, name, printer_id, address, pin, on_ms, off_ms, kick_bytes, open_alarm_s)
 VALUES (:id, :branch, :name, :printer_id, :address, :pin, :on_ms, :off_ms, :kick_bytes, :open_alarm_s)""",
        {**values, "branch": tx.branch},
    )


def change(tx: Tx, drawer_id: str, values: dict[str, Any]) -> None:
    """Set some columns."""
    if unknown := values.keys() - _FIELDS:
        raise ValueError(f"no columns of a drawer: {unknown}")
    if values:
        columns = ", ".join(f"{name} = :{name}" for name in values)
        tx.execute(f"UPDATE drawer SET {columns} WHERE id = :id", {**values, "id": drawer_id})


def set_state(tx: Tx, drawer_id: str, is_open: bool, at: int) -> None:
    """What the sensor has just said."""
    tx.execute(
        "UPDATE drawer SET is_open = :is_open, since_at = :at, left_open_at = NULL WHERE id = :id",
        {"id": drawer_id, "is_open": int(is_open), "at": at},
    )


def note_left_open(tx: Tx, drawer_id: str) -> None:
    """People have been told that it stands open."""
    tx.execute("UPDATE drawer SET left_open_at = :now WHERE id = :id", {"id": drawer_id, "now": tx.now_ms})


def insert_kick(tx: Tx, kick: Kick) -> None:
    """A new kick."""
    values = {name: getattr(kick, name) for name in Kick.__slots__}
    tx.execute(
        """INSERT INTO drawer_kick (id, branch, drawer_id, reason, actor, device_id, table_session_id, state, made_at)
 VALUES (:id, :branch, :drawer_id, :reason, :actor, :device_id, :table_session_id, :state, :made_at)""",
        {**values, "branch": tx.branch},
    )


def kick(reader: Reader, kick_id: str) -> Kick | None:
    """By id."""
    return reader.one_as(Kick, f"{_KICK} WHERE id = :id", {"id": kick_id})


def open_kicks(reader: Reader) -> list[Kick]:
    """Kicks that have not ended, oldest first."""
    return reader.all_as(Kick, f"{_KICK} WHERE ended_at IS NULL ORDER BY made_at LIMIT 100")


def kicks_since(reader: Reader, drawer_id: str, since: int) -> list[Kick]:
    """Kicks of a drawer made since then."""
    return reader.all_as(
        Kick,
        f"{_KICK} WHERE drawer_id = :drawer AND made_at >= :since ORDER BY made_at DESC LIMIT 100",
        {"drawer": drawer_id, "since": since},
    )


def last_kick(reader: Reader, drawer_id: str) -> Kick | None:
    """The newest kick of a drawer."""
    return reader.one_as(
        Kick,
        f"{_KICK} WHERE drawer_id = :drawer ORDER BY made_at DESC, rowid DESC LIMIT 1",
        {"drawer": drawer_id},
    )


def move_kick(tx: Tx, before: Kick, after: str, *, sent_at: int | None, ended: bool) -> int:
    """Move a kick that still is where we saw it; returns how many rows moved."""
    return tx.execute(
        """UPDATE drawer_kick SET state = :after, sent_at = coalesce(sent_at, :sent_at),
 ended_at = CASE WHEN :ended THEN :now END WHERE id = :id AND state = :before""",
        {
            "id": before.id,
            "before": before.state,
            "after": after,
            "sent_at": sent_at,
            "ended": int(ended),
            "now": tx.now_ms,
        },
    )


def end_kick(tx: Tx, kick_id: str) -> None:
    """Nothing more is to be seen of this kick."""
    tx.execute(
        "UPDATE drawer_kick SET ended_at = :now WHERE id = :id AND ended_at IS NULL",
        {"id": kick_id, "now": tx.now_ms},
    )
