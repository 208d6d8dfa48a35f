"""Draws docs/scripts/*.png and docs/scripts.md: one ticket and one receipt in six languages, from the bytes a printer gets.

Run `python docs/scripts/generate.py`; it needs the fonts that provisioning/debian.sh installs.
"""

import io
import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parents[1])]

from PIL import Image  # noqa: E402
from words import DINNERS, Dinner  # noqa: E402

from firmware_bridges import (  # noqa: E402
    PROFILES,
    Align,
    Boxed,
    Columns,
    Cut,
    Document,
    Feed,
    Part,
    Profile,
    Qr,
    Rule,
    Size,
    Text,
)
from firmware_bridges.escpos.encoder import Encoder  # noqa: E402
from firmware_bridges.simulators.decoder import Decoder  # noqa: E402
from firmware_bridges.simulators.head import Head, ImageMark, Slip  # noqa: E402
from firmware_bridges.simulators.paper import render_slip  # noqa: E402

PRINTERS = {"80": PROFILES["epson-80"], "58": PROFILES["generic-58"]}
BACKGROUND = (236, 232, 223)
GAP = 24


def ticket(dinner: Dinner) -> Document:
    """What the grill gets."""
    big = [Text(f"{count} x {name}", size=Size.DOUBLE, bold=True) for count, name, _ in dinner.dishes]
    parts: tuple[Part, ...] = (
        Text(dinner.table, size=Size.DOUBLE, bold=True, align=Align.CENTRE),
        Columns("#118", "19:42", size=Size.DOUBLE, bold=True),
        Text(dinner.station, size=Size.TALL, bold=True),
        Text(dinner.rush, size=Size.DOUBLE, bold=True, reverse=True, align=Align.CENTRE),
        Rule(heavy=True),
        big[0],
        big[1],
        Text(dinner.note, size=Size.TALL, bold=True, reverse=True, indent=2),
        big[2],
        Boxed((dinner.allergy,)),
        Rule(heavy=True),
        Feed(),
        Cut(),
    )
    return Document("ticket", parts, language=dinner.code)


def receipt(dinner: Dinner) -> Document:
    """What the guest gets."""
    parts: tuple[Part, ...] = (
        Text(dinner.house, size=Size.DOUBLE, bold=True, align=Align.CENTRE),
        Columns(f"{dinner.receipt} 118", dinner.table, bold=True, money=False),
        Text("24.05.2026 21:10"),
        Rule(),
        *(Columns(f"{count} x {name}", amount) for count, name, amount in dinner.dishes),
        Rule(),
        Columns(*dinner.subtotal),
        Columns(*dinner.tax),
        Columns(dinner.total[0], dinner.total[1], Size.DOUBLE, bold=True),
        Columns(*dinner.cash),
        Feed(),
        Qr("https://example.com/r/118", module_size=5),
        Text(dinner.thanks, align=Align.CENTRE),
        Feed(),
        Cut(),
    )
    return Document("receipt", parts, language=dinner.code)


def printed(document: Document, profile: Profile) -> tuple[Slip, int]:
    """The paper that the document's bytes make, and how many they are."""
    stream, head = Encoder(profile).encode(document), Head(profile.columns)
    for command in Decoder().feed(stream):
        head.obey(command)
    return [*head.slips, head.current][0], len(stream)


def picture(dinner: Dinner, profile: Profile) -> tuple[bytes, str]:
    """Ticket and receipt side by side, and a sentence on their bytes."""
    papers = [printed(document, profile) for document in (ticket(dinner), receipt(dinner))]
    slips = [Image.open(io.BytesIO(render_slip(slip))) for slip, _ in papers]
    width = sum(slip.width for slip in slips) + GAP * (len(slips) + 1)
    sheet = Image.new("RGB", (width, max(slip.height for slip in slips) + 2 * GAP), BACKGROUND)
    at = GAP
    for slip in slips:
        sheet.paste(slip, (at, GAP))
        at += slip.width + GAP
    file = io.BytesIO()
    sheet.quantize(16).save(file, format="PNG", optimize=True)
    drawn = sum(isinstance(mark, ImageMark) for slip, _ in papers for mark in slip.marks)
    return file.getvalue(), f"{sum(size for _, size in papers):,} bytes, {drawn} bands"


def page(said: dict[tuple[str, str], str]) -> str:
    """The contact page."""
    lines = [
        "# Scripts on paper\n",
        "One ticket and one receipt in six languages on an 80 mm and a 58 mm printer, drawn from the very bytes a printer",
        "gets (`python docs/scripts/generate.py`). The 80 mm printer is an Epson with Latin, Greek and Cyrillic code pages;",
        "the 58 mm one is a clone of which no more is believed than Western Latin, so Greek and Russian are drawn there.",
        "A line goes as characters when the printer has them all, else as a raster band in an open font.\n",
    ]
    for dinner in DINNERS:
        lines += [f"## {dinner.name}\n"]
        for width in PRINTERS:
            lines += [
                f"{width} mm: {said[dinner.code, width]}\n",
                f"![{dinner.name}, {width} mm](scripts/{dinner.code}-{width}.png)\n",
            ]
    return "\n".join(lines)


def main() -> None:
    """Write everything."""
    said = {}
    for dinner in DINNERS:
        for width, profile in PRINTERS.items():
            png, said[dinner.code, width] = picture(dinner, profile)
            (HERE / f"{dinner.code}-{width}.png").write_bytes(png)
    (HERE.parent / "scripts.md").write_text(page(said))


if __name__ == "__main__":
    main()
