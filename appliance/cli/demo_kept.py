"""What the demo remembers of its simulated devices, so that starting again goes on with them where they were."""

import contextlib
import json
import os
import stat
import tempfile
from pathlib import Path

import msgspec

FILE_NAME = "around.json"


class Kept(msgspec.Struct):
    """`addresses` and `calls` by a device's name; `folder` is where serial ports have their names."""

    folder: str = ""
    addresses: dict[str, str] = {}
    calls: dict[str, str] = {}
    """Whom printers call; each address holds a secret."""


def load(data: Path) -> Kept:
    """What the last start left in the data directory; nothing when it cannot be read."""
    try:
        return msgspec.json.decode((data / FILE_NAME).read_bytes(), type=Kept)
    except (OSError, msgspec.MsgspecError):
        return Kept()


def save(data: Path, kept: Kept) -> None:
    """For nobody's eyes but the owner's."""
    fresh = data / f"{FILE_NAME}.new"
    with open(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        json.dump(msgspec.to_builtins(kept), file, indent=2)
    os.replace(fresh, data / FILE_NAME)


def port_of(address: str) -> int:
    """The port of tcp://HOST:PORT or http://HOST:PORT/, 0 when there is none."""
    tail = address.rstrip("/").rpartition(":")[2]
    return int(tail) if tail.isdigit() and int(tail) < 65_536 else 0


def own_folder(wanted: str) -> str:
    """The folder that was used before if it can be had again for us alone, else a new one."""
    with contextlib.suppress(OSError):
        if wanted:
            os.makedirs(wanted, mode=0o700, exist_ok=True)
            is_what = os.lstat(wanted)
            if stat.S_ISDIR(is_what.st_mode) and is_what.st_uid == os.getuid():
                return wanted
    return tempfile.mkdtemp(prefix="comanda-demo-")
