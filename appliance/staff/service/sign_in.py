"""Signing in and out. Tries are limited (see tries.py); a wrong one is journalled without the secret."""

from dataclasses import dataclass

from appliance.devices import Device
from appliance.http import Limiter
from appliance.kernel.errors import Unauthorised
from appliance.kernel.ids import digest
from appliance.kernel.roles import PASSWORD_ROLES
from appliance.staff import rules, store
from appliance.staff.caller import TOKEN_LIFETIME_S
from appliance.staff.hasher import Hasher
from appliance.staff.model import Person
from appliance.staff.service.tries import Tries, login_key, pin_key
from appliance.storage import Database, Tx


@dataclass(frozen=True, slots=True)
class Doorway:
    """Where somebody signs in: the paired device if there is one, the network address, and the token it replaces."""

    device: Device | None
    address: str
    old_token: str

    @property
    def device_id(self) -> str | None:
        """The paired device's id."""
        return self.device.id if self.device else None

    @property
    def place(self) -> str:
        """Under which key wrong tries at this place are counted."""
        return f"device:{self.device.id}" if self.device else f"address:{self.address}"


class SignInDesk:
    """Checks secrets at a doorway. Made per request; holds nothing but its tools."""

    def __init__(self, database: Database, limiter: Limiter, hasher: Hasher, doorway: Doorway) -> None:
        self._database = database
        self._tries = Tries(limiter.waits)
        self._hasher = hasher
        self._at = doorway

    async def by_pin(self, staff_id: str, pin: str) -> tuple[Person, str]:
        """The person and a new token. Raises Unauthorised (wrong_pin, device_unknown), TooMany."""
        if self._at.device is None:
            raise Unauthorised("A PIN works on paired devices only.", code="device_unknown")
        person = self._database.read(lambda reader: store.person(reader, staff_id))
        stored = person.pin_hash if person and person.active else None
        return await self._check("pin", pin_key(staff_id), person, stored, pin)

    async def by_password(self, login: str, password: str) -> tuple[Person, str]:
        """The same for owners and managers, on any device. Raises Unauthorised (wrong_password), TooMany."""
        plain = rules.plain_login(login)
        person = self._database.read(lambda reader: store.person_by_login(reader, plain))
        allowed = person is not None and person.active and person.role in PASSWORD_ROLES
        stored = person.password_hash if person and allowed else None
        return await self._check("password", login_key(plain), person, stored, password)

    async def _check(
        self, how: str, who: str, person: Person | None, stored: str | None, secret: str
    ) -> tuple[Person, str]:
        """Counts the try before the slow part, so that many at once do not get more tries than one after the other."""
        self._hasher.require_room()
        left = self._tries.begin(who, self._at.place)
        right = await self._hasher.verify(stored, secret)
        if not right or person is None:
            await self._database.write(lambda tx: self._note_failure(tx, how, person))
            raise Unauthorised(
                f"That {how} is not right.",
                code=f"wrong_{how}",
                retry_after_s=self._tries.wait_s(who, self._at.place) or None,
                extra={"tries_left": left},
            )
        token = await self._database.write(lambda tx: self._let_in(tx, how, person))
        self._tries.succeeded(who, self._at.place)
        return person, token

    def _let_in(self, tx: Tx, how: str, person: Person) -> str:
        if self._at.old_token:
            store.end_staff_session(tx, digest(self._at.old_token))
        token = tx.ids.token()
        expires_at = tx.now_ms + TOKEN_LIFETIME_S * 1000
        store.add_staff_session(tx, digest(token), person.id, self._at.device_id, expires_at)
        actor = f"staff:{person.id}"
        self._journal(tx, "staff_signed_in", actor, actor, {"staff_id": person.id, "how": how})
        return token

    def _note_failure(self, tx: Tx, how: str, person: Person | None) -> None:
        subject = f"staff:{person.id}" if person else "staff:unknown"
        self._journal(
            tx,
            "staff_sign_in_failed",
            subject,
            "unknown",
            {"staff_id": person.id if person else None, "how": how},
        )

    def _journal(self, tx: Tx, kind: str, subject: str, actor: str, data: dict[str, str | None]) -> None:
        tx.journal(
            kind, subject, actor=actor, device=self._at.device_id, address=self._at.address, data=dict(data)
        )


def sign_out(tx: Tx, token: str, staff_id: str, *, device: str | None, address: str) -> None:
    """End the sign-in; a second time changes nothing."""
    if store.end_staff_session(tx, digest(token)):
        actor = f"staff:{staff_id}"
        tx.journal(
            "staff_signed_out",
            actor,
            actor=actor,
            device=device,
            address=address,
            data={"staff_id": staff_id},
        )
