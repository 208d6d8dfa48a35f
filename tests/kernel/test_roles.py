"""The table of rights: complete, and every role × right is a decision someone made here on purpose."""

from itertools import product

import pytest

from appliance.kernel.errors import Forbidden
from appliance.kernel.roles import PASSWORD_ROLES, RIGHTS, Right, Role, require

EVERYONE_OF_THE_HOUSE = "owner manager cashier waiter cook"
FLOOR = "owner manager cashier waiter"
DESK = "owner manager cashier"
OFFICE = "owner manager"

DECIDED = {
    Right.SEE_FLOOR: FLOOR,
    Right.OPEN_TABLE: FLOOR,
    Right.CLOSE_TABLE: FLOOR,
    Right.RESTORE_TABLE: FLOOR,
    Right.ANSWER_CALL: FLOOR,
    Right.SERVE: FLOOR,
    Right.CANCEL_LINE: FLOOR,
    Right.CANCEL_BEGUN: OFFICE,
    Right.TAKE_CASH: FLOOR,
    Right.OPEN_DRAWER: DESK,
    Right.SEE_KITCHEN: EVERYONE_OF_THE_HOUSE,
    Right.MOVE_TICKET: "owner manager cook",
    Right.SET_AVAILABILITY: EVERYONE_OF_THE_HOUSE,
    Right.DECIDE_PRINT: f"{EVERYONE_OF_THE_HOUSE} technician",
    Right.DISABLE_QR: DESK,
    Right.SEE_PASS: FLOOR,
    Right.EDIT_MENU: OFFICE,
    Right.EDIT_SETTINGS: OFFICE,
    Right.PRINT_QR: DESK,
    Right.PAIR_DEVICE: f"{OFFICE} technician",
    Right.MANAGE_DEVICES: f"{OFFICE} technician",
    Right.EDIT_STAFF: OFFICE,
}
MAY = [(Role(role), right) for right, roles in DECIDED.items() for role in roles.split()]
MAY_NOT = sorted(set(product(Role, Right)) - set(MAY))


def test_every_role_and_every_right_is_in_the_table() -> None:
    assert set(RIGHTS) == set(Role)
    assert set(DECIDED) == set(Right)


@pytest.mark.parametrize(("role", "right"), MAY)
def test_may(role: Role, right: Right) -> None:
    require(role, right)


@pytest.mark.parametrize(("role", "right"), MAY_NOT)
def test_may_not(role: Role, right: Right) -> None:
    with pytest.raises(Forbidden) as refusal:
        require(role, right)
    assert refusal.value.status == 403
    assert refusal.value.details == [{"role": str(role), "right": str(right)}]


def test_only_the_office_signs_in_with_a_password() -> None:
    assert {Role.OWNER, Role.MANAGER} == PASSWORD_ROLES
