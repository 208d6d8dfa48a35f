"""A QR code as an ESC/POS raster image, for printers that cannot draw one themselves."""

import importlib
from typing import Any

_QUIET_MODULES = 2
_DOTS_PER_COLUMN = 12


def raster_qr(data: str, *, module_size: int, columns: int) -> bytes:
    """The GS v 0 command for that code; modules shrink when it would be wider than the paper."""
    qrcode: Any = importlib.import_module("qrcode")
    code = qrcode.QRCode(border=_QUIET_MODULES, box_size=1)
    code.add_data(data)
    code.make(fit=True)
    matrix: list[list[bool]] = code.get_matrix()
    dots = max(1, min(module_size, columns * _DOTS_PER_COLUMN // len(matrix)))
    rows = [_packed([dark for dark in row for _ in range(dots)]) for row in matrix for _ in range(dots)]
    header = b"\x1dv0\x00" + len(rows[0]).to_bytes(2, "little") + len(rows).to_bytes(2, "little")
    return header + b"".join(rows)


def _packed(dots: list[bool]) -> bytes:
    """Eight dots to a byte, the leftmost in the highest bit."""
    padded = dots + [False] * (-len(dots) % 8)
    return bytes(
        sum(dark << (7 - place) for place, dark in enumerate(padded[at : at + 8]))
        for at in range(0, len(padded), 8)
    )
