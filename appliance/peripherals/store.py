"""Every SQL text of peripherals."""

from typing import Any

from appliance.peripherals.model import PeripheralRow, TextMessage, TextPart
from appliance.storage import Reader, Tx

_DEVICE = (
    """SELECT id, name, kind, address, language, code_page, pin, per_hour, per_day, enabled FROM peripheral"""
)
_TEXT = """SELECT id, cause, number, body, parts, state, attempts, next_attempt_at, last_error, made_at, expires_at,
 sent_at, done_at, forgotten_at FROM sms"""
_PART = "SELECT sms_id, part, reference, sent_at, reported_at, report FROM sms_part"
_FIELDS = frozenset({"name", "address", "language", "code_page", "pin", "per_hour", "per_day", "enabled"})


def devices(reader: Reader) -> list[PeripheralRow]:
    """Every device of this branch, those out of use included."""
    sql = f"{_DEVICE} WHERE branch = :branch ORDER BY name, id"
    return reader.all_as(PeripheralRow, sql, {"branch": reader.branch})


def device(reader: Reader, device_id: str) -> PeripheralRow | None:
    """By id."""
    return reader.one_as(PeripheralRow, f"{_DEVICE} WHERE id = :id", {"id": device_id})


def insert_device(tx: Tx, values: dict[str, Any]) -> None:
    """A new device."""
    tx.execute(
        """INSERT INTO peripheral (id, branch, name, kind, address, language, code_page, pin, per_hour, per_day)
 VALUES (:id, :branch, :name, :kind, :address, :language, :code_page, :pin, :per_hour, :per_day)""",
        {**values, "branch": tx.branch},
    )


def change_device(tx: Tx, device_id: str, values: dict[str, Any]) -> None:
    """Set some columns."""
    if unknown := values.keys() - _FIELDS:
        raise ValueError(f"no columns of a peripheral: {unknown}")
    if values:
        columns = ", ".join(f"{name} = :{name}" for name in values)
        tx.execute(f"UPDATE peripheral SET {columns} WHERE id = :id", {**values, "id": device_id})


def text(reader: Reader, sms_id: str) -> TextMessage | None:
    """By id."""
    return reader.one_as(TextMessage, f"{_TEXT} WHERE id = :id", {"id": sms_id})


def text_for(reader: Reader, cause: str) -> TextMessage | None:
    """The text that was queued for a cause."""
    values = {"branch": reader.branch, "cause": cause}
    return reader.one_as(TextMessage, f"{_TEXT} WHERE branch = :branch AND cause = :cause", values)


def latest_texts(reader: Reader, limit: int) -> list[TextMessage]:
    """The newest first."""
    values = {"branch": reader.branch, "limit": limit}
    sql = f"{_TEXT} WHERE branch = :branch ORDER BY made_at DESC, rowid DESC LIMIT :limit"
    return reader.all_as(TextMessage, sql, values)


def waiting_texts(reader: Reader) -> list[TextMessage]:
    """Queued texts, oldest first."""
    return reader.all_as(
        TextMessage, f"{_TEXT} WHERE done_at IS NULL AND state = 'queued' ORDER BY made_at, rowid LIMIT 200"
    )


def texts_in(reader: Reader, state: str) -> list[TextMessage]:
    """Texts in a state that are not done."""
    return reader.all_as(TextMessage, f"{_TEXT} WHERE done_at IS NULL AND state = :state", {"state": state})


def insert_text(tx: Tx, values: dict[str, Any]) -> None:
    """A new text."""
    tx.execute(
        """INSERT INTO sms (id, branch, cause, number, body, parts, state, next_attempt_at, made_at, expires_at)
 VALUES (:id, :branch, :cause, :number, :body, :parts, :state, :now, :now, :expires_at)""",
        {**values, "branch": tx.branch, "now": tx.now_ms},
    )


def move_text(tx: Tx, before: TextMessage, after: str, values: dict[str, Any]) -> int:
    """Move a text that still is where we saw it; `values` may hold attempts, next_attempt_at, last_error, expires_at,
    sent_at and done_at. Returns how many rows moved."""
    kept = {
        "attempts": before.attempts,
        "next_attempt_at": before.next_attempt_at,
        "last_error": before.last_error,
        "expires_at": before.expires_at,
        "sent_at": before.sent_at,
        "done_at": before.done_at,
    }
    return tx.execute(
        """UPDATE sms SET state = :after, attempts = :attempts, next_attempt_at = :next_attempt_at, last_error = :last_error,
 expires_at = :expires_at, sent_at = :sent_at, done_at = :done_at WHERE id = :id AND state = :before""",
        {**kept, **values, "id": before.id, "before": before.state, "after": after},
    )


def add_part(tx: Tx, sms_id: str, part: int, reference: int) -> None:
    """The network took a part."""
    tx.execute(
        "INSERT INTO sms_part (sms_id, part, reference, sent_at) VALUES (:sms, :part, :reference, :now)",
        {"sms": sms_id, "part": part, "reference": reference, "now": tx.now_ms},
    )


def forget_parts(tx: Tx, sms_id: str) -> None:
    """The text goes out from its first part again."""
    tx.execute("DELETE FROM sms_part WHERE sms_id = :id", {"id": sms_id})


def parts_of(reader: Reader, sms_id: str) -> list[TextPart]:
    """The parts that the network took, in order."""
    return reader.all_as(TextPart, f"{_PART} WHERE sms_id = :id ORDER BY part", {"id": sms_id})


def parts_since(reader: Reader, since: int) -> int:
    """How many parts went out since then."""
    return int(reader.value("SELECT count(*) FROM sms_part WHERE sent_at >= :since", {"since": since}))


def awaited_part(reader: Reader, reference: int, number: str, since: int) -> TextPart | None:
    """The newest part with that reference, to that number, of which nothing final has been reported."""
    return reader.one_as(
        TextPart,
        """SELECT p.sms_id, p.part, p.reference, p.sent_at, p.reported_at, p.report FROM sms_part p
 JOIN sms s ON s.id = p.sms_id WHERE p.reported_at IS NULL AND p.reference = :reference AND s.number = :number
 AND p.sent_at >= :since ORDER BY p.sent_at DESC LIMIT 1""",
        {"reference": reference, "number": number, "since": since},
    )


def note_report(tx: Tx, part: TextPart, report: str, *, final: bool) -> None:
    """The network said something of a part."""
    tx.execute(
        """UPDATE sms_part SET report = :report, reported_at = CASE WHEN :final THEN :now END
 WHERE sms_id = :sms AND part = :part""",
        {"report": report, "final": int(final), "now": tx.now_ms, "sms": part.sms_id, "part": part.part},
    )


def done_before(reader: Reader, before: int) -> list[TextMessage]:
    """Texts that were done, or sent, before then and still have their words."""
    sql = f"{_TEXT} WHERE forgotten_at IS NULL AND coalesce(done_at, sent_at) < :before LIMIT 500"
    return reader.all_as(TextMessage, sql, {"before": before})


def forget(tx: Tx, sms_id: str) -> None:
    """Number and words are gone; that it was sent stays."""
    tx.execute(
        "UPDATE sms SET number = '', body = '', forgotten_at = :now WHERE id = :id",
        {"id": sms_id, "now": tx.now_ms},
    )
