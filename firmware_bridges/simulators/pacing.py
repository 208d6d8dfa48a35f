"""How fast a simulated printer takes bytes in: a cap on the speed, and looking away while none may be taken."""

import contextlib
import os
import selectors
import time

_CHUNK_BYTES = 4096
_STEP_BYTES = 32


class Pacing:
    """Lets so many bytes a second through, in small steps; all at once when `bytes_per_s` is None."""

    def __init__(self, bytes_per_s: float | None = None) -> None:
        self.bytes_per_s = bytes_per_s
        self._earned = 0.0
        self._at = time.monotonic()

    def allowance(self) -> int:
        """How many bytes may pass now, at most 4096."""
        if self.bytes_per_s is None:
            return _CHUNK_BYTES
        now = time.monotonic()
        earned = self._earned + (now - self._at) * self.bytes_per_s
        self._earned, self._at = min(earned, max(_STEP_BYTES, self.bytes_per_s / 20)), now
        return int(self._earned)

    def spend(self, count: int) -> None:
        """So many have passed."""
        self._earned -= count

    def pause_s(self) -> float:
        """How long until a step may pass; 0 when it may now."""
        missing = _STEP_BYTES - self.allowance()
        return 0.0 if self.bytes_per_s is None or missing <= 0 else missing / self.bytes_per_s


class Intake:
    """Watches a descriptor while something may be taken from it: not while `held`, and no faster than its pace."""

    def __init__(self, pace: Pacing) -> None:
        self.held = False
        self.pace = pace
        self.selector = selectors.DefaultSelector()
        self._source: int | None = None
        self._watched = False
        self._wake_read, self._wake_write = os.pipe()
        os.set_blocking(self._wake_read, False)
        os.set_blocking(self._wake_write, False)
        self.selector.register(self._wake_read, selectors.EVENT_READ)

    def attach(self, descriptor: int) -> None:
        """Begin to watch it."""
        self._source = descriptor
        self.refresh()

    def detach(self) -> None:
        """Stop watching it; before it is closed."""
        if self._watched and self._source is not None:
            self.selector.unregister(self._source)
        self._source, self._watched = None, False

    def refresh(self) -> None:
        """Watch or not, by what holds now."""
        wanted = self._source is not None and not self.held and not self.pace.pause_s()
        if self._source is None or wanted == self._watched:
            return
        if wanted:
            self.selector.register(self._source, selectors.EVENT_READ)
        else:
            self.selector.unregister(self._source)
        self._watched = wanted

    def wake(self) -> None:
        """End a `wait` early."""
        with contextlib.suppress(BlockingIOError):
            os.write(self._wake_write, b"!")

    def wait(self, timeout_s: float | None) -> bool:
        """Whether something may have come; the only call to make without the owner's lock."""
        takes = not self.held and self._source is not None
        rest_s = self.pace.pause_s() if takes else 0.0
        # What was not watched because its turn had not come must be looked at again, even if it has come by now.
        if rest_s or (takes and not self._watched):
            timeout_s = rest_s if timeout_s is None else min(rest_s, timeout_s)
        return bool(self.selector.select(timeout_s))

    def woken(self) -> None:
        """Forget what `wake` did, and look again at what may be taken."""
        with contextlib.suppress(BlockingIOError):
            os.read(self._wake_read, 4096)
        self.refresh()

    def close(self) -> None:
        """Give the descriptors back."""
        self.detach()
        self.selector.close()
        os.close(self._wake_read)
        os.close(self._wake_write)
