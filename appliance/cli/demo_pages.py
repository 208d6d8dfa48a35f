"""The demo's page that shows the simulated printers' paper as pictures and breaks them on request."""

import asyncio
from typing import Annotated, Any

import msgspec
from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody, QueryParameter
from litestar.types import ControllerRouterHandler

from appliance.cli.demo_printers import WITH_DRAWER
from appliance.kernel.errors import NotFound
from appliance.surfaces import Pages
from firmware_bridges.simulators.control import SimulatedPrinters
from firmware_bridges.simulators.paper import render_roll

SLIPS_MAX = 20
WORDS = {"reset": "reset_mid_job", "lose_power": "lose_power_mid_job"}
"""Short words of the page for what happens to a job."""


class Fault(msgspec.Struct, frozen=True):
    """What shall happen to the printer."""

    fault: Annotated[str, msgspec.Meta(max_length=40)]


def printer_pages(printers: SimulatedPrinters, labels: dict[str, str]) -> list[ControllerRouterHandler]:
    """The demo's handlers over these simulators."""

    @get("/demo/printers", include_in_schema=False)
    async def show(pages: NamedDependency[Pages]) -> Response[bytes]:
        return pages.app("demo")

    @get("/demo/printers/list", include_in_schema=False)
    async def listed() -> list[dict[str, Any]]:
        return [
            {
                "name": name,
                "label": labels[name],
                "kind": printers.kind(name),
                "drawer": name in WITH_DRAWER,
                "state": printers[name].condition(),
                "slips": len(printers[name].slips()),
            }
            for name in printers.names()
        ]

    @get("/demo/printers/{name:str}/paper.png", include_in_schema=False, media_type="image/png")
    async def paper(
        name: FromPath[str], slips: Annotated[int, QueryParameter(ge=1, le=SLIPS_MAX)] = 6
    ) -> Response[bytes]:
        if name not in printers.names():
            raise NotFound("There is no such printer.")
        picture = await asyncio.to_thread(render_roll, printers[name].slips(), newest=slips)
        return Response(picture, media_type="image/png", headers={"cache-control": "no-store"})

    @post("/demo/printers/{name:str}/fault", include_in_schema=False, status_code=200)
    async def fault(name: FromPath[str], data: JSONBody[Fault]) -> dict[str, bool]:
        wanted = WORDS.get(data.fault, data.fault)
        if name not in printers.names() or wanted not in printers.faults(name):
            raise NotFound("There is no such printer or fault.")
        await asyncio.to_thread(printers.fault, name, wanted)
        return {"ok": True}

    return [show, listed, paper, fault]
