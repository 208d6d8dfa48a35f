"""The appliance as a machine that can die at any moment and comes back on what its disk holds."""

import asyncio
import contextvars
import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any, TypeVar, cast
from unittest import mock

from litestar import Litestar
from litestar.di import Provide

from appliance import app as application
from appliance.http import Border, StaticFiles
from appliance.http.asgi import App
from appliance.kernel.clock import SystemClock
from appliance.kernel.errors import StorageUnavailable
from appliance.kernel.ids import Ids
from appliance.main import DATABASE_NAME, Appliance
from appliance.storage import Tx
from appliance.storage import connection as connections
from appliance.surfaces import Pages
from tests.faults.simulation.printers import Printers, at_once
from tests.faults.simulation.virtual_time import VirtualTimeLoop
from tests.http.asking import Answered, Headers, ask

T = TypeVar("T")

LOOK_ROUND_S = 5.0
AUTOMATE_S = 60.0


class Unreachable(Exception):
    """The box is down, or went down before it answered."""


class WallClock:
    """The clock on the board, which somebody or something sets wrong now and then."""

    def __init__(self, loop: asyncio.AbstractEventLoop, starts_ms: int) -> None:
        self._loop = loop
        self.offset_ms = starts_ms

    def ns(self) -> int:
        """Like time.time_ns."""
        return (self.offset_ms + int(self._loop.time() * 1000)) * 1_000_000

    def step(self, seconds: float) -> None:
        """Set it forward or back."""
        self.offset_ms += int(seconds * 1000)


class _Front:
    """The web application, made once: it takes longer than an evening. Its rooms are those of the present life."""

    def __init__(self) -> None:
        self._app: App | None = None
        self._given: dict[str, Any] = {}

    def app_for(self, house: Appliance) -> App:
        """The application before these rooms."""
        asked: dict[str, Any] = {}
        nowhere = Path("no-pages")
        nothing = StaticFiles(nowhere)
        with mock.patch.object(application, "Litestar", lambda **options: asked.update(options)):
            application.build_app(
                house, Pages(nowhere, nothing, house.settings), nothing, [], lifespan=house._lifespan
            )
        self._given = {name: provide.dependency for name, provide in asked["dependencies"].items()}
        if self._app is None:
            asked["dependencies"] = {name: self._provide(name) for name in self._given}
            self._app = cast(App, Litestar(**asked))
        return self._app

    def _provide(self, name: str) -> Provide:
        return Provide(lambda: self._given[name](), sync_to_thread=False)


_front = _Front()


class Box:
    """`house` is None while it is down. `fell` is set at each death, `up` while it lives; `start` brings it back."""

    def __init__(self, disk: Path, loop: VirtualTimeLoop, wall: WallClock, chance: Random) -> None:
        self.house: Appliance | None = None
        self.deaths = 0
        self.complaints: list[str] = []
        self.fell, self.up = asyncio.Event(), asyncio.Event()
        self.printers = Printers(chance)
        self.wall = wall
        self._disk = disk
        self._loop = loop
        self._chance = chance
        self._app: App
        self._tasks: dict[asyncio.Task[Any], None] = {}
        self._callers: dict[asyncio.Future[Answered], None] = {}

    @property
    def data(self) -> Path:
        """The directory of this life."""
        return self._disk / f"life-{self.deaths}"

    async def start(self) -> None:
        """Switch it on."""
        clock = SystemClock(wall_ns=self.wall.ns, monotonic=self._loop.time)
        house = Appliance(self.data, printers=self.printers.make, clock=clock)
        self.printers.last_seq = lambda: house.database.seq
        house.database.ids = Ids(self._chance.randbytes)
        house.desk._chance = self._chance.random
        house.desk.setup.call = at_once
        house.open()
        self._app = Border(_front.app_for(house), lambda: frozenset())
        self._tasks = {}
        self.house = house
        await self._inside(house.desk.start)
        self._begin(self._every(LOOK_ROUND_S, house.look_round))
        self._begin(self._every(AUTOMATE_S, house.automations.run_due))
        self.up.set()

    def crash(self) -> None:
        """Die now: the disk stays as it is, nobody inside does anything any more, callers hear nothing."""
        house, self.house = self.house, None
        if house is None:
            return
        connections.unguard(house.database.path)
        old = self.data
        self.deaths += 1
        self.data.mkdir()
        for file in old.glob(f"{DATABASE_NAME}*"):
            shutil.copyfile(file, self.data / file.name)
        self.printers.cut_wires()
        for task in list(self._tasks):
            task.cancel()
        for caller in self._callers:
            if not caller.done():
                caller.set_exception(Unreachable())
        self._callers.clear()
        self._loop.call_soon(self._bury, house, old, self._tasks)
        self.up.clear()
        self.fell.set()

    async def stop(self) -> None:
        """Go down in order."""
        house, self.house = self.house, None
        assert house is not None
        for task in list(self._tasks):
            task.cancel()
        house.hasher.close()
        await asyncio.sleep(1)
        await house.database.close()

    async def ask(
        self, method: str, path: str, headers: Headers | None = None, body: bytes = b""
    ) -> Answered:
        """One request from outside. Raises Unreachable."""
        if self.house is None:
            raise Unreachable
        heard: asyncio.Future[Answered] = self._loop.create_future()
        self._callers[heard] = None
        task = self._begin(ask(self._app, method, path, headers, [body] if body else []))
        task.add_done_callback(lambda done: self._pass_on(done, heard))
        return await heard

    async def write(self, change: Callable[[Tx], T]) -> T | None:
        """Something that a screen's socket makes the box write; None when it did not come to it."""
        house = self.house
        if house is None:
            return None
        try:
            written: T = await self._inside(lambda: house.database.write(change))
            return written
        except (asyncio.CancelledError, StorageUnavailable):
            if self.house is house:
                raise
            return None

    async def _inside(self, work: Callable[[], Any]) -> Any:
        return await self._begin(work())

    def _begin(self, work: Any) -> asyncio.Task[Any]:
        context = contextvars.copy_context()
        context.run(self._loop.life.set, self._tasks)
        return self._loop.create_task(work, context=context)

    async def _every(self, pause_s: float, work: Callable[[], Any]) -> None:
        while True:
            await asyncio.sleep(pause_s)
            try:
                await work()
            except Exception as error:  # told at the end of the evening
                self.complaints.append(f"{type(error).__name__} in what the box does by itself: {error}")

    def _pass_on(self, task: asyncio.Task[Any], heard: asyncio.Future[Answered]) -> None:
        self._callers.pop(heard, None)
        if heard.done():
            return
        if task.cancelled():
            heard.set_exception(Unreachable())
        elif (error := task.exception()) is not None:
            heard.set_exception(error)
        else:
            heard.set_result(task.result())

    def _bury(self, house: Appliance, old: Path, tasks: dict[asyncio.Task[Any], None]) -> None:
        if tasks:  # those that have ended are gone from it
            self._loop.call_later(0.01, self._bury, house, old, tasks)
            return
        house.hasher.close()
        house.database._reader.close()
        house.database._writer.close()
        house.database._committer.shutdown()
        shutil.rmtree(old)
