"""A kick from the tap to the sensor."""

from enum import StrEnum

from appliance.drawers.model import KickState
from appliance.kernel.machine import Machine


class Verb(StrEnum):
    """What happens to a kick."""

    SEND = "send"
    OPEN = "open"
    STICK = "stick"
    FAIL = "fail"


KICK: Machine[KickState, Verb] = Machine(
    "kick",
    KickState.WAITING,
    {
        (KickState.WAITING, Verb.SEND): KickState.SENT,
        (KickState.WAITING, Verb.OPEN): KickState.OPENED,
        (KickState.WAITING, Verb.FAIL): KickState.FAILED,
        (KickState.SENT, Verb.OPEN): KickState.OPENED,
        (KickState.SENT, Verb.STICK): KickState.STUCK,
        (KickState.STUCK, Verb.OPEN): KickState.OPENED,
    },
)
"""A drawer may open before its printer has confirmed the kick, and a moment after it was given up."""
