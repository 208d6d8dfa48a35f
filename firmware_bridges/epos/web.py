"""One HTTP request to a device: one connection, one total deadline, and knowing how much of it left the box."""

import time
from collections.abc import Callable
from dataclasses import dataclass

import httptools

from firmware_bridges.contracts import OpenStream, Reason, Stream, StreamError
from firmware_bridges.epos.markup import LARGEST_REPLY

_LARGEST_ANSWER = LARGEST_REPLY + 16 * 1024
_SLICE_S = 0.1


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    body: bytes


class NoAnswer(StreamError):
    """No whole answer came. `begun` tells whether the device may have any of the body."""

    def __init__(self, reason: Reason, detail: str, *, begun: bool) -> None:
        super().__init__(reason, detail)
        self.begun = begun


@dataclass(frozen=True, slots=True)
class Call:
    """A POST. `until` (monotonic) ends it, bytes that drip in notwithstanding; so does `cancelled`."""

    head: bytes
    body: bytes
    until: float
    cancelled: Callable[[], bool]

    def time_left_s(self) -> float:
        """Seconds until the end of the call."""
        return self.until - time.monotonic()

    def check(self, waiting_for: str) -> None:
        """Raises StreamError when the call is over."""
        if self.cancelled():
            raise StreamError(Reason.STOPPED, f"stopped while waiting for {waiting_for}")
        if self.time_left_s() <= 0:
            raise StreamError(Reason.NO_ANSWER, f"no {waiting_for} in time")


def post(open_stream: OpenStream, call: Call, *, connect_s: float) -> Answer:
    """Send the request on a connection of its own and wait for the whole answer; raises NoAnswer."""
    begun = False
    stream: Stream | None = None
    try:
        deadline_s = min(connect_s, max(0.0, call.time_left_s()))
        stream = open_stream(deadline_s=deadline_s, cancelled=call.cancelled)
        _send(stream, call.head, call)
        begun = True
        _send(stream, call.body, call)
        return _answer(stream, call)
    except StreamError as error:
        raise NoAnswer(error.reason, error.detail, begun=begun) from error
    finally:
        if stream is not None:
            stream.close()


def _send(stream: Stream, data: bytes, call: Call) -> None:
    while data:
        call.check("room for the request")
        data = data[stream.write(data, deadline_s=min(_SLICE_S, max(0.0, call.time_left_s()))) :]


def _answer(stream: Stream, call: Call) -> Answer:
    reading = _Reading()
    heard = 0
    while not reading.complete:
        call.check("answer")
        try:
            data = stream.read(deadline_s=min(_SLICE_S, call.time_left_s()))
        except StreamError:
            if reading.ends_with_connection:
                break
            raise
        heard += len(data)
        if heard > _LARGEST_ANSWER:
            raise StreamError(Reason.GARBLED, f"an answer of more than {_LARGEST_ANSWER} bytes")
        reading.take(data)
    return Answer(reading.status, reading.body)


class _Reading:
    """An HTTP answer as it comes in; interim answers (100) are passed over."""

    def __init__(self) -> None:
        self.status = 0
        self.body = b""
        self.complete = False
        self._counted = False
        self._in_body = False
        self._parser = httptools.HttpResponseParser(self)

    @property
    def ends_with_connection(self) -> bool:
        """Whether the end of the connection is the end of this answer."""
        return self._in_body and not self._counted

    def take(self, data: bytes) -> None:
        """More bytes; raises StreamError for what is no HTTP."""
        if data:
            try:
                self._parser.feed_data(data)
            except (httptools.HttpParserError, httptools.HttpParserUpgrade) as error:
                if not self.complete:  # what follows a whole answer is nobody's
                    raise StreamError(Reason.GARBLED, f"the answer is no HTTP: {error}") from error

    def on_message_begin(self) -> None:
        if not self.complete:
            self.body, self._counted, self._in_body = b"", False, False

    def on_header(self, name: bytes, value: bytes) -> None:
        if name.lower() in (b"content-length", b"transfer-encoding"):
            self._counted = True

    def on_headers_complete(self) -> None:
        if not self.complete:
            self.status = self._parser.get_status_code()
            self._in_body = self.status >= 200

    def on_body(self, body: bytes) -> None:
        if not self.complete:
            self.body += body

    def on_message_complete(self) -> None:
        if self.status >= 200:
            self.complete = True
