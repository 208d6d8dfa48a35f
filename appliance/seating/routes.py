"""What a guest's phone may do at its own table, apart from ordering and paying."""

from typing import Any

from litestar import Controller, Request, Response, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from appliance.http import Limiter, answer, made
from appliance.menu import MenuBook, availability
from appliance.seating.caller import guest_caller
from appliance.seating.model import Ask, Calls, CartAnswer, CartCommands, Join, Joined, Passed, PassWord, Pin
from appliance.seating.service import access, calls, carts, parties
from appliance.settings import Settings
from appliance.staff import Hasher
from appliance.storage import Answer, Database, Tx

AnyRequest = Request[Any, Any, Any]


class SeatingRoutes(Controller):
    """Joining, the cart, secrets and calls."""

    tags = ("guest",)

    @post("/member")
    async def join(
        self, request: AnyRequest, data: JSONBody[Join], database: NamedDependency[Database]
    ) -> Response[Joined]:
        """Take part in the party, with or without a nickname."""
        caller = guest_caller(request, database, data.session_id).still_here()

        def work(tx: Tx) -> Answer:
            parties.require_open(tx, data.session_id)
            member = parties.join(tx, caller.member, data.nickname, data.language)
            host = parties.require(tx, member.table_session_id).host_member_id == member.id
            return made(Joined(member.id, member.number, member.nickname, host))

        return await answer(request, database, scope=caller.scope, work=work)

    @put("/session/{session_id:str}/cart")
    async def change_cart(
        self,
        request: AnyRequest,
        session_id: FromPath[str],
        data: JSONBody[CartCommands],
        database: NamedDependency[Database],
        settings: NamedDependency[Settings],
        menu_book: NamedDependency[MenuBook],
        limiter: NamedDependency[Limiter],
    ) -> Response[CartAnswer]:
        """Carry out line commands, all or nothing."""
        caller = guest_caller(request, database, session_id).still_here()
        limiter.spend("cart", caller.member.id, limit=240, window_s=60)

        def work(tx: Tx) -> Answer:
            party = parties.require_open(tx, session_id)
            blocked = availability(tx, menu_book, settings.now, tx.now_ms)
            carts.apply(tx, party, caller.member, data, menu_book, blocked)
            cart = carts.view(tx, party, caller.member.id, menu_book, blocked)
            return made(CartAnswer(tx.seq, cart))

        return await answer(request, database, scope=caller.scope, work=work)

    @post("/session/{session_id:str}/validate_pin", status_code=200)
    async def validate_pin(
        self,
        request: AnyRequest,
        session_id: FromPath[str],
        data: JSONBody[Pin],
        database: NamedDependency[Database],
        limiter: NamedDependency[Limiter],
        hasher: NamedDependency[Hasher],
    ) -> Passed:
        """Give the table PIN."""
        caller = guest_caller(request, database, session_id).still_here()
        await access.try_pin(database, limiter, hasher, caller, data.pin)
        return Passed(True)

    @post("/session/{session_id:str}/validate_pass", status_code=200)
    async def validate_pass(
        self,
        request: AnyRequest,
        session_id: FromPath[str],
        data: JSONBody[PassWord],
        database: NamedDependency[Database],
        settings: NamedDependency[Settings],
        limiter: NamedDependency[Limiter],
        hasher: NamedDependency[Hasher],
    ) -> Passed:
        """Give today's word."""
        caller = guest_caller(request, database, session_id).still_here()
        await access.try_pass(database, limiter, hasher, settings.now, caller, data.word)
        return Passed(True)

    @post("/session/{session_id:str}/call", status_code=200)
    async def call(
        self,
        request: AnyRequest,
        session_id: FromPath[str],
        data: JSONBody[Ask],
        database: NamedDependency[Database],
        limiter: NamedDependency[Limiter],
    ) -> Response[Calls]:
        """Call a waiter or ask for the bill."""
        caller = guest_caller(request, database, session_id).still_here()
        limiter.spend("call", session_id, limit=20, window_s=300)
        return await answer(
            request,
            database,
            scope=caller.scope,
            work=lambda tx: made(
                Calls(calls.make(tx, parties.require_open(tx, session_id), data.kind, caller.scope))
            ),
        )

    @post("/session/{session_id:str}/call/cancel", status_code=200)
    async def cancel_call(
        self,
        request: AnyRequest,
        session_id: FromPath[str],
        data: JSONBody[Ask],
        database: NamedDependency[Database],
    ) -> Response[Calls]:
        """Take a call back."""
        caller = guest_caller(request, database, session_id).still_here()
        return await answer(
            request,
            database,
            scope=caller.scope,
            work=lambda tx: made(
                Calls(calls.cancel(tx, parties.require_open(tx, session_id), data.kind, caller.scope))
            ),
        )
