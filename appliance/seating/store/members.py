"""Phones of a party in the file, and what lets them in: the PIN of a table, the word of the day."""

from appliance.seating.model import Member
from appliance.storage import Reader, Row, Tx

_MEMBER = """SELECT id, branch, table_session_id, number, token_hash, nickname, language, seen_at, joined_at, passed_pin,
 passed_word, expires_at FROM member"""


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
