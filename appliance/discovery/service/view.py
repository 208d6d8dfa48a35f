"""The list of what was found, with what each thing is already or would become."""

from collections.abc import Callable, Sequence

from appliance import printing
from appliance.devices import Knock, Knocks, devices
from appliance.discovery import rules, store
from appliance.discovery.model import FoundThing, KnownAs, Role, Suggestion, Venue
from appliance.storage import Reader
from firmware_bridges.discovery.sighting import Found, Kind, tidy

_BARE_PORT = "bare port"
_ORDER = ("asking", "new", "known", _BARE_PORT, "ignored")


def things(
    reader: Reader,
    around: Sequence[Found],
    guess: Callable[[Found], tuple[str, str]],
    knocks: Knocks,
    *,
    has_receipt_printer: bool,
    now_s: float,
) -> list[FoundThing]:
    """Everything around; a screen that asks stands for what else was seen of it.

    A bare on-board port, which is always there and mostly with nothing at it, comes after what is in use.
    """
    venue = venue_now(reader, has_receipt_printer=has_receipt_printer)
    rows, ignored = printing.printers(reader), store.ignored(reader)
    names = {one.id: one.name for one in devices(reader)}
    agents = knocks.agents()
    asking = {one.hello.agent for one in knocks.asking()}
    items = [_asking(one, around, now_s) for one in knocks.asking()]
    for found in around:
        if found.agent and found.agent in asking:
            continue
        known = rules.known_printer(found, rows) if not found.agent else _known_screen(found, agents, names)
        items.append(
            FoundThing(
                key=found.key,
                kind=str(found.kind),
                name=found.name,
                maker=found.maker,
                model=found.model,
                mac=found.mac,
                serial=found.serial,
                address=found.address,
                sources=list(found.sources),
                seen_s=max(0, int(now_s - found.seen_at_s)),
                state="known" if known else "ignored" if found.identities & ignored else "new",
                known_as=known,
                check=None,
                suggestion=None if known else rules.suggestion(found, guess(found), venue),
            )
        )
    return sorted(items, key=lambda one: (_ORDER.index(_place(one)), one.kind, one.name.lower(), one.key))


def venue_now(reader: Reader, *, has_receipt_printer: bool) -> Venue:
    """What suggestions depend on."""
    names = [one.name for one in printing.all_printers(reader)]
    return Venue(store.stations(reader), has_receipt_printer, names)


def key_of(knock: Knock) -> str:
    """The key of a screen that asks; its own for every time it asks."""
    return f"asks-{knock.hello.commitment[:16]}"


def _asking(knock: Knock, found: Sequence[Found], now_s: float) -> FoundThing:
    seen = next((one for one in found if one.agent == knock.hello.agent), None)
    name = tidy(knock.hello.name) or "Kitchen screen"
    return FoundThing(
        key=key_of(knock),
        kind="screen",
        name=name,
        maker="",
        model=tidy(knock.hello.display),
        mac=seen.mac if seen else "",
        serial="",
        address=knock.address,
        sources=["kiosk", *(seen.sources if seen else ())],
        seen_s=max(0, int(now_s - knock.heard_s)),
        state="asking",
        known_as=None,
        check=knock.check,
        suggestion=Suggestion(Role.KITCHEN_SCREEN, name[: rules.NAME_MAX]),
    )


def _place(item: FoundThing) -> str:
    named = item.maker or item.model or item.serial
    bare = item.kind == Kind.SERIAL_PORT and item.state == "new" and not named
    return _BARE_PORT if bare else item.state


def _known_screen(found: Found, agents: dict[str, str], names: dict[str, str]) -> KnownAs | None:
    device_id = agents.get(found.agent, "")
    return KnownAs("device", device_id, names[device_id]) if device_id in names else None
