"""What a simulated network understands of the octets a modem is given, and the reports it makes up.

Written from 3GPP TS 23.040 apart from the sender's code, so that the two check each other.
"""

from dataclasses import dataclass

from firmware_bridges.modem.alphabet import BASIC, EXTENSION

_STAMP = "62011221000080"
"""2026-10-21 12:00:00, two hours ahead of UTC, as half octets the other way round."""


class BadPdu(ValueError):
    """A network would refuse these octets."""


@dataclass(frozen=True, slots=True)
class Received:
    """One part as the phone gets it; `group`, `place` and `total` are 0, 1 and 1 for a text of one part."""

    number: str
    text: str
    group: int
    place: int
    total: int
    validity: int
    report_wanted: bool
    wide: bool


def decode_submit(octets: bytes, length: int) -> Received:
    """The SMS-SUBMIT after its service centre's address. Raises BadPdu."""
    try:
        return _decoded(octets[1 + octets[0] :], length)
    except IndexError as error:
        raise BadPdu("too short") from error


def status_report(reference: int, number: str, status: int) -> str:
    """The octets of an SMS-STATUS-REPORT in hexadecimal, with a service centre's address before them."""
    digits = number.lstrip("+")
    even = digits if len(digits) % 2 == 0 else digits + "F"
    swapped = "".join(even[at + 1] + even[at] for at in range(0, len(even), 2))
    kind = "91" if number.startswith("+") else "81"
    return f"0006{reference:02X}{len(digits):02X}{kind}{swapped}{_STAMP}{_STAMP}{status:02X}"


def _decoded(body: bytes, length: int) -> Received:
    if len(body) != length:
        raise BadPdu(f"{len(body)} octets came, {length} were announced")
    first, digit_count = body[0], body[2]
    if first & 0x03 != 0x01 or first & 0x18 != 0x10:
        raise BadPdu("not a message to be sent, or without a relative validity")
    if body[3] != 0x91:
        raise BadPdu("not an international number")
    end = 4 + (digit_count + 1) // 2
    number = "+" + "".join(f"{octet & 15:X}{octet >> 4:X}" for octet in body[4:end])[:digit_count]
    coding, validity, user_length = body[end + 1], body[end + 2], body[end + 3]
    user = body[end + 4 :]
    group, place, total, header_octets = _header(user) if first & 0x40 else (0, 1, 1, 0)
    if coding == 8:
        if user_length != len(user) or len(user) > 140:
            raise BadPdu("the length of the text is wrong")
        text = user[header_octets:].decode("utf-16-be")
    else:
        text = _unpacked(user, user_length, header_octets)
    return Received(number, text, group, place, total, validity, bool(first & 0x20), coding == 8)


def _header(user: bytes) -> tuple[int, int, int, int]:
    if user[0] != 5 or user[1] != 0 or user[2] != 3:
        raise BadPdu("an unknown header")
    group, total, place = user[3:6]
    if not 1 <= place <= total:
        raise BadPdu("a part outside its text")
    return group, place, total, 6


def _unpacked(user: bytes, septet_count: int, header_octets: int) -> str:
    if septet_count > 160 or len(user) != -(-septet_count * 7 // 8):
        raise BadPdu("the length of the text is wrong")
    bits = "".join(f"{octet:08b}"[::-1] for octet in user)
    codes = [int(bits[at : at + 7][::-1], 2) for at in range(0, septet_count * 7, 7)]
    codes = codes[-(-header_octets * 8 // 7) :]
    text, escaped = "", False
    for code in codes:
        if escaped:
            text += EXTENSION[code]
        elif code != 0x1B:
            text += BASIC[code]
        escaped = code == 0x1B and not escaped
    if escaped:
        raise BadPdu("an escape at the end of a part")
    return text
