"""The shape of one language's table of what displays, the modem and text messages say to staff."""

from dataclasses import dataclass

from appliance.peripherals.model import TextState
from firmware_bridges.contracts import Reason


@dataclass(frozen=True, slots=True)
class DeviceWords:
    """One language. `troubles` says of each code (REASONS, MessageTrouble, Why) what is wrong and often, after a dot in
    the middle, what to do; it ends a sentence that begins with a device's name or with what became of a text message.
    """

    ready: str
    troubles: dict[str, str]
    texts: dict[TextState, str]
    texts_lost: tuple[str, str]
    """{n} text messages did not go out: for one, for more."""

    def trouble(self, code: str) -> str:
        """What is wrong; an unknown code stays vague."""
        return self.troubles.get(code, self.troubles[Reason.NONE])

    def lost(self, count: int) -> str:
        """So many text messages did not go out."""
        return self.texts_lost[count != 1].format(n=count)
