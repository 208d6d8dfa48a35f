"""Tables and their codes; switching guests' ordering."""

import msgspec

from appliance.floor import rules, store, tokens
from appliance.floor.model import Area, DiningTable, Shape, SwitchOrdering
from appliance.kernel.errors import Conflict, Gone, Invalid, NotFound
from appliance.kernel.names import named, one_line
from appliance.settings import QrOrdering, VenueSettings, change
from appliance.storage import Reader, Tx

PLAN = 1_000


def ensure_secret(tx: Tx) -> bytes:
    """The key that signs table codes; made at the first call."""
    found = store.secret(tx)
    if found is None:
        found = tx.ids.token().encode()
        store.save_secret(tx, found)
    return found


def areas(reader: Reader) -> list[Area]:
    """Every area in order."""
    return store.areas(reader)


def tables(reader: Reader) -> list[DiningTable]:
    """Every table, area by area."""
    return store.tables(reader)


def table(reader: Reader, table_id: str) -> DiningTable:
    """One table. Raises NotFound (unknown_table)."""
    found = store.table(reader, table_id)
    if found is None:
        raise _unknown()
    return found


def add_area(tx: Tx, name: str, *, position: int = 0, area_id: str | None = None) -> Area:
    """A new area. Raises Invalid name_needed."""
    area = Area(area_id or tx.new_id(), named(name, "An area"), position)
    store.add_area(tx, area)
    return area


def add_table(
    tx: Tx,
    *,
    area_id: str,
    name: str,
    seats: int,
    position: int = 0,
    x: int = 0,
    y: int = 0,
    shape: Shape = Shape.SQUARE,
    table_id: str | None = None,
) -> DiningTable:
    """A new table with its first code. Raises Invalid when its place is off the plan or it has no seats."""
    name = one_line(name)
    if not (0 <= x <= PLAN and 0 <= y <= PLAN and seats > 0 and name):
        raise Invalid("A table needs a name, seats, and a place on the plan.", code="table_invalid")
    ensure_secret(tx)
    key = tx.ids.token()[: tokens.KEY_LENGTH]
    new = DiningTable(table_id or tx.new_id(), area_id, name, seats, position, x, y, shape, True, key, 1)
    store.add_table(tx, new)
    return new


def table_by_token(reader: Reader, token: str) -> DiningTable:
    """The table whose present code was scanned. Raises Gone (qr_replaced) for an older code, NotFound (unknown_table) for others.

    Whether the table is enabled is for the caller to ask.
    """
    key, secret = tokens.key_of(token), store.secret(reader)
    found = store.table_by_key(reader, key) if key is not None else None
    if key is None or secret is None or found is None:
        raise _unknown()
    epoch = tokens.epoch_of(secret, token, key, found.qr_epoch)
    if epoch is None:
        raise _unknown()
    if epoch != found.qr_epoch:
        raise Gone(
            "This code was replaced by a new one; please scan the code on the table.", code="qr_replaced"
        )
    return found


def token_for(reader: Reader, table: DiningTable) -> str:
    """The token in a table's code."""
    secret = store.secret(reader)
    if secret is None:
        raise Conflict("This appliance has no codes yet.", code="no_codes_yet")
    return tokens.make(secret, table.qr_key, table.qr_epoch)


def url_for(reader: Reader, settings: VenueSettings, table: DiningTable) -> str:
    """The address in a table's code. Raises Conflict (guest_address_missing) before guest_base_url is set."""
    if not settings.guest_base_url:
        raise Conflict(
            "Set the address for guests' phones (guest_base_url) first.", code="guest_address_missing"
        )
    return f"{settings.guest_base_url.rstrip('/')}/t/{token_for(reader, table)}"


def at_next_epoch(table: DiningTable) -> DiningTable:
    """The table as it will be when its code has been replaced."""
    return msgspec.structs.replace(table, qr_epoch=table.qr_epoch + 1)


def set_enabled(
    tx: Tx, table_id: str, enabled: bool, *, actor: str, device: str | None = None, address: str | None = None
) -> DiningTable:
    """Switch a table on or off for guests; a second time changes nothing. Raises NotFound."""
    found = table(tx, table_id)
    if store.set_enabled(tx, table_id, enabled):
        data = {"table_id": table_id, "before": {"enabled": found.enabled}, "after": {"enabled": enabled}}
        tx.journal(
            "table_changed", f"table:{table_id}", actor=actor, device=device, address=address, data=data
        )
    return table(tx, table_id)


def rotate(
    tx: Tx, table_id: str, before: int, *, actor: str, device: str | None = None, address: str | None = None
) -> DiningTable:
    """Replace a table's code, whose epoch was seen as `before`. Raises NotFound, Conflict (table_changed) when it moved on."""
    table(tx, table_id)
    if not store.next_epoch(tx, table_id, before):
        raise Conflict("Somebody else has just replaced this code.", code="table_changed")
    data = {"table_id": table_id, "before": {"epoch": before}, "after": {"epoch": before + 1}}
    tx.journal(
        "table_qr_rotated", f"table:{table_id}", actor=actor, device=device, address=address, data=data
    )
    return table(tx, table_id)


def set_qr_ordering(
    tx: Tx, wish: SwitchOrdering, *, actor: str, device: str | None = None, address: str | None = None
) -> QrOrdering:
    """Switch guests' ordering for the whole venue; returns the switch. Raises Invalid when the end of a pause is past."""
    if not wish.enabled and wish.until_at is not None and wish.until_at <= tx.now_ms:
        raise Invalid("The time to start again has already passed.", code="until_passed")
    message = one_line(wish.message or "") or None
    switch = QrOrdering() if wish.enabled else QrOrdering(False, message, wish.until_at)
    value = msgspec.to_builtins(switch)
    return change(tx, {"qr_ordering": value}, actor=actor, device=device, address=address).qr_ordering


def end_pause(tx: Tx, settings: VenueSettings) -> bool:
    """Write down that a pause has ended by itself; False when there is nothing to end."""
    if settings.qr_ordering.enabled or not rules.qr_ordering_now(settings, tx.now_ms).enabled:
        return False
    change(tx, {"qr_ordering": msgspec.to_builtins(QrOrdering())}, actor="system")
    return True


def _unknown() -> NotFound:
    return NotFound(
        "We do not know this table; please scan the code on the table again.", code="unknown_table"
    )
