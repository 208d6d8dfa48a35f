"""TLS over any stream, for printers set to take only https; every call keeps its deadline."""

import ssl
import time
from collections.abc import Callable

from firmware_bridges.contracts import Reason, Stream, StreamError

_READ_BYTES = 4096
_SLICE_S = 0.1


class TlsStream:
    """A `contracts.Stream` inside another one.

    The certificate is not checked: a printer on the LAN signs its own, and its address is all the trust it has.
    What is gained is that nobody who only listens can read what is printed.
    """

    outlives_power = False

    def __init__(self, stream: Stream, *, deadline_s: float, cancelled: Callable[[], bool]) -> None:
        """Shakes hands; raises StreamError, and then `stream` is closed."""
        self._stream = stream
        self._arrived = ssl.MemoryBIO()
        self._leaving = ssl.MemoryBIO()
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
        self._tls = context.wrap_bio(self._arrived, self._leaving)
        try:
            self._shake_hands(time.monotonic() + deadline_s, cancelled)
        except BaseException:
            stream.close()
            raise

    def fileno(self) -> int:
        return self._stream.fileno()

    def read(self, *, deadline_s: float) -> bytes:
        until = time.monotonic() + deadline_s
        while True:
            try:
                data = self._tls.read(_READ_BYTES)
            except ssl.SSLWantReadError:
                heard = self._stream.read(deadline_s=max(0.0, until - time.monotonic()))
                if not heard:
                    return b""
                self._arrived.write(heard)
            except ssl.SSLError as error:
                raise _broken(error) from error
            else:
                if data:
                    return data
                raise StreamError(Reason.RESET, "the device closed the connection")

    def write(self, data: bytes, *, deadline_s: float) -> int:
        until = time.monotonic() + deadline_s
        self._flush(until)
        if self._leaving.pending:
            return 0
        try:
            taken = self._tls.write(data[:_READ_BYTES])
        except ssl.SSLWantReadError:
            return 0
        except ssl.SSLError as error:
            raise _broken(error) from error
        self._flush(until)
        return taken

    def close(self) -> None:
        self._stream.close()

    def _shake_hands(self, until: float, cancelled: Callable[[], bool]) -> None:
        while True:
            try:
                self._tls.do_handshake()
            except ssl.SSLWantReadError:
                pass
            except ssl.SSLError as error:
                raise _broken(error) from error
            else:
                self._flush(until)
                return
            self._flush(until)
            remaining_s = until - time.monotonic()
            if cancelled():
                raise StreamError(Reason.STOPPED, "stopped while connecting")
            if remaining_s <= 0:
                raise StreamError(Reason.NO_ANSWER, "connected, but no TLS handshake in time")
            self._arrived.write(self._stream.read(deadline_s=min(_SLICE_S, remaining_s)))

    def _flush(self, until: float) -> None:
        """Pass encrypted bytes on; what is not taken in time stays for the next call."""
        while self._leaving.pending:
            chunk = self._leaving.read(_READ_BYTES)
            while chunk:
                taken = self._stream.write(chunk, deadline_s=max(0.0, until - time.monotonic()))
                chunk = chunk[taken:]
                if not taken:
                    rest = chunk + self._leaving.read()
                    self._leaving.write(rest)
                    return


def _broken(error: ssl.SSLError) -> StreamError:
    return StreamError(Reason.GARBLED, f"no TLS with this device: {error.reason or error}")
