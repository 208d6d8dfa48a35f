"""The present settings, and changing them."""

import logging
from typing import Any

import msgspec

from appliance.kernel.errors import Invalid
from appliance.settings import rules, store
from appliance.settings.model import VenueSettings
from appliance.storage import Database, JournalRow, Reader, Tx

log = logging.getLogger(__name__)


class Settings:
    """Holds `now`, the present VenueSettings; follows the journal, so it is what the last commit says."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.now = VenueSettings()
        self._strange: list[str] = []

    def load(self) -> None:
        """Read the file and follow changes from here on."""
        self._reload()
        self._database.on_commit(self._follow, keeps_memory=True)

    def _follow(self, rows: list[JournalRow]) -> None:
        if any(row.kind == "setting_changed" for row in rows):
            self._reload()

    def _reload(self) -> None:
        kept, strange = _fitting(self._database.read(store.load))
        self.now = msgspec.convert(kept, VenueSettings, strict=False)
        if (
            strange != self._strange
        ):  # an older or newer version wrote them; the restaurant opens all the same
            log.warning(
                "stored settings that do not fit are ignored: %s", "; ".join(strange) or "none any more"
            )
            self._strange = strange


def change(
    tx: Tx, changes: dict[str, Any], *, actor: str, device: str | None = None, address: str | None = None
) -> VenueSettings:
    """Change some settings; returns all of them as they will be. Journals before and after of each key.

    Raises Invalid (422) listing every key that is unknown or does not fit; then nothing is changed.
    """
    before, _ = _fitting(store.load(tx))
    wanted, strange = _fitting({key: rules.tidy(key, value) for key, value in changes.items()})
    settings = msgspec.convert({**before, **wanted}, VenueSettings, strict=False)
    was = msgspec.convert(before, VenueSettings, strict=False)
    trouble = strange + rules.troubles(settings) + _untrue(tx, was, settings)
    if trouble:
        raise Invalid("These settings do not fit.", code="settings_invalid", details=trouble)
    old, plain = msgspec.to_builtins(was), msgspec.to_builtins(settings)
    for key in changes:
        if old[key] != plain[key]:
            store.save(tx, key, plain[key], actor)
            secret = key in rules.SECRETS
            data = {"key": key} if secret else {"key": key, "before": old[key], "after": plain[key]}
            tx.journal(
                "setting_changed", f"setting:{key}", actor=actor, device=device, address=address, data=data
            )
    return settings


def _untrue(reader: Reader, was: VenueSettings, wished: VenueSettings) -> list[str]:
    """What the file says against a change; what stood there before is no reason to refuse another change."""
    found: list[str] = []
    if wished.receipt_printer not in (None, was.receipt_printer):
        found.extend(rules.printer_troubles(str(wished.receipt_printer), store.printers(reader)))
    for name in was.taxes.keys() - wished.taxes.keys():
        found.extend(rules.tax_troubles(name, store.items_taxed_by(reader, name), wished.default_language))
    return sorted(found)


def _fitting(values: dict[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """The values that are of a known setting and of its kind, and a sentence about each that is not."""
    kept: dict[str, Any] = {}
    strange: list[str] = []
    for key, value in values.items():
        try:
            msgspec.convert({key: value}, VenueSettings, strict=False)
            kept[key] = value
        except msgspec.ValidationError as error:
            strange.append(f"{key}: {error}")
    return kept, strange
