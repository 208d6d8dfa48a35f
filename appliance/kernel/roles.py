"""Who may do what: the one table of rights."""

from enum import StrEnum

from appliance.kernel.errors import Forbidden


class Role(StrEnum):
    """The people of the venue."""

    OWNER = "owner"
    MANAGER = "manager"
    WAITER = "waiter"
    CASHIER = "cashier"
    COOK = "cook"
    TECHNICIAN = "technician"


class Right(StrEnum):
    """One thing a person may be allowed to do."""

    SEE_FLOOR = "see_floor"
    OPEN_TABLE = "open_table"
    CLOSE_TABLE = "close_table"
    RESTORE_TABLE = "restore_table"
    ANSWER_CALL = "answer_call"
    SERVE = "serve"
    CANCEL_LINE = "cancel_line"
    CANCEL_BEGUN = "cancel_begun"
    TAKE_CASH = "take_cash"
    OPEN_DRAWER = "open_drawer"
    SEE_KITCHEN = "see_kitchen"
    MOVE_TICKET = "move_ticket"
    SET_AVAILABILITY = "set_availability"
    DECIDE_PRINT = "decide_print"
    DISABLE_QR = "disable_qr"
    SEE_PASS = "see_pass"  # noqa: S105  the name of a right, not a password
    EDIT_MENU = "edit_menu"
    EDIT_SETTINGS = "edit_settings"
    PRINT_QR = "print_qr"
    PAIR_DEVICE = "pair_device"
    MANAGE_DEVICES = "manage_devices"
    EDIT_STAFF = "edit_staff"


_FLOOR = {
    Right.SEE_FLOOR,
    Right.OPEN_TABLE,
    Right.CLOSE_TABLE,
    Right.RESTORE_TABLE,
    Right.ANSWER_CALL,
    Right.SERVE,
    Right.CANCEL_LINE,
    Right.TAKE_CASH,
    Right.SEE_KITCHEN,
    Right.SET_AVAILABILITY,
    Right.DECIDE_PRINT,
    Right.SEE_PASS,
}

RIGHTS: dict[Role, frozenset[Right]] = {
    Role.OWNER: frozenset(Right),
    Role.MANAGER: frozenset(Right),
    Role.CASHIER: frozenset(_FLOOR | {Right.OPEN_DRAWER, Right.DISABLE_QR, Right.PRINT_QR}),
    Role.WAITER: frozenset(_FLOOR),
    Role.COOK: frozenset({Right.SEE_KITCHEN, Right.MOVE_TICKET, Right.SET_AVAILABILITY, Right.DECIDE_PRINT}),
    Role.TECHNICIAN: frozenset({Right.MANAGE_DEVICES, Right.PAIR_DEVICE, Right.DECIDE_PRINT}),
}

PASSWORD_ROLES = frozenset({Role.OWNER, Role.MANAGER})
"""Roles that may sign in with a password on any device; everybody signs in by PIN on a paired one."""


def require(role: Role, right: Right) -> None:
    """Raises Forbidden unless the role has the right."""
    if right not in RIGHTS[role]:
        raise Forbidden(
            "Your role does not allow this; please ask a manager.",
            details=[{"role": str(role), "right": str(right)}],
        )
