"""A fake audience and a tiny application with one socket route: enough to try the hub."""

import time
from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import Annotated, Any, cast

from litestar import Litestar, WebSocket, post, websocket
from litestar.params import FromQuery, QueryParameter

from appliance.http import exception_handlers
from appliance.http.asgi import App
from appliance.realtime import Hub, serve_socket
from appliance.storage import Database, JournalRow, Reader, Tx


@dataclass
class TableFeed:
    """Sees the events of one table session, or of all when it has none."""

    table_session: str = ""
    shared: bool = False
    broken: bool = False
    told: list[int] = field(default_factory=list)

    def concerns(self, row: JournalRow) -> bool:
        return not self.table_session or row.table_session == self.table_session

    def snapshot(self, reader: Reader) -> dict[str, Any]:
        return {"calls": reader.value("SELECT count(*) FROM journal")}

    def update(self, reader: Reader, rows: list[JournalRow]) -> dict[str, Any]:
        if self.broken:
            raise ValueError("a broken view")
        self.told.extend(row.seq for row in rows)
        return {"subjects": [row.subject for row in rows]}

    def cache_key(self, rows: list[JournalRow]) -> Hashable | None:
        return tuple(row.seq for row in rows) if self.shared else None


async def happen(
    database: Database, subject: str, table_session: str = "visit-1", kind: str = "call_made"
) -> int:
    """One event; returns its seq."""

    def change(tx: Tx) -> int:
        return tx.journal(kind, subject, actor="member:1", table_session=table_session)

    return await database.write(change)


class StampedFeed(TableFeed):
    """Puts the moment of the commit into every message, about as long as a guest's update."""

    committed_ns = 0

    def update(self, reader: Reader, rows: list[JournalRow]) -> dict[str, Any]:
        return {"committed_ns": StampedFeed.committed_ns, "padding": "x" * 400}


def stamp(rows: list[JournalRow]) -> None:
    """Listener to be added before the hub's."""
    StampedFeed.committed_ns = time.monotonic_ns()


@dataclass
class TinyHouse:
    """The tiny application, and what its devices have said."""

    app: App
    received: list[dict[str, Any]]


def application(database: Database, hub: Hub, *, ping_every_s: float = 15.0) -> TinyHouse:
    """`/ws?since=&who=&table=` and `POST /happen`."""
    received: list[dict[str, Any]] = []

    @websocket("/ws")
    async def live(
        socket: WebSocket[Any, Any, Any],
        who: FromQuery[str],
        table: Annotated[str, QueryParameter()] = "",
        since: Annotated[int, QueryParameter()] = 0,
        mark: Annotated[str, QueryParameter()] = "",
        shared: Annotated[int, QueryParameter()] = 0,
        stamped: Annotated[int, QueryParameter()] = 0,
    ) -> None:
        async def heard(message: dict[str, Any]) -> None:
            received.append(message)

        feed = (StampedFeed if stamped else TableFeed)(table, shared=bool(shared))
        await serve_socket(
            socket,
            hub,
            database,
            feed,
            owner=who,
            since=since,
            mark=mark,
            ping_every_s=ping_every_s,
            on_message=heard,
        )

    @post("/happen")
    async def something() -> dict[str, int]:
        return {"seq": await happen(database, "call:1")}

    inner = Litestar(
        [live, something], exception_handlers=exception_handlers, openapi_config=None, logging_config=None
    )
    return TinyHouse(cast(App, inner), received)
