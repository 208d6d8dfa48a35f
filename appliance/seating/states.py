"""A table session's life."""

from enum import StrEnum

from appliance.kernel.machine import Machine
from appliance.seating.model import TableSessionState as State


class Verb(StrEnum):
    """What can happen to a party's visit."""

    CLOSE = "close"
    RESTORE = "restore"


TABLE_SESSION = Machine[State, Verb](
    noun="table session",
    start=State.OPEN,
    moves={
        (State.OPEN, Verb.CLOSE): State.CLOSED,
        (State.CLOSED, Verb.RESTORE): State.OPEN,
    },
)
