"""Letting a kiosk agent in, and telling it which page to open. Its browser gets its token by a pairing code of its own."""

from collections.abc import Sequence

import msgspec

from appliance.devices import rules, service, store
from appliance.devices.model import NAME_MAX, Device, DeviceKind
from appliance.kernel.ids import digest
from appliance.kernel.names import named
from appliance.storage import Reader, Tx

PAGES = {DeviceKind.KITCHEN: "/kitchen/", DeviceKind.FLOOR: "/floor/"}
RENEW_BEFORE_MS = 60_000


def approve(
    tx: Tx,
    agent_hash: bytes,
    *,
    name: str,
    kind: DeviceKind,
    stations: Sequence[str] = (),
    actor: str,
    device: str | None = None,
    address: str | None = None,
) -> Device:
    """A device for the agent that proves itself with the secret behind `agent_hash`; a second time changes nothing.

    Raises Invalid name_needed or station_unknown.
    """
    known = store.device_by_agent(tx, agent_hash)
    if known is not None:
        return known
    device_id, stations = tx.new_id(), service.stations_called(tx, stations)
    store.add_agents_device(
        tx,
        {
            "id": device_id,
            "name": service.free_name(tx, named(name, "A device", NAME_MAX)),
            "kind": kind.value,
            "stations": msgspec.json.encode(list(stations)).decode(),
            "hash": digest(tx.ids.token()),
            "agent_hash": agent_hash,
            "by": actor,
        },
    )
    data = {"kind": kind.value, "stations": list(stations)}
    tx.journal(
        "device_approved", f"device:{device_id}", actor=actor, device=device, address=address, data=data
    )
    return service.device_of(tx, device_id)


def device_of_agent(reader: Reader, secret: str) -> Device | None:
    """The device an agent proves itself for; None when it was never let in or has lost its access."""
    return store.device_by_agent(reader, digest(secret))


def needs_code(reader: Reader, device: Device, now_ms: int) -> bool:
    """Whether the agent's browser still waits for its token, and no good code lies ready for it."""
    if device.browser_at is not None:
        return False
    secret = store.secret(reader)
    ready = secret is not None and store.code_is_good(
        reader, digest(_code(secret, device)), now_ms + RENEW_BEFORE_MS
    )
    return not ready


def make_code(tx: Tx, device: Device) -> None:
    """Lay a code ready for the agent's browser."""
    code = _code(service.ensure_secret(tx), device)
    service.make_code(
        tx,
        code,
        kind=device.kind,
        name=device.name,
        made_by=store.paired_by(tx, device.id),
        for_device=device.id,
    )


def page_for(reader: Reader, device: Device) -> str:
    """What the agent's browser is to show; with the code as long as it has no token."""
    page = PAGES[device.kind]
    secret = store.secret(reader)
    return page if device.browser_at is not None or secret is None else f"{page}#code={_code(secret, device)}"


def _code(secret: bytes, device: Device) -> str:
    return rules.code_from(secret, f"agent:{device.id}", "")
