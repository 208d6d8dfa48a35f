"""The network side of a simulated printer: one port, one served connection, a second one left waiting."""

import contextlib
import os
import selectors
import socket
import struct

_BACKLOG = 5


class Wire:
    """A port that can be shut and reopened, and the one client it serves; used under its owner's lock."""

    def __init__(self, host: str, port: int) -> None:
        self._selector = selectors.DefaultSelector()
        self._family = socket.AF_INET6 if ":" in host else socket.AF_INET
        # Holds the port while the printer is off; it never listens, so connecting is refused.
        self._reserved = self._bound((host, port))
        self.address: tuple[str, int] = self._reserved.getsockname()[:2]
        self._listener: socket.socket | None = None
        self._client: socket.socket | None = None
        self._wake_read, self._wake_write = os.pipe()
        os.set_blocking(self._wake_read, False)
        self._selector.register(self._wake_read, selectors.EVENT_READ)

    @property
    def connected(self) -> bool:
        """Whether a client is being served."""
        return self._client is not None

    @property
    def listening(self) -> bool:
        """Whether new connections are taken."""
        return self._listener is not None

    def listen(self) -> None:
        """Let clients in."""
        if self._listener is None:
            self._listener = self._bound(self.address)
            self._listener.listen(_BACKLOG)
            self._listener.setblocking(False)
            if self._client is None:
                self._selector.register(self._listener, selectors.EVENT_READ)

    def shut(self) -> None:
        """Refuse everybody from now on, and whoever still waits."""
        if self._listener is not None:
            with contextlib.suppress(KeyError):
                self._selector.unregister(self._listener)
            self._listener.close()
            self._listener = None

    def wake(self) -> None:
        """End a `wait` early."""
        os.write(self._wake_write, b"!")

    def wait(self, timeout_s: float | None) -> bool:
        """Whether something may have come; the only call to make without the lock."""
        return bool(self._selector.select(timeout_s))

    def accept(self) -> bool:
        """Take the next client when none is served; whether one came."""
        with contextlib.suppress(BlockingIOError):
            os.read(self._wake_read, 4096)
        if self._client is not None or self._listener is None:
            return False
        try:
            client, _ = self._listener.accept()
        except OSError:
            return False
        client.setblocking(False)
        client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._selector.unregister(self._listener)
        self._selector.register(client, selectors.EVENT_READ)
        self._client = client
        return True

    def receive(self) -> bytes:
        """What the client sent; it is let go when it has gone."""
        if self._client is None:
            return b""
        try:
            data = self._client.recv(4096)
        except BlockingIOError:
            return b""
        except OSError:
            data = b""
        if not data:
            self.hang_up()
        return data

    def send(self, data: bytes) -> None:
        """Answer the client, if there is one that still takes bytes."""
        if self._client is not None:
            with contextlib.suppress(OSError):
                self._client.send(data)

    def hang_up(self, *, reset: bool = False) -> None:
        """Let the client go, rudely with `reset`; the next one may come."""
        if self._client is None:
            return
        if reset:
            self._client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self._selector.unregister(self._client)
        self._client.close()
        self._client = None
        if self._listener is not None:
            self._selector.register(self._listener, selectors.EVENT_READ)

    def close(self) -> None:
        """Give everything back."""
        self.hang_up()
        self.shut()
        self._reserved.close()
        self._selector.close()
        os.close(self._wake_read)
        os.close(self._wake_write)

    def _bound(self, address: tuple[str, int]) -> socket.socket:
        bound = socket.socket(self._family, socket.SOCK_STREAM)
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            bound.bind(address)
        except OSError:
            bound.close()
            raise
        return bound
