"""An address that falls silent, as that of a host without power: connecting is neither refused nor answered."""

import contextlib
import socket

_FILLED_WITHIN_S = 0.2


class SilentPort:
    """Lets nobody more in at a listening socket, whose owner accepts nobody meanwhile.

    While its queue is full the kernel drops every further request without a word (listen(2)), so whoever connects
    waits for its own deadline.
    """

    def __init__(self, listening: socket.socket) -> None:
        listening.listen(0)
        self._queued = socket.socket(listening.family, socket.SOCK_STREAM)
        self._queued.settimeout(_FILLED_WITHIN_S)
        with contextlib.suppress(TimeoutError):  # somebody else waits in the queue already
            self._queued.connect(listening.getsockname())

    def close(self) -> None:
        """Leave the queue; the listening socket is its owner's."""
        self._queued.close()
