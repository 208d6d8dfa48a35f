"""How a CloudPRNT printer puts what it fetched on paper: Star's commands, a picture, or plain text."""

import importlib
import io
from typing import Any

from firmware_bridges.simulators.decoder import Command
from firmware_bridges.simulators.head import ImageMark
from firmware_bridges.simulators.star_decoder import StarDecoder
from firmware_bridges.simulators.star_head import StarHead

_COMMAND_TYPES = ("application/vnd.star.",)
_LF = Command("LF", b"", b"\n")


class CloudPrntHead(StarHead):
    """A Star print head behind an interface that understands more than commands."""

    def print(self, kind: str, body: bytes, headers: dict[str, str], *, torn: bool = False) -> None:
        """One job; `torn` when the paper ends in the middle of it."""
        if headers.get("x-star-cashdrawer") == "start":
            self.obey(Command("BEL", b"", b"\x07"))
        self.beeps += int(headers.get("x-star-buzzerstartpattern", "0"))
        if kind.startswith(_COMMAND_TYPES):
            self._commands(body, torn)
        elif kind == "image/png":
            self._picture(body, torn)
        else:
            self._text(body, torn)
        if not kind.startswith(_COMMAND_TYPES) and not torn and headers.get("x-star-cut", "full") != "none":
            self._cut(1 if headers.get("x-star-cut", "").startswith("partial") else 0)

    def _commands(self, body: bytes, torn: bool) -> None:
        commands = StarDecoder().feed(body)
        for command in commands[: len(commands) // 2] if torn else commands:
            self.obey(command)

    def _picture(self, body: bytes, torn: bool) -> None:
        image: Any = importlib.import_module("PIL.Image").open(io.BytesIO(body)).convert("1")
        height = image.height // 2 if torn else image.height
        rows = image.point(lambda dot: 255 - dot).crop((0, 0, image.width, max(1, height)))
        self.current.marks.append(ImageMark((image.width + 7) // 8, rows.tobytes()))
        self.current.raw += body

    def _text(self, body: bytes, torn: bool) -> None:
        lines = body.decode("utf-8", "replace").splitlines()
        for line in lines[: len(lines) // 2] if torn else lines:
            self._characters(line.encode("cp437", "replace"))
            self.obey(_LF)
