"""Measures a ticket's way from document to bytes: `python -m tests.bench.rendering [--rounds N]`."""

import argparse
import time
from collections.abc import Callable

from firmware_bridges import PROFILES, Align, Columns, Cut, Document, Profile, Rule, Size, Text
from firmware_bridges.escpos.encoder import Encoder
from firmware_bridges.typesetting import as_png
from tests.bench.figures import Figure, ms, table

TEXT_P50_MS, RASTER_P50_MS = 2, 15
DRAWN = {
    "a Japanese line": "寿司盛り合わせ {} 人前、わさび抜き",
    "an Arabic line": "كباب حلبي مع الأرز {} بدون بصل",
    "a Thai line": "ต้มยำกุ้งน้ำข้น {} ไม่ใส่ผักชี",
}


def ticket(number: int, drawn: str = "") -> Document:
    """Twenty lines, other words on each ticket; `drawn` takes the place of one of them."""
    lines: list[Text] = []
    for course in range(8):
        lines += [
            Text(f"{course + 1} x Crème brûlée {number * 8 + course}", size=Size.DOUBLE, bold=True),
            Text("no sugar, extra berries", indent=4),
        ]
    if drawn:
        lines[-1] = Text(drawn.format(number))
    head = (
        Text(f"Table {number}", size=Size.DOUBLE, bold=True, align=Align.CENTRE),
        Columns(f"#{number}", "19:42", size=Size.DOUBLE, bold=True),
        Rule(heavy=True),
    )
    return Document("ticket", (*head, *lines, Rule(heavy=True), Cut()))


def durations_s(work: Callable[[Document], object], rounds: int, drawn: str) -> list[float]:
    """How long each of so many different tickets took, after one that loads the libraries."""
    work(ticket(0, drawn))
    taken: list[float] = []
    for number in range(1, rounds + 1):
        document = ticket(number, drawn)
        begun = time.perf_counter()
        work(document)
        taken.append(time.perf_counter() - begun)
    return taken


def rendering(rounds: int = 300, profile: Profile = PROFILES["epson-80"]) -> list[Figure]:
    """Every figure of this file."""
    encode = Encoder(profile).encode
    figures = [ms("ticket to bytes, text only, p50", durations_s(encode, rounds, ""), 0.5, TEXT_P50_MS)]
    for name, words in DRAWN.items():
        taken = durations_s(encode, rounds, words)
        figures += [
            ms(f"ticket to bytes with {name}, p50", taken, 0.5, RASTER_P50_MS),
            ms(f"ticket to bytes with {name}, p99", taken, 0.99),
        ]
    whole = durations_s(lambda document: as_png(document, profile), max(1, rounds // 10), "")
    return [*figures, ms("ticket to one picture (CloudPRNT), p50", whole, 0.5)]


if __name__ == "__main__":
    asking = argparse.ArgumentParser(description="A ticket's way from document to bytes.")
    asking.add_argument("--rounds", type=int, default=300, help="tickets of each kind")
    print(table(rendering(asking.parse_args().rounds), {"rendering": "a 20-line ticket on an Epson, 80 mm"}))
