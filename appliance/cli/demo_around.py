"""What stands around the demo restaurant and is not set up: a device of every kind, to be found, added, tried and broken."""

import contextlib
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Self, TypeVar

from appliance.cli import demo_kept
from appliance.cli.demo_screen import AskingScreen
from appliance.cli.demo_search import demo_finders
from appliance.printing import all_printers, move_printer
from appliance.storage import Tx
from firmware_bridges.discovery import Finder
from firmware_bridges.simulators import callers, simulated
from firmware_bridges.simulators.drawer_pty import DrawerSimulator
from firmware_bridges.simulators.epos import EposSimulator
from firmware_bridges.simulators.escpos_tcp import EscPosSimulator
from firmware_bridges.simulators.modem_pty import ModemSimulator
from firmware_bridges.simulators.pole_pty import PoleSimulator
from firmware_bridges.simulators.pty_wire import PtyWire
from firmware_bridges.simulators.simulated import Simulated

LABELS = {
    "new": "Epson TM-T88V",
    "unknown": "Unknown printer",
    "web": "Epson TM-m30",
    "cloud": "Star mC-Print3",
    "direct": "Epson TM-m50",
    "label": "Label printer",
    "pole": "Pole display",
    "modem": "GSM modem",
    "till": "Cash drawer",
    "screen": "Kitchen screen",
}
CLOUD_MAC, DIRECT_MAC = "001162d0e001", "b0e892d0e002"
MODEL = "TM-T88V"
_LABEL_COLUMNS = 32

Made = TypeVar("Made")


class Around:
    """The devices by name. `base_url` is where this demo is reached from this computer; `data` is its directory."""

    def __init__(self, base_url: str, data: Path) -> None:
        self._data = data
        self._kept = demo_kept.load(data)
        self._before = dict(self._kept.addresses)
        self._kept.folder = demo_kept.own_folder(self._kept.folder)
        self._screen = AskingScreen(base_url)
        self._ended = False
        self.devices = self._made(base_url)
        self._kept.addresses = self.addresses()
        demo_kept.save(data, self._kept)

    def start(self) -> Self:
        """Switch all on; printers that were told whom to call go on calling."""
        for device in self.devices.values():
            device.start()
        for name, url in self._kept.calls.items():
            with contextlib.suppress(ValueError, KeyError):
                self._call(name, url)
        return self

    def stop(self) -> None:
        """Switch all off for good; a second time changes nothing."""
        if self._ended:
            return
        self._ended = True
        for device in self.devices.values():
            device.stop()
        shutil.rmtree(self._kept.folder, ignore_errors=True)

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    def addresses(self) -> dict[str, str]:
        """Where each device is found, of those that are found somewhere."""
        return {name: device.address for name, device in self.devices.items() if device.address}

    def call(self, name: str, url: str) -> None:
        """Tell a printer whom to call, now and at later starts. KeyError, ValueError as `Simulated.call`."""
        self._call(name, url)
        self._kept.calls[name] = url
        demo_kept.save(self._data, self._kept)

    def reconnect(self, tx: Tx) -> None:
        """Printers that were added follow where another port had to be taken than at the last start."""
        now = self.addresses()
        moved = {address: now[name] for name, address in self._before.items() if name in now}
        for row in all_printers(tx):
            if moved.get(row.address, row.address) != row.address:
                move_printer(tx, row.id, moved[row.address])

    def finders(self) -> list[Finder]:
        """How a search on this computer comes across what is here."""
        addresses = self.addresses()
        return demo_finders(MODEL, addresses["new"], LABELS["label"], addresses["label"])

    def _call(self, name: str, url: str) -> None:
        call = self.devices[name].call
        if call is None:
            raise KeyError(name)
        call(url)

    def _made(self, base_url: str) -> dict[str, Simulated]:
        def port(name: str) -> str:
            return f"{self._kept.folder}/{name}"

        label = PtyWire(path=port("label"))
        return {
            "new": simulated.escpos(self._listening("new", lambda at: EscPosSimulator("new", port=at))),
            "unknown": simulated.escpos(
                self._listening("unknown", lambda at: EscPosSimulator("unknown", port=at))
            ),
            "web": simulated.epos(self._listening("web", lambda at: EposSimulator("web", port=at))),
            "cloud": callers.cloudprnt(base_url, CLOUD_MAC),
            "direct": callers.server_direct(base_url, DIRECT_MAC),
            "label": simulated.escpos(EscPosSimulator("label", columns=_LABEL_COLUMNS, wire=label)),
            "pole": simulated.pole(PoleSimulator(path=port("pole"))),
            "modem": simulated.modem(ModemSimulator(path=port("modem"))),
            "till": simulated.drawer(DrawerSimulator(path=port("till"))),
            "screen": self._screen.simulated(),
        }

    def _listening(self, name: str, make: Callable[[int], Made]) -> Made:
        """A device at the port it had at the last start, or at a free one."""
        try:
            return make(demo_kept.port_of(self._before.get(name, "")))
        except OSError:
            return make(0)
