"""Drives the epos-print-xml library, a client that is not ours: prints or asks, and says what it was told.

Its wheel puts the package under `src`, which is its name once installed.
"""

import base64
import json
import sys

from src.epos import status
from src.epos.constants import Align
from src.epos.document import EposDocument
from src.epos.elements import Feed, Image, Text
from src.epos.printer import Printer


def main(host: str, what: str) -> None:
    """Print to HOST:PORT, or ask it how it is, and write the answer as JSON."""
    printer = Printer(host, request_timeout=10)
    document = EposDocument()
    if what == "print":
        heading = Text("Table 12 <&>\n")
        heading.bold = True
        heading.align = Align.CENTER
        document.add_body(heading)
        document.add_body(Text("2 x Pasta\n"))
        document.add_body(Feed(line=2))
        document.add_body(Image(width=8, height=2, text=base64.b64encode(b"\xff\x81").decode()))
    answer = printer.print(document, autocut=what == "print")
    words = status.parse_code(answer.status or 0)
    print(json.dumps({"success": answer.success, "code": answer.code, "words": words}))


if __name__ == "__main__":
    main(*sys.argv[1:])
