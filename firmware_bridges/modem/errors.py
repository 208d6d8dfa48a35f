"""What a modem's error numbers mean (3GPP TS 27.005, 3.2.5 and TS 27.007, 9.2)."""

from dataclasses import dataclass

from firmware_bridges.message import MessageTrouble


@dataclass(frozen=True, slots=True)
class Fault:
    """An error of the modem or the network; `for_good` when the same message would fail again."""

    trouble: MessageTrouble
    for_good: bool = False


_CMS = {
    1: Fault(MessageTrouble.NO_SUCH_NUMBER, True),
    8: Fault(MessageTrouble.SIM_BARRED, True),
    10: Fault(MessageTrouble.SIM_BARRED, True),
    21: Fault(MessageTrouble.MESSAGE_REFUSED),
    27: Fault(MessageTrouble.PHONE_AWAY),
    28: Fault(MessageTrouble.NO_SUCH_NUMBER, True),
    29: Fault(MessageTrouble.MESSAGE_REFUSED),
    38: Fault(MessageTrouble.NETWORK_DOWN),
    41: Fault(MessageTrouble.NETWORK_DOWN),
    42: Fault(MessageTrouble.NETWORK_BUSY),
    50: Fault(MessageTrouble.SIM_BARRED, True),
    69: Fault(MessageTrouble.NOT_OFFERED, True),
    300: Fault(MessageTrouble.MODEM_FAILED),
    302: Fault(MessageTrouble.NOT_NOW),
    304: Fault(MessageTrouble.NOT_UNDERSTOOD, True),
    305: Fault(MessageTrouble.NOT_UNDERSTOOD, True),
    310: Fault(MessageTrouble.SIM_MISSING),
    311: Fault(MessageTrouble.SIM_PIN),
    313: Fault(MessageTrouble.SIM_FAILED),
    314: Fault(MessageTrouble.SIM_BUSY),
    315: Fault(MessageTrouble.SIM_WRONG),
    316: Fault(MessageTrouble.SIM_LOCKED),
    330: Fault(MessageTrouble.NO_SERVICE_CENTRE),
    331: Fault(MessageTrouble.NO_NETWORK),
    332: Fault(MessageTrouble.NETWORK_SILENT),
    500: Fault(MessageTrouble.MODEM_FAILED),
}
_CME = {
    3: Fault(MessageTrouble.NOT_NOW),
    10: Fault(MessageTrouble.SIM_MISSING),
    11: Fault(MessageTrouble.SIM_PIN),
    12: Fault(MessageTrouble.SIM_LOCKED),
    13: Fault(MessageTrouble.SIM_FAILED),
    14: Fault(MessageTrouble.SIM_BUSY),
    15: Fault(MessageTrouble.SIM_WRONG),
    16: Fault(MessageTrouble.SIM_PIN_REFUSED),
    30: Fault(MessageTrouble.NO_NETWORK),
    32: Fault(MessageTrouble.EMERGENCY_ONLY),
    100: Fault(MessageTrouble.MODEM_FAILED),
}


def fault(kind: str, number: int) -> Fault:
    """The fault behind `+CMS ERROR: n` or `+CME ERROR: n` (kind "cms" or "cme"); unknown numbers stay vague."""
    known = (_CMS if kind == "cms" else _CME).get(number)
    return known or Fault(MessageTrouble.MODEM_REFUSED)
