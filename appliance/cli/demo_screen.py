"""A simulated kitchen screen: asks to be let in as the kiosk agent does, shows its four digits, and reports itself."""

import contextlib
import http.client
import json
import secrets
import threading
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit

from firmware_bridges.simulators.simulated import Simulated, State

_TIMEOUT_S = 5.0
_ANSWER_MAX = 64 * 1024
_WAIT_MAX_S = 60.0
_FACTS = {"version": "simulated", "display": "1920x1080"}


class AskingScreen:
    """Off until it is told to ask. What it shows: nothing, four digits, or that it was let in or sent away."""

    def __init__(self, base_url: str, name: str = "Simulated screen") -> None:
        self._base = urlsplit(base_url)
        self._name = name
        self._agent = secrets.token_hex(8)
        self._secret = ""
        self._check = ""
        self._call = "off"
        self._wake = threading.Event()
        self._ended = False
        self._thread = threading.Thread(target=self._run, name="simulated screen", daemon=True)

    def simulated(self) -> Simulated:
        """The screen as the demo's page shows it."""
        return Simulated(
            kind="screen",
            start=lambda: None,
            stop=self.stop,
            state=self._state,
            faults={"ask": self.ask, "power_off": self.switch_off},
            shows=lambda: [self._check] if self._check else [],
        )

    def ask(self) -> None:
        """Switch it on as a new screen, which asks."""
        self._secret, self._check, self._call = secrets.token_hex(24), "", "asking"
        if self._thread.ident is None:
            self._thread.start()
        self._wake.set()

    def switch_off(self) -> None:
        """No calls any more."""
        self._secret, self._check, self._call = "", "", "off"

    def stop(self) -> None:
        """Switch it off for good."""
        self._ended = True
        self._wake.set()
        if self._thread.ident is not None:
            self._thread.join(_TIMEOUT_S + 1)

    def _state(self) -> State:
        return {"powered": self._call != "off", "call": self._call}

    def _run(self) -> None:
        pause_s: float | None = 0.0
        while not self._ended:
            secret = self._secret
            pause_s = self._turn(secret) if secret else None
            self._wake.wait(pause_s)
            self._wake.clear()

    def _turn(self, secret: str) -> float | None:
        """Say hello or report; the seconds until the next time, None when there is none."""
        with contextlib.suppress(OSError, http.client.HTTPException, ValueError, KeyError):
            if not self._check and self._call == "asking":
                self._check = self._hello(secret)
            report = {"agent": self._agent, "uptime_s": 60, "browser_starts": 1, **_FACTS}
            status, answer = self._post("/api/kiosk/report", report, secret)
            if secret != self._secret:
                return 0.0
            if status == 200 and answer["state"] == "approved":
                self._check, self._call = "", "ok"
            elif status != 200:
                self._check, self._call = "", "refused"
                return None
            return min(float(answer["wait_s"]), _WAIT_MAX_S)
        return 2.0

    def _hello(self, secret: str) -> str:
        """The four digits; ValueError when nobody wants to hear of us."""
        said: dict[str, object] = {
            "agent": self._agent,
            "commitment": sha256(secret.encode()).hexdigest(),
            "name": self._name,
            **_FACTS,
        }
        status, answer = self._post("/api/kiosk/hello", said, "")
        if status != 202:
            self._call = "refused"
            raise ValueError(status)
        mixed = sha256(f"{answer['nonce']}:{secret}".encode()).digest()
        return f"{int.from_bytes(mixed[:8], 'big') % 10_000:04}"

    def _post(self, path: str, body: dict[str, object], secret: str) -> tuple[int, dict[str, Any]]:
        connection = http.client.HTTPConnection(
            self._base.hostname or "", self._base.port, timeout=_TIMEOUT_S
        )
        headers = {"Content-Type": "application/json"} | (
            {"Authorization": f"Bearer {secret}"} if secret else {}
        )
        try:
            connection.request("POST", path, json.dumps(body), headers)
            answer = connection.getresponse()
            return answer.status, json.loads(answer.read(_ANSWER_MAX))
        finally:
            connection.close()
