"""Text messages as a modem takes them in PDU mode, and delivery reports as it gives them (3GPP TS 23.040)."""

from dataclasses import dataclass

from firmware_bridges.message import Delivery, DeliveryReport, Message, cut
from firmware_bridges.modem.alphabet import codes, is_plain, pack

_SUBMIT = 0x01
_VALIDITY_GIVEN = 0x10
_REPORT_WANTED = 0x20
_HAS_HEADER = 0x40
_INTERNATIONAL = 0x91
_DEFAULT_ALPHABET, _UCS2 = 0x00, 0x08
_STATUS_REPORT = 0x02
_DAY_MIN = 24 * 60
_LONGEST_MIN = 63 * 7 * _DAY_MIN


class PduError(ValueError):
    """These octets are no delivery report."""


@dataclass(frozen=True, slots=True)
class Submit:
    """One part, ready for AT+CMGS: `length` counts the octets without the service centre's address."""

    octets: bytes
    length: int

    @property
    def hex(self) -> str:
        """As it goes over the wire."""
        return self.octets.hex().upper()


def submits(message: Message) -> list[Submit]:
    """Every part of a message, those to be skipped included. Raises MessageError for a text that cannot be sent."""
    parts = cut(message.text)
    return [
        _submit(message, text, message.group & 0xFF, place, len(parts))
        for place, text in enumerate(parts, start=1)
    ]


def validity(minutes: int) -> int:
    """TP-VP in relative form, at least what is asked for: 5 minutes to 63 weeks (9.2.3.12.1)."""
    asked = max(5, min(minutes, _LONGEST_MIN))
    if asked <= 12 * 60:
        return _up(asked, 5) - 1
    if asked <= _DAY_MIN:
        return 143 + _up(asked - 12 * 60, 30)
    if asked <= 30 * _DAY_MIN:
        return max(168, 166 + _up(asked, _DAY_MIN))
    return max(197, 192 + _up(asked, 7 * _DAY_MIN))


def report_from(octets: bytes) -> DeliveryReport:
    """The delivery report in the octets after +CDS or from the modem's memory. Raises PduError."""
    try:
        at = 1 + octets[0]
        kind, reference, digits, type_of_number = octets[at : at + 4]
        end = at + 4 + (digits + 1) // 2
        number = _digits(octets[at + 4 : end])[:digits]
        status = octets[end + 14]
    except (IndexError, ValueError) as error:
        raise PduError("too short for a delivery report") from error
    if kind & 0x03 != _STATUS_REPORT or not number.isdigit():
        raise PduError("not a delivery report")
    sign = "+" if type_of_number & 0x70 == 0x10 else ""
    return DeliveryReport(reference, sign + number, _delivery(status), status)


def _submit(message: Message, text: str, group: int, place: int, total: int) -> Submit:
    digits = message.number.removeprefix("+")
    first = _SUBMIT | _VALIDITY_GIVEN | _REPORT_WANTED | (_HAS_HEADER if total > 1 else 0)
    header = bytes((5, 0, 3, group, total, place)) if total > 1 else b""
    plain = is_plain(message.text)
    body = b"".join(
        (
            bytes((first, 0, len(digits), _INTERNATIONAL)),
            _semi_octets(digits),
            bytes((0, _DEFAULT_ALPHABET if plain else _UCS2, validity(message.valid_min))),
            _plain(text, header) if plain else _wide(text, header),
        )
    )
    return Submit(b"\x00" + body, len(body))


def _plain(text: str, header: bytes) -> bytes:
    """User data of seven bits; its length counts septets, the header's included."""
    said = codes(text)
    header_septets = (len(header) * 8 + 6) // 7
    fill_bits = header_septets * 7 - len(header) * 8
    return bytes((header_septets + len(said),)) + header + pack(said, fill_bits=fill_bits)


def _wide(text: str, header: bytes) -> bytes:
    said = header + text.encode("utf-16-be", "replace")
    return bytes((len(said),)) + said


def _semi_octets(digits: str) -> bytes:
    """Two digits an octet, the first in the low half; an odd last one is filled with F."""
    padded = digits + "F" * (len(digits) % 2)
    return bytes(int(padded[at + 1] + padded[at], 16) for at in range(0, len(padded), 2))


def _digits(octets: bytes) -> str:
    return "".join(f"{octet & 0x0F:X}{octet >> 4:X}" for octet in octets)


def _delivery(status: int) -> Delivery:
    """TP-ST (9.2.3.15): below 0x20 done, 0x20 to 0x3F still trying, above that given up."""
    if status < 0x20:
        return Delivery.DELIVERED
    return Delivery.WAITING if status < 0x40 else Delivery.FAILED


def _up(amount: int, step: int) -> int:
    return -(-amount // step)
