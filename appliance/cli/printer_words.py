"""How the command line says what a printer is like and what went to and fro."""

import time
from typing import Any

import click

HEX_PER_LINE = 24

HOW = {
    "printed": "the test page is out; the printer confirmed it",
    "processed": "the printer took the test page; look whether it came out",
    "sent": "the test page was sent; this printer cannot confirm it",
}


def say_exchange(exchange: dict[str, Any]) -> None:
    seconds, rest_ms = divmod(exchange["at"], 1000)
    moment = time.strftime("%H:%M:%S", time.localtime(seconds))
    times = f" ({exchange['times']} times)" if exchange["times"] > 1 else ""
    arrow = {"to": "->", "from": "<-"}[exchange["direction"]]
    click.echo(f"{moment}.{rest_ms:03} {arrow} {exchange['size']:5} B  {exchange['words']}{times}")
    raw = bytes.fromhex(exchange["hex"])
    for start in range(0, len(raw), HEX_PER_LINE):
        click.echo(f"    {raw[start : start + HEX_PER_LINE].hex(' ')}")


def facts_line(one: dict[str, Any]) -> str:
    facts, state = one["state"]["facts"], one["state"]
    said = [
        "connected" if facts["connected"] else "not connected",
        f"paper {facts['paper'].replace('_', ' ')}",
        "cover open" if facts["cover_open"] else "",
        "cutter error" if facts["cutter_error"] else "",
        "unrecoverable error" if facts["unrecoverable"] else "",
        "offline" if facts["halted"] else "",
        {True: "drawer pin high", False: "drawer pin low", None: ""}[facts["drawer_pin_high"]],
        f"{state['waiting']} waiting" if state["waiting"] else "",
        f"{state['asking']} old" if state["asking"] else "",
        f"{one['moved']} at another printer" if one["moved"] else "",
        f"last paper {one['last_how']}" if one["last_how"] else "",
    ]
    return " · ".join(part for part in said if part)
