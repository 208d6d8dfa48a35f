"""The whole menu in and out as a file, and photos: for those who may edit it."""

from typing import Any

import msgspec
from litestar import Controller, Request, Response, get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery

from appliance.http import answer, made
from appliance.kernel.roles import Right
from appliance.menu.interchange import Trouble
from appliance.menu.photos import Photos
from appliance.menu.service.merge import Merged, merge
from appliance.menu.service.photos import give_photo, require_item
from appliance.menu.service.transfer import FileFormat, preview, read_file, write_file
from appliance.settings import Settings
from appliance.staff import staff_caller
from appliance.storage import Answer, Database, Tx

_TYPES = {FileFormat.JSON: "application/json", FileFormat.CSV: "text/csv; charset=utf-8"}


class Imported(msgspec.Struct, frozen=True):
    """How many items came, changed, and left the menu. A file with errors is a refusal (422) that lists them here."""

    added: int
    changed: int
    hidden: int
    errors: list[Trouble] = []


class PhotoGiven(msgspec.Struct, frozen=True):
    """Where the photo is served."""

    photo: str


class MenuAdministration(Controller):
    """Import, export, photos."""

    tags = ("menu",)

    @post("/api/menu/import", status_code=200)
    async def import_file(
        self,
        request: Request[Any, Any, Any],
        database: NamedDependency[Database],
        settings: NamedDependency[Settings],
        format: FromQuery[FileFormat],
        apply: FromQuery[bool] = False,
    ) -> Response[Imported]:
        """Check a menu file (the raw body) and, with apply=1, make it the menu; 422 lists every error and imports nothing."""
        caller = staff_caller(request, database)
        caller.require(Right.EDIT_MENU)
        new = await read_file(database, settings.now, format, await request.body())
        if not apply:
            return Response(_counted(preview(database, new)))

        def work(tx: Tx) -> Answer:
            merged = merge(tx, new, actor=caller.actor, device=caller.device_id, address=caller.address)
            return made(_counted(merged))

        return await answer(request, database, scope=caller.scope, work=work)

    @get("/api/menu/export")
    async def export_file(
        self,
        request: Request[Any, Any, Any],
        database: NamedDependency[Database],
        settings: NamedDependency[Settings],
        format: FromQuery[FileFormat],
    ) -> Response[bytes]:
        """The menu as a file that can be imported again."""
        staff_caller(request, database).require(Right.EDIT_MENU)
        body = await write_file(database, settings.now, format)
        headers = {
            "content-disposition": f'attachment; filename="menu.{format}"',
            "cache-control": "no-store",
        }
        return Response(body, media_type=_TYPES[format], headers=headers)

    @put("/api/menu/items/{item_id:str}/photo")
    async def photo(
        self,
        request: Request[Any, Any, Any],
        item_id: FromPath[str],
        database: NamedDependency[Database],
        photos: NamedDependency[Photos],
    ) -> Response[PhotoGiven]:
        """Give an item a photo: PNG, JPEG or WebP as the raw body, at most 8 MB and 25 megapixels."""
        caller = staff_caller(request, database)
        caller.require(Right.EDIT_MENU)
        database.read(lambda reader: require_item(reader, item_id))
        name = await photos.keep(await request.body())

        def work(tx: Tx) -> Answer:
            give_photo(tx, item_id, name, actor=caller.actor, device=caller.device_id, address=caller.address)
            return made(PhotoGiven(f"/photos/{name}"))

        return await answer(request, database, scope=caller.scope, work=work)


def _counted(merged: Merged) -> Imported:
    return Imported(len(merged.added), len(merged.changed), len(merged.hidden))
