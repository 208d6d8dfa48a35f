"""Printers are added, changed, routed and removed while everything runs; the desk follows by itself."""

import hashlib
import hmac
from base64 import urlsafe_b64encode
from collections.abc import Mapping, Sequence
from typing import Any

from appliance.devices import ensure_secret, stations_called
from appliance.kernel.errors import Conflict, Invalid, NotFound
from appliance.kernel.ids import digest
from appliance.kernel.names import named
from appliance.printing import rules, store, wiring
from appliance.printing.model import DROPPED, JobState, PrinterRow
from appliance.printing.service.failover import hand_over
from appliance.printing.service.jobs import require, tell
from appliance.storage import Reader, Tx


def add_printer(
    tx: Tx,
    *,
    name: str,
    bridge: str,
    address: str,
    profile: str,
    printer_id: str | None = None,
    mac: str | None = None,
    backup_id: str | None = None,
    fail_over_after: int = 3,
    stations: Sequence[str] = (),
    token_hash: bytes | None = None,
    actor: str = "system",
    device: str | None = None,
) -> str:
    """A new printer, on which these stations (ids or names) print from now on; returns its id.

    Raises Invalid bridge_unknown, address_invalid, name_needed or station_unknown, NotFound printer_unknown (the backup), Conflict
    printer_known when this address or MAC is another printer's already, name_taken when the name is.
    """
    address, own_mac = wiring.checked(bridge, address)
    name = named(name, "A printer")
    printer_id = printer_id or tx.new_id()
    values = {
        "id": printer_id,
        "name": name,
        "bridge": bridge,
        "address": address,
        "profile": profile,
        "mac": own_mac or (wiring.mac(mac) if mac else None),
        "backup_id": backup_id,
        "fail_over_after": fail_over_after,
        "token_hash": token_hash,
    }
    _refuse_twin(tx, printer_id, values)
    _refuse_namesake(tx, printer_id, name)
    if backup_id is not None:
        require_printer(tx, backup_id)
    store.insert_printer(tx, values)
    said = {key: values[key] for key in ("name", "bridge", "address", "profile", "mac", "backup_id")}
    _tell(tx, "printer_added", printer_id, actor, device, said)
    route(tx, printer_id, stations, actor=actor, device=device)
    return printer_id


def edit_printer(
    tx: Tx, printer_id: str, changes: Mapping[str, object], *, actor: str, device: str | None = None
) -> None:
    """Change a printer's name, bridge, address, profile, enabled, mac, backup_id, fail_over_after or token_hash.

    Raises NotFound printer_unknown, Conflict printer_known or name_taken, Invalid address_invalid, bridge_unknown, name_needed
    or backup_loop.
    """
    before = require_printer(tx, printer_id)
    wanted: dict[str, Any] = dict(changes)
    if "name" in wanted:
        wanted["name"] = named(str(wanted["name"]), "A printer")
    if wanted.get("mac"):
        wanted["mac"] = wiring.mac(wanted["mac"])
    if "bridge" in wanted or "address" in wanted:
        bridge = wanted.setdefault("bridge", before.bridge)
        wanted["address"], own_mac = wiring.checked(bridge, wanted.get("address", before.address))
        wanted.update({"mac": own_mac} if own_mac else {})
    if "enabled" in wanted:
        wanted["enabled"] = int(wanted["enabled"])
    wanted = {key: value for key, value in wanted.items() if value != getattr(before, key)}
    if not wanted:
        return
    if wanted.keys() & {"address", "mac", "bridge"}:
        _refuse_twin(tx, printer_id, {"address": before.address, "mac": before.mac} | wanted)
    if "name" in wanted:
        _refuse_namesake(tx, printer_id, wanted["name"])
    if wanted.get("backup_id") is not None:
        _check_backup(tx, printer_id, wanted["backup_id"])
    store.edit_printer(tx, printer_id, wanted)
    said = {
        key: True if key == "token_hash" else [getattr(before, key), value] for key, value in wanted.items()
    }
    _tell(tx, "printer_edited", printer_id, actor, device, {"changed": said})


def move_printer(tx: Tx, printer_id: str, address: str, *, actor: str = "system") -> None:
    """The printer has another address; the desk reconnects. Raises NotFound printer_unknown, Invalid address_invalid."""
    before = require_printer(tx, printer_id)
    address, _ = wiring.checked(before.bridge, address)
    if address != before.address:  # two printers may have swapped addresses: the other one's is stale, then
        store.edit_printer(tx, printer_id, {"address": address})
        _tell(
            tx, "printer_edited", printer_id, actor, None, {"changed": {"address": [before.address, address]}}
        )


def remove_printer(
    tx: Tx, printer_id: str, *, receipt_printer: str | None, actor: str, device: str | None = None
) -> None:
    """Take a printer out of use for good; its stations and waiting papers go to its backup, what concerns only itself ends.

    Raises NotFound, Conflict printer_in_use or printer_busy when something depends on it and it has no backup, or
    it prints something right now that is not about itself.
    """
    printer = require_printer(tx, printer_id)
    routed = [one["id"] for one in store.stations(tx) if one["printer_id"] == printer_id]
    if receipt_printer == printer_id or (routed and printer.backup_id is None):
        sentence = "Something still prints there; choose another printer for it first."
        raise Conflict(sentence, code="printer_in_use", details=[{"stations": routed}])
    open_jobs = store.open_of(tx, printer_id)
    own = [job for job in open_jobs if rules.belongs_to_printer(job)]
    waiting = [job for job in open_jobs if job not in own]
    sending = any(job.state == JobState.SENDING for job in waiting)
    if sending or (waiting and printer.backup_id is None):
        sentence = "Papers wait for this printer; print or drop them first."
        raise Conflict(sentence, code="printer_busy", details=[{"waiting": len(waiting)}])
    for job in own:
        store.finish(tx, job.id, DROPPED, reason="the printer was removed")
        tell(tx, require(tx, job.id), actor, device=device, decision="drop")
    if printer.backup_id is not None:
        for job in waiting:
            hand_over(tx, job.id, printer_id, printer.backup_id, "off", actor=actor)
        route(tx, printer.backup_id, routed, actor=actor, device=device)
    store.replace_backup(tx, printer_id, printer.backup_id)
    store.remove_printer(tx, printer_id)
    _tell(tx, "printer_removed", printer_id, actor, device, {"backup_id": printer.backup_id})


def route(tx: Tx, printer_id: str, stations: Sequence[str], *, actor: str, device: str | None = None) -> None:
    """These stations (ids or names) print here from now on. Raises NotFound printer_unknown, Invalid station_unknown."""
    require_printer(tx, printer_id)
    ids = stations_called(tx, stations)
    for one in ids:
        store.route_station(tx, one, printer_id)
    if ids:
        _tell(tx, "printer_routed", printer_id, actor, device, {"stations": ids})


def token_for(tx: Tx, scope: str, key: str) -> str:
    """The secret of a polling printer that belongs to one request: the same for its repetition."""
    made = hmac.new(ensure_secret(tx), f"printer {scope} {key}".encode(), hashlib.sha256)
    return urlsafe_b64encode(made.digest()).decode().rstrip("=")


def renew_token(tx: Tx, printer_id: str, token: str, *, actor: str, device: str | None = None) -> None:
    """From now on the printer must call with this secret. Raises NotFound, Conflict not_polled."""
    if require_printer(tx, printer_id).bridge not in wiring.POLLED:
        raise Conflict("This printer does not call the appliance.", code="not_polled")
    edit_printer(tx, printer_id, {"token_hash": digest(token)}, actor=actor, device=device)


def require_printer(reader: Reader, printer_id: str) -> PrinterRow:
    """The printer. Raises NotFound printer_unknown."""
    found = store.printer(reader, printer_id)
    if found is None:
        raise NotFound("There is no such printer.", code="printer_unknown")
    return found


def in_use(reader: Reader, printer_id: str | None) -> str | None:
    """The printer's id while there is such a printer; None for one that was removed or never was."""
    return None if printer_id is None or store.printer(reader, printer_id) is None else printer_id


def _check_backup(tx: Tx, printer_id: str, backup_id: str) -> None:
    require_printer(tx, backup_id)
    if rules.closes_a_loop(printer_id, backup_id, store.backups(tx)):
        raise Invalid("Papers would go round in a circle; choose another backup.", code="backup_loop")


def _refuse_twin(tx: Tx, printer_id: str, values: Mapping[str, Any]) -> None:
    for other in store.all_printers(tx):
        same_mac = values["mac"] is not None and other.mac == values["mac"]
        if other.id != printer_id and (other.address == values["address"] or same_mac):
            raise Conflict(f"This is {other.name} already.", code="printer_known", details=[{"id": other.id}])


def _refuse_namesake(tx: Tx, printer_id: str, name: str) -> None:
    for other in store.all_printers(tx):
        if other.id != printer_id and other.name.casefold() == name.casefold():
            raise Conflict(
                f"Another printer is called {other.name} already; choose another name.", code="name_taken"
            )


def _tell(
    tx: Tx, kind: str, printer_id: str, actor: str, device: str | None, more: Mapping[str, Any]
) -> None:
    data = {"printer_id": printer_id, **more}
    tx.journal(kind, f"printer:{printer_id}", actor=actor, device=device, data=data)
