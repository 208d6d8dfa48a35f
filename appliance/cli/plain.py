"""What a command prints, whatever stands in the restaurant's file: no control character reaches the terminal."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from typing import Any, TextIO, cast

from firmware_bridges.sanitise import printable


class Plain:
    """A text stream like the one it writes to; of what is written only characters that can be seen go on, and line ends."""

    encoding = "utf-8"

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        """Write `text`; what the terminal's own encoding lacks becomes a question mark. Returns its length."""
        seen = plain(text)
        try:
            self._stream.write(seen)
        except UnicodeEncodeError:
            own = self._stream.encoding
            self._stream.write(seen.encode(own, "replace").decode(own))
        return len(text)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


@contextmanager
def plain_output() -> Iterator[None]:
    """Meanwhile whatever is printed, on either stream, is plain."""
    out, errors = cast(TextIO, Plain(sys.stdout)), cast(TextIO, Plain(sys.stderr))
    with redirect_stdout(out), redirect_stderr(errors):
        yield


def plain(text: str) -> str:
    """`text` without anything a terminal could take for a command; its lines stay lines."""
    return "\n".join(printable(line, 4 * len(line) + 1) for line in text.split("\n"))
