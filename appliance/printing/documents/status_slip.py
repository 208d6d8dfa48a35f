"""The slip of a printer that was plugged in or has just been approved: who it is and what to do next."""

from dataclasses import dataclass

from appliance.kernel.clock import local
from appliance.printing.paper_words import PaperWords
from firmware_bridges.document import Align, Columns, Cut, Document, Feed, Part, Rule, Size, Text
from firmware_bridges.sanitise import printable


@dataclass(frozen=True, slots=True)
class StatusFacts:
    """What is known of a printer; "" or None is left out.

    `code` is typed on a staff tablet to approve it, "" once it is approved. `link_percent` is its radio's
    quality from 0 to 100, where the printer or the access point tells it. `serves` names its stations.
    """

    name: str
    address: str
    model: str = ""
    mac: str = ""
    code: str = ""
    serves: tuple[str, ...] = ()
    wifi_name: str = ""
    link_percent: int | None = None


def status_slip(facts: StatusFacts, *, at: int, zone: str, words: PaperWords) -> Document:
    """Printed without being asked, so it is short. `at` in ms."""
    say = words.device
    parts: list[Part] = [
        Text(
            say.new_printer if facts.code else say.approved, size=Size.DOUBLE, bold=True, align=Align.CENTRE
        ),
        Text(printable(facts.name), size=Size.TALL, bold=True, align=Align.CENTRE),
    ]
    if facts.serves:
        parts.append(Text(printable(words.comma.join(facts.serves)), align=Align.CENTRE))
    parts.append(Rule())
    link = "" if facts.link_percent is None else f"{max(0, min(100, facts.link_percent))} %"
    known = (
        (say.profile, facts.model),
        (say.address, facts.address),
        ("MAC", facts.mac),
        (say.wifi, facts.wifi_name),
        (say.link_quality, link),
        (say.printed, words.moment(local(at, zone))),
    )
    parts += [Columns(label, printable(value), money=False) for label, value in known if value]
    if facts.code:
        code = Text(printable(facts.code), size=Size.DOUBLE, bold=True, align=Align.CENTRE)
        parts += [Rule(), Text(say.approve_with, align=Align.CENTRE), code]
    return Document(title=f"status {facts.name}", parts=(*parts, Feed(2), Cut()), language=words.language)
