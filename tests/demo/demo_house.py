"""The demo as a process of its own, and a manager who tries its hardware over HTTP."""

import itertools
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

import httpx

PATIENCE_S = 25.0
LOOK_S = 0.05
WATCHED = Path(__file__).with_name("watched.py")

Found = TypeVar("Found")
_keys = itertools.count(1)


class DemoHouse:
    """`facts` is the ready file, `sent` where its sockets sent: pairs of own address and the other one's."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.data = folder / "data"
        self.facts: dict[str, Any] = {}
        self.port = 0
        self._process: subprocess.Popen[bytes] | None = None
        self._client: httpx.Client | None = None

    def start(self) -> None:
        """Run it as it comes, where phones can reach it too, on the same port as before; a manager signs in."""
        ready = self._folder / f"ready-{next(_keys)}.json"
        command = [sys.executable, str(WATCHED), str(self._folder / "sent"), "demo", "--data", str(self.data)]
        command += ["--port", str(self.port), "--ready-file", str(ready)]
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        self.facts = until(lambda: json.loads(ready.read_text() or "null") if ready.exists() else None)
        self.port = urlsplit(self.facts["base"]).port or 80
        base = f"http://127.0.0.1:{self.port}"
        self._client = httpx.Client(base_url=base, headers={"origin": base}, timeout=15, trust_env=False)
        self.post("/api/devices/pair", {"code": self.facts["pairing_codes"]["floor"]})
        manager = next(one for one in self.get("/api/staff/names") if one["role"] == "manager")
        pin = next(one["pin"] for one in self.facts["sign_ins"] if one["role"] == "manager")
        self.post("/api/sign_in", {"staff_id": manager["id"], "pin": pin})

    def stop(self) -> None:
        """End it as Ctrl-C does."""
        if self._client is not None:
            self._client.close()
            self._client = None
        if self._process is not None:
            os.kill(self._process.pid, signal.SIGINT)
            self._process.wait(15)
            self._process = None

    def get(self, path: str) -> Any:
        """What stands there."""
        return self._answered(self._browser.get(path, headers={"accept": "application/json"}))

    def post(self, path: str, body: dict[str, Any] | None = None) -> Any:
        """The answer to a write that must go well."""
        return self._answered(self.write(path, body))

    def write(self, path: str, body: dict[str, Any] | None = None) -> httpx.Response:
        """The answer to a write, whatever it is."""
        return self._browser.post(path, json=body or {}, headers={"idempotency-key": f"try-{next(_keys)}"})

    def add(self, name: str, bridge: str, profile: str, address: str) -> Any:
        """Add a printer by hand."""
        return self.post(
            "/api/printers", {"name": name, "bridge": bridge, "profile": profile, "address": address}
        )

    def shown(self, name: str) -> dict[str, Any]:
        """A simulated device as the demo's page has it."""
        return next(dict(one) for one in self.get("/demo/printers/list") if one["name"] == name)

    def prints(self, printer_id: str, name: str) -> bool:
        """Whether a test page comes out of that simulator and the appliance knows it is on paper."""
        before = self.shown(name)["slips"]
        self.post(f"/api/printers/{printer_id}/test")
        until(lambda: self.shown(name)["slips"] > before)
        how: str = until(lambda: self.get(f"/api/printers/{printer_id}")["printer"]["last_how"])
        return how == "printed"

    def found(self, address: str) -> dict[str, Any]:
        """What the search has found there, once it has."""
        self.post("/api/found/scan")
        return until(
            lambda: next(
                (dict(one) for one in self.get("/api/found")["items"] if one["address"] == address), None
            )
        )

    def sent(self) -> list[tuple[str, Any]]:
        """Where its sockets have sent so far."""
        return [json.loads(line) for line in (self._folder / "sent").read_text().splitlines()]

    @property
    def _browser(self) -> httpx.Client:
        assert self._client is not None, "the demo is not running"
        return self._client

    def _answered(self, answer: httpx.Response) -> Any:
        assert answer.is_success, answer.text
        return answer.json()


def until(look: Callable[[], Found | None]) -> Found:
    """What `look` gives once it is something; another process brings it about."""
    end_s = time.monotonic() + PATIENCE_S
    while not (found := look()):
        assert time.monotonic() < end_s, "it did not come about"
        time.sleep(LOOK_S)
    return found
