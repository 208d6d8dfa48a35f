"""What the agent keeps between starts: its id, the secret it proves itself by, and the appliance that let it in."""

import json
import os
import secrets
from pathlib import Path

FILE = "agent.json"


class Kept:
    """A small file only its owner may read. A damaged one is started anew: the screen then has to be let in again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        found = _read(folder / FILE)
        self.agent = _hex(found.get("agent"), 16) or secrets.token_hex(8)
        self.secret = _hex(found.get("secret"), 64) or secrets.token_hex(32)
        self.appliance_id = str(found.get("appliance_id") or "")
        self.url = str(found.get("url") or "")
        self.save()

    def let_in(self, appliance_id: str, url: str) -> None:
        """This appliance has let us in: from now on we ask no other."""
        if (self.appliance_id, self.url) != (appliance_id, url):
            self.appliance_id, self.url = appliance_id, url
            self.save()

    def forget(self) -> None:
        """We were sent away: a new secret, and any appliance may be asked."""
        self.secret, self.appliance_id, self.url = secrets.token_hex(32), "", ""
        self.save()

    def save(self) -> None:
        """Write it as a whole or not at all."""
        said = {
            "agent": self.agent, "secret": self.secret, "appliance_id": self.appliance_id, "url": self.url,
        }  # fmt: skip
        fresh = self.folder / f"{FILE}.new"
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with open(descriptor, "w") as file:
            json.dump(said, file)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(self.folder / FILE)


def _read(path: Path) -> dict[str, object]:
    try:
        found = json.loads(path.read_text())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _hex(value: object, length: int) -> str:
    fits = isinstance(value, str) and len(value) == length and set(value) <= set("0123456789abcdef")
    return str(value) if fits else ""
