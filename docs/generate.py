"""Writes docs/generated/ from the code: state diagrams, rights, settings, journal kinds, automations, commands.

Run `python docs/generate.py` after a change; a test fails while a page differs from the code.
"""

import sys
from pathlib import Path

import click

REPOSITORY = Path(__file__).parent.parent
GENERATED = REPOSITORY / "docs" / "generated"
sys.path.insert(0, str(REPOSITORY))


def pages() -> dict[str, str]:
    """Every generated page by file name."""
    return {
        "states.md": states(),
        "rights.md": rights(),
        "settings.md": settings(),
        "journal.md": journal(),
        "automations.md": automations(),
        "commands.md": commands(),
    }


def states() -> str:
    """A diagram for every state machine."""
    from appliance.checks.states import CHECK
    from appliance.kitchen.states import ORDER_LINE, TICKET
    from appliance.orders.states import ORDER
    from appliance.printing.states import PRINT_JOB
    from appliance.seating.states import TABLE_SESSION

    parts = [
        "# State machines\n\nEach is one table in the room's `states.py`; these diagrams are made from it.\n"
    ]
    for machine in (TABLE_SESSION, ORDER, ORDER_LINE, TICKET, PRINT_JOB, CHECK):
        parts.append(f"## {machine.noun.capitalize()}\n\n```mermaid\n{machine.mermaid()}\n```\n")
    return "\n".join(parts)


def rights() -> str:
    """Who may do what."""
    from appliance.kernel.roles import RIGHTS, Right, Role

    head = "| right | " + " | ".join(Role) + " |\n|---|" + "---|" * len(Role)
    rows = [
        f"| {right} | " + " | ".join("✓" if right in RIGHTS[role] else "" for role in Role) + " |"
        for right in Right
    ]
    return "# Rights\n\nFrom `appliance/kernel/roles.py`.\n\n" + head + "\n" + "\n".join(rows) + "\n"


def settings() -> str:
    """Every setting with its default and its sentence."""
    from appliance.settings import VenueSettings
    from appliance.settings.model import SAY

    defaults = VenueSettings()
    rows = [
        f"| `{key}` | {described.say} | `{_short(getattr(defaults, key))}` |"
        for key, described in SAY.items()
    ]
    return "# Settings\n\n| key | what it decides | default |\n|---|---|---|\n" + "\n".join(rows) + "\n"


def journal() -> str:
    """Every kind of event."""
    from appliance import (
        checks,
        devices,
        floor,
        kitchen,
        menu,
        orders,
        payments,
        printing,
        seating,
        settings,
        staff,
    )

    lines = ["# Journal kinds\n", "| kind | what happened | room |", "|---|---|---|"]
    for room in (settings, staff, devices, floor, menu, seating, checks, printing, kitchen, orders, payments):
        kinds: dict[str, str] = __import__(f"{room.__name__}.model", fromlist=["KINDS"]).KINDS
        name = room.__name__.rpartition(".")[2]
        lines += [f"| `{kind}` | {say} | {name} |" for kind, say in sorted(kinds.items())]
    return "\n".join(lines) + "\n"


def automations() -> str:
    """What happens by itself."""
    from appliance.automations import AUTOMATIONS

    rows = [f"| `{one.name}` | {one.say} |" for one in AUTOMATIONS]
    return "# Automations\n\n| name | what it does |\n|---|---|\n" + "\n".join(rows) + "\n"


def commands() -> str:
    """The help of every command."""
    from appliance.cli import main

    parts = ["# `comanda`\n"]
    context = click.Context(main, info_name="comanda")
    _help(main, context, parts)
    return "\n".join(parts)


def _help(command: click.Command, context: click.Context, parts: list[str]) -> None:
    parts.append(f"## {context.command_path}\n\n```\n{command.get_help(context)}\n```\n")
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            child = command.get_command(context, name)
            if child is not None:
                _help(child, click.Context(child, info_name=name, parent=context), parts)


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "…"


if __name__ == "__main__":
    GENERATED.mkdir(parents=True, exist_ok=True)
    for file_name, text in pages().items():
        (GENERATED / file_name).write_text(text)
