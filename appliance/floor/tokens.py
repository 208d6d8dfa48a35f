"""The signed token in a table's code: "KEY.MAC". The key names the table, the MAC proves that we made it and for which epoch."""

import hashlib
import hmac
import re
from base64 import urlsafe_b64encode

KEY_LENGTH = 12
MAC_BYTES = 16
PAST_EPOCHS_MAX = 1_000
_TOKEN = re.compile(r"([A-Za-z0-9_-]{1,64})\.([A-Za-z0-9_-]{22})")


def make(secret: bytes, key: str, epoch: int) -> str:
    """The token of a table at an epoch."""
    mac = hmac.digest(secret, f"{key}:{epoch}".encode(), hashlib.sha256)[:MAC_BYTES]
    return f"{key}.{urlsafe_b64encode(mac).decode().rstrip('=')}"


def key_of(token: str) -> str | None:
    """The key a token claims; None when it cannot be a token at all."""
    found = _TOKEN.fullmatch(token)
    return found.group(1) if found else None


def epoch_of(secret: bytes, token: str, key: str, present: int) -> int | None:
    """The epoch a token was made for, at most the present one; None when it is not ours. In constant time per epoch."""
    for epoch in range(present, max(0, present - PAST_EPOCHS_MAX), -1):
        if hmac.compare_digest(make(secret, key, epoch), token):
            return epoch
    return None
