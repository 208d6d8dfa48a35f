"""Where a printer's web service is, how a request to it begins, and how it is found again when it has moved."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from firmware_bridges.address import HttpAddress, TcpAddress, parse_address
from firmware_bridges.contracts import OpenStream, Stream
from firmware_bridges.epos.tls import TlsStream
from firmware_bridges.streams import mac_of, tcp, tcp_by_mac

DEVICE_ID = "local_printer"
"""The printer's own name for its print head, unless somebody has changed it."""

Cancelled = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Identity:
    """Who a printer is, wherever it is; see `streams.tcp_by_mac`.

    `moved` hears the service's new URL.
    """

    mac: str
    find: Callable[[str], str | None]
    moved: Callable[[str], None] = lambda url: None
    neighbour: Callable[[str], str | None] = mac_of


class Site:
    """A printer's service at a web address such as http://192.0.2.10/.

    Raises ValueError for an address or a MAC that cannot be.
    """

    def __init__(self, base_url: str, identity: Identity | None = None) -> None:
        address = parse_address(base_url)
        if not isinstance(address, HttpAddress):
            raise ValueError(f"{base_url!r} is not a web address like http://192.0.2.10/")
        self._address = address
        parts = urlsplit(address.url)
        self.secure = parts.scheme == "https"
        here = TcpAddress(address.host, parts.port or (443 if self.secure else 80))
        self._open = tcp(here.host, here.port) if identity is None else self._following(here, identity)

    def head(self, length: int, timeout_s: float) -> bytes:
        """The lines before a body of that length; the printer gives up printing after `timeout_s`."""
        query = f"devid={DEVICE_ID}&timeout={int(timeout_s * 1000)}"
        place = urlsplit(self._address.url)
        lines = (
            f"POST {place.path.rstrip('/')}/cgi-bin/epos/service.cgi?{query} HTTP/1.1",
            f"Host: {place.netloc}",
            "Content-Type: text/xml; charset=utf-8",
            'SOAPAction: ""',
            "If-Modified-Since: Thu, 01 Jan 1970 00:00:00 GMT",
            f"Content-Length: {length}",
            "Connection: close",
        )
        return ("\r\n".join(lines) + "\r\n\r\n").encode("ascii")

    @property
    def open_stream(self) -> OpenStream:
        """Opens connections to the service, inside TLS where the address says so."""
        return self._open_secure if self.secure else self._open

    def _following(self, here: TcpAddress, identity: Identity) -> OpenStream:
        def moved(there: str) -> None:
            self._address = self._address.at(urlsplit(there).hostname or "")
            identity.moved(self._address.url)

        return tcp_by_mac(identity.mac, str(here), identity.find, moved=moved, neighbour=identity.neighbour)

    def _open_secure(self, *, deadline_s: float, cancelled: Cancelled) -> Stream:
        until = time.monotonic() + deadline_s
        stream = self._open(deadline_s=deadline_s, cancelled=cancelled)
        return TlsStream(stream, deadline_s=until - time.monotonic(), cancelled=cancelled)
