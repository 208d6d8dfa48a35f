"""How the command says no: one kind sentence for people, and with --json an object for programs."""

import sys
from collections.abc import Sequence
from typing import Any

import click
import msgspec

from appliance.cli.plain import plain_output
from appliance.cli.tables import say_json
from appliance.kernel.errors import Refused

FIELDS = {"name": "the name", "address": "the address", "stations": "the stations", "reason": "the reason"}
_TYPED = "Expected `"


class Trouble(click.ClickException):
    """Why a command did not do it: a sentence for people and a word for programs."""

    def __init__(self, sentence: str, *, code: str = "failed") -> None:
        super().__init__(sentence)
        self.code = code


class Comanda(click.Group):
    """The whole command: it prints nothing a terminal could take for a command. With --json also its troubles are
    JSON: {"error": sentence, "code": word}.
    """

    def main(self, args: Sequence[str] | None = None, prog_name: str | None = None, **known: Any) -> Any:  # type: ignore[override]
        with plain_output():
            return self._main(args, prog_name, **known)

    def _main(self, args: Sequence[str] | None, prog_name: str | None, **known: Any) -> Any:
        words = sys.argv[1:] if args is None else list(args)
        if "--json" not in words:
            return super().main(words, prog_name, **known)
        try:
            ended = super().main(words, prog_name, **(known | {"standalone_mode": False}))
        except click.ClickException as trouble:
            say_json({"error": trouble.format_message(), "code": _code_of(trouble)})
            sys.exit(trouble.exit_code)
        except click.Abort:
            sys.exit(1)
        sys.exit(ended if isinstance(ended, int) else 0)


def no(refusal: Refused) -> Trouble:
    """A refusal of the restaurant's own rules."""
    return trouble_of(refusal.sentence, refusal.code, refusal.details)


def trouble_of(sentence: str, code: str, details: Sequence[Any]) -> Trouble:
    """The same as it came over HTTP. Of the details only sentences are for people, and what names a type is not one."""
    fields = [str(one["field"]) for one in details if isinstance(one, dict) and "field" in one]
    if fields:
        about = ", ".join(FIELDS.get(one, one) for one in fields)
        return Trouble(f"Something is missing, too short or too long: {about}.", code=code)
    said = [_plain(one) for one in details if isinstance(one, str) and code != "station_unknown"]
    said += [
        _at(one)
        for one in msgspec.to_builtins(details)
        if isinstance(one, dict) and {"row", "say"} <= one.keys()
    ]
    if code in ("address_invalid", "mac_invalid") and said:
        return Trouble(f"{said[0].rstrip('.')}.", code=code)
    if code == "profile_unknown" and said:
        return Trouble(f"{sentence.rstrip('.')}; there are: {', '.join(said)}.", code=code)
    return Trouble(sentence + "".join(f"\n  {one}" for one in said), code=code)


def _plain(detail: str) -> str:
    about, colon, rest = detail.partition(": ")
    return f"{about}: it does not take this value" if colon and _TYPED in rest else detail


def _at(trouble: dict[str, Any]) -> str:
    """Where in a file something is wrong, and what."""
    place = [f"row {trouble['row']}"] * bool(trouble["row"]) + [trouble["column"]] * bool(trouble["column"])
    return f"{', '.join(place) or 'the file'}: {trouble['say']}"


def _code_of(trouble: click.ClickException) -> str:
    return trouble.code if isinstance(trouble, Trouble) else "usage" if trouble.exit_code == 2 else "failed"
