"""Adding, changing and calibrating drawers."""

from typing import Any

import msgspec

from appliance.drawers import store
from appliance.drawers.model import Calibrated, ChangeDrawer, DrawerRow, NewDrawer, Who
from appliance.drawers.service import kicking
from appliance.drawers.words import words_for
from appliance.kernel.errors import Conflict, Invalid
from appliance.kernel.names import named
from appliance.printing import printer_names
from appliance.storage import Tx

MAX_KICK_BYTES = 32


def add(tx: Tx, new: NewDrawer, who: Who) -> DrawerRow:
    """A new drawer. Raises Invalid for one that is on nothing or on two things, without a name, or whose bytes cannot be
    read.
    """
    if (new.printer_id is None) == (new.address is None):
        raise Invalid("A drawer hangs on a printer or on a port of its own.", code="drawer_on_what")
    if new.printer_id is not None and new.printer_id not in printer_names(tx):
        raise Invalid("There is no such printer.", code="printer_unknown")
    if new.address is not None and not _is_port(new.address):
        raise Invalid("Write the port as serial:/dev/ttyUSB0?baud=9600.", code="bad_address")
    drawer_id = tx.new_id()
    values = msgspec.structs.asdict(new) | {"name": named(new.name, "A drawer")}
    values["kick_bytes"] = _bytes(values.pop("kick_hex"))
    store.insert(tx, {**values, "id": drawer_id})
    _tell(tx, drawer_id, who, "added")
    return kicking.require(tx, drawer_id)


def change(tx: Tx, drawer_id: str, wanted: ChangeDrawer, who: Who) -> DrawerRow:
    """Set what is given. Raises NotFound drawer_unknown, Invalid for bytes that cannot be read or no name."""
    kicking.require(tx, drawer_id)
    given = {
        name: value for name, value in msgspec.structs.asdict(wanted).items() if value is not msgspec.UNSET
    }
    values: dict[str, Any] = {name: value for name, value in given.items() if name != "kick_hex"}
    if "kick_hex" in given:
        values["kick_bytes"] = _bytes(given["kick_hex"])
    if "name" in given:
        values["name"] = named(given["name"], "A drawer")
    if "enabled" in given:
        values["enabled"] = int(given["enabled"])
    store.change(tx, drawer_id, values)
    if values:
        _tell(tx, drawer_id, who, "changed", fields=sorted(values))
    return kicking.require(tx, drawer_id)


def calibrate(tx: Tx, drawer_id: str, step: str, level: bool | None, who: Who, language: str) -> Calibrated:
    """One of the two taps: remember the level while shut, then kick and see whether it moves.

    `level` is the present one. Raises NotFound, Conflict no_level (nothing reports one) or calibrate_closed_first.
    """
    drawer = kicking.require(tx, drawer_id)
    words = words_for(language)
    if drawer.printer_id is None or level is None:
        raise Conflict(words.unknown.format(name=drawer.name) + ".", code="no_level")
    if step == "closed":
        store.change(tx, drawer_id, {"level_closed": int(level)})
        _tell(tx, drawer_id, who, "calibrating")
        return Calibrated(drawer_id, step, words.open_it)
    if drawer.level_closed is None:
        raise Conflict("First close the drawer and tap that it is closed.", code="calibrate_closed_first")
    kicking.kick(tx, drawer, kicking.CALIBRATION, who)
    return Calibrated(drawer_id, step, words.opening)


def _is_port(address: str) -> bool:
    return address.startswith("serial:/") and address.isprintable()


def _bytes(written: str) -> bytes | None:
    if not written.strip():
        return None
    try:
        given = bytes.fromhex(written)
    except ValueError:
        raise Invalid("Write the bytes in hexadecimal, for example 1b 70 00.", code="bad_bytes") from None
    if len(given) > MAX_KICK_BYTES:
        raise Invalid(f"At most {MAX_KICK_BYTES} bytes open a drawer.", code="bad_bytes")
    return given


def _tell(tx: Tx, drawer_id: str, who: Who, what: str, **more: object) -> None:
    tx.journal(
        "drawer_changed",
        f"drawer:{drawer_id}",
        actor=who.actor,
        device=who.device,
        address=who.address,
        data={"drawer_id": drawer_id, "what": what, **more},
    )
