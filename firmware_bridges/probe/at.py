"""From an address and a command set to the bridge that drives the printer there."""

from collections.abc import Callable
from typing import Literal, TypeVar, cast, get_args

import click

from firmware_bridges.address import Address, HttpAddress, MacAddress, parse_address
from firmware_bridges.contracts import Printer, PrinterStatus
from firmware_bridges.profiles import DEFAULT, PROFILES, Profile
from firmware_bridges.trace import Trace
from firmware_bridges.wiring import wired

CommandSet = Literal["escpos", "star", "epos"]
COMMAND_SETS: tuple[CommandSet, ...] = get_args(CommandSet)

Command = TypeVar("Command", bound=Callable[..., object])
OnStatus = Callable[[PrinterStatus], None]


def language_option(command: Command) -> Command:
    """`--language`, the command set."""
    say = "its command set; guessed from address and profile"
    return click.option("--language", type=click.Choice(COMMAND_SETS), help=say)(command)


def profile_option(command: Command) -> Command:
    """`--profile`, the model."""
    say = "its model; a usual one of its command set"
    return click.option("--profile", "profile_name", type=click.Choice(list(PROFILES)), help=say)(command)


def parsed(address: str) -> Address:
    """The address; raises click.BadParameter with a sentence."""
    try:
        return parse_address(address)
    except ValueError as error:
        raise click.BadParameter(str(error)) from error


def setup_of(address: str, language: str | None, profile_name: str | None) -> tuple[CommandSet, Profile]:
    """What a printer is driven as: what was said, else what address and profile suggest.

    Raises click.BadParameter for what does not go together.
    """
    where = parsed(address)
    if isinstance(where, MacAddress):
        raise click.BadParameter(
            "This printer asks for its jobs itself; it can only be seen by the appliance."
        )
    profile = PROFILES[profile_name] if profile_name else None
    if language is None:
        language = "epos" if isinstance(where, HttpAddress) else family(profile) if profile else "escpos"
    spoken = cast(CommandSet, language)
    if (spoken == "epos") is not isinstance(where, HttpAddress):
        raise click.BadParameter(f"{spoken} is not spoken at {address}; epos alone takes http://…")
    if profile is None:
        profile = next((one for one in PROFILES.values() if family(one) == spoken and one.status), DEFAULT)
        profile = DEFAULT if spoken == "escpos" else profile
    elif spoken != "epos" and family(profile) != spoken:
        raise click.BadParameter(f"{profile.name} is a {family(profile)} printer; leave --language out.")
    return spoken, profile


def family(profile: Profile) -> CommandSet:
    """The command set of a model; Star's two dialects are one."""
    return "star" if profile.language.startswith("star") else cast(CommandSet, profile.language)


def printer_at(
    address: str, spoken: CommandSet, profile: Profile, on_status: OnStatus | None, trace: Trace
) -> Printer:
    """A started bridge to the printer at `address`; whoever asks for it stops it."""
    printer = _made(address, spoken, profile, on_status, trace)
    printer.start()
    return printer


def _made(
    address: str, spoken: CommandSet, profile: Profile, on_status: OnStatus | None, trace: Trace
) -> Printer:
    match spoken:
        case "epos":
            from firmware_bridges.epos.printer import EposPrinter

            return EposPrinter(address, address, profile, on_status=on_status, trace=trace)
        case "star":
            from firmware_bridges.star.printer import StarPrinter

            stream, profile = wired(address, profile)
            return StarPrinter(address, stream, profile, on_status=on_status, trace=trace)
        case "escpos":
            from firmware_bridges.escpos.printer import EscPosPrinter

            stream, profile = wired(address, profile)
            return EscPosPrinter(address, stream, profile, on_status=on_status, trace=trace)
