"""The first slip of a printer that was taken in."""

from typing import Any

import pytest

from appliance.kernel.errors import NotFound
from appliance.kitchen import add_station
from appliance.printing import JobKind, print_status
from appliance.printing.service.jobs import document_of
from appliance.settings import change
from appliance.storage import Tx
from firmware_bridges.typesetting import as_text
from tests.printing.conftest import GRILL, Paperwork


async def said(paperwork: Paperwork, **told: Any) -> str:
    settings = paperwork.settings.now
    job_id = await paperwork.database.write(
        lambda tx: print_status(tx, GRILL, settings, actor="staff:1", **told)
    )
    assert paperwork.job(job_id).kind == JobKind.STATUS
    return as_text(paperwork.database.read(lambda reader: document_of(reader, job_id)), 32)


async def test_it_says_who_it_is_where_and_for_whom(paperwork: Paperwork) -> None:
    def serve(tx: Tx) -> None:
        add_station(tx, station_id="pasta", name="Pasta", position=1, printer_id=GRILL, prints="always")
        add_station(tx, station_id="bar", name="Bar", position=2, printer_id=None, prints="always")

    await paperwork.database.write(serve)
    paper = await said(paperwork, model="EPSON TM-m30", wifi_name="Kitchen 5G", link_percent=187)
    missing = [
        words
        for words in (
            "Ready to print",
            "Grill printer",
            "Pasta",
            "EPSON TM-m30",
            "tcp://127.0.0.1:9",
            "Kitchen 5G",
            "100 %",
        )
        if words not in paper
    ]
    assert missing == []
    assert "Bar" not in paper


async def test_what_is_not_known_is_left_out(paperwork: Paperwork) -> None:
    paper = await said(paperwork)
    assert [label for label in ("Wi-Fi", "Signal", "MAC", "Model", "Code") if label in paper] == []


async def test_it_speaks_the_language_of_the_staff(paperwork: Paperwork) -> None:
    await paperwork.database.write(lambda tx: change(tx, {"staff_language": "it"}, actor="system"))
    assert "Pronta a stampare" in await said(paperwork)


async def test_an_unknown_printer_has_no_slip(paperwork: Paperwork) -> None:
    with pytest.raises(NotFound):
        await paperwork.database.write(
            lambda tx: print_status(tx, "attic", paperwork.settings.now, actor="staff:1")
        )
