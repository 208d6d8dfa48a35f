"""Signing in and out on a tablet."""

from typing import Any

from litestar import Controller, Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from appliance.devices import DeviceKind, device_caller, present_device
from appliance.http import Limiter, address_of, answer, made, set_cookie, take_cookie
from appliance.kernel.errors import Invalid
from appliance.kernel.roles import Right
from appliance.staff import rules
from appliance.staff.caller import COOKIE, TOKEN_LIFETIME_S, present_staff, staff_caller
from appliance.staff.hasher import Hasher
from appliance.staff.model import SignedIn, SignedOut, SignIn, StaffName, Unlocked, WaitingPerson
from appliance.staff.service import people
from appliance.staff.service.sign_in import Doorway, SignInDesk, sign_out
from appliance.staff.service.tries import Tries
from appliance.storage import Answer, Database, Tx

AnyRequest = Request[Any, Any, Any]


class SignInRoutes(Controller):
    """Names to choose from, PIN or password, waits, and leaving.

    Signing in keeps no stored answer: a stored fingerprint of a PIN could be guessed back. Repeating it makes a new token.
    """

    tags = ("staff",)

    @get("/api/staff/names")
    async def names(self, request: AnyRequest, database: NamedDependency[Database]) -> list[StaffName]:
        """Everybody who works here; on a paired floor device only."""
        device_caller(request, database, DeviceKind.FLOOR)
        return database.read(people.names)

    @post("/api/sign_in", status_code=200)
    async def sign_in(
        self,
        request: AnyRequest,
        data: JSONBody[SignIn],
        database: NamedDependency[Database],
        limiter: NamedDependency[Limiter],
        hasher: NamedDependency[Hasher],
    ) -> Response[SignedIn]:
        """By staff_id and pin on a paired device, or by login and password."""
        doorway = Doorway(
            present_device(request, database, DeviceKind.FLOOR),
            address_of(request),
            take_cookie(request, COOKIE),
        )
        desk = SignInDesk(database, limiter, hasher, doorway)
        if data.staff_id is not None and data.pin is not None:
            person, token = await desk.by_pin(data.staff_id, data.pin)
        elif data.login is not None and data.password is not None:
            person, token = await desk.by_password(data.login, data.password)
        else:
            raise Invalid(
                "Sign in with a name and PIN, or with login and password.", code="sign_in_incomplete"
            )
        response = Response(SignedIn(rules.as_staff(person.id, person.name, person.role)))
        set_cookie(response, request, COOKIE, token, lifetime_s=TOKEN_LIFETIME_S)
        return response

    @get("/api/staff/waiting")
    async def waiting(
        self, request: AnyRequest, database: NamedDependency[Database], limiter: NamedDependency[Limiter]
    ) -> list[WaitingPerson]:
        """Who has given too many wrong PINs or passwords and has to wait."""
        staff_caller(request, database).require(Right.EDIT_STAFF)
        tries = Tries(limiter.waits)
        return database.read(lambda reader: people.waiting(reader, tries))

    @post("/api/staff/{staff_id:str}/unlock", status_code=200)
    async def unlock(
        self,
        request: AnyRequest,
        staff_id: FromPath[str],
        database: NamedDependency[Database],
        limiter: NamedDependency[Limiter],
    ) -> Response[Unlocked]:
        """Let a person try again at once."""
        caller = staff_caller(request, database)
        caller.require(Right.EDIT_STAFF)
        tries = Tries(limiter.waits)

        def work(tx: Tx) -> Answer:
            people.unlock(
                tx, tries, staff_id, actor=caller.actor, device=caller.device_id, address=caller.address
            )
            return made(Unlocked(staff_id))

        return await answer(request, database, scope=caller.scope, work=work)

    @post("/api/sign_out", status_code=200)
    async def sign_out(self, request: AnyRequest, database: NamedDependency[Database]) -> Response[SignedOut]:
        """Nobody is signed in here afterwards, whoever was before."""
        caller = present_staff(request, database)
        if caller is not None:
            token = take_cookie(request, COOKIE)
            await database.write(
                lambda tx: sign_out(
                    tx, token, caller.staff_id, device=caller.device_id, address=caller.address
                )
            )
        response = Response(SignedOut())
        response.delete_cookie(COOKIE)
        return response
