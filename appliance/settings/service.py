"""The present settings, and changing them."""

from typing import Any

import msgspec

from appliance.kernel.errors import Invalid
from appliance.settings import rules, store
from appliance.settings.model import VenueSettings
from appliance.storage import Database, JournalRow, Tx


class Settings:
    """Holds `now`, the present VenueSettings; follows the journal, so it is what the last commit says."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.now = VenueSettings()

    def load(self) -> None:
        """Read the file and follow changes from here on."""
        self._reload()
        self._database.on_commit(self._follow, keeps_memory=True)

    def _follow(self, rows: list[JournalRow]) -> None:
        if any(row.kind == "setting_changed" for row in rows):
            self._reload()

    def _reload(self) -> None:
        self.now = msgspec.convert(self._database.read(store.load), VenueSettings, strict=False)


def change(
    tx: Tx, changes: dict[str, Any], *, actor: str, device: str | None = None, address: str | None = None
) -> VenueSettings:
    """Change some settings; returns all of them as they will be. Journals before and after of each key.

    Raises Invalid (422) listing every key that is unknown or does not fit; then nothing is changed.
    """
    before = store.load(tx)
    after = {**before, **changes}
    try:
        settings = msgspec.convert(after, VenueSettings, strict=False)
    except msgspec.ValidationError as error:
        raise Invalid("These settings do not fit.", code="settings_invalid", details=[str(error)]) from error
    trouble = rules.troubles(settings)
    if trouble:
        raise Invalid("These settings do not fit.", code="settings_invalid", details=trouble)
    plain = msgspec.to_builtins(settings)
    was = msgspec.to_builtins(msgspec.convert(before, VenueSettings, strict=False))
    for key in changes:
        if was[key] != plain[key]:
            store.save(tx, key, plain[key], actor)
            secret = key in rules.SECRETS
            data = {"key": key} if secret else {"key": key, "before": was[key], "after": plain[key]}
            tx.journal(
                "setting_changed", f"setting:{key}", actor=actor, device=device, address=address, data=data
            )
    return settings
