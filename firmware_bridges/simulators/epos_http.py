"""The HTTP side of a simulated ePOS printer: a service that can be switched off in the middle of anything."""

import contextlib
import socket
import ssl
import struct
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from socketserver import TCPServer, ThreadingMixIn
from typing import Any
from urllib.parse import urlsplit

from firmware_bridges.simulators.silence import SilentPort

_PATH = "/cgi-bin/epos/service.cgi"
_HANDSHAKE_S = 5.0
_LONGEST_SILENCE_S = 60.0

Serve = Callable[["Handler"], None]
"""Answers one request; ConnectionAbortedError breaks the connection off."""


class HttpService(ThreadingMixIn, TCPServer):
    """One life of the printer, from power on to power off."""

    allow_reuse_address = True
    daemon_threads = True
    block_on_close = False

    def __init__(self, address: tuple[str, int], serve: Serve, tls: ssl.SSLContext | None) -> None:
        self.address_family = socket.AF_INET6 if ":" in address[0] else socket.AF_INET
        self.serve = serve
        self.tls = tls
        self.silent = False
        """Whether whoever is being served hears nothing more, until `end`."""
        self._silence: SilentPort | None = None
        self._over = threading.Event()
        self._clients: set[socket.socket] = set()
        super().__init__(address, Handler)
        self._thread = threading.Thread(
            target=self.serve_forever, args=(0.02,), name="simulated service", daemon=True
        )
        self._thread.start()

    def vanish(self) -> None:
        """Neither refuse nor answer anybody; set `silent` before."""
        self.shutdown()
        if self._silence is None:
            self._silence = SilentPort(self.socket)

    def end(self) -> None:
        """Refuse everybody, and break off whoever is being served."""
        self.shutdown()
        if self._silence is not None:
            self._silence.close()
        self.server_close()
        self._over.set()
        for client in list(self._clients):
            break_off(client)

    def wait_while_silent(self) -> None:
        """Return when a served client may learn how it ended."""
        if self.silent:
            self._over.wait(_LONGEST_SILENCE_S)

    def process_request(self, request: Any, client_address: Any) -> None:
        self._clients.add(request)
        super().process_request(request, client_address)

    def finish_request(self, request: Any, client_address: Any) -> None:
        if self.tls is None:
            super().finish_request(request, client_address)
            return
        request.settimeout(_HANDSHAKE_S)
        with self.tls.wrap_socket(request, server_side=True) as secure:
            self._clients.add(secure)
            super().finish_request(secure, client_address)
            self._clients.discard(secure)

    def shutdown_request(self, request: Any) -> None:
        self._clients.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that goes away is no news."""


class Handler(BaseHTTPRequestHandler):
    """One connection."""

    protocol_version = "HTTP/1.1"
    server: HttpService

    def do_POST(self) -> None:
        if urlsplit(self.path).path != _PATH:
            self.send_error(404)
            return
        try:
            self.server.serve(self)
        except ConnectionAbortedError:
            self.server.wait_while_silent()
            break_off(self.connection)
            self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:
        """A simulator keeps quiet."""


def break_off(connection: socket.socket) -> None:
    """End a connection as a crash does, with a reset."""
    with contextlib.suppress(OSError):
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    with contextlib.suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)
    with contextlib.suppress(OSError):
        connection.close()
