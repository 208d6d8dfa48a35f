"""One process at a time may write the file: the service, or a technician's command."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from appliance.cli.saying import Trouble


@contextmanager
def only_writer(data: Path) -> Iterator[None]:
    """Hold the data directory. Raises Trouble (running) when another process has it."""
    data.mkdir(parents=True, exist_ok=True)
    handle = os.open(data / "comanda.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise Trouble(
                f"Comanda is running on {data}: stop it first. While it runs, the commands printers,"
                " devices and journal work, and managers find Printers and devices on the floor tablet under More.",
                code="running",
            ) from error
        yield
    finally:
        os.close(handle)
