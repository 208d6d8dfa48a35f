"""A text message in neutral words: to whom, what, how many parts it takes, and what became of it."""

from dataclasses import dataclass
from enum import StrEnum

from firmware_bridges.modem.alphabet import is_plain, septets

MAX_PARTS = 6
"""Longer texts are refused: they cost as much as that many messages, and nobody reads them."""

_PLAIN_ALONE, _PLAIN_PART = 160, 153
_WIDE_ALONE, _WIDE_PART = 70, 67


class MessageError(ValueError):
    """This cannot be sent as a text message; the sentence says why."""


class MessageState(StrEnum):
    """How an attempt to send ended."""

    SENT = "sent"
    """The network has taken every part."""
    FAILED = "failed"
    """The part at which it ended has not been sent; those before it have."""
    UNKNOWN = "unknown"
    """The network may have taken the part at which it ended."""


class MessageTrouble(StrEnum):
    """Why a modem cannot send, or a message did not go out; a device's own losses are `contracts.Reason`."""

    NO_SUCH_NUMBER = "no_such_number"
    PHONE_AWAY = "phone_away"
    """The phone with this number is out of service."""
    MESSAGE_REFUSED = "message_refused"
    BAD_MESSAGE = "bad_message"
    SIM_MISSING = "sim_missing"
    SIM_PIN = "sim_pin"
    SIM_PIN_REFUSED = "sim_pin_refused"
    """It is not tried again, because three wrong ones lock the SIM."""
    SIM_LOCKED = "sim_locked"
    """It wants its PUK."""
    SIM_FAILED = "sim_failed"
    SIM_BUSY = "sim_busy"
    SIM_WRONG = "sim_wrong"
    SIM_BARRED = "sim_barred"
    """The operator does not let it send messages."""
    NO_SERVICE_CENTRE = "no_service_centre"
    NO_NETWORK = "no_network"
    NETWORK_REFUSED = "network_refused"
    NETWORK_DOWN = "network_down"
    NETWORK_BUSY = "network_busy"
    NETWORK_SILENT = "network_silent"
    NOT_OFFERED = "not_offered"
    """The network has no text messages."""
    EMERGENCY_ONLY = "emergency_only"
    NO_MESSAGES = "no_messages"
    """The modem has no text messages."""
    MODEM_FAILED = "modem_failed"
    MODEM_REFUSED = "modem_refused"
    NOT_NOW = "not_now"
    NOT_UNDERSTOOD = "not_understood"
    NOT_TAKEN = "not_taken"
    """The modem did not take the message: it has not been sent."""
    NO_VERDICT = "no_verdict"
    """The modem took the message and never said what became of it."""
    TOO_LATE = "too_late"
    """Other messages took too long."""


@dataclass(frozen=True, slots=True)
class Message:
    """`number` is E.164 ("+39…"); `group` (0 to 255) holds the parts of one text together on the phone.

    `skip` parts went out in an earlier attempt. `valid_min`: how long the network keeps trying.
    """

    number: str
    text: str
    group: int = 0
    skip: int = 0
    valid_min: int = 240


@dataclass(frozen=True, slots=True)
class MessageOutcome:
    """The end of an attempt. `references` are the network's numbers of the parts sent in it, in order.

    `for_good`: another attempt would fare no better. `trouble` is a MessageTrouble or a Reason, `detail` what the modem
    itself said ("cms-310"), "" when it said nothing.
    """

    state: MessageState
    references: tuple[int, ...] = ()
    trouble: str = ""
    detail: str = ""
    for_good: bool = False


class Delivery(StrEnum):
    """What the network says later about a part."""

    DELIVERED = "delivered"
    WAITING = "waiting"
    """Not yet; it keeps trying."""
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class DeliveryReport:
    """A word on a part; matched by its reference and number. `status` is TP-ST of 3GPP TS 23.040."""

    reference: int
    number: str
    delivery: Delivery
    status: int


def e164(number: str) -> str:
    """`number` as "+" and 8 to 15 digits; separators that people write are dropped, "00" becomes "+".

    Raises MessageError. A number without its country cannot be guessed and is refused.
    """
    bare = "".join(character for character in number.strip() if character not in " -.()/\u00a0\u2011")
    if bare.startswith("00"):
        bare = "+" + bare[2:]
    digits = bare[1:]
    if not bare.startswith("+"):
        raise MessageError("Write the number with its country, for example +39 and so on.")
    if not (digits.isascii() and digits.isdigit() and 8 <= len(digits) <= 15 and digits[0] != "0"):
        raise MessageError("This is not a telephone number.")
    return bare


def cut(text: str) -> list[str]:
    """The parts in which a text goes out; whole characters each.

    Raises MessageError when it is empty or takes more than MAX_PARTS.
    """
    if not text.strip():
        raise MessageError("There is nothing to send.")
    plain = is_plain(text)
    lengths = [septets(character) if plain else _utf16_units(character) for character in text]
    alone, per_part = (_PLAIN_ALONE, _PLAIN_PART) if plain else (_WIDE_ALONE, _WIDE_PART)
    parts = [text] if sum(lengths) <= alone else _filled(text, lengths, per_part)
    if len(parts) > MAX_PARTS:
        raise MessageError(f"This text is too long: it takes {len(parts)} messages, {MAX_PARTS} are allowed.")
    return parts


def _filled(text: str, lengths: list[int], room: int) -> list[str]:
    parts, used = [""], 0
    for character, length in zip(text, lengths, strict=True):
        if used + length > room:
            parts.append("")
            used = 0
        parts[-1] += character
        used += length
    return parts


def _utf16_units(character: str) -> int:
    return 2 if ord(character) > 0xFFFF else 1
