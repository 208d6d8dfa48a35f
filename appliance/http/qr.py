"""QR codes as plain values: the squares of a code, and a code as a small SVG picture."""

from itertools import groupby

QUIET = 4
"""White squares around a code, as the standard asks."""

Squares = list[list[bool]]


def qr_squares(text: str) -> Squares:
    """The rows of a QR code (medium error correction) without its quiet zone; True is black."""
    import qrcode  # slow to import, and only needed when a code is shown
    from qrcode.constants import ERROR_CORRECT_M

    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=0)
    code.add_data(text)
    code.make(fit=True)
    return [[bool(square) for square in row] for row in code.get_matrix()]


def qr_svg(text: str) -> str:
    """A QR code as an SVG text, black on white with its quiet zone; scales to any size. Takes some milliseconds."""
    squares = qr_squares(text)
    side = len(squares) + 2 * QUIET
    path = "".join(_runs(y + QUIET, row) for y, row in enumerate(squares))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" shape-rendering="crispEdges">'
        f'<path fill="#fff" d="M0 0h{side}v{side}H0z"/><path fill="#000" d="{path}"/></svg>'
    )


def _runs(y: int, row: list[bool]) -> str:
    """The black runs of one row as closed paths."""
    parts: list[str] = []
    x = QUIET
    for black, squares in groupby(row):
        length = len(list(squares))
        if black:
            parts.append(f"M{x} {y}h{length}v1h-{length}z")
        x += length
    return "".join(parts)
