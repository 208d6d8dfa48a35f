"""Program: `comanda` as it is, writing down where its Python sockets send: `watched.py FILE demo …`.

A line of FILE is a socket's own address and the one it connects or sends to, as JSON.
"""

import contextlib
import json
import socket
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def watch(file: Path) -> None:
    """From now on every connection and packet of the Internet's kind stands in the file."""
    lines = file.open("a", buffering=1)

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        if event in ("socket.connect", "socket.sendto", "socket.sendmsg"):
            ours, theirs = arguments[:2]
            if isinstance(ours, socket.socket) and ours.family in (socket.AF_INET, socket.AF_INET6):
                own = ("", 0)
                with contextlib.suppress(OSError):
                    own = ours.getsockname()
                print(json.dumps([own[0], theirs]), file=lines)

    sys.addaudithook(hook)


def main() -> None:
    watch(Path(sys.argv.pop(1)))
    sys.path.insert(0, str(ROOT))
    from appliance.cli import main as comanda

    comanda(prog_name="comanda")


if __name__ == "__main__":
    main()
