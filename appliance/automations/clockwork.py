"""huey as the clock: its periodic task nudges the event loop once a minute. It keeps nothing; what is due stands in our rows."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

from huey import MemoryHuey, crontab
from huey.consumer import Consumer

POLL_S = 0.5


class _QuietConsumer(Consumer):  # type: ignore[misc]
    """The signals of the process belong to the server."""

    def _set_signal_handlers(self) -> None:
        return


class Clockwork:
    """Runs `duty` on the event loop every minute, and once at the start."""

    def __init__(self, duty: Callable[[], Coroutine[Any, Any, Any]]) -> None:
        self._duty = duty
        self._running: asyncio.Task[Any] | None = None
        self._started = False
        self._huey = MemoryHuey("comanda", utc=True)
        self._consumer = _QuietConsumer(
            self._huey,
            workers=1,
            worker_type="thread",
            initial_delay=POLL_S,
            max_delay=POLL_S,
            check_worker_health=False,
        )
        self._loop: asyncio.AbstractEventLoop

    def start(self) -> None:
        """Begin to tick; call on the event loop."""
        self._loop = asyncio.get_running_loop()
        self._started = True
        self._huey.periodic_task(crontab(minute="*"), name="minute")(self._from_thread)
        self._consumer.start()
        self.nudge()

    async def stop(self) -> None:
        """Stop ticking and wait for a running duty."""
        self._started = False
        await asyncio.to_thread(self._consumer.stop, graceful=False)
        if self._running is not None:
            await asyncio.wait([self._running], timeout=5)

    def _from_thread(self) -> None:
        self._loop.call_soon_threadsafe(self.nudge)

    def nudge(self) -> None:
        """Run the duty now, unless it is running; before the start and after the end nothing happens."""
        if self._started and (self._running is None or self._running.done()):
            self._running = asyncio.create_task(self._duty())
