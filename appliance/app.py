"""The HTTP application: every room's routes, what they may ask for by name, and the pages."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import TYPE_CHECKING, Any

from litestar import Litestar, Response, asgi, get
from litestar.datastructures import State
from litestar.di import NamedDependency, Provide
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.response import Redirect
from litestar.types import ControllerRouterHandler

from appliance import __version__, menu
from appliance.checks.routes import BillRoutes
from appliance.devices import KioskRoutes, PairingRoutes
from appliance.discovery import FoundRoutes
from appliance.drawers import DrawerRoutes
from appliance.floor import FloorRoutes
from appliance.http import WAY_BACK, StaticFiles, exception_handlers
from appliance.kitchen.routes import KitchenRoutes
from appliance.orders import OrderDesk
from appliance.orders.routes import OrderRoutes
from appliance.payments.routes import PaymentRoutes
from appliance.peripherals import PeripheralRoutes, TextRoutes
from appliance.printing.routes import POLLED_ROUTES, PRINTER_ROUTES, PrintRoutes
from appliance.seating.routes import SeatingRoutes
from appliance.staff import TECHNICIAN, DeviceRoutes, SettingsRoutes, SignInRoutes
from appliance.surfaces import FloorLookRoutes, FloorScreenRoutes, GuestRoutes, Pages, menu_address

if TYPE_CHECKING:
    from appliance.main import Appliance

CONTROLLERS: list[ControllerRouterHandler] = [
    GuestRoutes,
    SeatingRoutes,
    OrderRoutes,
    BillRoutes,
    PairingRoutes,
    KioskRoutes,
    FoundRoutes,
    SignInRoutes,
    DeviceRoutes,
    SettingsRoutes,
    FloorRoutes,
    FloorScreenRoutes,
    FloorLookRoutes,
    PaymentRoutes,
    DrawerRoutes,
    PeripheralRoutes,
    TextRoutes,
    PrintRoutes,
    *PRINTER_ROUTES,
    *POLLED_ROUTES,
    KitchenRoutes,
    menu.GuestAvailability,
    menu.ItemStock,
    menu.MenuAdministration,
]


@get("/floor", include_in_schema=False)
async def floor_page(pages: NamedDependency[Pages]) -> Response[bytes]:
    """The floor's app."""
    return pages.app("floor")


@get("/kitchen", include_in_schema=False)
async def kitchen_page(pages: NamedDependency[Pages]) -> Response[bytes]:
    """The kitchen's app."""
    return pages.app("kitchen")


@get("/", include_in_schema=False)
async def front_door() -> Redirect:
    """Staff who type only the appliance's name land on the floor."""
    return Redirect("/floor/")


@get("/healthz", include_in_schema=False)
async def healthz() -> dict[str, str]:
    """The process answers."""
    return {"status": "ok", "version": __version__}


def build_app(
    house: "Appliance",
    pages: Pages,
    static: StaticFiles,
    extra: list[ControllerRouterHandler],
    lifespan: Callable[[Litestar], AbstractAsyncContextManager[None]],
) -> Litestar:
    """The Litestar application over a running appliance."""
    mounted: list[ControllerRouterHandler] = [
        asgi("/menu", is_mount=False, copy_scope=False)(menu.GuestMenu(house.menu_book)),
        asgi("/photos", is_mount=True, copy_scope=True)(menu.PhotoFiles(house.photos)),
        asgi("/static", is_mount=True, copy_scope=True)(static),
    ]
    return Litestar(
        route_handlers=[*CONTROLLERS, *mounted, floor_page, kitchen_page, front_door, healthz, *extra],
        dependencies={
            name: Provide(_giving(thing), sync_to_thread=False)
            for name, thing in _known(house, pages).items()
        },
        exception_handlers=exception_handlers,
        openapi_config=OpenAPIConfig(
            title="Comanda",
            version=__version__,
            path="/api/schema",
            use_handler_docstrings=True,
            render_plugins=[JsonRenderPlugin()],  # the others load pages from outside the box
        ),
        state=State(
            {
                TECHNICIAN: house.technician,
                WAY_BACK: lambda request: menu_address(request, house.database),
            }
        ),
        request_max_body_size=None,
        logging_config=None,
        lifespan=[lifespan],
    )


def _known(house: "Appliance", pages: Pages) -> dict[str, Any]:
    """What handlers may ask for, by the name they ask with."""
    return {
        "database": house.database,
        "settings": house.settings,
        "limiter": house.limiter,
        "hub": house.hub,
        "hasher": house.hasher,
        "menu_book": house.menu_book,
        "photos": house.photos,
        "kitchen": house.kitchen,
        "desk": house.desk,
        "drawers": house.drawers,
        "peripherals": house.peripherals,
        "pass_desk": house.pass_desk,
        "presence": house.presence,
        "discovery": house.discovery,
        "house": house.house,
        "order_desk": OrderDesk(
            house.database, house.settings, house.menu_book, house.kitchen, house.limiter
        ),
        "pages": pages,
    }


def _giving(thing: Any) -> Callable[[], Any]:
    def give() -> Any:
        return thing

    return give
