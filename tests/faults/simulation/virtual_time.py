"""An event loop whose time leaps to the next thing that happens: an evening takes a second, and every time the same one.

Work for threads is done on the loop itself, a moment later, so that nothing depends on the machine.
"""

import asyncio
import contextvars
import selectors
from collections.abc import Callable
from typing import Any

LATEST_DISK_S = 0.02

Hook = Callable[[bool], bool]
"""Called around each COMMIT, with False before and True after; True means that the caller never hears of its end."""


class Stillness(RuntimeError):
    """Everybody waits for something that will never happen."""


class VirtualTimeLoop(asyncio.SelectorEventLoop):
    """`disk_s()` says how long work for a thread takes; `around_commit` may let the world end there."""

    _now_s = 0.0

    def __init__(self, disk_s: Callable[[], float]) -> None:
        super().__init__(_Leaping(self))
        self._disk_s = disk_s
        self.around_commit: Hook | None = None
        self.life: contextvars.ContextVar[dict[asyncio.Task[Any], None] | None] = contextvars.ContextVar(
            "life", default=None
        )
        self.set_task_factory(self._born)

    def time(self) -> float:
        return self._now_s

    def leap(self, seconds: float) -> None:
        """Nothing happens for so long."""
        self._now_s += seconds

    def run_in_executor(self, executor: Any, func: Any, *args: Any) -> asyncio.Future[Any]:  # type: ignore[override]
        """Do the work a moment from now and tell of it a moment later; both belong to whoever asked."""
        future = self.create_future()

        def work() -> None:
            hook = self.around_commit if args == ("COMMIT",) else None
            if future.cancelled() or (hook is not None and hook(False)):
                return
            try:
                result = func(*args)
            except Exception as error:  # handed to whoever asked, as a thread would
                self.call_soon(_settle, future, None, error)
                return
            if hook is None or not hook(True):
                self.call_later(self._disk_s(), _settle, future, result, None)

        self.call_later(self._disk_s(), work)
        return future

    def _born(
        self, loop: asyncio.AbstractEventLoop, coroutine: Any, context: contextvars.Context | None = None
    ) -> asyncio.Task[Any]:
        """Tasks begun by something that lives in the box are of that life, and end with it."""
        task: asyncio.Task[Any] = asyncio.Task(coroutine, loop=loop, context=context)
        life = context.get(self.life) if context is not None else self.life.get()
        if life is not None:
            life[task] = None
            task.add_done_callback(lambda done: life.pop(done, None))
        return task


class _Leaping(selectors.DefaultSelector):
    """Waits for nobody: when nothing is ready, time leaps instead."""

    def __init__(self, loop: VirtualTimeLoop) -> None:
        super().__init__()
        self._loop = loop

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        ready = super().select(0)
        if not ready and timeout is None:
            raise Stillness("nothing is going to happen any more")
        if not ready and timeout:
            self._loop.leap(timeout)
        return ready


def _settle(future: asyncio.Future[Any], result: Any, error: Exception | None) -> None:
    if future.done():
        return
    if error is not None:
        future.set_exception(error)
    else:
        future.set_result(result)
