"""Slow hashes of short secrets (argon2id), one at a time beside the event loop."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import TypeVar

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from appliance.kernel.errors import TooMany

T = TypeVar("T")

WAITING_MAX = 20
_argon2 = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
"""OWASP's second choice for argon2id: 19 MiB and two passes, well under a second on a Raspberry Pi."""


def hash_secret(secret: str) -> str:
    """The argon2id hash of a PIN, a password or a word. Slow on purpose: never on the event loop."""
    return _argon2.hash(secret)


def verify_secret(stored: str | None, secret: str) -> bool:
    """Whether `secret` made the hash. Without a hash it takes the same time and says no."""
    try:
        return _argon2.verify(stored or _nobodys_hash(), secret) and bool(stored)
    except (InvalidHashError, VerificationError):
        return False


@cache
def _nobodys_hash() -> str:
    return _argon2.hash("a secret that nobody has")


class Hasher:
    """Hashes in one thread of its own, so that a burst of sign-ins cannot take the box; `close()` at the end."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="hash")
        self._waiting = 0

    async def hash(self, secret: str) -> str:
        """As hash_secret. Raises TooMany (busy) when more than 20 are waiting."""
        return await self._run(lambda: hash_secret(secret))

    async def verify(self, stored: str | None, secret: str) -> bool:
        """As verify_secret. Raises TooMany (busy) when more than 20 are waiting."""
        return await self._run(lambda: verify_secret(stored, secret))

    def require_room(self) -> None:
        """Raises TooMany (busy) when more than 20 are waiting. Ask before a try is counted: one sent away has not tried."""
        if self._waiting >= WAITING_MAX:
            raise TooMany(
                "Many people are signing in right now; please try again in a moment.",
                code="busy",
                retry_after_s=2,
            )

    def close(self) -> None:
        """Stop the thread; whoever still waits is refused."""
        self._thread.shutdown(wait=True, cancel_futures=True)

    async def _run(self, work: Callable[[], T]) -> T:
        self.require_room()
        self._waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._thread, work)
        finally:
            self._waiting -= 1
