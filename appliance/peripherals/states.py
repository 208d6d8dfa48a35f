"""A text message from the queue to the phone."""

from enum import StrEnum

from appliance.kernel.machine import Machine
from appliance.peripherals.model import TextState


class Verb(StrEnum):
    """What happens to a text message."""

    START = "start"
    PUT_BACK = "put_back"
    SEND = "send"
    LOSE = "lose"
    FAIL = "fail"
    DELIVER = "deliver"
    AGAIN = "again"


TEXT: Machine[TextState, Verb] = Machine(
    "text message",
    TextState.QUEUED,
    {
        (TextState.QUEUED, Verb.START): TextState.SENDING,
        (TextState.QUEUED, Verb.FAIL): TextState.FAILED,
        (TextState.SENDING, Verb.SEND): TextState.SENT,
        (TextState.SENDING, Verb.PUT_BACK): TextState.QUEUED,
        (TextState.SENDING, Verb.LOSE): TextState.UNKNOWN,
        (TextState.SENDING, Verb.FAIL): TextState.FAILED,
        (TextState.SENT, Verb.DELIVER): TextState.DELIVERED,
        (TextState.SENT, Verb.FAIL): TextState.FAILED,
        (TextState.UNKNOWN, Verb.AGAIN): TextState.QUEUED,
        (TextState.FAILED, Verb.AGAIN): TextState.QUEUED,
    },
)
