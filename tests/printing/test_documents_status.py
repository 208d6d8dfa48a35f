"""What a printer's status slip says."""

from dataclasses import replace
from typing import Any

import pytest

from appliance.kernel.errors import NotFound
from appliance.kitchen import add_station
from appliance.printing import LANGUAGES, Asker, JobKind, Known, print_status
from appliance.printing.documents import StatusFacts, status_slip
from appliance.printing.model import Link, Wire
from appliance.printing.service.jobs import document_of
from appliance.printing.wiring import link_of
from appliance.settings import change
from appliance.storage import Tx
from firmware_bridges.document import Document, Qr
from firmware_bridges.trace import Trace
from firmware_bridges.typesetting import as_text
from tests.printing.conftest import GRILL, Paperwork

OWNER = Asker("staff:1")


async def slip_in_file(paperwork: Paperwork, **known: Any) -> Document:
    settings = paperwork.settings.now
    job_id = await paperwork.database.write(
        lambda tx: print_status(tx, GRILL, settings, Known(**known), by=OWNER)
    )
    assert paperwork.job(job_id).kind == JobKind.STATUS
    return paperwork.database.read(lambda reader: document_of(reader, job_id))


async def said(paperwork: Paperwork, **known: Any) -> str:
    return as_text(await slip_in_file(paperwork, **known), 32)


async def test_it_says_who_it_is_where_and_for_whom(paperwork: Paperwork) -> None:
    def serve(tx: Tx) -> None:
        add_station(tx, station_id="pasta", name="Pasta", position=1, printer_id=GRILL, prints="always")
        add_station(tx, station_id="bar", name="Bar", position=2, printer_id=None, prints="always")
        change(tx, {"guest_base_url": "http://192.0.2.1/"}, actor="system")

    await paperwork.database.write(serve)
    link = Link(Wire.NETWORK, 4)
    paper = await said(paperwork, device="EPSON TM-m30", profile="Epson TM, 80 mm", link=link)
    told = (
        "Ready to print", "Grill printer", "Pasta", "EPSON TM-m30", "Epson TM, 80 mm", "ESC/POS", "tcp://127.0.0.1:9",
        "good (4 ms)", "http://192.0.2.1/floor/",
    )  # fmt: skip
    assert [words for words in told if words not in paper] == []
    assert "Bar" not in paper


async def test_what_is_not_known_is_left_out(paperwork: Paperwork) -> None:
    paper = await said(paperwork)
    labels = ("Wi-Fi", "Connection", "MAC", "Tablets", "Type this code", "Good once")
    assert [label for label in labels if label in paper] == []
    assert "generic-80" in paper


async def test_guests_wifi_is_told_in_letters_and_as_a_code(paperwork: Paperwork) -> None:
    await paperwork.database.write(
        lambda tx: change(tx, {"wifi_name": "Sole", "wifi_password": "a;b"}, actor="system")
    )
    slip = await slip_in_file(paperwork)
    paper = as_text(slip, 32)
    assert "Sole" in paper
    assert "a;b" in paper
    assert [part.data for part in slip.parts if isinstance(part, Qr)] == ["WIFI:T:WPA;S:Sole;P:a\\;b;;"]


async def test_a_wifi_without_a_password_says_none(paperwork: Paperwork) -> None:
    await paperwork.database.write(lambda tx: change(tx, {"wifi_name": "Sole"}, actor="system"))
    slip = await slip_in_file(paperwork)
    assert "password" not in as_text(slip, 32)
    assert [part.data for part in slip.parts if isinstance(part, Qr)] == ["WIFI:T:nopass;S:Sole;;"]


async def test_it_speaks_the_language_of_the_staff(paperwork: Paperwork) -> None:
    await paperwork.database.write(lambda tx: change(tx, {"staff_language": "it"}, actor="system"))
    assert "Pronta a stampare" in await said(paperwork)


async def test_an_unknown_printer_has_no_slip(paperwork: Paperwork) -> None:
    with pytest.raises(NotFound):
        await paperwork.database.write(
            lambda tx: print_status(tx, "attic", paperwork.settings.now, Known(), by=OWNER)
        )


async def test_the_journal_says_why_it_prints(paperwork: Paperwork) -> None:
    await said(paperwork)
    (told,) = paperwork.told("status_slip_queued")
    assert (told["printer_id"], told["why"], told["with_code"]) == (GRILL, "added", False)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "link", [Link(Wire.NETWORK, 4), Link(Wire.NETWORK, 2_999), Link(Wire.USB), Link(Wire.SERIAL, 115_200)]
)
def test_every_connection_stands_on_one_line_of_the_narrowest_paper(language: str, link: Link) -> None:
    words = LANGUAGES[language]
    facts = StatusFacts("Grill", "usb:/dev/usb/lp0", link=link)
    lines = as_text(status_slip(facts, at=0, zone="Europe/Rome", words=words), 32).splitlines()
    (line,) = [line for line in lines if line.startswith(words.device.link_quality)]
    assert len(line.split(words.device.link_quality)[1].strip()) > 1
    without = as_text(status_slip(replace(facts, link=None), at=0, zone="Europe/Rome", words=words), 32)
    assert len(without.splitlines()) == len(lines) - 1


def test_the_round_trip_is_that_of_the_last_look_and_of_nothing_else() -> None:
    times = iter([0.0, 1.0, 1.004, 2.0, 9.0, 10.0, 10.031, 10.5])
    trace = Trace(clock=lambda: next(times))
    trace.note("to", "connected")
    trace.add("to", b"\x10\x04\x01")
    trace.add("from", b"\x12")
    trace.add("to", b"a long paper, longer than a question")
    trace.add("from", b"done")
    assert link_of("tcp://192.0.2.10:9100", trace.exchanges()) == Link(Wire.NETWORK, 4)
    trace.add("to", b"\x10\x04\x01")
    trace.add("from", b"\x12")
    trace.note("from", "the connection died")
    assert link_of("tcp://192.0.2.10:9100", trace.exchanges()) == Link(Wire.NETWORK, 31)


@pytest.mark.parametrize(
    ("address", "link"),
    [
        ("tcp://192.0.2.10:9100", None),
        ("http://192.0.2.10/", None),
        ("mac:001162aabbcc", None),
        ("no address", None),
        ("usb:/dev/usb/lp0", Link(Wire.USB)),
        ("usb:04b8:0202", Link(Wire.USB)),
        ("serial:/dev/ttyUSB0?baud=38400", Link(Wire.SERIAL, 38_400)),
    ],
)
def test_what_was_not_measured_is_not_told(address: str, link: Link | None) -> None:
    assert link_of(address, ()) == link
