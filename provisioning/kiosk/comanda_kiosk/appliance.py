"""What the agent says to the appliance over HTTP, every call with a deadline and a limit on the answer."""

import http.client
import json
import urllib.parse
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

DEADLINE_S = 4.0
ANSWER_MAX = 64 * 1024
WAIT_MAX_S = 60.0
CHECK_DIGITS = 4


class Unreachable(Exception):
    """No answer, or one that makes no sense."""


class NotLetIn(Exception):
    """The appliance does not know our secret (any more)."""


class SentAway(Exception):
    """A manager said no, or too many ask: not again for a while."""


@dataclass(frozen=True)
class Standing:
    """Where we stand: `page` is the path to show once `let_in`."""

    let_in: bool
    page: str
    wait_s: float
    venue: str


class Appliance:
    """One appliance by its address, such as http://192.0.2.2."""

    def __init__(self, url: str) -> None:
        self.url = url.rstrip("/")

    def hello(self, agent: str, secret: str, name: str, version: str, display: str) -> str:
        """Ask to be let in, committed to `secret`; returns the nonce. Raises Unreachable, SentAway."""
        commitment = sha256(secret.encode()).hexdigest()
        body = {
            "agent": agent, "commitment": commitment, "name": name[:64], "version": version, "display": display[:64],
        }  # fmt: skip
        return str(self._post("/api/kiosk/hello", body, "").get("nonce", ""))

    def report(self, secret: str, **said: Any) -> Standing:
        """Say how we are. Raises Unreachable, NotLetIn, SentAway."""
        answer = self._post("/api/kiosk/report", said, secret)
        page = str(answer.get("open") or "")
        if answer.get("state") not in ("asking", "approved") or not (page == "" or page.startswith("/")):
            raise Unreachable("the answer makes no sense")
        wait_s = answer.get("wait_s")
        fits = isinstance(wait_s, int | float) and 0 < wait_s <= WAIT_MAX_S
        return Standing(
            answer["state"] == "approved",
            page,
            float(wait_s or 0) if fits else 5.0,
            str(answer.get("venue") or "")[:64],
        )

    def _post(self, path: str, body: dict[str, Any], secret: str) -> dict[str, Any]:
        parts = urllib.parse.urlsplit(self.url)
        kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
        headers = {"content-type": "application/json", "authorization": f"Bearer {secret}"}
        try:
            connection = kind(parts.hostname or "", parts.port, timeout=DEADLINE_S)
            try:
                connection.request(
                    "POST",
                    path,
                    json.dumps(body),
                    headers if secret else {"content-type": "application/json"},
                )
                response = connection.getresponse()
                found = json.loads(response.read(ANSWER_MAX))
            finally:
                connection.close()
        except (OSError, ValueError, http.client.HTTPException) as error:
            raise Unreachable(f"{self.url}: {error}") from error
        if response.status == 404:
            raise NotLetIn
        if response.status in (403, 429):
            raise SentAway(str(found.get("error", "")) if isinstance(found, dict) else "")
        if response.status not in (200, 202) or not isinstance(found, dict):
            raise Unreachable(f"{self.url}: status {response.status}")
        return found


def check_number(nonce: str, secret: str) -> str:
    """The four digits a manager compares; the appliance works out the same (see its devices room)."""
    number = int.from_bytes(sha256(f"{nonce}:{secret}".encode()).digest()[:8], "big")
    return str(number % 10**CHECK_DIGITS).zfill(CHECK_DIGITS)
