"""A simulated device that answers a question asked by UDP: a real socket on a port of its own, faults on demand."""

import select
import socket
import threading
import time
from collections.abc import Callable, Sequence
from typing import Self

_SLICE_S = 0.05
PACKET_MAX = 1500


class UdpResponder:
    """`answer(question)` gives the packets that go back. Faults: `silent`, `late_s`, `noise` (sent before the answer)."""

    def __init__(
        self, answer: Callable[[bytes], Sequence[bytes]], *, host: str = "127.0.0.1", port: int = 0
    ) -> None:
        self.questions: list[bytes] = []
        self.silent = False
        self.late_s = 0.0
        self.noise: list[bytes] = []
        self._answer = answer
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self._socket.bind((host, port))
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, name="simulated udp device", daemon=True)

    @property
    def port(self) -> int:
        return int(self._socket.getsockname()[1])

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join(2.0)
        self._socket.close()

    def _run(self) -> None:
        while not self._ended.is_set():
            if not select.select([self._socket], [], [], _SLICE_S)[0]:
                continue
            question, asker = self._socket.recvfrom(PACKET_MAX)
            self.questions = [*self.questions[-99:], question]
            if self.silent:
                continue
            time.sleep(self.late_s)
            for packet in (*self.noise, *self._answer(question)):
                self._socket.sendto(packet, asker)
