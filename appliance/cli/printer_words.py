"""How the command line says what a printer is like and what went to and fro."""

import time
from pathlib import Path
from typing import Any

import click

from appliance.cli.saying import Trouble

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


WAY_OUT = {
    "printer_busy": "Drop them with: comanda printers drop \"{name}\" --reason '…' --data {data}",
    "printer_in_use": "Choose with: comanda printers route OTHER --station … (or --receipts) --data {data}",
}
RECEIPTS = "bills and receipts"


def with_way_out(trouble: Trouble, name: str, data: Path) -> Trouble:
    """The refusal to remove a printer, with the command that helps where there is one."""
    way = WAY_OUT.get(trouble.code, "").format(name=name, data=data)
    return Trouble(f"{trouble.message} {way}".strip(), code=trouble.code)


def serves(one: dict[str, Any]) -> list[str]:
    """What prints on a printer: its stations, and bills and receipts if they do."""
    return [*(place["name"] for place in one["stations"]), *([RECEIPTS] if one["receipts"] else [])]


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
        f"prints for {', '.join(serves(one))}" if serves(one) else "",
        f"{state['waiting']} waiting" if state["waiting"] else "",
        f"{state['asking']} old" if state["asking"] else "",
        f"{one['moved']} at another printer" if one["moved"] else "",
        f"last paper {one['last_how']}" if one["last_how"] else "",
    ]
    return " · ".join(part for part in said if part)
