"""The key that seals the daily pass: one small file of its own, either whole or not there, whatever becomes of the power."""

import contextlib
import logging
import os
import threading
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cryptography.fernet import Fernet

log = logging.getLogger(__name__)


class PassKey:
    """Every method waits for the disk, and the first one for cryptography to load: not on the event loop."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._making = threading.Lock()

    def present(self) -> "Fernet | None":
        """The key; None when there is none, or none that can be used."""
        from cryptography.fernet import Fernet  # heavy, and only needed where the pass is on

        try:
            return Fernet(self._file.read_bytes().strip())
        except (FileNotFoundError, ValueError):
            return None

    def present_or_new(self) -> "Fernet":
        """The key; where there is none that can be used, a new one, which is on the disk before it seals anything.

        Raises OSError when it can be neither read nor kept.
        """
        with self._making:  # two who find none make one
            found = self.present()
            if found is not None:
                return found
            if self._file.exists():
                log.error("%s cannot be used as a key; a new one takes its place", self._file)
            return self._made()

    def _made(self) -> "Fernet":
        from cryptography.fernet import Fernet

        key = Fernet.generate_key()
        fresh = self._file.with_name(f".{self._file.name}.new")
        with contextlib.suppress(FileNotFoundError):
            fresh.unlink()
        handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(key)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(self._file)
        folder = os.open(self._file.parent, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
        return Fernet(key)
