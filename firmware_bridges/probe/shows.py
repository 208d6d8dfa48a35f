"""What `simulate` can be: each kind of device as something that starts, has news to show, and can be broken by name."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import Any, TypeVar
from urllib.parse import urlsplit

from firmware_bridges.address import HttpAddress, TcpAddress, normal_mac, parse_address
from firmware_bridges.probe.news import calls, changes, more, paper

Device = TypeVar("Device")

DEFAULT_WHERE = "127.0.0.1:9100"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What shall be simulated: where, how wide, for printers that call us as whom, and in which command set."""

    where: str
    columns: int
    token: str
    mac: str
    dialect: str = "escpos"


@dataclass(slots=True)
class Show:
    """A running simulation: a sentence about where it is, what is new on it, and what can happen to it."""

    say: str
    news: Callable[[], list[str]]
    faults: Mapping[str, Callable[[], None]] = field(default_factory=dict)


Open = Callable[[Wanted], AbstractContextManager[Show]]


@contextmanager
def escpos(wanted: Wanted) -> Iterator[Show]:
    """An ESC/POS printer at HOST:PORT, or on a serial line with `pty`."""
    from firmware_bridges.simulators.control import FAULTS
    from firmware_bridges.simulators.escpos_tcp import EscPosSimulator

    with EscPosSimulator("simulated", columns=wanted.columns, **_wire(wanted)) as printer:
        yield Show(f"a printer listens at {printer.address}", paper(printer), _faults(FAULTS, printer))


@contextmanager
def star(wanted: Wanted) -> Iterator[Show]:
    """A Star printer at HOST:PORT, or on a serial line with `pty`."""
    from firmware_bridges.simulators.star_tcp import STAR_FAULTS, StarSimulator

    with StarSimulator("simulated", columns=wanted.columns, **_wire(wanted)) as printer:
        yield Show(
            f"a Star printer listens at {printer.address}", paper(printer), _faults(STAR_FAULTS, printer)
        )


@contextmanager
def epos(wanted: Wanted) -> Iterator[Show]:
    """An Epson printer that is asked over HTTP at HOST:PORT."""
    from firmware_bridges.simulators.epos import FAULTS, EposSimulator

    where = _tcp(wanted)
    with EposSimulator("simulated", host=where.host, port=where.port, columns=wanted.columns) as printer:
        yield Show(f"an ePOS printer listens at {printer.base_url}", paper(printer), _faults(FAULTS, printer))


@contextmanager
def server_direct(wanted: Wanted) -> Iterator[Show]:
    """An Epson printer that fetches its jobs from the appliance at this web address."""
    from firmware_bridges.simulators.epos_server_direct import FAULTS, ServerDirectSimulator

    base, token = _called(wanted, "epson")
    with ServerDirectSimulator(base, normal_mac(wanted.mac), token, columns=wanted.columns) as printer:
        yield Show(f"an Epson printer calls {base}", calls(printer), _faults(FAULTS, printer))


@contextmanager
def cloudprnt(wanted: Wanted) -> Iterator[Show]:
    """A Star printer that fetches its jobs from the appliance at this web address."""
    from firmware_bridges.simulators.cloudprnt import CLOUDPRNT_FAULTS, CloudPrntSimulator

    base, token = _called(wanted, "cloudprnt")
    with CloudPrntSimulator(base, normal_mac(wanted.mac), token, columns=wanted.columns) as printer:
        yield Show(f"a Star printer calls {base}", calls(printer), _faults(CLOUDPRNT_FAULTS, printer))


@contextmanager
def pole(wanted: Wanted) -> Iterator[Show]:
    """A customer display on a serial line."""
    from firmware_bridges.simulators.pole_pty import PoleSimulator

    _on_a_pty(wanted)
    with PoleSimulator(dialect=wanted.dialect) as device:
        shown = changes(lambda: [f"[{row}]" for row in device.screen()])
        yield Show(
            f"a customer display is at {device.address}",
            shown,
            {"lose_power": device.lose_power, **_cable(device)},
        )


@contextmanager
def modem(wanted: Wanted) -> Iterator[Show]:
    """A GSM modem on a serial line."""
    from firmware_bridges.simulators.modem_pty import FAULTS, ModemSimulator

    _on_a_pty(wanted)
    with ModemSimulator() as device:
        sent = more(lambda: [f"{number}: {text}" for number, text in device.messages()])
        yield Show(f"a modem is at {device.address}", sent, {**_faults(FAULTS, device), **_cable(device)})


@contextmanager
def drawer(wanted: Wanted) -> Iterator[Show]:
    """A cash drawer on a serial line."""
    from firmware_bridges.simulators.drawer_pty import DrawerSimulator

    _on_a_pty(wanted)
    with DrawerSimulator() as device:
        opened = more(lambda: ["it springs open"] * device.openings)
        yield Show(f"a cash drawer is at {device.address}", opened, _cable(device))


@contextmanager
def enpc(wanted: Wanted) -> Iterator[Show]:
    """What an Epson network card answers to those who look for it."""
    from firmware_bridges.simulators.enpc import enpc_printer

    host = _host(wanted)
    with enpc_printer(host=host) as device:
        asked = more(lambda: [f"asked: {question.hex(' ')}" for question in device.questions])
        yield Show(f"an Epson printer can be found at {host}, UDP port {device.port}", asked)


@contextmanager
def star_search(wanted: Wanted) -> Iterator[Show]:
    """What a Star network card answers to those who look for it."""
    from firmware_bridges.simulators.star_discovery import star_printer

    host = _host(wanted)
    with star_printer(host=host) as device:
        asked = more(lambda: [f"asked: {question[:28].hex(' ')}" for question in device.questions])
        yield Show(f"a Star printer can be found at {host}, UDP port {device.port}", asked)


@contextmanager
def mdns(wanted: Wanted) -> Iterator[Show]:
    """A printer that announces itself by mDNS."""
    from firmware_bridges.simulators.mdns import MdnsDevice

    where = _tcp(wanted)
    with MdnsDevice("Simulated printer", host=where.host, port=where.port) as device:
        yield Show(f"{device.announced_as!r} is announced on {where.host}", list)


KINDS: dict[str, Open] = {
    "escpos": escpos,
    "star": star,
    "epos": epos,
    "cloudprnt": cloudprnt,
    "server-direct": server_direct,
    "pole": pole,
    "modem": modem,
    "drawer": drawer,
    "enpc": enpc,
    "star-search": star_search,
    "mdns": mdns,
}


def _tcp(wanted: Wanted) -> TcpAddress:
    """HOST:PORT; a port 0 takes a free one. Raises ValueError."""
    host, colon, port = (wanted.where or DEFAULT_WHERE).rpartition(":")
    if colon and port == "0":
        return TcpAddress(host, 0)
    where = parse_address(wanted.where or DEFAULT_WHERE)
    if not isinstance(where, TcpAddress):
        raise ValueError(f"{wanted.where!r} is not HOST or HOST:PORT")
    return where


def _host(wanted: Wanted) -> str:
    """HOST alone: the port is the maker's. Raises ValueError."""
    host = _tcp(wanted).host
    if wanted.where not in ("", host):
        raise ValueError(
            f"{wanted.where!r} is not HOST; the port is the one at which such devices are looked for"
        )
    return host


def _on_a_pty(wanted: Wanted) -> None:
    """Raises ValueError for a place at which this device cannot be."""
    if wanted.where not in ("", "pty"):
        raise ValueError(f"it is on a serial line of its own, not at {wanted.where!r}: leave WHERE out")


def _called(wanted: Wanted, path: str) -> tuple[str, str]:
    """Which web address a printer calls, and with what token: the whole address to call, or its beginning and `--token`.

    Raises ValueError.
    """
    like = f"http://192.0.2.2/{path}/TOKEN"
    parts = urlsplit(wanted.where)
    if parts.scheme != "http" or parts.query or parts.fragment or not _is_web(wanted.where):
        raise ValueError(f"say the address that such a printer calls, like {like}, not {wanted.where!r}")
    _, *named = parts.path.rstrip("/").split("/")
    token = named[1] if len(named) == 2 and named[0] == path else ""
    if named and (not token or wanted.token not in ("", token)):
        raise ValueError(f"{wanted.where!r} and --token together are no address like {like}")
    if not (token or wanted.token):
        raise ValueError(f"say the whole address the appliance gave, like {like}, or its end as --token")
    return f"{parts.scheme}://{parts.netloc}", token or wanted.token


def _is_web(text: str) -> bool:
    try:
        return isinstance(parse_address(text), HttpAddress)
    except ValueError:
        return False


def _wire(wanted: Wanted) -> dict[str, Any]:
    if wanted.where == "pty":
        from firmware_bridges.simulators.pty_wire import PtyWire

        return {"wire": PtyWire()}
    where = _tcp(wanted)
    return {"host": where.host, "port": where.port}


def _faults(table: Mapping[str, Callable[[Device], None]], device: Device) -> dict[str, Callable[[], None]]:
    return {name: partial(happen, device) for name, happen in table.items()}


def _cable(device: Any) -> dict[str, Callable[[], None]]:
    return {"unplug": device.unplug, "plug": device.plug_in, "deaf": device.deaf}
