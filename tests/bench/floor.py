"""Program: the floor under every order. A plain blocking socket and apsw, writing the same rows and sending the same bytes.

`python -m tests.bench.floor DATABASE RECORDING` prints its port. PUT puts one order's lines into a cart (not measured),
POST does the transaction of one real order: same tables, indexes, triggers and pragmas, same number and size of rows.
"""

import hashlib
import json
import re
import socket
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from appliance.storage import connection as connections
from appliance.storage import migrate
from tests.bench.recording import load

ORDERS_PER_PARTY = 5
_VENUE = ("area", "dining_table", "printer")
_ORDER = ("guest_order", "ticket", "order_line", "print_job")
_CHANCE_BITS = 52
"""Below the milliseconds of a row id: adding one above them gives a later id of the same length."""
_ID = re.compile(r"(?P<prefix>\w+:)?(?P<id>[0-9a-f]{25})(?:\.(?P<line>\w+))?")
_HEX = re.compile(r"[0-9a-f]{32}")

Json = dict[str, Any]
Values = list[Any]


@dataclass(frozen=True)
class Blank:
    """A cell that differs from order to order. `id_` shifts with the order or with its party."""

    column: int
    prefix: str = ""
    id_: int | None = None
    of_party: bool = False
    word: str = ""
    number: int | None = None
    secret: bytes | None = None

    def filled(self, order: int, party: int) -> Any:
        """What stands there for the n-th order."""
        if self.number is not None:
            return self.number + order
        if self.secret is not None:
            return order.to_bytes(4, "big") + self.secret[4:]
        shift = party if self.of_party else order
        own = "" if self.id_ is None else f"{self.id_ + (shift << _CHANCE_BITS):025x}"
        dot = "." if own and self.word else ""
        return f"{self.prefix}{own}{dot}{_fresh(self.word, order)}"


class Template:
    """One recorded row, and how to write it again under new ids."""

    def __init__(self, table: str, row: Json, ids: dict[str, bool]) -> None:
        self.sql = f"INSERT INTO {table} ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})"  # noqa: S608
        self._values = list(row.values())
        self._blanks = [
            blank
            for column, (name, value) in enumerate(row.items())
            if (blank := _blank(table, column, name, value, ids)) is not None
        ]

    def values(self, order: int, party: int) -> Values:
        """The cells of the n-th order."""
        cells = self._values.copy()
        for blank in self._blanks:
            cells[blank.column] = blank.filled(order, party)
        return cells


class Floor:
    """The recorded transaction, again and again under new ids."""

    def __init__(self, path: Path, recording: Json) -> None:
        rows: dict[str, list[Json]] = {**recording["rows"], "cart_line": recording["cart"]}
        row = rows["guest_order"][0]
        of_order = [one["id"] for table in ("guest_order", "ticket", "print_job") for one in rows[table]]
        of_party = [one["id"] for table in ("table_session", "member", "guest_check") for one in rows[table]]
        ids = dict.fromkeys(of_order, False) | dict.fromkeys(of_party, True)
        self._templates = {
            table: [Template(table, one, ids) for one in recorded] for table, recorded in rows.items()
        }
        self._execute = connections.open_writer(path).execute
        self._day = (row["branch"], row["business_date"])
        self._sent_at = row["sent_at"]
        self._order = self._seq = 0
        self._hash = bytes(32)
        self._execute("BEGIN")
        for table in _VENUE:
            self._put(table)
        self._execute("INSERT INTO counter VALUES (?, 'order', ?, 0)", self._day)
        self._execute("COMMIT")

    @property
    def _party(self) -> int:
        return self._order // ORDERS_PER_PARTY

    @property
    def _first(self) -> bool:
        return self._order % ORDERS_PER_PARTY == 0

    def fill_cart(self) -> None:
        """The next order's lines go into the cart; every few orders a new party sits down."""
        self._execute("BEGIN IMMEDIATE")
        if self._first:
            self._execute("UPDATE table_session SET state = 'closed' WHERE state = 'open'")
            self._put("table_session")
            self._put("member")
        self._put("cart_line")
        self._execute("COMMIT")

    def order(self) -> None:
        """One order, durable when this returns."""
        self._execute("BEGIN IMMEDIATE")
        self._look()
        self._execute(
            "UPDATE counter SET value = value + 1 WHERE branch = ? AND name = 'order' AND business_date = ?",
            self._day,
        )
        for table in _ORDER:
            self._put(table)
        if self._first:
            self._put("guest_check")
        for template in self._templates["cart_line"]:
            line = template.values(self._order, self._party)
            self._execute("DELETE FROM cart_line WHERE table_session_id = ? AND id = ?", line[:2])
        party = self._templates["table_session"][0].values(self._order, self._party)[0]
        self._execute("UPDATE table_session SET last_activity_at = ? WHERE id = ?", (self._sent_at, party))
        for template in self._templates["journal"]:
            self._append(template)
        self._put("answer")
        self._execute("COMMIT")
        self._order += 1

    def _look(self) -> None:
        """What no order can be taken without: whose phone, answered before, the party, its cart and check, what is sold out."""
        party, member, answer = (
            self._templates[table][0].values(self._order, self._party)
            for table in ("table_session", "member", "answer")
        )
        for sql, values in (
            ("SELECT * FROM member WHERE id = ?", member[:1]),
            ("SELECT * FROM answer WHERE scope = ? AND key = ?", answer[:2]),
            ("SELECT * FROM table_session WHERE id = ?", party[:1]),
            ("SELECT * FROM cart_line WHERE table_session_id = ? ORDER BY position", party[:1]),
            ("SELECT * FROM guest_check WHERE table_session_id = ?", party[:1]),
            ("SELECT * FROM availability", ()),
        ):
            self._execute(sql, values).fetchall()

    def _put(self, table: str) -> None:
        for template in self._templates[table]:
            self._execute(template.sql, template.values(self._order, self._party))

    def _append(self, template: Template) -> None:
        self._seq += 1
        _, *cells = template.values(self._order, self._party)[:-2]
        columns = [self._seq, *cells]
        digest = hashlib.sha256(self._hash + json.dumps(columns).encode()).digest()
        self._execute(template.sql, [*columns, self._hash, digest])
        self._hash = digest


def serve(floor: Floor, response: bytes, listener: socket.socket) -> None:
    """Answer one connection after the other, until the process is ended."""
    while True:
        client, _ = listener.accept()
        client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        with client:
            received = b""
            while chunk := client.recv(65_536):
                received += chunk
                head, end, body = received.partition(b"\r\n\r\n")
                if not end or len(body) < int(head.rpartition(b"Content-Length: ")[2].split(b"\r\n")[0]):
                    continue
                if received.startswith(b"PUT"):
                    floor.fill_cart()
                else:
                    floor.order()
                client.sendall(response)
                received = b""


def _blank(table: str, column: int, name: str, value: Any, ids: dict[str, bool]) -> Blank | None:
    """`ids` are those that change, each with whether it is the party's."""
    if table in _VENUE:
        return None
    if name == "number" and table in ("guest_order", "guest_check"):
        return Blank(column, number=value)
    if name == "token_hash":
        return Blank(column, secret=value)
    if not isinstance(value, str):
        return None
    found = _ID.fullmatch(value)
    if found is not None and found["id"] in ids:
        return Blank(
            column, found["prefix"] or "", int(found["id"], 16), ids[found["id"]], found["line"] or ""
        )
    return Blank(column, word=value) if _HEX.fullmatch(value) else None


def _fresh(word: str, order: int) -> str:
    return f"{order:08x}{word[8:]}" if word else ""


def main() -> None:
    path, recording = Path(sys.argv[1]), load(Path(sys.argv[2]))
    migrate(path)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        print(listener.getsockname()[1], flush=True)
        serve(Floor(path, recording), recording["response"], listener)


if __name__ == "__main__":
    main()
