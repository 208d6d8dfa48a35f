"""A check's life."""

from enum import StrEnum

from appliance.checks.model import CheckState as State
from appliance.kernel.machine import Machine


class Verb(StrEnum):
    """What can happen to a check."""

    PAY = "pay"
    ORDER_MORE = "order_more"
    CLOSE = "close"
    RESTORE_OPEN = "restore_open"
    RESTORE_PAID = "restore_paid"


CHECK = Machine[State, Verb](
    noun="check",
    start=State.OPEN,
    moves={
        (State.OPEN, Verb.PAY): State.PAID,
        (State.OPEN, Verb.CLOSE): State.CLOSED,
        (State.PAID, Verb.ORDER_MORE): State.OPEN,
        (State.PAID, Verb.CLOSE): State.CLOSED,
        (State.CLOSED, Verb.RESTORE_OPEN): State.OPEN,
        (State.CLOSED, Verb.RESTORE_PAID): State.PAID,
    },
)
