"""The browser that fills the screen: started on a page, started again when it dies, ended with its children."""

import contextlib
import logging
import os
import signal
import subprocess
import time
from collections.abc import Callable

STEADY_S = 10.0
PAUSE_MAX_S = 30.0
END_S = 3.0

log = logging.getLogger(__name__)


class Browser:
    """`command` is started with `{url}` filled in. One that dies at once is given longer and longer pauses."""

    def __init__(self, command: list[str], *, now_s: Callable[[], float] = time.monotonic) -> None:
        self.starts = 0
        self.url = ""
        self._command = command
        self._now_s = now_s
        self._process: subprocess.Popen[bytes] | None = None
        self._began_s = 0.0
        self._quick_deaths = 0
        self._not_before_s = 0.0

    def show(self, url: str) -> None:
        """Show another page; the browser is started anew for it. Nothing happens when it shows that page already."""
        if url == self.url:
            return
        self.stop()
        self.url = url
        self._quick_deaths, self._not_before_s = 0, 0.0
        self.tend()

    def goes_to(self, url: str) -> None:
        """What the next start shows; the browser that runs is left alone."""
        self.url = url

    def tend(self) -> None:
        """Start it when it should run and does not."""
        if not self.url:
            return
        if self._process is not None:
            if self._process.poll() is None:
                return
            self._note_death()
        if self._now_s() >= self._not_before_s:
            self._start()

    @property
    def running(self) -> bool:
        """Whether it runs."""
        return self._process is not None and self._process.poll() is None

    def stop(self) -> None:
        """End it and everything it started."""
        if self._process is None:
            return
        for number in (signal.SIGTERM, signal.SIGKILL):
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, number)  # it leads a group of its own
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(END_S)
                break
        self._process = None

    def _start(self) -> None:
        command = [part.replace("{url}", self.url) for part in self._command]
        try:
            self._process = subprocess.Popen(command, start_new_session=True, stdin=subprocess.DEVNULL)  # noqa: S603
        except OSError as error:
            log.error("the browser cannot be started: %s", error)
            self._process = None
            self._began_s = self._now_s()
            self._note_death()
            return
        self.starts += 1
        self._began_s = self._now_s()

    def _note_death(self) -> None:
        self._process = None
        steady = self._now_s() - self._began_s >= STEADY_S
        self._quick_deaths = 0 if steady else min(self._quick_deaths + 1, 8)
        pause_s = 0.0 if self._quick_deaths <= 1 else min(PAUSE_MAX_S, 2.0 ** (self._quick_deaths - 1))
        self._not_before_s = self._now_s() + pause_s
        log.warning("the browser ended; starting it again in %.0f s", pause_s)
