"""The simulators of printers that speak HTTP, with the faults of this matrix that they do not know by themselves."""

from collections.abc import Callable
from urllib.parse import parse_qs

from firmware_bridges.simulators.cloudprnt import CloudPrntSimulator
from firmware_bridges.simulators.epos import EposSimulator
from firmware_bridges.simulators.epos_http import Handler
from firmware_bridges.simulators.epos_server_direct import ServerDirectSimulator

_LONGEST_QUESTION = 260
_LONGEST_HANG_S = 40.0


class FaultyEpos(EposSimulator):
    """Can also hang with a job in its hands, or lose its cable once a job is in."""

    _hangs = _parts = False

    def hang(self) -> None:
        """Stop working when the next job has come in."""
        self._set(hangs=True)

    def unplug(self) -> None:
        """Lose the cable when the next job is on paper."""
        self._set(parts=True)

    def restore(self) -> None:
        self._set(hangs=False, parts=False)
        super().restore()

    def _serve(self, request: Handler) -> None:
        if self._hangs and _is_job(request):
            self._set(hangs=False, stalled=True)
        super()._serve(request)

    def _reply(self, request: Handler, body: bytes, *, times: int = 1, dripping: bool = False) -> None:
        if self._parts and _is_job(request):
            self._set(parts=False)
            self._die(self.power_off)
            raise ConnectionAbortedError
        super()._reply(request, body, times=times, dripping=dripping)


def _is_job(request: Handler) -> bool:
    return int(request.headers.get("Content-Length", "0")) > _LONGEST_QUESTION


class FaultyCloudPrnt(CloudPrntSimulator):
    """`happening` once, when it has fetched a job and printed none of it; unplugged it reaches nobody."""

    happening: Callable[["FaultyCloudPrnt", str, bytes, dict[str, str]], None] | None = None
    _unplugs = _unplugged = _babbling = _hanging = False

    def unplug(self) -> None:
        """Lose the cable when the next job has been fetched."""
        self._unplugs = True

    def restore(self) -> None:
        with self._changed:
            self._unplugs = self._unplugged = self._babbling = self._hanging = False
            self.happening = None
            self._changed.notify_all()
        super().restore()

    def _call(self, method: str, query: str, body: bytes | None = None) -> tuple[int, dict[str, str], bytes]:
        if self._unplugged:
            raise ConnectionRefusedError
        if self._babbling:
            body = body and f'{{"printerMAC": "{self.mac}", "clientAction": 7}}'.encode()
            query = query.replace("200+OK", "%FF%FE%00")
        status, headers, content = super()._call(method, query, body)
        if method == "GET" and status == 200:
            happening, self.happening = self.happening, None
            self._unplugged = self._unplugs
            if happening is not None:
                happening(self, parse_qs(query)["type"][0], content, headers)
        return status, headers, content

    def hang(self, *_: object) -> None:
        """Do nothing at all until mended."""
        with self._changed:
            self._hanging = True
            self._changed.wait_for(lambda: self._ended or not self._hanging, _LONGEST_HANG_S)

    def lose_power(self, kind: str, content: bytes, headers: dict[str, str]) -> None:
        """Half of it is on paper when the power goes."""
        with self._changed:
            self._head.print(kind, content, headers, torn=True)
            self._powered = False
        raise ConnectionAbortedError

    def break_off(self, *_: object) -> None:
        """The connection breaks before the job is complete."""
        raise ConnectionResetError

    def babble(self, *_: object) -> None:
        """Talk nonsense from now on."""
        self._babbling = True


class FaultyServerDirect(ServerDirectSimulator):
    """Can also hang with a job in its hands, lose its cable, and talk nonsense once it has one."""

    _hanging = _unplugs = _unplugged = _babbling = False

    def hang(self) -> None:
        """Stop working when the next job has come in."""
        self._set(hanging=True)

    def unplug(self) -> None:
        """Lose the cable when the next job has come in."""
        self._set(unplugs=True)

    def babble(self) -> None:
        """Say nonsense of every job from now on."""
        self._set(babbling=True)

    def restore(self) -> None:
        self._set(hanging=False, unplugs=False, unplugged=False, babbling=False)
        super().restore()

    def _obey(self, answer: bytes) -> None:
        if b"</epos-print>" in answer:
            self._unplugged = self._unplugs
            with self._changed:
                self._changed.wait_for(lambda: self._ended or not self._hanging, _LONGEST_HANG_S)
        super()._obey(answer)

    def _call(self, kind: str, **fields: str) -> bytes:
        if self._unplugged:
            return b""
        if self._babbling and kind == "SetResponse":
            fields = {"ResponseFile": "<html>\x00\ufffd"}
        return super()._call(kind, **fields)
