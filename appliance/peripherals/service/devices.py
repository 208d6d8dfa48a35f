"""Adding and changing pole displays and modems."""

from typing import Any

import msgspec

from appliance.kernel.errors import Conflict, Invalid, NotFound
from appliance.kernel.names import named
from appliance.peripherals import store
from appliance.peripherals.model import ChangePeripheral, NewPeripheral, PeripheralRow
from appliance.storage import Reader, Tx


def add(tx: Tx, new: NewPeripheral, *, actor: str, device: str | None = None) -> PeripheralRow:
    """A new device. Raises Invalid for an address, a language or a name that cannot be, Conflict for a second modem."""
    values = msgspec.structs.asdict(new) | {"name": named(new.name, "A device")}
    if new.kind == "modem":
        values["language"] = "at"
        if any(row.kind == "modem" and row.enabled for row in store.devices(tx)):
            raise Conflict("There is a modem already.", code="modem_exists")
    _check(new.kind, values)
    device_id = tx.new_id()
    store.insert_device(tx, {**values, "id": device_id})
    _tell(tx, device_id, "added", actor, device)
    return require(tx, device_id)


def change(
    tx: Tx, device_id: str, wanted: ChangePeripheral, *, actor: str, device: str | None = None
) -> PeripheralRow:
    """Set what is given. Raises NotFound peripheral_unknown, Invalid as `add` does."""
    row = require(tx, device_id)
    given = msgspec.structs.asdict(wanted)
    values: dict[str, Any] = {name: value for name, value in given.items() if value is not msgspec.UNSET}
    if "name" in values:
        values["name"] = named(values["name"], "A device")
    if "enabled" in values:
        values["enabled"] = int(values["enabled"])
    _check(row.kind, {"address": row.address, "language": row.language, **values})
    store.change_device(tx, device_id, values)
    if values:
        _tell(tx, device_id, "changed", actor, device, fields=sorted(values))
    return require(tx, device_id)


def require(reader: Reader, device_id: str) -> PeripheralRow:
    """The device. Raises NotFound peripheral_unknown."""
    row = store.device(reader, device_id)
    if row is None:
        raise NotFound("There is no such device.", code="peripheral_unknown")
    return row


def _check(kind: str, values: dict[str, Any]) -> None:
    address = values["address"]
    if not (address.startswith(("serial:/", "tcp://")) and address.isprintable()):
        raise Invalid("Write the port as serial:/dev/ttyUSB0?baud=9600.", code="bad_address")
    if (kind == "modem") != (values["language"] == "at"):
        raise Invalid("A pole display speaks escpos, cd5220, logic or plain.", code="bad_language")


def _tell(tx: Tx, device_id: str, what: str, actor: str, device: str | None, **more: object) -> None:
    data = {"peripheral_id": device_id, "what": what, **more}
    tx.journal("peripheral_changed", f"peripheral:{device_id}", actor=actor, device=device, data=data)
