"""Taking a found thing in: a printer gets its row and its stations, a screen that asks its access."""

from collections.abc import Mapping
from dataclasses import dataclass

from appliance import printing
from appliance.devices import DeviceKind, Knock, approve_agent
from appliance.discovery import rules, store
from appliance.discovery.model import SCREENS, Approve, Approved, Role, Suggestion
from appliance.discovery.service.view import venue_now
from appliance.kernel.errors import Conflict, Invalid, NotFound
from appliance.kernel.names import one_line
from appliance.settings import change
from appliance.storage import Tx
from firmware_bridges.discovery.sighting import Found, Kind

_BAUD, _FLOW = 9600, "xonxoff"


@dataclass(frozen=True, slots=True)
class Approver:
    """The manager who taps."""

    actor: str
    device: str | None
    address: str


def approve_printer(
    tx: Tx,
    found: Found,
    wanted: Approve,
    guess: tuple[str, str],
    by: Approver,
    *,
    models: Mapping[str, printing.ProfileFacts],
    has_receipt_printer: bool,
) -> Approved:
    """A printer's row as suggested, but for what is wanted otherwise; another model brings its own command set.

    Raises Conflict already_known, Invalid wrong_role, and what `printing.check_profile` and `add_printer` raise.
    """
    if rules.known_printer(found, printing.printers(tx)) is not None:
        raise Conflict("This printer is known already.", code="already_known")
    usual = rules.suggestion(found, guess, venue_now(tx, has_receipt_printer=has_receipt_printer))
    if usual is None:
        raise Conflict("This screen does not ask to be let in at the moment.", code="not_asking")
    role = wanted.role or usual.role
    if role in SCREENS:
        raise Invalid("A printer cannot be a screen.", code="wrong_role")
    name = one_line(wanted.name or "") or usual.name
    profile = wanted.profile or usual.profile
    model = models.get(profile)
    bridge = wanted.bridge or rules.bridge_for(usual.bridge, model.bridges if model else frozenset())
    printing.check_profile(models, bridge, profile)
    printer_id = printing.add_printer(
        tx,
        name=name,
        bridge=bridge,
        address=_address(found, wanted),
        profile=profile,
        mac=found.mac or None,
        stations=_stations(role, wanted, usual),
        actor=by.actor,
        device=by.device,
    )
    if role is Role.RECEIPT_PRINTER:
        change(tx, {"receipt_printer": printer_id}, actor=by.actor, device=by.device, address=by.address)
    store.restore(tx, found.identities)
    return Approved("printer", printer_id, name)


def approve_screen(tx: Tx, knock: Knock, wanted: Approve, by: Approver, usual_name: str) -> Approved:
    """Access for a screen that asks, if the number the manager read on it is the right one.

    Raises Invalid wrong_check, wrong_role or station_unknown.
    """
    if (wanted.check or "").strip() != knock.check:
        raise Invalid(
            "This is not the number of this screen; do not let it in if the numbers differ.",
            code="wrong_check",
        )
    role = wanted.role or Role.KITCHEN_SCREEN
    if role not in SCREENS:
        raise Invalid("A screen cannot be a printer.", code="wrong_role")
    device = approve_agent(
        tx,
        knock.hash,
        name=one_line(wanted.name or "") or usual_name,
        kind=DeviceKind.KITCHEN if role is Role.KITCHEN_SCREEN else DeviceKind.FLOOR,
        stations=wanted.stations or (),
        actor=by.actor,
        device=by.device,
        address=by.address,
    )
    return Approved("device", device.id, device.name)


def set_aside(tx: Tx, found: Found, by: Approver, *, ignored: bool) -> None:
    """Offer a thing no more, or again; a second time changes nothing."""
    changed = store.ignore(tx, found.key, by.actor) if ignored else store.restore(tx, found.identities)
    if changed:
        kind = "found_ignored" if ignored else "found_restored"
        tx.journal(kind, f"found:{found.key}", actor=by.actor, device=by.device, address=by.address, data={})


def unknown_thing() -> NotFound:
    """It has gone, or never was there."""
    return NotFound("This is not there any more; please search again.", code="found_unknown")


def _stations(role: Role, wanted: Approve, usual: Suggestion) -> list[str]:
    if wanted.stations is not None:
        return wanted.stations
    return usual.stations if role is Role.STATION_PRINTER and usual.role is role else []


def _address(found: Found, wanted: Approve) -> str:
    if found.kind is not Kind.SERIAL_PORT:
        return found.address
    return f"{rules.bare(found.address)}?baud={wanted.baud or _BAUD}&flow={wanted.flow or _FLOW}"
