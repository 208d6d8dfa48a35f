"""Devices and pairing codes in the file."""

from typing import Any

import msgspec

from appliance.devices.model import Device, DeviceKind
from appliance.storage import Reader, Row, Tx


def secret(reader: Reader) -> bytes | None:
    """The key from which pairing codes and device tokens are made."""
    value: bytes | None = reader.value("SELECT value FROM secret WHERE name = 'devices'")
    return value


def save_secret(tx: Tx, value: bytes) -> None:
    """Keep that key; made once."""
    tx.execute("INSERT INTO secret (name, value) VALUES ('devices', :value)", {"value": value})


def stations(reader: Reader) -> dict[str, str]:
    """What people call each station, by id."""
    rows = reader.all(
        "SELECT id, name FROM station WHERE branch = :b ORDER BY position, id", {"b": reader.branch}
    )
    return {row["id"]: row["name"] for row in rows}


def devices(reader: Reader) -> list[Device]:
    """Devices with access, the oldest first."""
    rows = reader.all(
        "SELECT * FROM device WHERE branch = :b AND revoked_at IS NULL ORDER BY paired_at, id",
        {"b": reader.branch},
    )
    return [_device(row) for row in rows]


def device(reader: Reader, device_id: str) -> Device | None:
    """One device, revoked or not."""
    row = reader.one(
        "SELECT * FROM device WHERE id = :id AND branch = :b", {"id": device_id, "b": reader.branch}
    )
    return _device(row) if row else None


def device_by_token(reader: Reader, token_hash: bytes) -> Device | None:
    """The device with this token, if it still has access."""
    row = reader.one(
        "SELECT * FROM device WHERE token_hash = :hash AND revoked_at IS NULL", {"hash": token_hash}
    )
    return _device(row) if row else None


def device_by_agent(reader: Reader, agent_hash: bytes) -> Device | None:
    """The device whose kiosk agent has this secret, if it still has access."""
    row = reader.one(
        "SELECT * FROM device WHERE agent_hash = :hash AND branch = :b AND revoked_at IS NULL",
        {"hash": agent_hash, "b": reader.branch},
    )
    return _device(row) if row else None


def paired_by(reader: Reader, device_id: str) -> str:
    """Who let a device in."""
    return str(reader.value("SELECT paired_by FROM device WHERE id = :id", {"id": device_id}))


def add_device(tx: Tx, device_id: str, name: str, token_hash: bytes, code: Row) -> None:
    """A device as its pairing code says, by this name."""
    tx.execute(
        "INSERT INTO device (id, branch, name, kind, stations, token_hash, paired_at, paired_by)"
        " VALUES (:id, :branch, :name, :kind, :stations, :hash, :at, :by)",
        {
            "id": device_id,
            "branch": tx.branch,
            "name": name,
            "kind": code["kind"],
            "stations": code["stations"],
            "hash": token_hash,
            "at": tx.now_ms,
            "by": code["made_by"],
        },
    )


def add_agents_device(tx: Tx, device: dict[str, Any]) -> None:
    """A device of a kiosk agent; its browser is not let in yet."""
    tx.execute(
        "INSERT INTO device (id, branch, name, kind, stations, token_hash, agent_hash, paired_at, paired_by)"
        " VALUES (:id, :branch, :name, :kind, :stations, :hash, :agent_hash, :at, :by)",
        {**device, "branch": tx.branch, "at": tx.now_ms},
    )


def let_browser_in(tx: Tx, device_id: str, token_hash: bytes) -> bool:
    """The browser of a device has its token from now on; False when the device has no access."""
    changed = tx.execute(
        "UPDATE device SET token_hash = :hash, browser_at = :at WHERE id = :id AND revoked_at IS NULL",
        {"hash": token_hash, "at": tx.now_ms, "id": device_id},
    )
    return changed == 1


def change(tx: Tx, device_id: str, name: str, stations: str) -> bool:
    """Another name and other stations; False when the device has no access."""
    changed = tx.execute(
        "UPDATE device SET name = :name, stations = :stations WHERE id = :id AND branch = :b AND revoked_at IS NULL",
        {"name": name, "stations": stations, "id": device_id, "b": tx.branch},
    )
    return changed == 1


def note_seen(tx: Tx, device_ids: list[str]) -> None:
    """These devices are there now."""
    tx.execute_many(
        "UPDATE device SET last_seen_at = :at WHERE id = :id",
        [{"at": tx.now_ms, "id": one} for one in device_ids],
    )


def revoke(tx: Tx, device_id: str) -> bool:
    """Take the access away; False when it had none."""
    changed = tx.execute(
        "UPDATE device SET revoked_at = :at WHERE id = :id AND branch = :b AND revoked_at IS NULL",
        {"at": tx.now_ms, "id": device_id, "b": tx.branch},
    )
    return changed == 1


def add_code(tx: Tx, code: dict[str, Any]) -> None:
    """Keep a pairing code's digest; codes that have run out go."""
    tx.execute("DELETE FROM pairing_code WHERE expires_at <= :now OR uses_left <= 0", {"now": tx.now_ms})
    tx.execute(
        "INSERT INTO pairing_code (code_hash, branch, name, kind, stations, uses_left, expires_at, made_by, device_id)"
        " VALUES (:hash, :branch, :name, :kind, :stations, :uses, :expires_at, :made_by, :for_device)"
        " ON CONFLICT (code_hash) DO UPDATE SET name = excluded.name, kind = excluded.kind, stations = excluded.stations,"
        " uses_left = excluded.uses_left, expires_at = excluded.expires_at, made_by = excluded.made_by,"
        " device_id = excluded.device_id",
        {**code, "branch": tx.branch},
    )


def code_is_good(reader: Reader, code_hash: bytes, until_ms: int) -> bool:
    """Whether a code can still be used until then."""
    return (
        reader.value(
            "SELECT 1 FROM pairing_code WHERE code_hash = :hash AND uses_left > 0 AND expires_at > :until",
            {"hash": code_hash, "until": until_ms},
        )
        is not None
    )


def use_code(tx: Tx, code_hash: bytes) -> Row | None:
    """Use a code once; None when it is unknown, used up or too old."""
    used = tx.execute(
        "UPDATE pairing_code SET uses_left = uses_left - 1"
        " WHERE code_hash = :hash AND branch = :b AND uses_left > 0 AND expires_at > :now",
        {"hash": code_hash, "b": tx.branch, "now": tx.now_ms},
    )
    return tx.one("SELECT * FROM pairing_code WHERE code_hash = :hash", {"hash": code_hash}) if used else None


def _device(row: Row) -> Device:
    return Device(
        row["id"],
        row["name"],
        DeviceKind(row["kind"]),
        tuple(msgspec.json.decode(row["stations"], type=list[str])),
        row["paired_at"],
        row["revoked_at"],
        row["last_seen_at"],
        row["browser_at"],
    )
