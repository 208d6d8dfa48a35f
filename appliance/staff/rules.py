"""What a PIN and a password must be like, and how a person is shortened."""

import re

from appliance.kernel.errors import Invalid
from appliance.kernel.names import one_line
from appliance.kernel.roles import RIGHTS, Right, Role
from appliance.staff.model import Person, Staff, StaffName

PASSWORD_MIN = 8
PASSWORD_MAX = 200


def check_pin(pin: str) -> str:
    """The PIN itself; raises Invalid unless it is 4 to 6 digits."""
    if not re.fullmatch(r"[0-9]{4,6}", pin):
        raise Invalid("A PIN is 4 to 6 digits.", code="pin_invalid")
    return pin


def check_password(password: str) -> str:
    """The password itself; raises Invalid when it is too short or too long."""
    if not PASSWORD_MIN <= len(password) <= PASSWORD_MAX:
        raise Invalid(f"A password has at least {PASSWORD_MIN} characters.", code="password_invalid")
    return password


def plain_login(login: str) -> str:
    """Logins differ neither by capitals nor by spaces around them."""
    return one_line(login).casefold()


def initials(name: str) -> str:
    """One or two letters for a person's round badge."""
    words = [word for word in re.split(r"[\s\-_.]+", name) if word]
    if not words:
        return "?"
    picked = words[0][0] if len(words) == 1 else words[0][0] + words[-1][0]
    return picked.upper()


def rights_of(role: Role) -> list[str]:
    """What a role may do, in the order of the table."""
    return [str(right) for right in Right if right in RIGHTS[role]]


def as_name(person: Person) -> StaffName:
    """For colleagues."""
    return StaffName(person.id, person.name, person.role, initials(person.name))


def as_staff(staff_id: str, name: str, role: Role) -> Staff:
    """For the person's own screen."""
    return Staff(staff_id, name, role, initials(name), rights_of(role))
