"""Every SQL text of seating."""

from typing import Any

import msgspec

from appliance.seating.model import Call, CartLine, Member, TableSession
from appliance.storage import Reader, Row, Tx

_TABLE_SESSION = """SELECT id, branch, table_id, state, opened_at, opened_by, business_date, covers, cart_mode, host_member_id,
 join_hash, last_activity_at, bill_requested_at, viewed_bill_at, paid_at, closed_at, closed_by, closed_how FROM table_session"""
_MEMBER = """SELECT id, branch, table_session_id, number, token_hash, nickname, language, seen_at, joined_at, passed_pin,
 passed_word, expires_at FROM member"""
_CART = "SELECT table_session_id, id, branch, member_id, item_id, options, note, quantity, changed_at FROM cart_line"


def table_session(reader: Reader, id_: str) -> TableSession | None:
    """By id."""
    return reader.one_as(TableSession, f"{_TABLE_SESSION} WHERE id = :id", {"id": id_})


def open_at_table(reader: Reader, table_id: str) -> TableSession | None:
    """The party sitting at a table now."""
    return reader.one_as(
        TableSession, f"{_TABLE_SESSION} WHERE table_id = :table AND state = 'open'", {"table": table_id}
    )


def by_join_hash(reader: Reader, join_hash: bytes) -> TableSession | None:
    """The party whose own QR this is."""
    return reader.one_as(TableSession, f"{_TABLE_SESSION} WHERE join_hash = :hash", {"hash": join_hash})


def all_open(reader: Reader) -> list[TableSession]:
    """Every party in the house."""
    return reader.all_as(TableSession, f"{_TABLE_SESSION} WHERE state = 'open' ORDER BY opened_at")


def last_closed_at_tables(reader: Reader, after_ms: int) -> list[TableSession]:
    """Visits closed after a moment, for undo on the floor."""
    return reader.all_as(
        TableSession,
        f"{_TABLE_SESSION} WHERE state = 'closed' AND closed_at > :after ORDER BY closed_at",
        {"after": after_ms},
    )


def insert_table_session(tx: Tx, values: Row) -> None:
    """A new visit."""
    tx.execute(
        """INSERT INTO table_session (id, branch, table_id, state, opened_at, opened_by, business_date, covers, cart_mode,
 join_hash, last_activity_at) VALUES (:id, :branch, :table_id, 'open', :now, :opened_by, :business_date, :covers, :cart_mode,
 :join_hash, :now)""",
        {**values, "branch": tx.branch, "now": tx.now_ms},
    )


def touch(tx: Tx, id_: str) -> None:
    """Something happened at the table."""
    tx.execute(
        "UPDATE table_session SET last_activity_at = :now WHERE id = :id", {"id": id_, "now": tx.now_ms}
    )


def close(tx: Tx, id_: str, closed_by: str, how: str) -> int:
    """End an open visit; returns how many rows moved."""
    return tx.execute(
        """UPDATE table_session SET state = 'closed', closed_at = :now, closed_by = :by, closed_how = :how
 WHERE id = :id AND state = 'open'""",
        {"id": id_, "now": tx.now_ms, "by": closed_by, "how": how},
    )


def restore(tx: Tx, id_: str) -> int:
    """Bring a closed visit back; returns how many rows moved."""
    return tx.execute(
        """UPDATE table_session SET state = 'open', closed_at = NULL, closed_by = NULL, closed_how = NULL,
 last_activity_at = :now WHERE id = :id AND state = 'closed'""",
        {"id": id_, "now": tx.now_ms},
    )


def set_field(tx: Tx, id_: str, field: str, value: Any) -> None:
    """Set one of: join_hash, bill_requested_at, viewed_bill_at, paid_at, host_member_id, covers."""
    if field not in (
        "join_hash",
        "bill_requested_at",
        "viewed_bill_at",
        "paid_at",
        "host_member_id",
        "covers",
    ):
        raise ValueError(field)
    tx.execute(f"UPDATE table_session SET {field} = :value WHERE id = :id", {"id": id_, "value": value})


def member_by_token(reader: Reader, token_hash: bytes) -> Member | None:
    """The phone with this token."""
    return reader.one_as(Member, f"{_MEMBER} WHERE token_hash = :hash", {"hash": token_hash})


def member(reader: Reader, id_: str) -> Member | None:
    """By id."""
    return reader.one_as(Member, f"{_MEMBER} WHERE id = :id", {"id": id_})


def members(reader: Reader, table_session_id: str) -> list[Member]:
    """Every phone of a party, in order of scanning."""
    return reader.all_as(
        Member, f"{_MEMBER} WHERE table_session_id = :id ORDER BY number", {"id": table_session_id}
    )


def members_in_open(reader: Reader) -> dict[str, int]:
    """Number of phones per open visit."""
    rows = reader.all(
        """SELECT m.table_session_id AS id, count(*) AS phones FROM member m JOIN table_session s ON s.id = m.table_session_id
 WHERE s.state = 'open' GROUP BY 1"""
    )
    return {row["id"]: row["phones"] for row in rows}


def insert_member(tx: Tx, values: Row) -> int:
    """A new phone; returns its number at the table."""
    number = int(
        tx.value(
            "SELECT coalesce(max(number), 0) + 1 FROM member WHERE table_session_id = :id",
            {"id": values["table_session_id"]},
        )
    )
    tx.execute(
        """INSERT INTO member (id, branch, table_session_id, number, token_hash, language, seen_at, expires_at)
 VALUES (:id, :branch, :table_session_id, :number, :token_hash, :language, :now, :expires_at)""",
        {**values, "branch": tx.branch, "now": tx.now_ms, "number": number},
    )
    return number


def join_member(tx: Tx, id_: str, nickname: str | None, language: str) -> None:
    """The phone takes part from now on."""
    tx.execute(
        """UPDATE member SET joined_at = coalesce(joined_at, :now), nickname = coalesce(:nickname, nickname),
 language = CASE WHEN :language = '' THEN language ELSE :language END WHERE id = :id""",
        {"id": id_, "nickname": nickname, "language": language, "now": tx.now_ms},
    )


def pass_pin(tx: Tx, member_id: str) -> None:
    """The phone gave the table PIN."""
    tx.execute("UPDATE member SET passed_pin = 1 WHERE id = :id", {"id": member_id})


def pass_word(tx: Tx, member_id: str, business_date: str) -> None:
    """The phone gave the pass of that date."""
    tx.execute(
        "UPDATE member SET passed_word = :date WHERE id = :id", {"id": member_id, "date": business_date}
    )


def forget_passes(tx: Tx) -> None:
    """There is a new pass: every phone has to give it."""
    tx.execute("UPDATE member SET passed_word = NULL WHERE passed_word IS NOT NULL")


def cart(reader: Reader, table_session_id: str) -> list[CartLine]:
    """Every cart line of a party, in the order of adding."""
    return reader.all_as(
        CartLine, f"{_CART} WHERE table_session_id = :id ORDER BY position", {"id": table_session_id}
    )


def cart_line(reader: Reader, table_session_id: str, line_id: str) -> CartLine | None:
    """One line."""
    return reader.one_as(
        CartLine,
        f"{_CART} WHERE table_session_id = :id AND id = :line",
        {"id": table_session_id, "line": line_id},
    )


def put_cart_line(tx: Tx, values: Row) -> None:
    """Insert a line or change its contents; whose it is and when it was added stay."""
    tx.execute(
        """INSERT INTO cart_line (table_session_id, id, branch, member_id, item_id, options, note, quantity, changed_at, position)
 VALUES (:table_session_id, :id, :branch, :member_id, :item_id, :options, :note, :quantity, :now,
 (SELECT coalesce(max(position), 0) + 1 FROM cart_line WHERE table_session_id = :table_session_id))
 ON CONFLICT (table_session_id, id) DO UPDATE SET item_id = excluded.item_id, options = excluded.options,
 note = excluded.note, quantity = excluded.quantity""",
        {**values, "branch": tx.branch, "now": tx.now_ms},
    )


def order_numbers(reader: Reader, order_line_ids: list[str]) -> dict[str, int]:
    """The order each of these order lines belongs to; those that do not exist are left out."""
    rows = reader.all(
        """SELECT l.id, o.number FROM order_line l JOIN guest_order o ON o.id = l.order_id
 WHERE l.id IN (SELECT value FROM json_each(:ids))""",
        {"ids": msgspec.json.encode(order_line_ids).decode()},
    )
    return {row["id"]: row["number"] for row in rows}


def remove_cart_lines(tx: Tx, table_session_id: str, line_ids: list[str]) -> None:
    """Take lines out."""
    tx.execute_many(
        "DELETE FROM cart_line WHERE table_session_id = :id AND id = :line",
        [{"id": table_session_id, "line": line_id} for line_id in line_ids],
    )


def open_calls(reader: Reader, table_session_id: str) -> list[Call]:
    """A party's unanswered calls."""
    return reader.all_as(
        Call,
        "SELECT id, kind, made_at FROM call WHERE table_session_id = :id AND answered_at IS NULL ORDER BY made_at",
        {"id": table_session_id},
    )


def call(reader: Reader, id_: str) -> Row | None:
    """One call with its party."""
    return reader.one("SELECT id, table_session_id, kind, answered_at FROM call WHERE id = :id", {"id": id_})


def insert_call(tx: Tx, id_: str, table_session_id: str, kind: str) -> None:
    """A new call."""
    tx.execute(
        "INSERT INTO call (id, branch, table_session_id, kind, made_at) VALUES (:id, :branch, :ts, :kind, :now)",
        {"id": id_, "branch": tx.branch, "ts": table_session_id, "kind": kind, "now": tx.now_ms},
    )


def answer_call(tx: Tx, id_: str, answered_by: str) -> int:
    """Mark a call answered; returns how many rows moved."""
    return tx.execute(
        "UPDATE call SET answered_at = :now, answered_by = :by WHERE id = :id AND answered_at IS NULL",
        {"id": id_, "now": tx.now_ms, "by": answered_by},
    )


def pin_hash(reader: Reader, table_session_id: str) -> str | None:
    """The hash of the party's PIN, if staff made one."""
    found = reader.value(
        "SELECT pin_hash FROM table_pin WHERE table_session_id = :id", {"id": table_session_id}
    )
    return None if found is None else str(found)


def set_pin_hash(tx: Tx, table_session_id: str, hash_: str) -> None:
    """Set the party's PIN."""
    tx.execute(
        "INSERT INTO table_pin VALUES (:id, :hash) ON CONFLICT (table_session_id) DO UPDATE SET pin_hash = excluded.pin_hash",
        {"id": table_session_id, "hash": hash_},
    )


def daily_pass(reader: Reader) -> Row | None:
    """Today's (or the last) pass."""
    return reader.one(
        "SELECT word_hash, word_sealed, business_date, made_at FROM daily_pass WHERE branch = :branch",
        {"branch": reader.branch},
    )


def set_daily_pass(tx: Tx, word_hash: str, word_sealed: bytes, business_date: str) -> None:
    """Replace the pass; yesterday's is overwritten."""
    tx.execute(
        """INSERT INTO daily_pass VALUES (:branch, :hash, :sealed, :date, :now) ON CONFLICT (branch) DO UPDATE SET
 word_hash = excluded.word_hash, word_sealed = excluded.word_sealed, business_date = excluded.business_date,
 made_at = excluded.made_at""",
        {
            "branch": tx.branch,
            "hash": word_hash,
            "sealed": word_sealed,
            "date": business_date,
            "now": tx.now_ms,
        },
    )


def purge(tx: Tx, closed_before_ms: int) -> dict[str, int]:
    """Remove what only the visit itself needed: phones' tokens and nicknames, carts, calls, PINs, their stored answers."""
    old = "SELECT id FROM table_session WHERE state = 'closed' AND closed_at < :before"
    where = {"before": closed_before_ms}
    answers = tx.execute(
        f"""DELETE FROM answer WHERE subject = '' AND scope IN
 (SELECT 'member:' || id FROM member WHERE table_session_id IN ({old}))""",
        where,
    )
    carts = tx.execute(f"DELETE FROM cart_line WHERE table_session_id IN ({old})", where)
    tx.execute(f"DELETE FROM table_pin WHERE table_session_id IN ({old})", where)
    phones = tx.execute(
        f"""UPDATE member SET nickname = NULL, token_hash = randomblob(32) WHERE table_session_id IN ({old})
 AND (nickname IS NOT NULL OR expires_at > 0)""",
        where,
    )
    tx.execute(f"UPDATE member SET expires_at = 0 WHERE table_session_id IN ({old})", where)
    return {"answers": answers, "cart_lines": carts, "members": phones}
