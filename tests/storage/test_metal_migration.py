"""A file from before printers had wires of several kinds: its printers and papers come over as they were meant."""

from pathlib import Path

import pytest

from appliance.kernel.clock import ManualClock
from appliance.printing import open_jobs, printers
from appliance.storage import Database, migrate
from appliance.storage.connection import open_writer
from tests.storage.freeze import FROZEN
from tests.worlds import NOON_MS

ROWS = """
INSERT INTO printer VALUES ('grill', (SELECT id FROM branch), 'Grill', 'escpos_tcp', '192.0.2.10:9100', 'epson-80', 1);
INSERT INTO printer VALUES ('attic', (SELECT id FROM branch), 'Attic', 'escpos_tcp', 'printer.lan:9100', 'generic-58', 0);
INSERT INTO print_job (id, branch, printer_id, kind, subject, document, state, confirmed, asking, next_attempt_at, made_at, done_at)
VALUES ('sure', (SELECT id FROM branch), 'grill', 'ticket', 'ticket:1', x'7b7d', 'printed', 1, 0, 1, 1, 2),
 ('sent', (SELECT id FROM branch), 'grill', 'ticket', 'ticket:2', x'7b7d', 'printed', 0, 0, 1, 1, 2),
 ('open', (SELECT id FROM branch), 'grill', 'ticket', 'ticket:3', x'7b7d', 'failed', NULL, 1, 1, 1, NULL);
"""


@pytest.fixture
async def house(tmp_path: Path) -> Database:
    """The old file, brought up to date and opened."""
    path = tmp_path / "comanda.db"
    connection = open_writer(path)
    connection.execute((FROZEN / "0001.sql").read_text())
    connection.execute(ROWS)
    connection.close()
    migrate(path)
    database = Database(path, clock=ManualClock(NOON_MS))
    database.open()
    return database


async def test_a_printer_on_the_network_keeps_its_place_under_the_new_names(house: Database) -> None:
    found = house.read(lambda reader: reader.all("SELECT * FROM printer ORDER BY id DESC"))
    assert [(one["id"], one["bridge"], one["address"], one["enabled"]) for one in found] == [
        ("grill", "escpos", "tcp://192.0.2.10:9100", 1),
        ("attic", "escpos", "tcp://printer.lan:9100", 0),
    ]
    (grill,) = house.read(printers)
    assert (grill.fail_over_after, grill.backup_id, grill.mac, grill.token_hash) == (3, None, None, None)
    await house.close()


async def test_how_sure_each_paper_was_is_kept(house: Database) -> None:
    found = house.read(lambda reader: reader.all("SELECT id, confirmed_how FROM print_job ORDER BY id"))
    assert {one["id"]: one["confirmed_how"] for one in found} == {
        "sure": "printed",
        "sent": "sent",
        "open": None,
    }
    await house.close()


async def test_a_paper_that_asked_still_asks(house: Database) -> None:
    (job,) = house.read(open_jobs)
    assert (job.id, job.asking, job.asking_why, job.copy) == ("open", True, "late", 0)
    await house.close()
