"""XML in and out: what we write can hold no foreign markup, what we read can neither expand nor fetch anything."""

import re
from xml.etree import ElementTree
from xml.etree.ElementTree import Element
from xml.sax.saxutils import quoteattr

NAMESPACE = "http://www.epson-pos.com/schemas/2011/03/epos-print"
LARGEST_REPLY = 64 * 1024

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ENTITIES = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": "&#10;", "\r": "&#13;"}
)


class EposError(ValueError):
    """What came from the device or the network is no message of this protocol."""


def escaped(text: str) -> str:
    """`text` as content of an element; characters that XML cannot hold are dropped."""
    return _NOT_XML.sub("", text).translate(_ENTITIES)


def element(tag: str, content: str = "", /, **attributes: str | int) -> str:
    """An element around ready markup."""
    head = tag + "".join(f" {name}={quoteattr(str(value))}" for name, value in attributes.items())
    return f"<{head}>{content}</{tag}>" if content else f"<{head}/>"


def parsed(data: bytes) -> Element:
    """The root of a small UTF-8 document without a DOCTYPE, hence without entities of its own; raises EposError."""
    if len(data) > LARGEST_REPLY:
        raise EposError(f"{len(data)} bytes are too many")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise EposError("not UTF-8") from error
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise EposError("a DOCTYPE has no place here")
    parser = ElementTree.XMLParser(encoding="utf-8")  # noqa: S314 - small, and entities are refused above
    try:
        parser.feed(text.strip())
        root: Element = parser.close()
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise EposError(f"not XML: {error}") from error
    return root


def local_name(node: Element) -> str:
    """The tag without its namespace; printers differ in the namespaces they answer with."""
    return node.tag.rpartition("}")[2]


def named(root: Element, name: str) -> list[Element]:
    """The root or descendants of that local name, in document order."""
    return [node for node in root.iter() if local_name(node) == name]
