"""The print head of a simulated ePOS-Print printer: takes XML strictly by the manual and leaves marks on paper."""

import base64
import binascii
import re
from collections.abc import Iterator
from dataclasses import replace
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from firmware_bridges.simulators.head import ImageMark, Line, Mark, QrMark, Slip, Span, Style

NAMESPACE = "http://www.epson-pos.com/schemas/2011/03/epos-print"
MAX_SLIPS = 500
_TRUTH = re.compile(r"true|false|1|0")
_BYTE = re.compile(r"[0-9]|[1-9][0-9]|1[0-9]{2}|2[0-4][0-9]|25[0-5]")
_SIZE = re.compile(r"[1-8]")
_DOTS = re.compile(r"[0-9]{1,5}")
_ALIGN = re.compile(r"left|center|right")
_COLOUR = re.compile(r"none|color_[1-4]")
_KNOWN: dict[str, dict[str, re.Pattern[str]]] = {
    "text": {
        "lang": re.compile(r"en|de|fr|it|es|ja|ko|zh-hans|zh-hant|mul"), "font": re.compile(r"font_[a-e]"),
        "smooth": _TRUTH, "align": _ALIGN, "dw": _TRUTH, "dh": _TRUTH, "width": _SIZE, "height": _SIZE,
        "em": _TRUTH, "ul": _TRUTH, "reverse": _TRUTH, "color": _COLOUR, "linespc": _BYTE, "rotate": _TRUTH,
    },
    "feed": {"line": _BYTE, "unit": _BYTE, "linespc": _BYTE},
    "image": {
        "width": _DOTS, "height": _DOTS, "color": _COLOUR, "align": _ALIGN, "mode": re.compile(r"mono|gray16"),
    },
    "symbol": {
        "type": re.compile(r"qrcode_model_[12]"), "level": re.compile(r"level_[lmqh]|default"), "align": _ALIGN,
        "width": re.compile(r"[1-9]|1[0-6]"), "height": _BYTE, "size": _DOTS,
    },
    "cut": {"type": re.compile(r"no_feed|feed|reserve")},
    "pulse": {"drawer": re.compile(r"drawer_[12]"), "time": re.compile(r"pulse_[1-5]00")},
    "sound": {
        "pattern": re.compile(r"none|pattern_([a-e]|[1-9]|10)|error|paper_end"), "repeat": _BYTE, "cycle": _DOTS,
    },
}  # fmt: skip
_NEEDED = {"image": ("width", "height"), "symbol": ("type",)}


class SchemaError(Exception):
    """The request is not what the manual's schema allows."""


def read_request(body: bytes) -> Element:
    """The `epos-print` element of a request, alone or in an envelope; raises SchemaError."""
    try:
        root = ElementTree.fromstring(body)  # noqa: S314 - a simulator reads what we wrote ourselves
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise SchemaError(str(error)) from error
    tag = f"{{{NAMESPACE}}}epos-print"
    found = root if root.tag == tag else root.find(f".//{tag}")
    if found is None:
        raise SchemaError("no epos-print in the request")
    for node in found:
        _check(node)
    return found


def _check(node: Element) -> None:
    space, _, tag = node.tag.rpartition("}")
    if space != f"{{{NAMESPACE}" or tag not in _KNOWN or len(node):
        raise SchemaError(f"{node.tag} has no place here")
    for name, value in node.attrib.items():
        if name not in _KNOWN[tag] or not _KNOWN[tag][name].fullmatch(value):
            raise SchemaError(f'{tag} {name}="{value}"')
    if any(name not in node.attrib for name in _NEEDED.get(tag, ())):
        raise SchemaError(f"{tag} lacks an attribute")


class EposHead:
    """Prints checked requests; the latest cut slips stand in `slips`, the one in the printer is `current`."""

    def __init__(self, columns: int) -> None:
        self.columns = columns
        self.slips: list[Slip] = []
        self.current = Slip(1, columns)
        self.cuts = 0
        self.kicks: list[int] = []
        """The pin of every pulse."""
        self.beeps = 0

    def steps(self, request: Element) -> Iterator[str]:
        """Print a request piece by piece: yields `line` after each, `kick` after a pulse. A request begins afresh."""
        self._style, self._align = Style(), "left"
        self._line: list[Span] = []
        self._used = 0
        self.current.raw += ElementTree.tostring(request)
        for node in request:
            yield from self._obey(node.tag.rpartition("}")[2], node)
        if self._line:
            yield self._end_line()

    def _obey(self, tag: str, node: Element) -> Iterator[str]:
        if "align" in node.attrib and not self._line:
            self._align = node.attrib["align"].replace("center", "centre")
        match tag:
            case "text":
                yield from self._text(node)
            case "feed":
                for _ in range(int(node.attrib.get("line", "1"))):
                    yield self._end_line()
            case "image" | "symbol":
                yield self._mark(_image(node, self._align) if tag == "image" else _symbol(node, self._align))
            case "cut":
                self._cut()
            case "pulse":
                self.kicks.append(5 if node.attrib.get("drawer") == "drawer_2" else 2)
                yield "kick"
            case "sound":
                self.beeps += int(node.attrib.get("repeat", "1"))

    def _text(self, node: Element) -> Iterator[str]:
        said = node.attrib
        changes: dict[str, bool | int] = {}
        for name, field in (("em", "bold"), ("reverse", "reverse"), ("ul", "underline")):
            if name in said:
                changes[field] = said[name] in ("true", "1")
        for field, double in (("width", "dw"), ("height", "dh")):
            if double in said:
                changes[field] = 2 if said[double] in ("true", "1") else 1
            if field in said:
                changes[field] = int(said[field])
        self._style = replace(self._style, **changes)  # type: ignore[arg-type]
        for character in node.text or "":
            if character == "\n" or self._used + self._style.width > self.columns:
                yield self._end_line()
            if character != "\n":
                self._put(character)

    def _put(self, character: str) -> None:
        self._used += self._style.width
        if self._line and self._line[-1].style == self._style:
            self._line[-1] = Span(self._line[-1].text + character, self._style)
        else:
            self._line.append(Span(character, self._style))

    def _end_line(self) -> str:
        line = Line(tuple(self._line), self._align)
        self._line, self._used = [], 0
        return self._mark(line)

    def _mark(self, mark: Mark) -> str:
        self.current.marks.append(mark)
        return "line"

    def _cut(self) -> None:
        self.current.cut = "partial"
        self.slips.append(self.current)
        self.cuts += 1
        del self.slips[:-MAX_SLIPS]
        self.current = Slip(self.current.number + 1, self.columns)


def _image(node: Element, align: str) -> ImageMark:
    width_bytes = (int(node.attrib["width"]) + 7) // 8
    try:
        bits = base64.b64decode(node.text or "", validate=True)
    except binascii.Error as error:
        raise SchemaError("an image that is not base64") from error
    if len(bits) != width_bytes * int(node.attrib["height"]):
        raise SchemaError(f"an image of {len(bits)} bytes")
    return ImageMark(width_bytes, bits, align)


def _symbol(node: Element, align: str) -> QrMark:
    data = re.sub(r"\\(\\|x[0-9a-fA-F]{2})", _unescaped, node.text or "")
    return QrMark(data, int(node.attrib.get("width", "3")), align)


def _unescaped(found: re.Match[str]) -> str:
    return "\\" if found[1] == "\\" else chr(int(found[1][1:], 16))
