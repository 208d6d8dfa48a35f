"""The technician's door: how commands reach the appliance while it runs, over loopback with a secret of its own."""

import contextlib
import json
import os
import secrets
import socket
from pathlib import Path
from typing import Any
from urllib.parse import quote

from appliance.cli.lock import only_writer
from appliance.cli.restaurant import restaurant_in
from appliance.cli.saying import Trouble, trouble_of

FILE = "technician.json"
DEADLINE_S = 30.0


def door_listener() -> socket.socket:
    """A socket that only this computer can reach, on a free port."""
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.bind(("127.0.0.1", 0))
    listener.setblocking(False)
    return listener


def open_door(data: Path, listener: socket.socket, token: str) -> None:
    """From now on `technician.json` in the data directory says where the door is; only its owner can read it."""
    host, port = listener.getsockname()
    said = json.dumps({"url": f"http://{host}:{port}", "token": token, "pid": os.getpid()})
    fresh = data / f".{FILE}.{os.getpid()}"
    with contextlib.suppress(FileNotFoundError):
        fresh.unlink()
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(said + "\n")
    fresh.replace(data / FILE)


def close_door(data: Path) -> None:
    """The door is no more."""
    with contextlib.suppress(FileNotFoundError):
        (data / FILE).unlink()


class Door:
    """Asks the running appliance as the technician. A refusal becomes a Trouble with its sentence."""

    def __init__(self, url: str, token: str) -> None:
        self._url = url
        self._token = token

    def get(self, path: str) -> Any:
        """The decoded answer."""
        return self._ask("GET", path, None)

    def post(self, path: str, body: object) -> Any:
        """The same for a write."""
        return self._ask("POST", path, body)

    def delete(self, path: str) -> Any:
        """Take something away."""
        return self._ask("DELETE", path, None)

    def _ask(self, method: str, path: str, body: object) -> Any:
        import httpx

        headers = {"authorization": f"Bearer {self._token}", "idempotency-key": secrets.token_hex(16)}
        try:
            answer = httpx.request(
                method,
                self._url + path,
                json=body,
                headers=headers,
                timeout=DEADLINE_S,
                trust_env=False,  # a proxy on the way would not be loopback any more
            )
            said = answer.json()
        except (httpx.HTTPError, ValueError) as error:
            raise Trouble("The appliance did not answer; try again in a moment.", code="no_answer") from error
        if answer.is_error:
            raise trouble_of(said["error"], said["code"], said.get("details", []))
        return said


def part(text: str) -> str:
    """What somebody typed as one part of a path, whatever it is: it leads to no other path."""
    return quote(text, safe="").replace(".", "%2E")


def running(data: Path) -> Door | None:
    """The door of the appliance that runs on this directory; None when none does.

    Raises Trouble when there is no restaurant, or when one runs, but its door cannot be used.
    """
    restaurant_in(data)
    with contextlib.suppress(Trouble), only_writer(data):
        return None
    try:
        said = json.loads((data / FILE).read_text())
        return Door(said["url"], said["token"])
    except PermissionError as error:
        raise Trouble(
            "Comanda is running; run this command as its user, or as root.", code="no_key"
        ) from error
    except (OSError, ValueError, KeyError) as error:
        raise Trouble(
            "Comanda is starting, stopping or busy with another command; try again.", code="busy"
        ) from error


def must_run(data: Path) -> Door:
    """The door, for what only a running appliance can tell."""
    door = running(data)
    if door is None:
        raise Trouble("Comanda is not running; start it first.", code="not_running")
    return door
