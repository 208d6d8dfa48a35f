"""Addresses of devices as people and rows write them: one line that says the wire and where it leads."""

import ipaddress
import re
import urllib.parse
from dataclasses import dataclass
from typing import Literal, cast, get_args

DEFAULT_PORT = 9100
DEFAULT_BAUD = 9600
BAUDS = (1200, 2400, 4800, 9600, 19200, 38400, 57600, 115200, 230400, 460800, 921600)

Flow = Literal["xonxoff", "rtscts", "dsrdtr", "none"]
"""How a serial device says "wait": by bytes, by the RTS/CTS or the DSR/DTR wire, or not at all."""

_HOST = re.compile(r"[A-Za-z0-9_]([A-Za-z0-9_.-]{0,252}[A-Za-z0-9_])?")
_PATH = re.compile(r"/[A-Za-z0-9_.:@+/-]{1,254}")
_USB = re.compile(r"([0-9a-fA-F]{4}):([0-9a-fA-F]{4})(?::([!-~]{1,126}))?")
_PRINTABLE = re.compile(r"[!-~]+")
_MAC = re.compile(r"[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class TcpAddress:
    """`tcp://192.0.2.10:9100`; the port may be left out, an IPv6 host stands in brackets."""

    host: str
    port: int = DEFAULT_PORT

    def __str__(self) -> str:
        return f"tcp://{_bracketed(self.host)}:{self.port}"

    def at(self, host: str) -> "TcpAddress":
        """The same port of another host."""
        return TcpAddress(host, self.port)


@dataclass(frozen=True, slots=True)
class UsbLpAddress:
    """`usb:/dev/usb/lp0`: a printer that the kernel's usblp drives."""

    path: str

    def __str__(self) -> str:
        return f"usb:{self.path}"


@dataclass(frozen=True, slots=True)
class UsbRawAddress:
    """`usb:04b8:0202` or `usb:04b8:0202:SERIAL`: a printer that no kernel driver has taken."""

    vendor: int
    product: int
    serial: str | None = None

    def __str__(self) -> str:
        tail = f":{self.serial}" if self.serial else ""
        return f"usb:{self.vendor:04x}:{self.product:04x}{tail}"


@dataclass(frozen=True, slots=True)
class SerialAddress:
    """`serial:/dev/ttyUSB0?baud=9600&flow=xonxoff`; both settings may be left out.

    XON/XOFF is what is assumed, because a device that uses wires instead never sends those bytes.
    """

    path: str
    baud: int = DEFAULT_BAUD
    flow: Flow = "xonxoff"

    def __str__(self) -> str:
        return f"serial:{self.path}?baud={self.baud}&flow={self.flow}"


@dataclass(frozen=True, slots=True)
class HttpAddress:
    """`http://192.0.2.10/`: a device that takes its jobs as web requests."""

    url: str

    def __str__(self) -> str:
        return self.url

    @property
    def host(self) -> str:
        """Who is asked."""
        return urllib.parse.urlsplit(self.url).hostname or ""

    def at(self, host: str) -> "HttpAddress":
        """The same service of another host."""
        parts = urllib.parse.urlsplit(self.url)
        port = "" if parts.port is None else f":{parts.port}"
        return HttpAddress(parts._replace(netloc=f"{_bracketed(host)}{port}").geturl())


@dataclass(frozen=True, slots=True)
class MacAddress:
    """`mac:001162aabbcc`: a device that asks for its jobs itself."""

    mac: str

    def __str__(self) -> str:
        return f"mac:{self.mac}"


Address = TcpAddress | UsbLpAddress | UsbRawAddress | SerialAddress | HttpAddress | MacAddress


def parse_address(text: str) -> Address:
    """The address a line of text means; a bare HOST or HOST:PORT is a TCP one.

    Raises ValueError with one sentence for the person who wrote it.
    """
    scheme, colon, rest = text.strip().partition(":")
    match scheme.lower() if colon else "":
        case "tcp":
            return _tcp(rest.removeprefix("//").removesuffix("/"))
        case "usb":
            return _usb(rest)
        case "serial":
            return _serial(rest)
        case "http" | "https":
            return _http(text.strip())
        case "mac":
            return MacAddress(normal_mac(rest))
        case _:
            return _tcp(text.strip())


def normal_mac(text: str) -> str:
    """A MAC as 12 lower-case hex digits, however its pairs are parted; ValueError when it is none."""
    mac = re.sub(r"[:.-]", "", text.strip()).lower()
    if not _MAC.fullmatch(mac):
        raise ValueError(f"{text!r} is not a MAC address like 00:11:62:aa:bb:cc")
    return mac


def _tcp(text: str) -> TcpAddress:
    if text.startswith("["):
        host, bracket, tail = text[1:].partition("]")
        tail = tail if bracket else "]"
    elif text.count(":") > 1:
        host, tail = text, ""
    else:
        host, _, port = text.partition(":")
        tail = f":{port}" if port or text.endswith(":") else ""
    number = tail.removeprefix(":") if tail else str(DEFAULT_PORT)
    if not _is_host(host) or (tail and tail[0] != ":") or not _is_port(number):
        raise ValueError(f"{text!r} is not a network address like 192.0.2.10:9100")
    return TcpAddress(host, int(number))


def _is_host(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return bool(_HOST.fullmatch(host))
    return True


def _is_port(port: str) -> bool:
    return port.isascii() and port.isdigit() and len(port) <= 5 and 1 <= int(port) <= 65_535


def _usb(rest: str) -> UsbLpAddress | UsbRawAddress:
    if rest.startswith("/"):
        return UsbLpAddress(_device_path(rest))
    found = _USB.fullmatch(rest)
    if found is None:
        raise ValueError(f"{rest!r} is not a USB printer like /dev/usb/lp0 or 04b8:0202:SERIAL")
    return UsbRawAddress(int(found[1], 16), int(found[2], 16), found[3])


def _serial(rest: str) -> SerialAddress:
    path, _, query = rest.partition("?")
    try:
        settings = dict(urllib.parse.parse_qsl(query, strict_parsing=bool(query), max_num_fields=4))
    except ValueError:
        raise ValueError(f"{query!r} is not a list of settings like baud=9600&flow=xonxoff") from None
    baud, flow = settings.pop("baud", str(DEFAULT_BAUD)), settings.pop("flow", "xonxoff")
    if settings:
        raise ValueError(f"a serial line has no setting called {next(iter(settings))!r}")
    if baud not in map(str, BAUDS):
        raise ValueError(f"{baud!r} is not a usual speed; try 9600, 19200, 38400 or 115200")
    if flow not in get_args(Flow):
        raise ValueError(f"{flow!r} is not a flow control; there are {', '.join(get_args(Flow))}")
    return SerialAddress(_device_path(path), int(baud), cast(Flow, flow))


def _device_path(path: str) -> str:
    if not _PATH.fullmatch(path) or ".." in path.split("/"):
        raise ValueError(f"{path!r} is not the path of a device like /dev/usb/lp0 or /dev/ttyUSB0")
    return path


def _http(text: str) -> HttpAddress:
    try:
        parts = urllib.parse.urlsplit(text)
        usable = _is_host(parts.hostname or "") and parts.port != 0 and parts.username is None
    except ValueError:
        usable = False
    if not usable or not _PRINTABLE.fullmatch(text) or len(text) > 500:
        raise ValueError(f"{text!r} is not a web address like http://192.0.2.10/")
    return HttpAddress(text)


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host
