"""Writes what can be known from the code: the pages in docs/generated/, docs/api.md, and the types in web/types/api.d.ts.

Run `python docs/generate.py` after a change; a test fails while a file differs from the code.
"""

import json
import sys
import tempfile
from pathlib import Path
from typing import Any

import click

REPOSITORY = Path(__file__).parent.parent
sys.path.insert(0, str(REPOSITORY))


def pages() -> dict[str, str]:
    """Every generated file by its path in the repository."""
    schema = openapi()
    return {
        "docs/generated/states.md": states(),
        "docs/generated/rights.md": rights(),
        "docs/generated/settings.md": settings(),
        "docs/generated/journal.md": journal(),
        "docs/generated/automations.md": automations(),
        "docs/generated/commands.md": commands(),
        "docs/generated/fault_matrix.md": fault_matrix(),
        "docs/api.md": api(schema),
        "web/types/api.d.ts": types(schema),
    }


def openapi() -> dict[str, Any]:
    """The OpenAPI schema of the running application."""
    from appliance.main import Appliance

    with tempfile.TemporaryDirectory() as folder:
        house = Appliance(Path(folder))
        try:
            return house.litestar().openapi_schema.to_schema()
        finally:
            house.hasher.close()


def api(schema: dict[str, Any]) -> str:
    """Every address of the HTTP interface."""
    lines = [
        "# HTTP interface\n",
        "Every write needs an `Idempotency-Key`: the same key and body get the same answer. Errors have one shape:",
        '`{"error": sentence, "code": word, "details": […]}`. The full OpenAPI document is served at `/api/schema/openapi.json`.\n',
        "| | address | what it does |",
        "|---|---|---|",
    ]
    for path, item in sorted(schema["paths"].items()):
        for method in ("get", "post", "put", "patch", "delete"):
            if method in item:
                say = item[method].get("description") or item[method].get("summary", "")
                lines.append(f"| {method.upper()} | `{path}` | {' '.join(say.split())} |")
    lines.append(
        "\nSockets: `/ws` (guests), `/ws/floor`, `/ws/kitchen`; each takes `since`, the last seq the device has seen,"
        " and `mark`, which came with it and tells a restored file from the one the device knew."
        " They close with 4401 (not signed in), 4408 (no ping answered), 4410 (the visit has ended), 4429 (too many sockets),"
        " 1012 and 1013 (come back)."
    )
    return "\n".join(lines) + "\n"


def types(schema: dict[str, Any]) -> str:
    """TypeScript types of everything that travels."""
    parts = [
        "// What the appliance sends and takes. Made from its OpenAPI document by docs/generate.py; do not edit.\n"
    ]
    for name, one in sorted(schema["components"]["schemas"].items()):
        parts.append(f"export {_declared(_type_name(name), one)}\n")
    return "\n".join(parts)


def _type_name(name: str) -> str:
    return name.rpartition(".")[2].replace("[", "").replace("]", "")


def _declared(name: str, schema: dict[str, Any]) -> str:
    if "properties" not in schema:
        return f"type {name} = {_typescript(schema)};"
    needed = set(schema.get("required", []))
    fields = [
        f"  {key}{'' if key in needed else '?'}: {_typescript(value)};"
        for key, value in schema["properties"].items()
    ]
    return f"interface {name} {{\n" + "\n".join(fields) + "\n}"


def _typescript(schema: dict[str, Any]) -> str:
    if "$ref" in schema:
        return _type_name(schema["$ref"].rpartition("/")[2])
    for several in ("oneOf", "anyOf"):
        if several in schema:
            return " | ".join(dict.fromkeys(_typescript(one) for one in schema[several]))
    if "enum" in schema:
        return " | ".join(json.dumps(value) for value in schema["enum"])
    if "const" in schema:
        return json.dumps(schema["const"])
    kind = schema.get("type")
    if isinstance(kind, list):
        return " | ".join(_typescript({**schema, "type": one}) for one in kind)
    if kind == "array":
        inner = _typescript(schema.get("items", {}))
        return f"({inner})[]" if " " in inner else f"{inner}[]"
    if kind == "object" and isinstance(schema.get("additionalProperties"), dict):
        return f"Record<string, {_typescript(schema['additionalProperties'])}>"
    plain = {
        "string": "string",
        "integer": "number",
        "number": "number",
        "boolean": "boolean",
        "null": "null",
    }
    return plain.get(str(kind), "unknown")


def states() -> str:
    """A diagram for every state machine."""
    from appliance.checks.states import CHECK
    from appliance.kitchen.states import LINE, TICKET
    from appliance.orders.states import ORDER
    from appliance.printing.states import PRINT_JOB
    from appliance.seating.states import TABLE_SESSION

    parts = [
        "# State machines\n\nEach is one table in the room's `states.py`; these diagrams are made from it.\n"
    ]
    for machine in (TABLE_SESSION, ORDER, LINE, TICKET, PRINT_JOB, CHECK):
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
        discovery,
        drawers,
        floor,
        kitchen,
        menu,
        orders,
        payments,
        peripherals,
        printing,
        seating,
        settings,
        staff,
    )

    lines = ["# Journal kinds\n", "| kind | what happened | room |", "|---|---|---|"]
    for room in (
        settings,
        staff,
        devices,
        discovery,
        floor,
        menu,
        seating,
        checks,
        printing,
        kitchen,
        orders,
        payments,
        drawers,
        peripherals,
    ):
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
    context = click.Context(main, info_name="comanda", terminal_width=78, **main.context_settings)
    _help(main, context, parts)
    return "\n".join(parts)


def fault_matrix() -> str:
    """What faults do to tickets, as the tests saw it when they were last asked to keep it."""
    from tests.faults.metal.matrix import written

    return written()


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
    for file_name, text in pages().items():
        (REPOSITORY / file_name).parent.mkdir(parents=True, exist_ok=True)
        (REPOSITORY / file_name).write_text(text)
