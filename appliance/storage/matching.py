"""Keeping things as the file says: brought in line whenever that is asked for, and until it has succeeded."""

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable

FIRST_PAUSE_S = 1.0
LONGEST_PAUSE_S = 30.0

log = logging.getLogger(__name__)


class Matching:
    """Used on the event loop only. `match` brings `what` in line; it is never run twice at a time.

    What it raises is logged at the first failure in a row, and it is tried again after a pause that grows.
    """

    def __init__(self, what: str, match: Callable[[], Awaitable[None]]) -> None:
        self._what = what
        self._match = match
        self._asked = asyncio.Event()
        self._turn = asyncio.Lock()
        self._pause_s: float | None = None
        self._finished = False

    def ask(self) -> None:
        """The file has changed; any number of changes since the last match are one."""
        self._asked.set()

    def finish(self) -> None:
        """Match no more; what is under way ends as it does."""
        self._finished = True
        self._asked.set()

    async def begin(self) -> None:
        """The first match, before `run`; what fails is left to `run`."""
        self.ask()
        await self._try()

    async def matched(self) -> None:
        """Wait until what was asked by now has been tried once; at once where nothing was."""
        await self._try()

    async def run(self) -> None:
        """Match until `finish`."""
        while not self._finished:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(self._pause_s):
                    await self._asked.wait()
            if not self._finished:
                await self._try()

    async def _try(self) -> None:
        async with self._turn:
            if not self._asked.is_set() and self._pause_s is None:
                return
            self._asked.clear()
            try:
                await self._match()
            except Exception:  # one device's fault must not keep later changes from being seen
                if self._pause_s is None:
                    log.exception(
                        "%s could not be brought in line with the file; it is tried again", self._what
                    )
                self._pause_s = min(LONGEST_PAUSE_S, 2 * self._pause_s if self._pause_s else FIRST_PAUSE_S)
            else:
                self._pause_s = None
