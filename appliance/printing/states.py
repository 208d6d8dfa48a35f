"""A print job's life. A job that ended in doubt or failed may be queued again; a printed one never."""

from enum import StrEnum

from appliance.kernel.machine import Machine
from appliance.printing.model import JobState as State


class Verb(StrEnum):
    """What can happen to a print job."""

    SEND = "send"
    CONFIRM = "confirm"
    LOSE = "lose"
    FAIL = "fail"
    RETRY = "retry"


PRINT_JOB = Machine[State, Verb](
    noun="print job",
    start=State.QUEUED,
    moves={
        (State.QUEUED, Verb.SEND): State.SENDING,
        (State.SENDING, Verb.CONFIRM): State.PRINTED,
        (State.SENDING, Verb.LOSE): State.UNKNOWN,
        (State.SENDING, Verb.FAIL): State.FAILED,
        (State.UNKNOWN, Verb.RETRY): State.QUEUED,
        (State.FAILED, Verb.RETRY): State.QUEUED,
    },
)
