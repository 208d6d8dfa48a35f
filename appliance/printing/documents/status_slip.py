"""The slip of a printer that was added or plugged in: who it is, how it is connected, and how people and devices get in."""

from dataclasses import dataclass

from appliance.floor import wifi_text
from appliance.kernel.clock import local
from appliance.printing.model import Link, Wire
from appliance.printing.paper_words import PaperWords
from firmware_bridges.document import Align, Columns, Cut, Document, Feed, Part, Qr, Rule, Size, Text
from firmware_bridges.sanitise import printable

SLOW_MS = 250
"""An answer that takes longer than this is called slow: on a cable it takes a few milliseconds."""
COMMAND_SETS = {
    "escpos": "ESC/POS",
    "star": "Star",
    "epos": "ePOS-Print",
    "cloudprnt": "CloudPRNT",
    "server_direct": "Server Direct Print",
}


@dataclass(frozen=True, slots=True)
class Pairing:
    """A code that lets one device in until `until` (ms); `page` is where it is typed, "" when the address is not known."""

    code: str
    until: int
    page: str = ""


@dataclass(frozen=True, slots=True)
class StatusFacts:
    """What is known of a printer; "" or None is left out.

    `device` is maker and model as the device told them, `profile` its profile's label, `bridge` the command set's
    code. `serves` names its stations, `staff_page` is where staff open the appliance, Wi-Fi is the guests'.
    """

    name: str
    address: str
    device: str = ""
    profile: str = ""
    bridge: str = ""
    mac: str = ""
    link: Link | None = None
    serves: tuple[str, ...] = ()
    staff_page: str = ""
    wifi_name: str = ""
    wifi_password: str = ""
    pairing: Pairing | None = None


def status_slip(facts: StatusFacts, *, at: int, zone: str, words: PaperWords) -> Document:
    """Mostly printed without being asked, so it is short. `at` in ms."""
    parts = (
        *_head(facts, words),
        *_printer(facts, words, words.moment(local(at, zone))),
        *_staff(facts, words),
        *_wifi(facts, words),
        *_pairing(facts.pairing, zone, words),
        Feed(2),
        Cut(),
    )
    return Document(title=f"status {facts.name}", parts=parts, language=words.language, private=True)


def link_words(link: Link | None, words: PaperWords) -> str:
    """How a printer is connected, as far as it is known; "" when nothing was measured."""
    say = words.device
    match link:
        case None:
            return ""
        case Link(Wire.USB):
            return say.usb_cable
        case Link(Wire.SERIAL, baud):
            return say.serial_line.format(baud=baud)
        case Link(_, ms):
            return (say.slow_answer if ms > SLOW_MS else say.quick_answer).format(ms=max(1, ms))


def _head(facts: StatusFacts, words: PaperWords) -> list[Part]:
    parts: list[Part] = [
        Text(words.device.approved, size=Size.DOUBLE, bold=True, align=Align.CENTRE),
        Text(printable(facts.name), size=Size.TALL, bold=True, align=Align.CENTRE),
    ]
    if facts.serves:
        parts.append(Text(printable(words.comma.join(facts.serves)), align=Align.CENTRE))
    return [*parts, Rule()]


def _printer(facts: StatusFacts, words: PaperWords, moment: str) -> list[Part]:
    say = words.device
    known = (
        (say.printer, facts.device),
        (say.profile, facts.profile),
        (say.command_set, COMMAND_SETS.get(facts.bridge, facts.bridge)),
        (say.address, facts.address),
        ("MAC", facts.mac),
        (say.link_quality, link_words(facts.link, words)),
        (say.printed, moment),
    )
    return [_fact(label, value) for label, value in known if value]


def _staff(facts: StatusFacts, words: PaperWords) -> list[Part]:
    if not facts.staff_page:
        return []
    return [Rule(), Text(words.device.for_staff), Text(printable(facts.staff_page), bold=True)]


def _wifi(facts: StatusFacts, words: PaperWords) -> list[Part]:
    if not facts.wifi_name:
        return []
    parts: list[Part] = [Rule(), _fact(words.device.wifi, facts.wifi_name)]
    if facts.wifi_password:
        parts.append(_fact(words.device.wifi_password, facts.wifi_password))
    return [*parts, Qr(wifi_text(facts.wifi_name, facts.wifi_password))]


def _pairing(pairing: Pairing | None, zone: str, words: PaperWords) -> list[Part]:
    if pairing is None:
        return []
    say = words.device
    until = f"{local(pairing.until, zone):%H:%M}"
    parts: list[Part] = [
        Rule(),
        Text(say.pair_with, align=Align.CENTRE),
        Text(pairing.code, size=Size.DOUBLE, bold=True, align=Align.CENTRE),
        Text(say.good_once.format(time=until), align=Align.CENTRE),
    ]
    if pairing.page:
        parts += [
            Text(printable(pairing.page), align=Align.CENTRE),
            Qr(f"{pairing.page}#code={pairing.code}"),
        ]
    return parts


def _fact(label: str, value: str) -> Columns:
    return Columns(label, printable(value), money=False)
