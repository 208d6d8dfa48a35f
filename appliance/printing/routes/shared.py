"""What the routes about printers share."""

from typing import Any

from litestar import Request

from appliance.kernel.roles import Right
from appliance.printing import views
from appliance.printing.desk import PrintDesk
from appliance.printing.service import printers as service
from appliance.printing.wire import (
    OnePrinter,
)
from appliance.settings import Settings
from appliance.staff import StaffCaller, staff_caller
from appliance.storage import Database

AnyRequest = Request[Any, Any, Any]
POLL_PATHS = {"cloudprnt": "/cloudprnt/{token}", "server_direct": "/epson/{token}"}


def manager(request: AnyRequest, database: Database) -> StaffCaller:
    caller = staff_caller(request, database)
    caller.require(Right.MANAGE_DEVICES)
    return caller


def one_printer(database: Database, settings: Settings, desk: PrintDesk, printer_id: str) -> OnePrinter:
    return database.read(
        lambda reader: OnePrinter(
            views.listed(reader, desk, settings.now, service.require_printer(reader, printer_id))
        )
    )


async def request_token(request: AnyRequest, database: Database, caller: StaffCaller) -> str:
    """The same for a repeated request; only its digest is ever stored."""
    key = request.headers.get("idempotency-key", "")
    return await database.write(lambda tx: service.token_for(tx, caller.scope, key))


def poll_url(request: AnyRequest, settings: Settings, bridge: str, token: str) -> str:
    return base_url(request, settings) + POLL_PATHS[bridge].format(token=token)


def base_url(request: AnyRequest, settings: Settings) -> str:
    """Where devices reach the appliance: as the settings say, else as the caller does. Without a slash at its end."""
    return settings.now.guest_base_url.rstrip("/") or str(request.base_url).rstrip("/")
