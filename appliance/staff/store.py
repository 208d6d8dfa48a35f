"""People and their sign-ins in the file."""

from typing import Any

from appliance.kernel.roles import Role
from appliance.staff.model import Person
from appliance.storage import Reader, Row, Tx

_PERSON = "id, name, role, login, pin_hash, password_hash, active"


def people(reader: Reader) -> list[Person]:
    """Everybody who works here, by name."""
    sql = f"SELECT {_PERSON} FROM staff WHERE branch = :b AND active = 1 ORDER BY name, id"
    return [_person(row) for row in reader.all(sql, {"b": reader.branch})]


def person(reader: Reader, staff_id: str) -> Person | None:
    """One person, also one who has left."""
    sql = f"SELECT {_PERSON} FROM staff WHERE id = :id AND branch = :b"
    row = reader.one(sql, {"id": staff_id, "b": reader.branch})
    return _person(row) if row else None


def person_by_login(reader: Reader, login: str) -> Person | None:
    """The person with this login."""
    sql = f"SELECT {_PERSON} FROM staff WHERE login = :login AND branch = :b"
    row = reader.one(sql, {"login": login, "b": reader.branch})
    return _person(row) if row else None


def add(tx: Tx, person: Person) -> None:
    """A new person."""
    tx.execute(
        "INSERT INTO staff (id, branch, name, role, login, pin_hash, password_hash, active, made_at)"
        " VALUES (:id, :branch, :name, :role, :login, :pin_hash, :password_hash, 1, :at)",
        {
            "id": person.id,
            "branch": tx.branch,
            "name": person.name,
            "role": person.role.value,
            "login": person.login,
            "pin_hash": person.pin_hash,
            "password_hash": person.password_hash,
            "at": tx.now_ms,
        },
    )


def set_pin(tx: Tx, staff_id: str, pin_hash: str) -> bool:
    """A new PIN; False when there is no such person."""
    return _changed(
        tx, "UPDATE staff SET pin_hash = :hash WHERE id = :id AND branch = :b", staff_id, hash=pin_hash
    )


def set_password(tx: Tx, staff_id: str, password_hash: str) -> bool:
    """A new password; False when there is no such person."""
    return _changed(
        tx,
        "UPDATE staff SET password_hash = :hash WHERE id = :id AND branch = :b",
        staff_id,
        hash=password_hash,
    )


def retire(tx: Tx, staff_id: str) -> bool:
    """The person has left; False when there is no such person at work."""
    return _changed(tx, "UPDATE staff SET active = 0 WHERE id = :id AND branch = :b AND active = 1", staff_id)


def add_staff_session(
    tx: Tx, token_hash: bytes, staff_id: str, device_id: str | None, expires_at: int
) -> None:
    """A sign-in; those that ran out long ago go."""
    tx.execute(
        "DELETE FROM staff_session WHERE expires_at < :long_ago", {"long_ago": tx.now_ms - 30 * 86_400_000}
    )
    tx.execute(
        "INSERT INTO staff_session (token_hash, staff_id, device_id, made_at, expires_at)"
        " VALUES (:hash, :staff, :device, :at, :expires_at)",
        {
            "hash": token_hash,
            "staff": staff_id,
            "device": device_id,
            "at": tx.now_ms,
            "expires_at": expires_at,
        },
    )


def staff_session(reader: Reader, token_hash: bytes, now_ms: int) -> Row | None:
    """Who is signed in with this token: a live sign-in of an active person on a device that still has access."""
    return reader.one(
        "SELECT s.staff_id, p.name, p.role, s.device_id FROM staff_session s"
        " JOIN staff p ON p.id = s.staff_id AND p.active = 1"
        " LEFT JOIN device d ON d.id = s.device_id"
        " WHERE s.token_hash = :hash AND s.ended_at IS NULL AND s.expires_at > :now"
        " AND (s.device_id IS NULL OR (d.id IS NOT NULL AND d.revoked_at IS NULL))",
        {"hash": token_hash, "now": now_ms},
    )


def end_staff_session(tx: Tx, token_hash: bytes) -> bool:
    """End one sign-in; False when it had ended."""
    sql = "UPDATE staff_session SET ended_at = :at WHERE token_hash = :hash AND ended_at IS NULL"
    return tx.execute(sql, {"at": tx.now_ms, "hash": token_hash}) == 1


def end_every_staff_session(tx: Tx, staff_id: str) -> int:
    """End all sign-ins of a person; returns how many."""
    sql = "UPDATE staff_session SET ended_at = :at WHERE staff_id = :id AND ended_at IS NULL"
    return tx.execute(sql, {"at": tx.now_ms, "id": staff_id})


def _changed(tx: Tx, sql: str, staff_id: str, **params: Any) -> bool:
    return tx.execute(sql, {"id": staff_id, "b": tx.branch, **params}) == 1


def _person(row: Row) -> Person:
    return Person(**{**row, "role": Role(row["role"]), "active": bool(row["active"])})
