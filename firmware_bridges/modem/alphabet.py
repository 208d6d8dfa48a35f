"""The default alphabet of text messages, seven bits a character (3GPP TS 23.038, 6.2.1), and its packing."""

ESCAPE = 0x1B

BASIC = (
    "@£$¥èéùìòÇ\nØø\rÅå"
    "Δ_ΦΓΛΩΠΨΣΘΞ\x1bÆæßÉ"
    " !\"#¤%&'()*+,-./"
    "0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNO"
    "PQRSTUVWXYZÄÖÑÜ§"
    "¿abcdefghijklmno"
    "pqrstuvwxyzäöñüà"
)
"""Each character stands at its code."""

EXTENSION = {
    0x0A: "\f", 0x14: "^", 0x28: "{", 0x29: "}", 0x2F: "\\", 0x3C: "[", 0x3D: "~", 0x3E: "]", 0x40: "|", 0x65: "€",
}  # fmt: skip
"""Codes after an escape."""

_CODES = {character: bytes((code,)) for code, character in enumerate(BASIC) if code != ESCAPE} | {
    character: bytes((ESCAPE, code)) for code, character in EXTENSION.items()
}


def is_plain(text: str) -> bool:
    """Whether every character is in the alphabet; one that is not makes the whole text UCS-2."""
    return all(character in _CODES for character in text)


def septets(character: str) -> int:
    """How many septets a character of the alphabet takes: 1, or 2 with its escape."""
    return len(_CODES[character])


def codes(text: str) -> bytes:
    """One septet a byte. Raises KeyError for a character that is not in the alphabet."""
    return b"".join(_CODES[character] for character in text)


def pack(septet_codes: bytes, *, fill_bits: int = 0) -> bytes:
    """Septets into octets, the first in the lowest bits, after `fill_bits` of zero."""
    value = 0
    for place, code in enumerate(septet_codes):
        value |= code << (7 * place + fill_bits)
    return value.to_bytes((7 * len(septet_codes) + fill_bits + 7) // 8, "little")
