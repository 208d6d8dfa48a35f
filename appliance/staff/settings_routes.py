"""The owner's settings over HTTP."""

from typing import Any

import msgspec
from litestar import Controller, Request, Response, get, patch
from litestar.di import NamedDependency
from litestar.params import JSONBody

from appliance.http import answer, made
from appliance.kernel.roles import RIGHTS, Right, Role
from appliance.settings import SAY, SECRETS, Settings, VenueSettings, change
from appliance.staff.caller import staff_caller
from appliance.staff.model import ChangeSettings, Described, SettingsChanged, SettingsPage
from appliance.storage import Answer, Database, Tx

AnyRequest = Request[Any, Any, Any]


class SettingsRoutes(Controller):
    """Staff may look, those with the right edit_settings may change."""

    tags = ("settings",)

    @get("/api/settings")
    async def page(
        self, request: AnyRequest, database: NamedDependency[Database], settings: NamedDependency[Settings]
    ) -> SettingsPage:
        """Every setting with the sentence that explains it."""
        caller = staff_caller(request, database)
        described = [Described(key, said.say, said.kind) for key, said in SAY.items()]
        return SettingsPage(_values(settings.now, caller.role), described)

    @patch("/api/settings")
    async def change(
        self, request: AnyRequest, data: JSONBody[ChangeSettings], database: NamedDependency[Database]
    ) -> Response[SettingsChanged]:
        """Change some settings, all or none; 422 lists everything that does not fit."""
        caller = staff_caller(request, database)
        caller.require(Right.EDIT_SETTINGS)

        def work(tx: Tx) -> Answer:
            after = change(
                tx, data.changes, actor=caller.actor, device=caller.device_id, address=caller.address
            )
            return made(SettingsChanged(_values(after, caller.role)))

        return await answer(request, database, scope=caller.scope, work=work)


def _values(settings: VenueSettings, role: Role) -> dict[str, object]:
    values: dict[str, object] = msgspec.to_builtins(settings)
    if Right.EDIT_SETTINGS not in RIGHTS[role]:
        values.update(dict.fromkeys(SECRETS, None))
    return values
