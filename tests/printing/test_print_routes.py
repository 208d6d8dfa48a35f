"""Print jobs over HTTP."""

from appliance.printing.routes import PrintRoutes
from tests.printing.callers import app_of, client_of, send, signed_in
from tests.printing.conftest import Paperwork
from tests.printing.paper_bridge import PAPER_OUT


async def test_staff_see_what_waits_and_decide(paperwork: Paperwork) -> None:
    cookies = await signed_in(paperwork.database, "waiter-1", "waiter")
    app = app_of([PrintRoutes], database=paperwork.database, settings=paperwork.settings, desk=paperwork.desk)
    job_id = await paperwork.queue(asking=True)
    async with client_of(app, cookies) as client:
        listed = (await client.get("/api/print_jobs")).json()
        assert [(job["id"], job["asking"]) for job in listed["items"]] == [(job_id, True)]
        answer = await send(client, f"/api/print_jobs/{job_id}/decide", {"decision": "drop"})
        assert (answer.status_code, answer.json()) == (
            200,
            {"id": job_id, "decision": "drop", "at_once": True},
        )
        assert (await client.get("/api/print_jobs")).json() == {"items": []}
    assert paperwork.told("print_job_changed")[-1]["decision"] == "drop"
    assert paperwork.rows[-1].actor == "staff:waiter-1"


async def test_a_reprint_over_http_is_answered_once_per_key(paperwork: Paperwork) -> None:
    cookies = await signed_in(paperwork.database, "cook-1", "cook")
    app = app_of([PrintRoutes], database=paperwork.database, settings=paperwork.settings, desk=paperwork.desk)
    await paperwork.desk.start()
    job_id = await paperwork.queue()
    await paperwork.until(lambda: paperwork.job(job_id).state == "printed")
    async with client_of(app, cookies) as client:
        answers = [await send(client, f"/api/print_jobs/{job_id}/reprint", {}, key="k1") for _ in range(2)]
    assert [answer.status_code for answer in answers] == [201, 201]
    assert answers[0].json() == answers[1].json()
    again = answers[0].json()["job_id"]
    await paperwork.until(lambda: paperwork.job(again).state == "printed")
    assert len(paperwork.bridges["printer-grill"].attempts) == 2


async def test_strangers_and_wrong_words_are_refused(paperwork: Paperwork) -> None:
    cookies = await signed_in(paperwork.database, "waiter-1", "waiter")
    app = app_of([PrintRoutes], database=paperwork.database, settings=paperwork.settings, desk=paperwork.desk)
    paperwork.desk.trouble_of("printer-grill")
    job_id = await paperwork.queue()
    async with client_of(app) as nobody:
        assert (await nobody.get("/api/print_jobs")).status_code == 401
        assert (
            await send(nobody, f"/api/print_jobs/{job_id}/decide", {"decision": "drop"})
        ).status_code == 401
    async with client_of(app, cookies) as client:
        wrong = await send(client, f"/api/print_jobs/{job_id}/decide", {"decision": "burn"})
        missing = await send(client, "/api/print_jobs/no-such/decide", {"decision": "drop"})
    assert (wrong.status_code, missing.status_code) == (400, 404)
    assert missing.json()["code"] == "print_job_unknown"


async def test_the_list_says_what_a_printer_lacks(paperwork: Paperwork) -> None:
    cookies = await signed_in(paperwork.database, "waiter-1", "waiter")
    app = app_of([PrintRoutes], database=paperwork.database, settings=paperwork.settings, desk=paperwork.desk)
    await paperwork.desk.start()
    paperwork.bridges["printer-grill"].coming.append(PAPER_OUT)
    job_id = await paperwork.queue()
    await paperwork.until(lambda: paperwork.job(job_id).state == "failed")
    async with client_of(app, cookies) as client:
        (job,) = (await client.get("/api/print_jobs")).json()["items"]
    assert job["say"] == "Grill printer: paper is out; will be tried again"
    assert (job["table_name"], job["order_number"]) == (None, None)
