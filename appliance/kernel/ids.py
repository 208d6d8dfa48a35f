"""Names for rows and secrets: time-ordered row ids, 256-bit tokens, and the digest that is stored of a token."""

import hashlib
from base64 import urlsafe_b64encode
from collections.abc import Callable

ID_LENGTH = 25
TOKEN_BYTES = 32

RandomBytes = Callable[[int], bytes]


class Ids:
    """Makes ids. `chance(n)` gives n random bytes (os.urandom, or a seeded source in simulations)."""

    def __init__(self, chance: RandomBytes) -> None:
        self._chance = chance

    def row(self, now_ms: int) -> str:
        """A 25-character hexadecimal id that sorts by time: 48 bits of milliseconds, 52 bits of chance."""
        return f"{(now_ms << 52) | (int.from_bytes(self._chance(7), 'big') >> 4):025x}"

    def token(self) -> str:
        """A 256-bit secret, URL-safe."""
        return urlsafe_b64encode(self._chance(TOKEN_BYTES)).decode().rstrip("=")

    def digits(self, count: int) -> str:
        """A string of decimal digits for people to type."""
        value = int.from_bytes(self._chance(16), "big")
        return str(value % 10**count).zfill(count)

    def choice(self, words: list[str]) -> str:
        """One of the words, evenly."""
        return words[int.from_bytes(self._chance(8), "big") % len(words)]


def digest(token: str) -> bytes:
    """What is stored of a token: SHA-256, enough for 256 bits of chance."""
    return hashlib.sha256(token.encode()).digest()
