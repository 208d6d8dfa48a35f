"""Simulated devices of every kind in one shape: what a page shows of them, and what can happen to them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Protocol, TypeVar

from firmware_bridges.simulators.head import Slip

if TYPE_CHECKING:
    from firmware_bridges.simulators.drawer_pty import DrawerSimulator
    from firmware_bridges.simulators.epos import EposSimulator
    from firmware_bridges.simulators.escpos_tcp import EscPosSimulator
    from firmware_bridges.simulators.modem_pty import ModemSimulator
    from firmware_bridges.simulators.pole_pty import PoleSimulator
    from firmware_bridges.simulators.pty_port import PtyPort

State = Mapping[str, bool | str]
Faults = Mapping[str, Callable[[], None]]
Device = TypeVar("Device")
TEXTS_SHOWN = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Simulated:
    """One device. Without `slips` it has no paper; `shows` are the lines on its face, or what came out of it.

    `address` is where a bridge finds it, as in `firmware_bridges.address`; of a device that calls, `mac:…`. One that
    calls is told whom by `call`, which raises ValueError for an address that cannot be.
    """

    kind: str
    start: Callable[[], object]
    stop: Callable[[], None]
    state: Callable[[], State]
    faults: Faults
    address: str = ""
    slips: Callable[[], list[Slip]] | None = None
    shows: Callable[[], list[str]] = list
    call: Callable[[str], None] | None = None


class _Prints(Protocol):
    """What all simulated printers have in common."""

    def start(self) -> object: ...
    def stop(self) -> None: ...
    def slips(self) -> list[Slip]: ...
    def condition(self) -> dict[str, bool | str]: ...


def printer(kind: str, address: str, device: _Prints, faults: Faults) -> Simulated:
    """A printer that listens."""
    return Simulated(
        kind=kind,
        start=device.start,
        stop=device.stop,
        state=device.condition,
        faults=faults,
        address=address,
        slips=device.slips,
    )


def escpos(device: "EscPosSimulator") -> Simulated:
    """An ESC/POS printer, on whatever it hangs."""
    from firmware_bridges.simulators.control import FAULTS

    return printer("escpos", device.address, device, happenings(FAULTS, device))


def epos(device: "EposSimulator") -> Simulated:
    """An ePOS-Print printer."""
    from firmware_bridges.simulators.epos import FAULTS

    return printer("epos", device.base_url, device, happenings(FAULTS, device))


def pole(device: "PoleSimulator") -> Simulated:
    """A customer display; it shows its two lines."""
    return _on_port("pole", device, lambda: list(device.screen()), {"lose_power": device.lose_power})


def modem(device: "ModemSimulator") -> Simulated:
    """A modem; it shows the last texts that arrived on phones, newest first."""
    from firmware_bridges.simulators.modem_pty import FAULTS, Condition

    def texts() -> list[str]:
        return [f"{number}: {text}" for number, text in reversed(device.messages()[-TEXTS_SHOWN:])]

    def state() -> State:
        well = Condition(echo=device.condition.echo)
        return {"powered": device.plugged, "broken": device.condition != well or device.is_deaf}

    return _on_port("modem", device, texts, happenings(FAULTS, device), state)


def drawer(device: "DrawerSimulator") -> Simulated:
    """A cash drawer; it shows how often it has sprung open."""
    return _on_port("drawer", device, lambda: [str(device.openings)], {})


def happenings(table: Mapping[str, Callable[[Device], None]], device: Device) -> Faults:
    """A simulator's faults by name, ready to be called."""
    return {name: partial(happen, device) for name, happen in table.items()}


def _on_port(
    kind: str,
    device: "PtyPort",
    shows: Callable[[], list[str]],
    faults: Faults,
    state: Callable[[], State] | None = None,
) -> Simulated:
    mended = faults.get("restore")

    def restore() -> None:
        device.deaf(False)
        device.plug_in()
        if mended is not None:
            mended()

    cable: Faults = {"unplug": device.unplug, "plug_in": device.plug_in, "deaf": device.deaf}
    return Simulated(
        kind=kind,
        start=device.start,
        stop=device.stop,
        state=state or (lambda: {"powered": device.plugged, "broken": device.is_deaf}),
        faults={**faults, **cable, "restore": restore},
        address=device.address,
        shows=shows,
    )
