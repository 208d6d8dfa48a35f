"""Secrets made from a request's own key, so that a repeated request gets the same secret and nobody has to store it."""

import hashlib
import hmac
from base64 import urlsafe_b64encode
from collections.abc import Mapping

CODE_DIGITS = 8
CHECK_DIGITS = 4


def typed_code(text: str) -> str:
    """A code as a person types it, with spaces or dashes, without them."""
    return "".join(sign for sign in text if sign.isascii() and sign.isdigit())


def token_from(secret: bytes, code: str, key: str) -> str:
    """The 256-bit token of the device that sends `code` with this idempotency key."""
    return urlsafe_b64encode(_mac(secret, "device", code, key)).decode().rstrip("=")


def code_from(secret: bytes, scope: str, key: str) -> str:
    """The pairing code for whoever asks (`scope`) with this idempotency key."""
    number = int.from_bytes(_mac(secret, "code", scope, key), "big")
    return str(number % 10**CODE_DIGITS).zfill(CODE_DIGITS)


def check_number(nonce: str, secret: str) -> str:
    """The four digits that stand on the screen and in the manager's list.

    The agent commits itself to `secret` before it knows the nonce, and the appliance chooses the nonce before it knows
    the secret: somebody in between cannot make both ends show the same number but by luck, 1 in 10,000.
    """
    number = int.from_bytes(hashlib.sha256(f"{nonce}:{secret}".encode()).digest()[:8], "big")
    return str(number % 10**CHECK_DIGITS).zfill(CHECK_DIGITS)


def id_called(wanted: str, names: Mapping[str, str]) -> str | None:
    """The id that is meant by an id or a name; None when there is none, or several have the name."""
    if wanted in names:
        return wanted
    said = wanted.strip().casefold()
    found = [one for one, name in names.items() if name.casefold() == said]
    return found[0] if len(found) == 1 else None


def _mac(secret: bytes, *parts: str) -> bytes:
    said = b"".join(len(part.encode()).to_bytes(4, "big") + part.encode() for part in parts)
    return hmac.digest(secret, said, hashlib.sha256)
