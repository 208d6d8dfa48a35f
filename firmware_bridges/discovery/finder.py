"""What every finder promises, and the thread that keeps each of them going without the others."""

import errno
import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from firmware_bridges.discovery.sighting import FinderTrouble, Hindrance, Sighting

SCAN_S = 5.0
"""By then a scan has found what there is."""
_AFTER_TROUBLE_S = 10.0
_NO_NETWORK = (errno.ENETUNREACH, errno.ENETDOWN, errno.EADDRNOTAVAIL, errno.ENODEV)

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Look:
    """What a finder is given for one look: whom to tell, whether a person asked for it, and when to hurry home."""

    tell: Callable[[Sighting], None]
    gone: Callable[[str, str], None]
    asked: bool
    stopping: threading.Event
    hosts: tuple[str, ...] = ()
    """Single addresses a person wants looked at."""


class Finder(Protocol):
    """Looks for things in one way. Each has a thread of its own, so it may wait; but every look ends within seconds."""

    name: str
    say: str
    """How it looks, as the beginning of a sentence."""
    every_s: float

    def look(self, look: Look) -> None:
        """One bounded look; OSError or any other error is its trouble, told to whoever asks."""

    def close(self) -> None:
        """Give everything back."""


class Runner:
    """One finder on its own thread: looks every `every_s` and when asked; a failing look is told and tried again."""

    def __init__(
        self, finder: Finder, tell: Callable[[Sighting], None], gone: Callable[[str, str], None]
    ) -> None:
        self.finder = finder
        self.trouble: FinderTrouble | None = None
        self.looks = 0
        self._tell, self._gone = tell, gone
        self._stopping = threading.Event()
        self._wake = threading.Event()
        self._lock = threading.Lock()
        self._asked = 0
        self._answered = 0
        self._hosts: tuple[str, ...] = ()
        self._thread = threading.Thread(target=self._run, name=f"finder {finder.name}", daemon=True)

    def start(self) -> None:
        """Begin to look."""
        self._thread.start()

    def stop(self, timeout_s: float) -> None:
        """End; a finder that hangs is left behind."""
        self._stopping.set()
        self._wake.set()
        if self._thread.ident is not None:
            self._thread.join(timeout_s)

    def ask(self, hosts: tuple[str, ...] = ()) -> None:
        """Let it look now."""
        with self._lock:
            self._asked += 1
            self._hosts = (*self._hosts, *hosts)[-8:]
        self._wake.set()

    @property
    def busy(self) -> bool:
        """Whether something that was asked for is still under way."""
        return self._answered < self._asked

    def _run(self) -> None:
        while not self._stopping.is_set():
            self._wake.clear()
            with self._lock:
                asked, hosts, self._hosts = self._asked, self._hosts, ()
            began_s = time.monotonic()
            self._try(asked > self._answered, hosts)
            self._answered = asked
            pause_s = max(self.finder.every_s, _AFTER_TROUBLE_S if self.trouble else 0.0)
            self._wake.wait(max(0.05, pause_s - (time.monotonic() - began_s)))
        try:
            self.finder.close()
        except Exception:  # the way out must not depend on a device's library
            log.exception("finder %s did not close", self.finder.name)

    def _try(self, asked: bool, hosts: tuple[str, ...]) -> None:
        try:
            self.finder.look(Look(self._tell, self._gone, asked, self._stopping, hosts))
            if self.trouble:
                log.info("%s works again", self.finder.say)
            self.trouble = None
        except Exception as error:  # one way of looking must not stop the others
            words = f"{self.finder.say} does not work: {type(error).__name__}: {error}"[:200]
            if self.trouble is None:
                log.warning("%s", words)
            self.trouble = FinderTrouble(hindrance(error), words)
        self.looks += 1


def hindrance(error: Exception) -> Hindrance:
    """Why a look failed with this error."""
    number = error.errno if isinstance(error, OSError) else None
    if number in (errno.EACCES, errno.EPERM):
        return Hindrance.NO_RIGHT
    return Hindrance.NO_NETWORK if number in _NO_NETWORK else Hindrance.FAILED
