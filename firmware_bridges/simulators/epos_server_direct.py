"""A simulated Epson printer that fetches its jobs over HTTP (Server Direct Print), with faults on demand."""

import http.client
import threading
from collections.abc import Callable
from typing import Self
from urllib.parse import urlencode, urlsplit
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from firmware_bridges.simulators.calling import refused, unanswered
from firmware_bridges.simulators.epos_device import DEVICE_ID, EposDevice
from firmware_bridges.simulators.epos_paper import NAMESPACE

_TIMEOUT_S = 5.0
_REFUSALS_KEPT = 1000
_FORM = {"Content-Type": "application/x-www-form-urlencoded"}


class ServerDirectSimulator(EposDevice):
    """Calls `{base_url}/epson/{token}` every `poll_s` seconds; its paper is in `slips()`.

    With `tells_status` it also tells every change of its sensors by itself. Printers print what one call
    brought before they call again.
    """

    def __init__(
        self,
        base_url: str,
        printer_id: str,
        token: str,
        poll_s: float = 5.0,
        *,
        name: str = "printer",
        columns: int = 48,
        tells_status: bool = True,
    ) -> None:
        super().__init__(name, columns)
        self.call_at(base_url, token)
        self._printer_id = printer_id
        self._poll_s = poll_s
        self._tells_status = tells_status
        self._news = False
        self._losing_job = self._losing_answer = False
        self.calls = 0
        """Calls that were answered well."""
        self.refusals: list[int] = []
        """HTTP statuses of the calls that were not, the last thousand."""
        self.unreached = 0
        """Calls that reached nobody."""
        self.trouble = self._went_wrong = ""
        """What went wrong when it last called; "" for nothing."""
        self.last_call = ""
        """What became of the last one: ok, refused or unreached."""
        self._thread = threading.Thread(target=self._run, name=f"simulated {name}", daemon=True)

    def call_at(self, base_url: str, token: str) -> None:
        """Be set to another address."""
        parts = urlsplit(base_url)
        self._host, self._port = parts.hostname or "", parts.port or 80
        self._path = f"{parts.path.rstrip('/')}/epson/{token}"

    def start(self) -> Self:
        """Switch it on."""
        self._thread.start()
        return self

    def stop(self) -> None:
        """Switch it off for good."""
        self._set(ended=True)
        if self._thread.ident is not None:
            self._thread.join(_TIMEOUT_S + 1.0)

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    def lose_job(self) -> None:
        """Lose the next print request on its way: nothing of it is printed or answered."""
        self._set(losing_job=True)

    def lose_answer(self) -> None:
        """Print the next job, and never say so."""
        self._set(losing_answer=True)

    def lose_power_mid_job(self, after_lines: int = 2) -> None:
        """Lose power in the middle of the next job."""
        with self._changed:
            self._plans.append((after_lines, lambda: self._set(powered=False)))

    def power_off(self) -> None:
        """Lose power: no more calls."""
        self._set(powered=False)

    def power_on(self) -> None:
        """Come back."""
        self._set(powered=True)

    def restore(self) -> None:
        """Mend everything."""
        with self._changed:
            super().restore()
            self._set(powered=True, losing_job=False, losing_answer=False)

    def _sensors_changed(self) -> None:
        self._set(news=True)

    def _run(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._ended or (self._powered and not self._stalled))
                if self._ended:
                    return
                telling, self._news = self._news and self._tells_status, False
            self._went_wrong = ""
            if telling:
                self._call("SetStatus", Status=self._notice())
            answer = self._call("GetRequest")
            if answer:
                self._obey(answer)
            self.trouble = self._went_wrong
            with self._changed:
                self._changed.wait_for(
                    lambda: self._ended or (self._news and self._tells_status), self._poll_s
                )

    def _obey(self, answer: bytes) -> None:
        with self._changed:
            if self._losing_job and b"</epos-print>" in answer:
                self._losing_job = False
                return
        try:
            results = [self._result(job) for job in ElementTree.fromstring(answer).iter("ePOSPrint")]  # noqa: S314
        except ConnectionAbortedError:
            return
        except ElementTree.ParseError:
            self._went_wrong = "what answers speaks no Server Direct Print"
            return
        with self._changed:
            if self._losing_answer and b"</epos-print>" in answer:
                self._losing_answer = False
                return
        report = f'<PrintResponseInfo Version="2.00">{"".join(results)}</PrintResponseInfo>'
        self._call("SetResponse", ResponseFile=f'<?xml version="1.0" encoding="UTF-8"?>\n{report}')

    def _result(self, job: Element) -> str:
        request = job.find(f"PrintData/{{{NAMESPACE}}}epos-print")
        body = b"" if request is None else ElementTree.tostring(request)
        device_id = job.findtext("Parameter/devid", "")
        response = self._print(body, device_id)
        parameter = (
            f"<devid>{device_id}</devid><printjobid>{job.findtext('Parameter/printjobid', '')}</printjobid>"
        )
        return (
            f"<ePOSPrint><Parameter>{parameter}</Parameter>"
            f"<PrintResponse>{response}</PrintResponse></ePOSPrint>"
        )

    def _notice(self) -> str:
        with self._changed:
            bits = self._bits()
        return (
            '<?xml version="1.0" encoding="UTF-8"?>\n<statusmonitor Version="1.00">'
            f'<printerstatus devicename="{DEVICE_ID}" asbstatus="0x{bits:08X}"/></statusmonitor>'
        )

    def _call(self, kind: str, **fields: str) -> bytes:
        body = urlencode({"ConnectionType": kind, "ID": self._printer_id, "Name": self.name, **fields})
        connection = http.client.HTTPConnection(self._host, self._port, timeout=_TIMEOUT_S)
        try:
            connection.request("POST", self._path, body, _FORM)
            answer = connection.getresponse()
            content = answer.read()
        except (OSError, http.client.HTTPException) as error:
            self._went_wrong = unanswered(error)
            self._count("unreached", "unreached")
            return b""
        finally:
            connection.close()
        if answer.status == 200:
            self._count("calls", "ok")
            return content
        self._went_wrong = refused(answer.status) or "what answers speaks no Server Direct Print"
        with self._changed:
            self.last_call = "refused"
            self.refusals.append(answer.status)
            del self.refusals[:-_REFUSALS_KEPT]
            self._changed.notify_all()
        return b""

    def _count(self, what: str, became: str) -> None:
        with self._changed:
            self.last_call = became
            setattr(self, what, getattr(self, what) + 1)
            self._changed.notify_all()


FAULTS: dict[str, Callable[[ServerDirectSimulator], None]] = {
    "paper_out": ServerDirectSimulator.paper_out,
    "paper_near_end": ServerDirectSimulator.paper_near_end,
    "new_roll": ServerDirectSimulator.new_roll,
    "cover_open": ServerDirectSimulator.cover,
    "cover_closed": lambda simulator: simulator.cover(False),
    "cutter_jam": ServerDirectSimulator.cutter_jam,
    "close_drawer": ServerDirectSimulator.close_drawer,
    "stall": ServerDirectSimulator.stall,
    "lie": ServerDirectSimulator.lie,
    "lose_job": ServerDirectSimulator.lose_job,
    "lose_answer": ServerDirectSimulator.lose_answer,
    "lose_power_mid_job": ServerDirectSimulator.lose_power_mid_job,
    "power_off": ServerDirectSimulator.power_off,
    "power_on": ServerDirectSimulator.power_on,
    "restore": ServerDirectSimulator.restore,
}
"""What can happen to it, by name."""
