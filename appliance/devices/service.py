"""Pairing codes, pairing, and taking a device's access away."""

from collections.abc import Sequence

import msgspec

from appliance.devices import rules, store
from appliance.devices.model import NAME_MAX, ChangeDevice, Device, DeviceKind, ListedDevice
from appliance.devices.presence import Presence
from appliance.kernel import names
from appliance.kernel.errors import Conflict, Invalid, NotFound
from appliance.kernel.ids import digest
from appliance.kernel.names import named
from appliance.storage import Reader, Tx

CODE_LIFETIME_S = 600


def ensure_secret(tx: Tx) -> bytes:
    """The appliance's own key for codes and device tokens; made at the first call."""
    found = store.secret(tx)
    if found is None:
        found = tx.ids.token().encode()
        store.save_secret(tx, found)
    return found


def code_for(tx: Tx, scope: str, key: str) -> str:
    """The pairing code that belongs to one request: the same for its repetition."""
    return rules.code_from(ensure_secret(tx), scope, key)


def code_again(reader: Reader, scope: str, key: str) -> str:
    """The code that `code_for` made for this request; "" when there can be none yet."""
    secret = store.secret(reader)
    return "" if secret is None else rules.code_from(secret, scope, key)


def make_code(
    tx: Tx,
    code: str,
    *,
    kind: DeviceKind,
    name: str,
    stations: Sequence[str] = (),
    made_by: str,
    uses: int = 1,
    lifetime_s: int = CODE_LIFETIME_S,
    for_device: str | None = None,
    device: str | None = None,
    address: str | None = None,
) -> int:
    """Let `uses` devices pair with `code` (8 digits) during `lifetime_s`; returns when it runs out (ms).

    `for_device` lets the browser of a device that is known already in, instead of a new one. Raises Invalid
    name_needed or station_unknown.
    """
    name, stations = named(name, "A device", NAME_MAX), stations_called(tx, stations)
    expires_at = tx.now_ms + lifetime_s * 1000
    store.add_code(
        tx,
        {
            "hash": digest(rules.typed_code(code)),
            "name": name,
            "kind": kind.value,
            "stations": msgspec.json.encode(list(stations)).decode(),
            "uses": uses,
            "expires_at": expires_at,
            "made_by": made_by,
            "for_device": for_device,
        },
    )
    data = {"kind": kind.value, "stations": list(stations), "uses": uses, "expires_at": expires_at}
    tx.journal("pairing_code_made", "devices", actor=made_by, device=device, address=address, data=data)
    return expires_at


def stations_called(reader: Reader, wanted: Sequence[str]) -> list[str]:
    """The ids of stations that are given by id or name. Raises Invalid station_unknown."""
    known = store.stations(reader) if wanted else {}
    found = {one: rules.id_called(one, known) for one in wanted}
    unknown = [one for one, station in found.items() if station is None]
    if unknown:
        there_are = ", ".join(known.values()) or "none yet"
        raise Invalid(
            f"There is no station called {unknown[0]}; there are: {there_are}.",
            code="station_unknown",
            details=unknown,
        )
    return [station for station in found.values() if station is not None]


def pair(tx: Tx, code: str, token: str, address: str | None = None) -> Device:
    """Turn a code into a device that is proved by `token`. Raises NotFound (pairing_code_unknown)."""
    row = store.use_code(tx, digest(rules.typed_code(code)))
    if row is None:
        raise NotFound(
            "This code is unknown, used or too old; please ask for a new one.", code="pairing_code_unknown"
        )
    device_id = row["device_id"] or tx.new_id()
    if row["device_id"] is None:
        store.add_device(tx, device_id, free_name(tx, row["name"]), digest(token), row)
    elif not store.let_browser_in(tx, device_id, digest(token)):
        raise NotFound("This screen has no access any more.", code="pairing_code_unknown")
    paired = device_of(tx, device_id)
    data = {"kind": paired.kind.value, "stations": list(paired.stations), "made_by": row["made_by"]}
    tx.journal(
        "device_paired",
        f"device:{device_id}",
        actor=row["made_by"],
        device=device_id,
        address=address,
        data=data,
    )
    return paired


def free_name(reader: Reader, wanted: str) -> str:
    """This name for a new device; with a number behind it where another has it already."""
    return names.free_name(wanted, [one.name for one in store.devices(reader)], NAME_MAX)


def revoke(
    tx: Tx, device_id: str, *, actor: str, device: str | None = None, address: str | None = None
) -> Device:
    """Take the access away at once; a second time changes nothing. Raises NotFound."""
    if store.revoke(tx, device_id):
        data = {"device_id": device_id}
        tx.journal(
            "device_revoked", f"device:{device_id}", actor=actor, device=device, address=address, data=data
        )
    return device_of(tx, device_id)


def change(
    tx: Tx,
    device_id: str,
    wanted: ChangeDevice,
    *,
    actor: str,
    device: str | None = None,
    address: str | None = None,
) -> Device:
    """Another name or other stations; its screen comes back with them by itself.

    Raises NotFound, Invalid name_needed or station_unknown, Conflict name_taken.
    """
    before = device_of(tx, device_id)
    name = before.name if wanted.name is None else named(wanted.name, "A device", NAME_MAX)
    others = [one.name for one in store.devices(tx) if one.id != device_id]
    if name != before.name and names.free_name(name, others, NAME_MAX) != name:
        raise Conflict(f"Another device is called {name} already; choose another name.", code="name_taken")
    stations = before.stations if wanted.stations is None else tuple(stations_called(tx, wanted.stations))
    if not store.change(tx, device_id, name, msgspec.json.encode(stations).decode()):
        raise NotFound("There is no such device.", code="device_unknown")
    after = device_of(tx, device_id)
    if after != before:
        data = {"device_id": device_id, "stations": list(stations), "renamed": after.name != before.name}
        tx.journal(
            "device_changed", f"device:{device_id}", actor=actor, device=device, address=address, data=data
        )
    return after


def devices(reader: Reader) -> list[Device]:
    """Devices with access, the oldest first."""
    return store.devices(reader)


def note_seen(tx: Tx, device_ids: list[str]) -> None:
    """Write down that these devices are there. No event: nothing has changed."""
    store.note_seen(tx, device_ids)


def listed(reader: Reader, presence: Presence) -> list[ListedDevice]:
    """The same with who is there now."""
    return [
        ListedDevice(
            one.id,
            one.name,
            one.kind,
            one.stations,
            one.paired_at,
            presence.online(one.id),
            presence.silent_s(one.id),
            one.last_seen_at,
            presence.knocks.report_of(one.id),
        )
        for one in store.devices(reader)
    ]


def device_of(reader: Reader, device_id: str) -> Device:
    """One device, revoked or not; raises NotFound."""
    found = store.device(reader, device_id)
    if found is None:
        raise NotFound("There is no such device.", code="device_unknown")
    return found
