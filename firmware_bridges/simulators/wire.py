"""What a simulated printer hangs on, and the network kind: one port, one served client, a second one left waiting."""

import contextlib
import selectors
import socket
import struct
from typing import Protocol

from firmware_bridges.address import TcpAddress
from firmware_bridges.simulators.pacing import Intake, Pacing
from firmware_bridges.simulators.silence import SilentPort

_BACKLOG = 5


class PrinterWire(Protocol):
    """The outside of a simulated printer; used under its owner's lock, except `wait` and `wake`."""

    @property
    def where(self) -> str:
        """Where a bridge finds it, as in `firmware_bridges.address`."""

    @property
    def listening(self) -> bool:
        """Whether the printer's end is alive."""

    @property
    def pace(self) -> Pacing:
        """How fast bytes come through."""

    def listen(self) -> None:
        """Come alive."""

    def shut(self) -> None:
        """Go dead."""

    def vanish(self) -> None:
        """Go dead without a word, where a wire would say something of it."""

    def plug(self) -> None:
        """Connect the cable, which is how a new one begins."""

    def unplug(self) -> None:
        """Pull the cable; the printer goes on with what it has received."""

    def wake(self) -> None:
        """End a `wait` early."""

    def wait(self, timeout_s: float | None) -> bool:
        """Whether something may have come."""

    def accept(self) -> bool:
        """Begin a turn: whether a new client came."""

    def receive(self) -> bytes:
        """What came, as much as the pace allows; `b""` when nothing did."""

    def send(self, data: bytes) -> None:
        """Answer whoever listens, if anybody does."""

    def backlog(self, waiting_bytes: int) -> None:
        """End a turn: how much the printer has received and not worked off."""

    def hang_up(self, *, reset: bool = False) -> None:
        """Break the connection, rudely with `reset`; the next one may come."""

    def close(self) -> None:
        """Give everything back."""


class Wire:
    """A port that can be shut and reopened, and the one client it serves; a `PrinterWire`."""

    def __init__(self, host: str, port: int) -> None:
        self.pace = Pacing()
        self._intake = Intake(self.pace)
        self._family = socket.AF_INET6 if ":" in host else socket.AF_INET
        # Holds the port while the printer is off; it never listens, so connecting is refused.
        self._reserved = self._bound((host, port))
        self.address: tuple[str, int] = self._reserved.getsockname()[:2]
        self._listener: socket.socket | None = None
        self._client: socket.socket | None = None
        self._silence: SilentPort | None = None

    @property
    def where(self) -> str:
        """`tcp://HOST:PORT`."""
        return str(TcpAddress(*self.address))

    @property
    def connected(self) -> bool:
        """Whether a client is being served."""
        return self._client is not None

    @property
    def listening(self) -> bool:
        """Whether new connections are taken."""
        return self._listener is not None and self._silence is None

    def listen(self) -> None:
        """Let clients in; one that has outlasted a silence learns that its connection is not known here."""
        if self._silence is not None:
            self.shut()
            self.hang_up(reset=True)
        if self._listener is None:
            self._listener = self._bound(self.address)
            self._listener.listen(_BACKLOG)
            self._listener.setblocking(False)
            if self._client is None:
                self._intake.selector.register(self._listener, selectors.EVENT_READ)

    def shut(self) -> None:
        """Refuse everybody from now on, and whoever still waits."""
        if self._silence is not None:
            self._silence.close()
            self._silence = None
        if self._listener is not None:
            with contextlib.suppress(KeyError):
                self._intake.selector.unregister(self._listener)
            self._listener.close()
            self._listener = None

    def vanish(self) -> None:
        """Neither refuse nor answer anybody; the client keeps a connection on which nothing is heard."""
        if self._listener is not None and self._silence is None:
            with contextlib.suppress(KeyError):
                self._intake.selector.unregister(self._listener)
            self._intake.detach()
            self._silence = SilentPort(self._listener)

    def plug(self) -> None:
        """Let clients in."""
        self.listen()

    def unplug(self) -> None:
        """Refuse everybody and break the connection."""
        self.shut()
        self.hang_up(reset=True)

    def wake(self) -> None:
        """End a `wait` early."""
        self._intake.wake()

    def wait(self, timeout_s: float | None) -> bool:
        """Whether something may have come; the only call to make without the lock."""
        return self._intake.wait(timeout_s)

    def accept(self) -> bool:
        """Take the next client when none is served; whether one came."""
        self._intake.woken()
        if self._client is not None or self._listener is None or self._silence is not None:
            return False
        try:
            client, _ = self._listener.accept()
        except OSError:
            return False
        client.setblocking(False)
        client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._intake.selector.unregister(self._listener)
        self._client = client
        self._intake.attach(client.fileno())
        return True

    def receive(self) -> bytes:
        """What the client sent; it is let go when it has gone."""
        allowed = self.pace.allowance()
        if self._client is None or self._silence is not None or not allowed:
            return b""
        try:
            data = self._client.recv(allowed)
        except BlockingIOError:
            return b""
        except OSError:
            data = b""
        self.pace.spend(len(data))
        if data:
            self._intake.refresh()
        else:
            self.hang_up()
        return data

    def send(self, data: bytes) -> None:
        """Answer the client, if there is one that still takes bytes."""
        if self._client is not None and self._silence is None:
            with contextlib.suppress(OSError):
                self._client.send(data)

    def backlog(self, waiting_bytes: int) -> None:
        """A network printer's own buffer is no limit here: the sockets' are."""

    def hang_up(self, *, reset: bool = False) -> None:
        """Let the client go, rudely with `reset`; the next one may come."""
        if self._client is None:
            return
        if reset:
            self._client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self._intake.detach()
        self._client.close()
        self._client = None
        if self._listener is not None and self._silence is None:
            self._intake.selector.register(self._listener, selectors.EVENT_READ)

    def close(self) -> None:
        """Give everything back."""
        self.hang_up()
        self.shut()
        self._reserved.close()
        self._intake.close()

    def _bound(self, address: tuple[str, int]) -> socket.socket:
        bound = socket.socket(self._family, socket.SOCK_STREAM)
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            bound.bind(address)
        except OSError:
            bound.close()
            raise
        return bound
