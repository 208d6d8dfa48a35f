"""Whether a modem can send: it answers, its SIM is there and open, and a network has taken it in."""

import logging
import re
from dataclasses import dataclass

from firmware_bridges.attached import DeviceStatus
from firmware_bridges.contracts import Reason, StreamError
from firmware_bridges.message import MessageTrouble
from firmware_bridges.modem.dialog import Dialog, Refusal

log = logging.getLogger(__name__)

_TRIES = 3
_REGISTERED = {1, 5}
_NETWORKS = {3: MessageTrouble.NETWORK_REFUSED}
_SIM_FAULTS = (MessageTrouble.SIM_MISSING, MessageTrouble.SIM_PIN, MessageTrouble.SIM_LOCKED)


@dataclass(frozen=True, slots=True)
class Pace:
    """Times for a modem. `verdict_s` is what networks may take for one part."""

    answer_s: float = 3.0
    prompt_s: float = 5.0
    verdict_s: float = 60.0
    look_s: float = 30.0
    look_soon_s: float = 5.0


class Readiness:
    """Keeps what must not be forgotten between connections: a PIN is tried once only."""

    def __init__(self, pin: str | None, pace: Pace) -> None:
        self._pin = pin if pin and pin.isascii() and pin.isdigit() and 4 <= len(pin) <= 8 else None
        self._pin_refused = False
        self._pace = pace

    def greet(self, dialog: Dialog) -> None:
        """Bring a modem in whatever state to one we know. StreamError when nothing answers like a modem."""
        dialog.clear(0.2)
        for attempt in range(_TRIES):
            try:
                dialog.ask("", deadline_s=self._pace.answer_s / _TRIES)
                break
            except (StreamError, Refusal) as error:
                if attempt == _TRIES - 1 or (
                    isinstance(error, StreamError) and error.reason is not Reason.NO_ANSWER
                ):
                    raise StreamError(_reason(error), "nothing answers like a modem") from error
        self._ask(dialog, "E0")
        self._ask(dialog, "+CMEE=1")

    def look(self, dialog: Dialog) -> DeviceStatus:
        """How the modem is now; sets it up for sending when its SIM is open."""
        trouble = self._sim(dialog) or self._set_up(dialog) or self._network(dialog)
        signal = self._signal(dialog)
        if trouble:
            return DeviceStatus(False, trouble, signal)
        return DeviceStatus(True, signal_percent=signal)

    def _sim(self, dialog: Dialog) -> MessageTrouble | None:
        try:
            said = " ".join(dialog.ask("+CPIN?", deadline_s=self._pace.answer_s))
        except Refusal as refusal:
            trouble = refusal.meaning.trouble
            return trouble if trouble in _SIM_FAULTS else MessageTrouble.SIM_FAILED
        if "READY" in said:
            return None
        if "PUK" in said:
            return MessageTrouble.SIM_LOCKED
        if "SIM PIN" not in said:
            return MessageTrouble.SIM_FAILED
        return self._give_pin(dialog)

    def _give_pin(self, dialog: Dialog) -> MessageTrouble | None:
        if self._pin_refused:
            return MessageTrouble.SIM_PIN_REFUSED
        if self._pin is None:
            return MessageTrouble.SIM_PIN
        self._pin_refused = True
        try:
            dialog.ask(f'+CPIN="{self._pin}"', deadline_s=self._pace.answer_s)
        except Refusal:
            return MessageTrouble.SIM_PIN_REFUSED
        self._pin_refused = False
        return None

    def _set_up(self, dialog: Dialog) -> MessageTrouble | None:
        """PDU mode, and reports that come at once or, where a modem cannot do that, by way of its memory."""
        if not self._ask(dialog, "+CMGF=0"):
            return MessageTrouble.NO_MESSAGES
        if not self._ask(dialog, "+CNMI=2,0,0,1,0"):
            self._ask(dialog, "+CNMI=2,0,0,2,0")
        return None

    def _network(self, dialog: Dialog) -> MessageTrouble | None:
        try:
            lines = dialog.ask("+CREG?", deadline_s=self._pace.answer_s)
        except Refusal:
            return MessageTrouble.NO_NETWORK
        found = re.search(r"\+CREG: ?\d, ?(\d)", " ".join(lines))
        state = int(found[1]) if found else 4
        return None if state in _REGISTERED else _NETWORKS.get(state, MessageTrouble.NO_NETWORK)

    def _signal(self, dialog: Dialog) -> int | None:
        """Reception in percent: +CSQ 0 to 31, 99 = not known."""
        try:
            lines = dialog.ask("+CSQ", deadline_s=self._pace.answer_s)
        except Refusal:
            return None
        found = re.search(r"\+CSQ: ?(\d{1,2}),", " ".join(lines))
        level = int(found[1]) if found else 99
        return round(level * 100 / 31) if level <= 31 else None

    def _ask(self, dialog: Dialog, command: str) -> bool:
        """Whether the modem obeyed a command that it need not know."""
        try:
            dialog.ask(command, deadline_s=self._pace.answer_s)
        except Refusal:
            return False
        return True


def _reason(error: StreamError | Refusal) -> Reason:
    return error.reason if isinstance(error, StreamError) else Reason.GARBLED
