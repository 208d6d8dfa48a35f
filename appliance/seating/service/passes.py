"""The daily pass: a new word every business date, hashed for checking, sealed for showing to staff."""

import asyncio
from datetime import datetime, time, timedelta
from pathlib import Path

from appliance.kernel.clock import business_date, local, to_ms
from appliance.seating import rules, store
from appliance.seating.service.pass_key import PassKey
from appliance.settings import Settings
from appliance.staff import Hasher
from appliance.storage import Database, Tx


class PassDesk:
    """Makes and shows the word. The sealing key is a file of its own, readable by the service alone."""

    def __init__(self, database: Database, settings: Settings, hasher: Hasher, key_file: Path) -> None:
        self._database = database
        self._settings = settings
        self._hasher = hasher
        self._key = PassKey(key_file)

    def stored(self) -> bytes | None:
        """The present word under its seal; None when there is none yet."""
        found = self._database.read(store.daily_pass)
        return None if found is None else bytes(found["word_sealed"])

    def open_seal(self, sealed: bytes | None) -> str | None:
        """The word under a seal; None without a word or its key. Slow at first: not on the event loop."""
        from cryptography.fernet import InvalidToken  # heavy, and only needed where the pass is on

        if sealed is None:
            return None
        try:
            key = self._key.present()
            return None if key is None else key.decrypt(sealed).decode()
        except (InvalidToken, OSError):
            return None

    def valid_until(self) -> int:
        """When the next word replaces this one (ms)."""
        settings = self._settings.now
        now = local(self._database.clock.now_ms(), settings.zone)
        today = business_date(self._database.clock.now_ms(), settings.zone, settings.rollover_hour)
        ends = datetime.combine(today + timedelta(days=1), time(settings.rollover_hour), now.tzinfo)
        return to_ms(ends)

    async def rotate(self, actor: str) -> str:
        """Replace the word now; phones have to give the new one before their next order."""
        ids = self._database.ids
        word = ids.choice(rules.PASS_WORDS) + ids.digits(2)
        hash_ = await self._hasher.hash(word)
        sealed = await asyncio.to_thread(self._seal, word)
        settings = self._settings.now

        def keep(tx: Tx) -> None:
            today = business_date(tx.now_ms, settings.zone, settings.rollover_hour).isoformat()
            store.set_daily_pass(tx, hash_, sealed, today)
            store.forget_passes(tx)
            tx.journal("daily_pass_rotated", "daily_pass", actor=actor, data={"business_date": today})

        await self._database.write(keep)
        return word

    def is_due(self) -> bool:
        """Whether the pass is on and there is no word of this business date."""
        settings, now_ms = self._settings.now, self._database.clock.now_ms()
        stored = self._database.read(store.daily_pass) if settings.access_pass else None
        today = business_date(now_ms, settings.zone, settings.rollover_hour).isoformat()
        return settings.access_pass and (stored is None or bool(stored["business_date"] != today))

    def _seal(self, word: str) -> bytes:
        return self._key.present_or_new().encrypt(word.encode())
