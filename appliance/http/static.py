"""The web folder over HTTP: compressed once, named by the build, kept for ever by browsers. And pages with a few blanks filled."""

import hashlib
import html
import mimetypes
import re
import zlib
from pathlib import Path

from appliance.http.asgi import Receive, Scope, Send

BLANK = re.compile(r"\{\{(\w+)\}\}")
_TEXT = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".json": "application/json"}
_SERVED = {".js", ".css", ".svg", ".json", ".png", ".jpg", ".webp", ".woff2", ".mp3"}


class StaticFiles:
    """Holds every servable file of `folder` in memory, compressed. `base` is the address prefix of this build."""

    def __init__(self, folder: Path) -> None:
        self._files: dict[str, tuple[bytes, bytes | None, str]] = {}
        fingerprint = hashlib.sha256()
        for file in sorted(folder.rglob("*")):
            name = file.relative_to(folder).as_posix()
            if file.suffix not in _SERVED or ".test." in name:
                continue
            body = file.read_bytes()
            fingerprint.update(name.encode() + b"\0" + body)
            kind = _TEXT.get(file.suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
            self._files[name] = (body, gzipped(body) if file.suffix in _TEXT else None, kind)
        self.build = fingerprint.hexdigest()[:12]
        self.base = f"/static/{self.build}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI: /static/BUILD/NAME. Any build answers with the present files; only the present build is cached for ever."""
        build, _, name = scope["path"].removeprefix("/static").strip("/").partition("/")
        found = self._files.get(name)
        if scope["method"] not in ("GET", "HEAD"):
            await _reply(send, 405, [(b"allow", b"GET, HEAD")], b"")
            return
        if found is None:
            await _reply(send, 404, [(b"content-type", b"text/plain")], b"There is nothing here.")
            return
        body, packed, kind = found
        lasting = b"public, max-age=31536000, immutable" if build == self.build else b"no-cache"
        headers = [
            (b"content-type", kind.encode()),
            (b"cache-control", lasting),
            (b"vary", b"accept-encoding"),
        ]
        if packed is not None and b"gzip" in dict(scope["headers"]).get(b"accept-encoding", b""):
            headers.append((b"content-encoding", b"gzip"))
            body = packed
        await _reply(send, 200, headers, body)


def page(file: Path, blanks: dict[str, str]) -> bytes:
    """An HTML page with its `{{blank}}`s filled in, escaped."""
    filled = BLANK.sub(
        lambda blank: html.escape(blanks.get(blank[1], blank[0]), quote=True), file.read_text()
    )
    return filled.encode()


def gzipped(body: bytes) -> bytes:
    """Packed as small as gzip can."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    return packer.compress(body) + packer.flush()


async def _reply(send: Send, status: int, headers: list[tuple[bytes, bytes]], body: bytes) -> None:
    length = (b"content-length", str(len(body)).encode())
    await send({"type": "http.response.start", "status": status, "headers": [*headers, length]})
    await send({"type": "http.response.body", "body": body, "more_body": False})
