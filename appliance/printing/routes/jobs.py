"""What waits for paper, and a person's word on it."""

from typing import Any

from litestar import Controller, Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from appliance.http import answer, made
from appliance.kernel.roles import Right
from appliance.printing.desk import PrintDesk
from appliance.printing.service import jobs as service
from appliance.printing.service import reprinting
from appliance.printing.views import job_now, open_jobs
from appliance.printing.wire import Decide, Decided, JobNow, OpenJobs, Reprinted
from appliance.settings import Settings
from appliance.staff import staff_caller
from appliance.storage import Answer, Database, Tx

AnyRequest = Request[Any, Any, Any]


class PrintRoutes(Controller):
    """Open print jobs."""

    path = "/api/print_jobs"
    tags = ("staff",)

    @get("")
    async def list_open(
        self,
        request: AnyRequest,
        database: NamedDependency[Database],
        settings: NamedDependency[Settings],
    ) -> OpenJobs:
        """Jobs that are not done, oldest first."""
        staff_caller(request, database).require(Right.DECIDE_PRINT)
        language = settings.now.staff_language
        return OpenJobs(database.read(lambda reader: open_jobs(reader, language)))

    @get("/{job_id:str}")
    async def one(
        self,
        request: AnyRequest,
        job_id: FromPath[str],
        database: NamedDependency[Database],
        settings: NamedDependency[Settings],
    ) -> JobNow:
        """One job, done or not: whether it is out, and how sure that is."""
        staff_caller(request, database).require(Right.DECIDE_PRINT)
        language = settings.now.staff_language
        return database.read(lambda reader: job_now(reader, job_id, language))

    @post("/{job_id:str}/decide", status_code=200)
    async def decide(
        self,
        request: AnyRequest,
        job_id: FromPath[str],
        data: JSONBody[Decide],
        database: NamedDependency[Database],
    ) -> Response[Decided]:
        """Print a job that was waiting for a person's word, or drop an open one; one that is being sent ends after this try."""
        caller = staff_caller(request, database)
        caller.require(Right.DECIDE_PRINT)

        def work(tx: Tx) -> Answer:
            at_once = service.decide(
                tx, job_id, data.decision, actor=caller.actor, device=caller.device_id, reason=data.reason
            )
            return made(Decided(job_id, data.decision, at_once))

        return await answer(request, database, scope=caller.scope, work=work)

    @post("/{job_id:str}/reprint", status_code=201)
    async def reprint(
        self,
        request: AnyRequest,
        job_id: FromPath[str],
        database: NamedDependency[Database],
        desk: NamedDependency[PrintDesk],
    ) -> Response[Reprinted]:
        """Print it once more, marked as a copy; a ticket as it is now, without what was cancelled."""
        caller = staff_caller(request, database)
        caller.require(Right.DECIDE_PRINT)

        def work(tx: Tx) -> Answer:
            new_id = reprinting.reprint(
                tx, job_id, rebuilders=desk.rebuilders, actor=caller.actor, device=caller.device_id
            )
            return made(Reprinted(new_id), status=201, subject=f"print_job:{new_id}")

        return await answer(request, database, scope=caller.scope, work=work)
