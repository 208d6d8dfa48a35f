"""Secrets of a visit, made from the asking request's own key: a repeated request gets the same one, and only its digest is kept."""

import hashlib
import hmac
from base64 import urlsafe_b64encode

from appliance.floor import ensure_secret
from appliance.http import Connection
from appliance.storage import Database, Tx


async def visit_secret(request: Connection, database: Database, scope: str) -> str:
    """The 256-bit secret for whoever asks (`scope`) with the idempotency key of this request."""
    said = f"visit\n{request.url.path}\n{scope}\n{request.headers.get('idempotency-key', '')}".encode()

    def work(tx: Tx) -> bytes:
        return hmac.digest(ensure_secret(tx), said, hashlib.sha256)

    return urlsafe_b64encode(await database.write(work)).decode().rstrip("=")
