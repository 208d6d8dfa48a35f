"""Making and stopping bridges, which may hang: never on the event loop, never for longer than seconds."""

import asyncio
import contextlib
import logging
import threading
from collections.abc import Callable
from typing import Protocol, TypeVar

from appliance.printing import bounded
from appliance.printing.model import Bridge, MakePrinter, PrinterRow
from firmware_bridges.contracts import PrinterStatus

MAKE_S = 5.0
STOP_S = 3.0

T = TypeVar("T")

log = logging.getLogger(__name__)


class Call(Protocol):
    """How a call that may hang is made; see `bounded.call`."""

    async def __call__(self, name: str, work: Callable[[], T], *, deadline_s: float) -> T: ...


class Setup:
    """Uses the bridges' maker on threads of their own; `call` may be another way where no bridge can hang."""

    def __init__(self, make_printer: MakePrinter) -> None:
        self.call: Call = bounded.call
        self._make_printer = make_printer

    async def make(self, row: PrinterRow, on_status: Callable[[PrinterStatus], None]) -> Bridge | None:
        """A started bridge, or None when it cannot be made in time. `on_status` is called on the event loop."""
        loop = asyncio.get_running_loop()
        given_up = threading.Event()

        def tell(status: PrinterStatus) -> None:
            with contextlib.suppress(RuntimeError):  # the loop is already closed
                loop.call_soon_threadsafe(on_status, status)

        def work() -> Bridge:
            bridge = self._make_printer(row, tell)
            bridge.start()
            if given_up.is_set():
                bridge.stop()
            return bridge

        try:
            return await self.call(f"set up {row.name}", work, deadline_s=MAKE_S)
        except TimeoutError:
            given_up.set()
            log.error("%s took longer than %g s to set up", row.name, MAKE_S)
        except Exception:  # an optional device never stops the appliance from starting
            log.exception("%s cannot be set up", row.name)
        return None

    async def stop(self, name: str, bridge: Bridge) -> None:
        """Stop a bridge; one that does not end in time is left to its own thread."""
        try:
            await self.call(f"stop {name}", bridge.stop, deadline_s=STOP_S)
        except TimeoutError:
            log.error("%s did not stop within %g s and is left behind", name, STOP_S)
        except Exception:  # a device's mistake must not hold up the others
            log.exception("%s failed while it was stopped", name)
