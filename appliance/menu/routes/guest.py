"""What phones may know of availability without having a table. The menu itself is in serving.py."""

from litestar import Controller, Response, get
from litestar.datastructures import CacheControlHeader
from litestar.di import NamedDependency

from appliance.menu.book import MenuBook
from appliance.menu.model import ItemAvailability
from appliance.menu.service.availability import availability
from appliance.settings import Settings
from appliance.storage import Database


class GuestAvailability(Controller):
    """For everybody in the room."""

    tags = ("menu",)

    @get("/menu/availability", cache_control=CacheControlHeader(no_store=True))
    async def now(
        self,
        database: NamedDependency[Database],
        menu_book: NamedDependency[MenuBook],
        settings: NamedDependency[Settings],
    ) -> Response[dict[str, ItemAvailability]]:
        """Items that are not plainly available, by id."""
        now_ms = database.clock.now_ms()
        return Response(database.read(lambda reader: availability(reader, menu_book, settings.now, now_ms)))
