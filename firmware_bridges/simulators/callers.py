"""Printers that call a server, waiting until somebody tells them whom: they begin to call then, and not before."""

import re

from firmware_bridges.simulators.cloudprnt import CLOUDPRNT_FAULTS, CloudPrntSimulator
from firmware_bridges.simulators.epos_server_direct import FAULTS, ServerDirectSimulator
from firmware_bridges.simulators.simulated import Faults, Simulated, State, happenings

POLL_S = 3.0
"""Short enough to watch, and a wrong address is not asked so often that the appliance shuts its door."""
_ADDRESS = re.compile(r"(?:https?://[^/?#\s]+)?/(cloudprnt|epson)/([A-Za-z0-9_-]{1,200})")


def cloudprnt(base_url: str, mac: str, poll_s: float = POLL_S) -> Simulated:
    """A CloudPRNT printer that calls the server at `base_url` and no other, whatever host its address names."""
    device = CloudPrntSimulator(base_url, mac, "", poll_s)
    return _caller("cloudprnt", "cloudprnt", base_url, mac, device, happenings(CLOUDPRNT_FAULTS, device))


def server_direct(base_url: str, mac: str, poll_s: float = POLL_S) -> Simulated:
    """The same with Server Direct Print."""
    device = ServerDirectSimulator(base_url, mac, "", poll_s)
    return _caller("server_direct", "epson", base_url, mac, device, happenings(FAULTS, device))


def _caller(
    kind: str,
    folder: str,
    base_url: str,
    mac: str,
    device: CloudPrntSimulator | ServerDirectSimulator,
    faults: Faults,
) -> Simulated:
    begun = False

    def call(url: str) -> None:
        nonlocal begun
        found = _ADDRESS.fullmatch(url.strip())
        if found is None or found[1] != folder:
            raise ValueError(f"it looks like http://…/{folder}/…")
        device.call_at(base_url, found[2])
        if not begun:
            begun = True
            device.start()

    def state() -> State:
        return {**device.condition(), "call": (device.last_call or "calling") if begun else "waits"}

    return Simulated(
        kind=kind,
        start=_nothing,
        stop=device.stop,
        state=state,
        faults=faults,
        address=f"mac:{mac}",
        slips=device.slips,
        call=call,
    )


def _nothing() -> None:
    """It waits to be told whom to call."""
