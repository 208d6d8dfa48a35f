"""A scan, and everything that keeps a guest's phone up to date."""

from typing import Annotated, Any

import msgspec
from litestar import Controller, Request, Response, WebSocket, get, post, websocket
from litestar.di import NamedDependency
from litestar.enums import MediaType
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from appliance.floor import table, table_by_token, venue_of
from appliance.http import Limiter, address_of, answer, made, set_cookie, take_cookie
from appliance.kernel.errors import Unauthorised
from appliance.orders import close_visit, require_ordering
from appliance.realtime import Hub, serve_socket, since_message
from appliance.seating import COOKIE, TOKEN_LIFETIME_S, guest_caller, member_of_token, parties
from appliance.storage import Answer, Database, Reader, Tx
from appliance.surfaces import guest_view
from appliance.surfaces.guest_feed import PATIENT, GuestFeed
from appliance.surfaces.guest_model import Check, EntryView, GuestSnapshot, Resume
from appliance.surfaces.house import House
from appliance.surfaces.pages import Pages
from appliance.surfaces.visit_secrets import visit_secret

AnyRequest = Request[Any, Any, Any]
OWN_QR_PREFIX = "s."
SCANS_A_MINUTE = 600
"""Per network address; a guest Wi-Fi may hide a full house behind one."""
PING_S = 15.0
"""Pause between pings on a phone's socket."""


class GuestRoutes(Controller):
    """The phone's way in, back in, and its live view."""

    tags = ("guest",)

    @get("/t/{token:str}")
    async def scan(
        self,
        request: AnyRequest,
        token: FromPath[str],
        database: NamedDependency[Database],
        house: NamedDependency[House],
        limiter: NamedDependency[Limiter],
        pages: NamedDependency[Pages],
    ) -> Response[Any]:
        """A browser gets the app's page; the app asks again for JSON and then enters the table's visit."""
        if "text/html" in request.headers.get("accept", ""):
            return pages.guest(
                request.headers.get("accept-language", ""), request.headers.get("accept-encoding", "")
            )
        limiter.spend("scan", address_of(request), limit=SCANS_A_MINUTE, window_s=60)
        known = take_cookie(request, COOKIE)
        language = pages.language(request.headers.get("accept-language", ""))
        entry = await database.write(lambda tx: _enter(tx, house, token, known, language))
        return _entry(request, house, entry, status=201 if entry.created else 200)

    @get("/session/{session_id:str}")
    async def show(
        self,
        request: AnyRequest,
        session_id: FromPath[str],
        database: NamedDependency[Database],
        house: NamedDependency[House],
    ) -> GuestSnapshot:
        """Everything the phone shows."""
        caller = guest_caller(request, database, session_id).still_here()
        return database.read(lambda reader: guest_view.snapshot(reader, house, session_id, caller.member.id))

    @get("/session/{session_id:str}/check")
    async def check(
        self, request: AnyRequest, session_id: FromPath[str], database: NamedDependency[Database]
    ) -> Check:
        """Whether this phone still belongs here."""
        caller = guest_caller(request, database, session_id).still_here()
        return Check(caller.table_session.state, caller.member.id)

    @post("/session/{session_id:str}/resume", status_code=200)
    async def resume(
        self,
        request: AnyRequest,
        session_id: FromPath[str],
        data: JSONBody[Resume],
        database: NamedDependency[Database],
        house: NamedDependency[House],
        limiter: NamedDependency[Limiter],
    ) -> Response[EntryView]:
        """Come back after the cookie was lost."""
        limiter.spend("resume", address_of(request), limit=30, window_s=60)
        member = database.read(lambda r: member_of_token(r, data.guest_token, database.clock.now_ms()))
        if member is None or member.table_session_id != session_id:
            raise Unauthorised("Please scan the QR code on your table.", code="guest_unknown")
        party = database.read(lambda r: parties.require_open(r, session_id))
        return _entry(request, house, parties.Entry(party, member, data.guest_token, False), status=200)

    @get("/session/{session_id:str}/updates")
    async def updates(
        self,
        request: AnyRequest,
        session_id: FromPath[str],
        since: FromQuery[int],
        database: NamedDependency[Database],
        house: NamedDependency[House],
        mark: Annotated[str, QueryParameter()] = "",
    ) -> Response[bytes]:
        """What the socket would have said since then: the polling fallback."""
        caller = guest_caller(request, database, session_id).still_here()
        _, message = since_message(database, GuestFeed(house, session_id, caller.member.id), since, mark)
        return Response(content=message, media_type=MediaType.JSON)

    @post("/session/{session_id:str}/start_new")
    async def start_new(
        self,
        request: AnyRequest,
        session_id: FromPath[str],
        database: NamedDependency[Database],
        house: NamedDependency[House],
    ) -> Response[Any]:
        """A new party sits at a table whose last visit went stale: close that one, begin another."""
        caller = guest_caller(request, database, session_id)
        token = await visit_secret(request, database, caller.scope)

        def work(tx: Tx) -> Answer:
            settings = house.settings.now
            old = parties.require_open(tx, session_id)
            parties.require_stale(old, settings, tx.now_ms)
            require_ordering(settings, table(tx, old.table_id), tx.now_ms)
            close_visit(tx, old.id, how="guest", actor=caller.scope, address=caller.address)
            new = parties.start_new(tx, settings, old, caller.member.language, token)
            begun = Check(new.table_session.state, new.member.id)
            return made(begun, status=201, subject=f"table_session:{new.table_session.id}")

        kept = await answer(request, database, scope=caller.scope, work=work)
        begun = msgspec.json.decode(kept.content, type=Check)

        def entry(reader: Reader) -> parties.Entry:
            member = parties.require_member(reader, begun.member_id)
            return parties.Entry(parties.require(reader, member.table_session_id), member, token, True)

        return _entry(request, house, database.read(entry), status=201)

    @websocket("/ws")
    async def live(
        self,
        socket: WebSocket[Any, Any, Any],
        sess: FromQuery[str],
        database: NamedDependency[Database],
        house: NamedDependency[House],
        hub: NamedDependency[Hub],
        since: Annotated[int, QueryParameter()] = 0,
        mark: Annotated[str, QueryParameter()] = "",
    ) -> None:
        """The phone's live view."""
        try:
            caller = guest_caller(socket, database, sess)
        except Exception:  # any refusal ends a socket the same way
            await socket.accept()
            await socket.close(code=4401, reason="guest_unknown")
            return
        if caller.table_session.state != "open":
            await socket.accept()
            await socket.send_json({"type": "ended", "code": "table_session_ended"})
            await socket.close(code=4410)
            return
        feed = GuestFeed(house, sess, caller.member.id)
        await serve_socket(
            socket,
            hub,
            database,
            feed,
            owner=caller.scope,
            since=since,
            mark=mark,
            ping_every_s=PING_S,
            patient=PATIENT,
            recheck=lambda: guest_caller(socket, database, sess),
        )


def _enter(tx: Tx, house: House, token: str, known: str, language: str) -> parties.Entry:
    settings = house.settings.now
    if token.startswith(OWN_QR_PREFIX):
        entry = parties.enter_by_own_qr(tx, settings, token.removeprefix(OWN_QR_PREFIX), known, language)
        return entry
    scanned = table_by_token(tx, token)
    if parties.at_table(tx, scanned.id) is None:
        require_ordering(settings, scanned, tx.now_ms)
    return parties.enter(tx, settings, scanned.id, known, language)


def _entry_view(reader: Reader, house: House, entry: parties.Entry) -> EntryView:
    return EntryView(
        session_id=entry.table_session.id,
        guest_token=entry.token,
        created=entry.created,
        venue=venue_of(house.settings.now, house.database.clock.now_ms()),
        snapshot=guest_view.snapshot(reader, house, entry.table_session.id, entry.member.id),
    )


def _entry(request: AnyRequest, house: House, entry: parties.Entry, *, status: int) -> Response[Any]:
    view = house.database.read(lambda reader: _entry_view(reader, house, entry))
    response: Response[Any] = Response(content=view, status_code=status)
    response.headers["cache-control"] = "no-store"
    if entry.token is not None:
        set_cookie(response, request, COOKIE, entry.token, lifetime_s=TOKEN_LIFETIME_S)
    return response
