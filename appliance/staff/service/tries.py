"""How often a PIN or password may be tried: per person and place, per place, and per person everywhere.

A wrong try is counted three times:

- **the person at this place** (a tablet; for a password on an unpaired device its address): 5 tries, then 15 minutes. It
  stops nobody else, and that person not elsewhere.
- **the place**, whoever is tried: 20 tries, then waits of 30 seconds that grow to 5 minutes. A guest who plays with a
  tablet holds it up for moments, not for the evening.
- **the person everywhere**: 20 tries, then waits of 15 minutes that grow to 2 hours, forgotten after 12 quiet hours. With
  a tablet in each hand that is 28 tries in a night of 12 hours: one chance in 357 for a PIN of 4 digits.

The right secret clears the first two, and takes one's own slips at this place off the third, so that a colleague's good
sign-in elsewhere gives a guesser nothing. At the very tablet a guesser uses, each sign-in of the person gives back at most
5 tries. A manager can lift all waits of a person.
"""

from appliance.http import Patience, Waits
from appliance.staff.model import Person

WHAT = "sign_in"
MINUTE_S = 60
PERSON_HERE = Patience(free=5, first_s=15 * MINUTE_S, longest_s=15 * MINUTE_S, calm_s=15 * MINUTE_S)
PLACE = Patience(free=20, first_s=30, longest_s=5 * MINUTE_S, calm_s=15 * MINUTE_S)
PERSON = Patience(free=20, first_s=15 * MINUTE_S, longest_s=120 * MINUTE_S, calm_s=12 * 60 * MINUTE_S)


class Tries:
    """The rules above over the waits the appliance keeps in memory."""

    def __init__(self, waits: Waits) -> None:
        self._waits = waits

    def begin(self, who: str, place: str) -> int:
        """Count a try before it is known to be wrong; returns those left here. Raises TooMany with the wait."""
        keys = _keys(who, place)
        self._waits.check(WHAT, max(keys, key=lambda key: self._waits.left_s(WHAT, key)))
        return min(self._waits.count(WHAT, key, patience) for key, patience in keys.items())

    def wait_s(self, who: str, place: str) -> int:
        """Seconds until the next try of this person here, 0 when at once."""
        return max(self._waits.left_s(WHAT, key) for key in _keys(who, place))

    def succeeded(self, who: str, place: str) -> None:
        """It was the right secret."""
        slips = self._waits.forget(WHAT, _here(who, place))
        self._waits.forget(WHAT, place)
        self._waits.take_back(WHAT, who, slips)

    def longest_wait_s(self, who: list[str]) -> int:
        """The longest wait of a person anywhere."""
        waiting = self._waits.waiting(WHAT)
        return max((wait_s for key, wait_s in waiting.items() if _is_about(key, who)), default=0)

    def lift(self, who: list[str]) -> None:
        """The person may try again at once, everywhere."""
        for key in self._waits.waiting(WHAT):
            if _is_about(key, who):
                self._waits.forget(WHAT, key)


def pin_key(staff_id: str) -> str:
    """Under which key tries at a person's PIN are counted."""
    return f"staff:{staff_id}"


def login_key(plain_login: str) -> str:
    """Under which key tries at a login's password are counted; also for logins that nobody has."""
    return f"login:{plain_login}"


def keys_of(person: Person) -> list[str]:
    """All keys of a person."""
    return [pin_key(person.id), *([login_key(person.login)] if person.login else [])]


def _keys(who: str, place: str) -> dict[str, Patience]:
    return {_here(who, place): PERSON_HERE, place: PLACE, who: PERSON}


def _here(who: str, place: str) -> str:
    return f"{who} at {place}"


def _is_about(key: str, who: list[str]) -> bool:
    return key in who or any(key.startswith(f"{one} at ") for one in who)
