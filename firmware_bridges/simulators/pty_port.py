"""The far end of a serial cable: a pseudo terminal under a lasting name, that can be unplugged and plugged in again."""

import contextlib
import os
import select
import tempfile
import threading
import tty
from collections.abc import Callable
from pathlib import Path
from typing import Self

_CHUNK = 4096
_LOOK_S = 0.05


class PtyPort:
    """Gives what comes to `receive` on a thread of its own; subclasses answer with `say`.

    `path` is what the other side opens; in a folder of its own unless one is given. `deaf()` leaves bytes unread, so
    that the other side's writes fill up.
    """

    def __init__(self, name: str, *, path: str = "") -> None:
        self.name = name
        self._folder = None if path else tempfile.TemporaryDirectory(prefix="comanda-port-")
        self.path = path or str(Path(self._folder.name if self._folder else "") / "port")
        self._changed = threading.Condition(threading.RLock())
        self._master = self._slave = -1
        self._deaf = False
        self._ended = False
        self._thread = threading.Thread(target=self._run, name=f"simulated {name}", daemon=True)

    @property
    def address(self) -> str:
        """The port as a device's row names it."""
        return f"serial:{self.path}?baud=921600&flow=none"

    @property
    def plugged(self) -> bool:
        """Whether the cable is in."""
        return self._master >= 0

    @property
    def is_deaf(self) -> bool:
        """Whether everything is left unread."""
        return self._deaf

    def start(self) -> Self:
        """Plug it in."""
        self.plug_in()
        self._thread.start()
        return self

    def stop(self) -> None:
        """Unplug it for good."""
        self._ended = True
        if self._thread.ident is not None:
            self._thread.join(2.0)
        self.unplug()
        if self._folder is not None:
            self._folder.cleanup()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    def plug_in(self) -> None:
        """A fresh device under the same name, as after a reset."""
        with self._changed:
            if self._master >= 0:
                return
            self._master, self._slave = os.openpty()
            tty.setraw(self._slave)  # before anybody opens it, a terminal would echo
            os.set_blocking(self._master, False)
            fresh = f"{self.path}.new"
            os.symlink(os.ttyname(self._slave), fresh)
            os.replace(fresh, self.path)
            self.plugged_in()

    def unplug(self) -> None:
        """Pull the cable: whoever has it open finds it dead, and the name is gone."""
        with self._changed:
            if self._master < 0:
                return
            with contextlib.suppress(OSError):
                os.unlink(self.path)
            os.close(self._slave)
            os.close(self._master)
            self._master = self._slave = -1
            self._changed.notify_all()

    def deaf(self, is_deaf: bool = True) -> None:
        """Leave everything unread from now on."""
        self._deaf = is_deaf

    def wait_until(self, condition: Callable[[], bool], timeout_s: float = 5.0) -> bool:
        """Whether `condition` came true in time."""
        with self._changed:
            return self._changed.wait_for(condition, timeout_s)

    def plugged_in(self) -> None:
        """What the device does when it gets its power."""

    def receive(self, data: bytes) -> None:
        """What the other side has sent; under the lock."""

    def tick(self) -> None:
        """Called often, under the lock, for what takes time."""

    def say(self, data: bytes) -> None:
        """Send to the other side what it still takes."""
        with contextlib.suppress(OSError):
            os.write(self._master, data)

    def _run(self) -> None:
        while not self._ended:
            with self._changed:
                master = self._master
            if master < 0 or self._deaf:
                self._rest()
                continue
            ready = self._something_came(master)
            with self._changed:
                data = self._read() if ready and master == self._master else b""
                if data:
                    self.receive(data)
                self.tick()
                self._changed.notify_all()

    def _something_came(self, master: int) -> bool:
        try:
            return bool(select.select([master], [], [], _LOOK_S)[0])
        except OSError:  # unplugged meanwhile
            return False

    def _rest(self) -> None:
        with self._changed:
            self._changed.wait(_LOOK_S)

    def _read(self) -> bytes:
        try:
            return os.read(self._master, _CHUNK)
        except OSError:
            return b""
