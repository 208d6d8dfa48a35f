"""The list of what was found, searching, and a manager's yes or no. Everything here needs the right pair_device."""

from typing import Any

from litestar import Controller, Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from appliance.discovery.model import Approve, Approved, FoundList, Ignored, LookAt, Searching
from appliance.discovery.service.approve import Approver
from appliance.discovery.service.desk import Afterwards, DiscoveryDesk
from appliance.http import Limiter, answer, made
from appliance.kernel.roles import Right
from appliance.staff import StaffCaller, staff_caller
from appliance.storage import Answer, Database, Tx

SEARCHES = 6
WINDOW_S = 60.0

AnyRequest = Request[Any, Any, Any]


class FoundRoutes(Controller):
    """Things around that are not used yet."""

    path = "/api/found"
    tags = ("devices",)

    @get("")
    async def listed(
        self,
        request: AnyRequest,
        database: NamedDependency[Database],
        discovery: NamedDependency[DiscoveryDesk],
    ) -> FoundList:
        """Everything that was found, with what one tap would make of it."""
        _caller(request, database)
        return discovery.view()

    @post("/scan", status_code=202)
    async def scan(
        self,
        request: AnyRequest,
        database: NamedDependency[Database],
        discovery: NamedDependency[DiscoveryDesk],
        limiter: NamedDependency[Limiter],
    ) -> Searching:
        """Look at everything now; done within five seconds. 429 after six times a minute."""
        limiter.spend("search", _caller(request, database).staff_id, limit=SEARCHES, window_s=WINDOW_S)
        return Searching(discovery.scan())

    @post("/address", status_code=202)
    async def look_at(
        self,
        request: AnyRequest,
        data: JSONBody[LookAt],
        database: NamedDependency[Database],
        discovery: NamedDependency[DiscoveryDesk],
        limiter: NamedDependency[Limiter],
    ) -> Searching:
        """Look at one address on the network; what is there stands in the list within three seconds."""
        limiter.spend("search", _caller(request, database).staff_id, limit=SEARCHES, window_s=WINDOW_S)
        return Searching(discovery.look_at(data.address))

    @post("/{key:str}/approve", status_code=201)
    async def approve(
        self,
        request: AnyRequest,
        key: FromPath[str],
        data: JSONBody[Approve],
        database: NamedDependency[Database],
        discovery: NamedDependency[DiscoveryDesk],
    ) -> Response[Approved]:
        """Take a thing in: a printer with its role and stations, a screen with the number that stands on it."""
        caller = _caller(request, database)
        afterwards: Afterwards = []

        def work(tx: Tx) -> Answer:
            done = discovery.approve(tx, key, data, _approver(caller), afterwards)
            return made(done, status=201, subject=f"{done.kind}:{done.id}")

        response = await answer(request, database, scope=caller.scope, work=work)
        for do in afterwards:
            do()
        return response

    @post("/{key:str}/ignore", status_code=200)
    async def ignore(
        self,
        request: AnyRequest,
        key: FromPath[str],
        database: NamedDependency[Database],
        discovery: NamedDependency[DiscoveryDesk],
    ) -> Response[Ignored]:
        """Offer a thing no more; a screen that asks is sent away for ten minutes."""
        return await _set_aside(request, key, database, discovery, ignored=True)

    @post("/{key:str}/restore", status_code=200)
    async def restore(
        self,
        request: AnyRequest,
        key: FromPath[str],
        database: NamedDependency[Database],
        discovery: NamedDependency[DiscoveryDesk],
    ) -> Response[Ignored]:
        """Offer an ignored thing again."""
        return await _set_aside(request, key, database, discovery, ignored=False)


async def _set_aside(
    request: AnyRequest, key: str, database: Database, discovery: DiscoveryDesk, *, ignored: bool
) -> Response[Ignored]:
    caller = _caller(request, database)
    afterwards: Afterwards = []

    def work(tx: Tx) -> Answer:
        return made(discovery.refuse(tx, key, _approver(caller), afterwards, ignored=ignored))

    response = await answer(request, database, scope=caller.scope, work=work)
    for do in afterwards:
        do()
    return response


def _caller(request: AnyRequest, database: Database) -> StaffCaller:
    caller = staff_caller(request, database)
    caller.require(Right.PAIR_DEVICE)
    return caller


def _approver(caller: StaffCaller) -> Approver:
    return Approver(caller.actor, caller.device_id, caller.address)
