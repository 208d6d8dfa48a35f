"""Which MAC an address has, by the kernel's word."""

import threading
import time
from collections.abc import Callable

from firmware_bridges.discovery.interfaces import learn
from firmware_bridges.streams import mac_of

_LEARN_AGAIN_S = 30.0
_HOSTS_MAX = 512


class Macs:
    """Thread-safe. What the kernel does not know yet it is made to ask for, so that the next look has it."""

    def __init__(
        self, known: Callable[[str], str | None] = mac_of, learn: Callable[[str], None] = learn
    ) -> None:
        self._known, self._learn = known, learn
        self._asked_at_s: dict[str, float] = {}
        self._lock = threading.Lock()

    def of(self, host: str) -> str:
        """12 lower-case hex digits, "" when not known."""
        mac = self._known(host)
        if mac is not None:
            return mac
        now_s = time.monotonic()
        with self._lock:
            if now_s - self._asked_at_s.get(host, float("-inf")) < _LEARN_AGAIN_S:
                return ""
            if len(self._asked_at_s) >= _HOSTS_MAX:
                self._asked_at_s.clear()
            self._asked_at_s[host] = now_s
        self._learn(host)
        return ""
