"""The demo's page of simulated devices: paper as pictures, faces and texts as they are, and buttons that break them."""

import asyncio
from collections.abc import Mapping
from functools import partial
from typing import Annotated, Any

import msgspec
from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody, QueryParameter
from litestar.types import ControllerRouterHandler

from appliance.cli.demo_around import LABELS, Around
from appliance.cli.demo_printers import WITH_DRAWER
from appliance.kernel.errors import Invalid, NotFound
from appliance.surfaces import Pages
from firmware_bridges.simulators.control import SimulatedPrinters
from firmware_bridges.simulators.paper import render_roll
from firmware_bridges.simulators.simulated import Simulated

SLIPS_MAX = 20
WORDS = {"reset": "reset_mid_job", "lose_power": "lose_power_mid_job"}
"""Short words of the page for what happens to a job."""
_SHORT = {fault: word for word, fault in WORDS.items()}


class Fault(msgspec.Struct, frozen=True):
    """What shall happen to the device."""

    fault: Annotated[str, msgspec.Meta(max_length=40)]


class Call(msgspec.Struct, frozen=True):
    """Whom a printer shall call: the address the appliance gave it."""

    url: Annotated[str, msgspec.Meta(max_length=400)]


def printer_pages(
    printers: SimulatedPrinters, labels: Mapping[str, str], around: Around | None = None
) -> list[ControllerRouterHandler]:
    """The demo's handlers over the restaurant's printers and what stands around it."""
    own = {name: _own(printers, name) for name in printers.names()}
    devices = {**own, **(around.devices if around else {})}
    said = {**LABELS, **labels}

    @get("/demo/printers", include_in_schema=False)
    async def show(pages: NamedDependency[Pages]) -> Response[bytes]:
        return pages.app("demo")

    @get("/demo/printers/list", include_in_schema=False)
    async def listed() -> list[dict[str, Any]]:
        return [
            {**_view(name, device), "label": said[name], "around": name not in own}
            for name, device in devices.items()
        ]

    @get("/demo/printers/{name:str}/paper.png", include_in_schema=False, media_type="image/png")
    async def paper(
        name: FromPath[str], slips: Annotated[int, QueryParameter(ge=1, le=SLIPS_MAX)] = 6
    ) -> Response[bytes]:
        device = devices.get(name)
        if device is None or device.slips is None:
            raise NotFound("There is no such printer.")
        picture = await asyncio.to_thread(render_roll, device.slips(), newest=slips)
        return Response(picture, media_type="image/png", headers={"cache-control": "no-store"})

    @post("/demo/printers/{name:str}/fault", include_in_schema=False, status_code=200)
    async def fault(name: FromPath[str], data: JSONBody[Fault]) -> dict[str, bool]:
        faults = devices[name].faults if name in devices else {}
        happen = faults.get(data.fault) or faults.get(WORDS.get(data.fault, ""))
        if happen is None:
            raise NotFound("There is no such printer or fault.")
        await asyncio.to_thread(happen)
        return {"ok": True}

    @post("/demo/printers/{name:str}/call", include_in_schema=False, status_code=200)
    async def call(name: FromPath[str], data: JSONBody[Call]) -> dict[str, bool]:
        if around is None or name not in devices or devices[name].call is None:
            raise NotFound("There is no such printer, or it calls nobody.")
        try:
            await asyncio.to_thread(around.call, name, data.url)
        except ValueError as error:
            raise Invalid(f"The appliance gave no such address; {error}.", code="address_invalid") from error
        return {"ok": True}

    return [show, listed, paper, fault, call]


def _own(printers: SimulatedPrinters, name: str) -> Simulated:
    device = printers[name]
    return Simulated(
        kind=printers.kind(name),
        start=device.start,
        stop=device.stop,
        state=device.condition,
        faults={fault: partial(printers.fault, name, fault) for fault in printers.faults(name)},
        address=device.address,
        slips=device.slips,
    )


def _view(name: str, device: Simulated) -> dict[str, Any]:
    return {
        "name": name,
        "kind": device.kind,
        "drawer": name in WITH_DRAWER,
        "state": device.state(),
        "slips": None if device.slips is None else len(device.slips()),
        "shows": device.shows(),
        "address": device.address,
        "calls": device.call is not None,
        "faults": [_SHORT.get(fault, fault) for fault in device.faults],
    }
