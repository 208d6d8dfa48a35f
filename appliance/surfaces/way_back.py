"""The address of the menu for a phone that has lost its way."""

from typing import Any

from litestar import Request

from appliance.floor import table, token_for
from appliance.kernel.errors import Refused
from appliance.seating import guest_caller
from appliance.storage import Database


def menu_address(request: Request[Any, Any, Any], database: Database) -> str | None:
    """The path in the code of the table where the phone's visit goes on; None without one."""
    try:
        visit = guest_caller(request, database).still_here().table_session
        return database.read(lambda reader: f"/t/{token_for(reader, table(reader, visit.table_id))}")
    except Refused:
        return None
