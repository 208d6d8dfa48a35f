"""Looking into the restaurant's file and changing it while the service is stopped."""

import asyncio
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any, TypeVar, cast

from appliance.cli.lock import only_writer
from appliance.cli.restaurant import restaurant_in
from appliance.cli.saying import no
from appliance.kernel.errors import Refused
from appliance.main import Appliance
from appliance.storage import Reader, Tx

T = TypeVar("T")


def read_file(data: Path, look: Callable[[Reader], T]) -> T:
    """What `look` sees."""
    return with_house(data, lambda house: house.database.read(look))


def write_file(data: Path, work: Callable[[Tx], T]) -> T:
    """Do `work` in one transaction."""

    async def go(house: Appliance) -> Any:
        return await house.database.write(work)

    return cast(T, with_house(data, go))


def with_house(data: Path, use: Callable[[Appliance], T | Coroutine[Any, Any, T]]) -> T:
    """Open the file, use it, close it; a refusal becomes its sentence. Raises Trouble when there is no restaurant."""

    async def go() -> T:
        house = Appliance(data)
        house.open()
        try:
            done = use(house)
            return await done if asyncio.iscoroutine(done) else done
        finally:
            house.hasher.close()
            await house.database.close()

    restaurant_in(data)
    with only_writer(data):
        try:
            return asyncio.run(go())
        except Refused as refusal:
            raise no(refusal) from refusal
