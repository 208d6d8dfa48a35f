"""A simulated CloudPRNT printer: calls a server over real HTTP, prints what it gets, and can be made to fail."""

import http.client
import json
import threading
from collections.abc import Callable
from typing import Any, Self
from urllib.parse import quote, urlencode, urlsplit

from firmware_bridges.simulators.calling import refused, unanswered
from firmware_bridges.simulators.cloudprnt_head import CloudPrntHead
from firmware_bridges.simulators.head import Slip

PREFERENCES = ("application/vnd.star.line", "application/vnd.star.starprnt", "image/png", "text/plain")
_TIMEOUT_S = 5.0
_CALLS_KEPT = 1000
_WELL = (200, 204)
_CODES = {
    "ok": "200 OK",
    "near_end": "210 Paper low",
    "out": "410 Out of paper",
    "cover": "420 Cover open",
}


class CloudPrntSimulator:
    """A printer set to poll `base_url` + `/cloudprnt/` + `token` every `poll_s`. Its paper is in `slips()`.

    `kinds` are the media types it can, its favourite first. An older one (`names_tokens` false) calls for its
    job without naming it. `calls` are the last thousand calls it has made, as method and status; `trouble` says what
    went wrong when it last called, "" for nothing.
    """

    def __init__(
        self,
        base_url: str,
        mac: str,
        token: str,
        poll_s: float = 5.0,
        *,
        columns: int = 48,
        kinds: tuple[str, ...] = PREFERENCES,
        names_tokens: bool = True,
    ) -> None:
        self.mac = ":".join(mac[at : at + 2] for at in range(0, len(mac), 2))
        self.calls: list[tuple[str, int]] = []
        self.trouble = self._went_wrong = ""
        self.last_call = ""
        """What became of the last one: ok, refused or unreached."""
        self.call_at(base_url, token)
        self._poll_s = poll_s
        self._kinds = kinds
        self._names_tokens = names_tokens
        self._head = CloudPrntHead(columns)
        self._changed = threading.Condition(threading.RLock())
        self._wake = threading.Event()
        self._ended = False
        self._powered = True
        self._state = "ok"
        self._fail_mid_job = ""
        self._deletes_to_lose = 0
        self._repeats = 0
        self._answers: list[dict[str, str]] = []
        self._thread = threading.Thread(target=self._run, name=f"simulated {mac}", daemon=True)

    def call_at(self, base_url: str, token: str) -> None:
        """Be set to another address."""
        self._base = urlsplit(base_url)
        self._path = f"/cloudprnt/{token}"

    def start(self) -> Self:
        """Switch it on."""
        self._thread.start()
        return self

    def stop(self) -> None:
        """Switch it off for good."""
        self._ended = True
        self._wake.set()
        if self._thread.ident is not None:
            self._thread.join(_TIMEOUT_S + 1)

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    def slips(self) -> list[Slip]:
        """The paper so far, oldest first."""
        with self._changed:
            return self._head.slips

    @property
    def kicks(self) -> int:
        """How often the drawer has been kicked."""
        return self._head.kicks

    @property
    def beeps(self) -> int:
        """How often the buzzer has sounded."""
        return self._head.beeps

    def condition(self) -> dict[str, bool | str]:
        """How the printer is, for a page that shows it; `paper` is ok, near_end or out."""
        with self._changed:
            paper = self._state if self._state in ("near_end", "out") else "ok"
            return {
                "paper": paper,
                "cover_open": self._state == "cover",
                "stalled": False,
                "powered": self._powered,
                "muted": bool(self._deletes_to_lose),
            }

    def wait_until(self, condition: Callable[["CloudPrntSimulator"], bool], timeout_s: float = 5.0) -> bool:
        """Whether `condition` came true in time."""
        with self._changed:
            return self._changed.wait_for(lambda: condition(self), timeout_s)

    def paper_out(self, *, mid_job: bool = False) -> None:
        """The roll ends, now or in the middle of the next job."""
        self._become("out", mid_job)

    def cover(self, *, mid_job: bool = False) -> None:
        """Somebody opens the cover, now or in the middle of the next job."""
        self._become("cover", mid_job)

    def paper_near_end(self) -> None:
        """The roll is nearly used up."""
        self._become("near_end", False)

    def lose_delete(self, times: int = 1) -> None:
        """So many confirmations never reach the server."""
        self._deletes_to_lose = times

    def repeat_get(self, times: int = 1) -> None:
        """Fetch the next job so many times more before printing it."""
        self._repeats = times

    def power_off(self) -> None:
        """No calls any more."""
        self._powered = False

    def restore(self) -> None:
        """Mend everything."""
        self._deletes_to_lose = self._repeats = 0
        self._powered = True
        self._become("ok", False)

    def _become(self, state: str, mid_job: bool) -> None:
        with self._changed:
            if mid_job:
                self._fail_mid_job = state
            else:
                self._state, self._fail_mid_job = state, ""
        self._wake.set()

    def _run(self) -> None:
        while not self._ended:
            if self._powered:
                self._went_wrong = ""
                try:
                    self._turn()
                except (OSError, http.client.HTTPException) as error:
                    self._went_wrong = unanswered(error)
                except (ValueError, KeyError, TypeError, AttributeError):
                    self._went_wrong = "what answers speaks no CloudPRNT"
                self.trouble = self._went_wrong
            with self._changed:
                self._changed.notify_all()
            self._wake.wait(0.0 if self._answers else self._poll_s)
            self._wake.clear()

    def _turn(self) -> None:
        poll = {
            "status": self._automatic(),
            "printerMAC": self.mac,
            "statusCode": quote(_CODES[self._state]),
            "printingInProgress": False,
            "clientAction": self._answers or None,
        }
        self._answers = []
        status, _, body = self._call("POST", "", json.dumps(poll).encode())
        if status != 200:
            return
        answer: dict[str, Any] = json.loads(body)
        if answer.get("clientAction"):
            self._answers = [self._about(each["request"]) for each in answer["clientAction"]]
        elif answer["jobReady"] and self._state in ("ok", "near_end"):
            self._print(answer)

    def _about(self, question: str) -> dict[str, str]:
        facts = {
            "GetPollInterval": f"{self._poll_s:g}",
            "Encodings": "; ".join(self._kinds),
            "ClientType": "Simulated printer",
            "ClientVersion": "1.0.0",
        }
        return {"request": question, "result": facts.get(question, "")}

    def _print(self, answer: dict[str, Any]) -> None:
        wanted = [kind for kind in self._kinds if kind in answer["mediaTypes"]]
        query = {"mac": self.mac}
        if self._names_tokens:
            query["token"] = answer["jobToken"]
        if not wanted:
            self._call("DELETE", urlencode({**query, "code": "510 Incompatible media type"}))
            return
        for _ in range(1 + self._repeats):
            status, headers, body = self._call("GET", urlencode({**query, "type": wanted[0]}))
        self._repeats = 0
        if status != 200:
            return
        with self._changed:
            failing, self._fail_mid_job = self._fail_mid_job, ""
            self._head.print(wanted[0], body, headers, torn=bool(failing))
            self._state = failing or self._state
            self._changed.notify_all()
        if failing:
            return
        if self._deletes_to_lose:
            self._deletes_to_lose -= 1
            return
        self._call("DELETE", urlencode({**query, "code": "200 OK"}))

    def _call(self, method: str, query: str, body: bytes | None = None) -> tuple[int, dict[str, str], bytes]:
        connection = http.client.HTTPConnection(
            self._base.hostname or "", self._base.port, timeout=_TIMEOUT_S
        )
        try:
            headers = {"Content-Type": "application/json"} if body is not None else {}
            connection.request(method, self._path + (f"?{query}" if query else ""), body, headers)
            answer = connection.getresponse()
            content = answer.read()
        except (OSError, http.client.HTTPException):
            self.last_call = "unreached"
            raise
        finally:
            connection.close()
        with self._changed:
            self.last_call = "ok" if answer.status in _WELL else "refused"
            self.calls.append((method, answer.status))
            del self.calls[:-_CALLS_KEPT]
            self._changed.notify_all()
        self._went_wrong = self._went_wrong or refused(answer.status)
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, content

    def _automatic(self) -> str:
        state = {"out": (0x08, 0x0C), "cover": (0x28, 0), "near_end": (0, 0x04)}.get(self._state, (0, 0))
        return f"23 6 {state[0]:x} 0 0 {state[1]:x} 0 0 0 "


CLOUDPRNT_FAULTS: dict[str, Callable[[CloudPrntSimulator], None]] = {
    "paper_out": CloudPrntSimulator.paper_out,
    "paper_out_mid_job": lambda simulator: simulator.paper_out(mid_job=True),
    "paper_near_end": CloudPrntSimulator.paper_near_end,
    "cover_open": CloudPrntSimulator.cover,
    "lose_delete": CloudPrntSimulator.lose_delete,
    "repeat_get": CloudPrntSimulator.repeat_get,
    "power_off": CloudPrntSimulator.power_off,
    "restore": CloudPrntSimulator.restore,
}
"""What can happen to a simulated CloudPRNT printer, by name."""
