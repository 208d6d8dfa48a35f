"""People of the venue, and what is said about them on the wire."""

from typing import Annotated

import msgspec

from appliance.kernel.roles import Role

KINDS: dict[str, str] = {
    "staff_added": "A person was added to the staff.",
    "staff_secret_reset": "A person got a new PIN or password; whoever was signed in with the old one is out.",
    "staff_retired": "A person no longer works here; every sign-in of theirs has ended.",
    "staff_signed_in": "A person signed in on a device.",
    "staff_sign_in_failed": "Somebody gave a wrong PIN or password.",
    "staff_signed_out": "A person signed out.",
    "staff_wait_lifted": "A person who had given too many wrong PINs or passwords may try again at once.",
}

Id = Annotated[str, msgspec.Meta(max_length=64)]
Login = Annotated[str, msgspec.Meta(max_length=100)]
Secret = Annotated[str, msgspec.Meta(max_length=200)]


class Person(msgspec.Struct, frozen=True):
    """A row of the file. The hashes are argon2id; None = no such way in."""

    id: str
    name: str
    role: Role
    login: str | None
    pin_hash: str | None
    password_hash: str | None
    active: bool


class StaffName(msgspec.Struct, frozen=True):
    """A person as colleagues see them on the sign-in screen."""

    id: str
    name: str
    role: Role
    initials: str


class WaitingPerson(msgspec.Struct, frozen=True):
    """A person who has to wait before the next try at a PIN or password, somewhere."""

    id: str
    name: str
    role: Role
    initials: str
    wait_s: int


class Unlocked(msgspec.Struct, frozen=True):
    """The person may try again at once, everywhere."""

    id: str


class Staff(msgspec.Struct, frozen=True):
    """The person who is signed in. `rights` decide what the screen offers; the server checks them again."""

    id: str
    name: str
    role: Role
    initials: str
    rights: list[str]


class SignIn(msgspec.Struct, frozen=True):
    """Either staff_id and pin, or login and password."""

    staff_id: Id | None = None
    pin: Secret | None = None
    login: Login | None = None
    password: Secret | None = None


class SignedIn(msgspec.Struct, frozen=True):
    """Who is signed in now; the token comes as a cookie."""

    staff: Staff


class SignedOut(msgspec.Struct, frozen=True):
    """Nobody is signed in now."""


class Described(msgspec.Struct, frozen=True):
    """One setting for a person: its name, its sentence, and how to edit it."""

    key: str
    say: str
    kind: str


class SettingsPage(msgspec.Struct, frozen=True):
    """All settings. Secret values are None for those who may only look."""

    values: dict[str, object]
    described: list[Described]


class ChangeSettings(msgspec.Struct, frozen=True):
    """New values by key."""

    changes: Annotated[dict[str, object], msgspec.Meta(min_length=1, max_length=100)]


class SettingsChanged(msgspec.Struct, frozen=True):
    """All settings as they are now."""

    values: dict[str, object]
