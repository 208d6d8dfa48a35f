"""An order's life."""

from enum import StrEnum

from appliance.kernel.machine import Machine
from appliance.orders.model import OrderState as State


class Verb(StrEnum):
    """What can happen to an order."""

    START = "start"
    FINISH = "finish"
    RECALL = "recall"
    CLOSE = "close"
    VOID = "void"
    RESTORE = "restore"


ORDER = Machine[State, Verb](
    noun="order",
    start=State.RECEIVED,
    moves={
        (State.RECEIVED, Verb.START): State.IN_PREPARATION,
        (State.RECEIVED, Verb.FINISH): State.READY_FOR_PICKUP,
        (State.RECEIVED, Verb.CLOSE): State.CLOSED,
        (State.RECEIVED, Verb.VOID): State.VOIDED,
        (State.IN_PREPARATION, Verb.FINISH): State.READY_FOR_PICKUP,
        (State.IN_PREPARATION, Verb.RECALL): State.RECEIVED,
        (State.IN_PREPARATION, Verb.CLOSE): State.CLOSED,
        (State.IN_PREPARATION, Verb.VOID): State.VOIDED,
        (State.READY_FOR_PICKUP, Verb.START): State.IN_PREPARATION,
        (State.READY_FOR_PICKUP, Verb.RECALL): State.RECEIVED,
        (State.READY_FOR_PICKUP, Verb.CLOSE): State.CLOSED,
        (State.READY_FOR_PICKUP, Verb.VOID): State.VOIDED,
        (State.CLOSED, Verb.RESTORE): State.RECEIVED,
    },
)
