"""A simulated ePOS-Print printer: a real HTTP service, readable paper, faults on demand."""

import socket
import ssl
import threading
from collections.abc import Callable
from typing import Self
from urllib.parse import parse_qs, urlsplit

from firmware_bridges.simulators.epos_device import EposDevice
from firmware_bridges.simulators.epos_http import Handler, HttpService

_LONGEST_QUESTION = 260
"""Requests longer than this have something to print."""
_DRIP_EVERY_S = 0.05
_FLOOD_CHUNKS = 2_000
_ENVELOPE = (
    '<?xml version="1.0" encoding="utf-8"?>'
    '<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/">'
    "<soapenv:Body>{}</soapenv:Body></soapenv:Envelope>"
)


class EposSimulator(EposDevice):
    """Serves any number of clients, one print after the other; its paper is in `slips()`."""

    def __init__(
        self,
        name: str = "printer",
        *,
        host: str = "127.0.0.1",
        port: int = 0,
        columns: int = 48,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        super().__init__(name, columns)
        self._tls = tls
        self._dripping = self._flooding = self._losing = self._jobs_only = False
        self._noise: bytes | None = None
        self._reset_after: int | None = None
        # Holds the port while the printer is off; it never listens, so connecting is refused.
        self._reserved = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
        self._reserved.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self._reserved.bind((host, port))
        self.host, self.port = self._reserved.getsockname()[:2]
        self._server: HttpService | None = None
        self._dying: threading.Thread | None = None
        self._powered = False

    @property
    def base_url(self) -> str:
        """Where it is found."""
        return f"{'https' if self._tls else 'http'}://{self.host}:{self.port}/"

    def start(self) -> Self:
        """Switch it on."""
        self.power_on()
        return self

    def stop(self) -> None:
        """Switch it off for good and give the port back."""
        self._set(ended=True)
        if self._dying is not None:
            self._dying.join()
        self.power_off()
        self._reserved.close()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    def drip(self, *, jobs_only: bool = False) -> None:
        """Answer one byte at a time, without end; with `jobs_only` a question for the status is answered well."""
        self._set(dripping=True, jobs_only=jobs_only)

    def flood(self, *, jobs_only: bool = False) -> None:
        """Answer with far too much."""
        self._set(flooding=True, jobs_only=jobs_only)

    def babble(self, noise: bytes = b"<html>not a printer</html>", *, jobs_only: bool = False) -> None:
        """Answer with nonsense."""
        with self._changed:
            self._noise = noise
            self._set(jobs_only=jobs_only)

    def reset_after(self, byte_count: int) -> None:
        """Break the connection when that many bytes of the next job have come."""
        with self._changed:
            self._reset_after = byte_count

    def lose_answer(self) -> None:
        """Print the next job, and break the connection instead of answering."""
        self._set(losing=True)

    def lose_power_mid_job(self, after_lines: int = 2) -> None:
        """Lose power in the middle of the next job."""
        with self._changed:
            self._plans.append((after_lines, lambda: self._die(self.power_off)))

    def vanish_mid_job(self, after_lines: int = 2) -> None:
        """Lose power in the middle of the next job, and with it the address."""
        with self._changed:
            self._plans.append((after_lines, self._vanish_now))

    def power_off(self) -> None:
        """Lose power: connections and port are gone; only paper stays."""
        self._set(powered=False)
        server, self._server = self._server, None
        if server is not None:
            server.end()

    def vanish(self) -> None:
        """Lose power as a host on the network does: nobody is left to refuse a connection or to break one."""
        server = self._server
        if server is not None:
            server.silent = True
            self._set(powered=False)
            server.vanish()

    def power_on(self) -> None:
        """Come back."""
        if self._dying is not None:
            self._dying.join()
            self._dying = None
        if self._server is not None and self._server.silent:
            self.power_off()
        if self._server is None:
            self._set(powered=True)
            self._server = HttpService((self.host, self.port), self._serve, self._tls)

    def restore(self) -> None:
        """Mend everything."""
        with self._changed:
            self._dripping = self._flooding = self._losing = False
            self._noise = self._reset_after = None
            super().restore()
        self.power_on()

    def _vanish_now(self) -> None:
        if self._server is not None:
            self._server.silent = True
            self._die(self.vanish)

    def _die(self, going: Callable[[], None]) -> None:
        self._powered = False
        self._dying = threading.Thread(target=going, daemon=True)
        self._dying.start()

    def _serve(self, request: Handler) -> None:
        length = int(request.headers.get("Content-Length", "0"))
        query = parse_qs(urlsplit(request.path).query)
        with self._changed:
            is_job = length > _LONGEST_QUESTION
            cut_at, self._reset_after = (self._reset_after, None) if is_job else (None, self._reset_after)
        if cut_at is not None:
            request.rfile.read(min(cut_at, length))
            raise ConnectionAbortedError
        body = request.rfile.read(length)
        self._wait_while_stalled()
        response = self._print(body, query.get("devid", [""])[0])
        self._wait_while_stalled()
        with self._changed:
            losing = self._losing and is_job
            self._losing = self._losing and not is_job
            noise = self._noise
            spared = self._jobs_only and not is_job
        if losing:
            raise ConnectionAbortedError
        whole = _ENVELOPE.format(response).encode()
        if spared:
            self._reply(request, whole)
        elif self._flooding:
            self._reply(request, b" " * 65_536, times=_FLOOD_CHUNKS)
        else:
            self._reply(request, whole if noise is None else noise, dripping=self._dripping)

    def _wait_while_stalled(self) -> None:
        with self._changed:
            self._changed.wait_for(lambda: not self._stalled or self._ended or not self._powered)
            if self._ended or not self._powered:
                raise ConnectionAbortedError

    def _reply(self, request: Handler, body: bytes, *, times: int = 1, dripping: bool = False) -> None:
        request.send_response(200)
        request.send_header("Content-Type", "text/xml; charset=utf-8")
        request.send_header("Content-Length", str(len(body) * times))
        request.end_headers()
        if dripping:
            self._drip(request)
        for _ in range(times):
            request.wfile.write(body)

    def _drip(self, request: Handler) -> None:
        with self._changed:
            while not self._changed.wait_for(lambda: self._ended or not self._dripping, _DRIP_EVERY_S):
                request.wfile.write(b" ")


FAULTS: dict[str, Callable[[EposSimulator], None]] = {
    "paper_out": EposSimulator.paper_out,
    "paper_near_end": EposSimulator.paper_near_end,
    "new_roll": EposSimulator.new_roll,
    "cover_open": EposSimulator.cover,
    "cover_closed": lambda simulator: simulator.cover(False),
    "cutter_jam": EposSimulator.cutter_jam,
    "close_drawer": EposSimulator.close_drawer,
    "stall": EposSimulator.stall,
    "lie": EposSimulator.lie,
    "drip": EposSimulator.drip,
    "flood": EposSimulator.flood,
    "babble": EposSimulator.babble,
    "reset_mid_job": lambda simulator: simulator.reset_after(200),
    "lose_answer": EposSimulator.lose_answer,
    "lose_power_mid_job": EposSimulator.lose_power_mid_job,
    "power_off": EposSimulator.power_off,
    "vanish": EposSimulator.vanish,
    "power_on": EposSimulator.power_on,
    "restore": EposSimulator.restore,
}
"""What can happen to it, by name."""
