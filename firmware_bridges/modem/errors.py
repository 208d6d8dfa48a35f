"""What a modem's error numbers mean to people (3GPP TS 27.005, 3.2.5 and TS 27.007, 9.2)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """An error of the modem or the network; `for_good` when the same message would fail again."""

    say: str
    for_good: bool = False


_CMS = {
    1: Fault("This number does not exist.", True),
    8: Fault("The operator does not allow messages from this SIM.", True),
    10: Fault("The operator has barred this SIM from sending.", True),
    21: Fault("The network refused the message."),
    27: Fault("The phone with this number is out of service."),
    28: Fault("This number is not known to the network.", True),
    29: Fault("The network refused the message."),
    38: Fault("The mobile network is out of order."),
    41: Fault("The mobile network failed for a moment."),
    42: Fault("The mobile network is overloaded."),
    50: Fault("This SIM may not send messages.", True),
    69: Fault("The network does not offer messages.", True),
    300: Fault("The modem failed."),
    302: Fault("The modem does not allow this now."),
    304: Fault("The modem does not understand the message.", True),
    305: Fault("The modem does not understand the message.", True),
    310: Fault("There is no SIM in the modem."),
    311: Fault("The SIM wants its PIN."),
    313: Fault("The SIM failed."),
    314: Fault("The SIM is busy."),
    315: Fault("This is the wrong SIM."),
    316: Fault("The SIM is locked and wants its PUK."),
    330: Fault("The SIM does not know its service centre; ask the operator."),
    331: Fault("The modem has no network."),
    332: Fault("The network did not answer in time."),
    500: Fault("The modem failed without saying why."),
}
_CME = {
    3: Fault("The modem does not allow this now."),
    10: Fault("There is no SIM in the modem."),
    11: Fault("The SIM wants its PIN."),
    12: Fault("The SIM is locked and wants its PUK."),
    13: Fault("The SIM failed."),
    14: Fault("The SIM is busy."),
    15: Fault("This is the wrong SIM."),
    16: Fault("The SIM refused the PIN."),
    30: Fault("The modem has no network."),
    32: Fault("The network allows emergency calls only."),
    100: Fault("The modem failed without saying why."),
}


def fault(kind: str, number: int) -> Fault:
    """The fault behind `+CMS ERROR: n` or `+CME ERROR: n` (kind "cms" or "cme"); unknown numbers stay vague."""
    known = (_CMS if kind == "cms" else _CME).get(number)
    return known or Fault(f"The modem refused ({kind.upper()} error {number}).")
