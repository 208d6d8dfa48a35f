"""What `comanda printers` refuses and why, its names, its receipts, and the way out for papers nobody needs."""

import asyncio
import json
from collections.abc import Callable

import pytest

from appliance.main import Appliance
from appliance.printing import Document, queue
from appliance.storage import Tx
from firmware_bridges.document import Text
from tests.cli.conftest import BAR, GRILL, Venue


def write(venue: Venue, work: Callable[[Tx], object]) -> None:
    """Change the file while the service is stopped."""

    async def go() -> None:
        house = Appliance(venue.data)
        house.open()
        await house.database.write(work)
        house.hasher.close()
        await house.database.close()

    asyncio.run(go())


def tickets(venue: Venue, count: int, printer: str = GRILL) -> None:
    """So many tickets wait there."""

    def work(tx: Tx) -> None:
        for number in range(count):
            slip = Document(title="Ticket", parts=(Text(f"{number} x Ribeye"),))
            queue(tx, printer_id=printer, kind="ticket", subject=f"ticket:{number}", document=slip)

    write(venue, work)


@pytest.mark.parametrize(
    ("wish", "say"),
    [
        (("--address", "garbage"), "garbage is no place of a printer in this house"),
        (("--address", "tcp://8.8.8.8:9100"), "is no place of a printer in this house"),
        (("--address", "http://8.8.8.8/", "--kind", "epos"), "is no place of a printer in this house"),
        (("--address", "http://[::1", "--kind", "epos"), "is not a web address like http://192.0.2.10/"),
        (("--address", "usb:/etc/passwd"), "it looks like usb:/dev/usb/lp0."),
        (("--address", "serial:/dev/null"), "it looks like serial:/dev/ttyUSB0."),
        (("--address", "192.0.2.7", "--kind", "star", "--profile", "epson-80"), "epson-80 is not a model of the kind star"),
        (("--address", "192.0.2.7", "--profile", "epson"), "There is no such model; there are: epson-80, "),
        (("--address", "192.0.2.7", "--station", "nowhere"), "There is no station called nowhere; there are: Grill, Bar."),
        (("--address", "192.0.2.7", "--name", ""), "the name"),
        (("--address", "192.0.2.7", "--name", "GRILL printer"), "Another printer is called Grill printer already"),
        (("--address", "192.0.2.7", "--name", "n" * 61), "the name"),
    ],
)  # fmt: skip
def test_what_can_never_work_is_refused_in_a_sentence(venue: Venue, wish: tuple[str, ...], say: str) -> None:
    words = ("printers", "add", "--name", "Pizza", *wish)
    stopped = venue.run(*words)
    assert (stopped.exit_code, say.replace("the name", "a name") in stopped.output) == (1, True), (
        stopped.output
    )
    venue.start()
    runs = venue.run(*words)
    assert (runs.exit_code, say in runs.output) == (1, True), runs.output
    said = stopped.output + runs.output
    assert [leak for leak in ("{'", "Expected", "Invalid IPv6", "Traceback", "`str`") if leak in said] == []
    assert len(venue.json("printers", "list")["items"]) == 2


def test_a_printer_known_already_is_named_without_its_id(running: Venue) -> None:
    grill = next(one for one in running.json("printers", "list")["items"] if one["id"] == GRILL)
    refused = running.run("printers", "add", "--name", "Twin", "--address", grill["address"])
    assert refused.output == "Error: This is Grill printer already.\n"


def test_names_that_were_equal_before_are_told_apart_by_their_ids(venue: Venue) -> None:
    assert "ID" not in venue.run("printers", "list").output
    write(venue, lambda tx: tx.execute("UPDATE printer SET name = 'Grill printer'"))
    listed = venue.run("printers", "list").output
    assert all(printer in listed for printer in (GRILL, BAR))
    assert max(len(line) for line in listed.splitlines()) <= 80
    several = venue.run("printers", "remove", "grill printer")
    assert (
        several.output == f"Error: Several are called grill printer; say which by its id: {BAR}, {GRILL}.\n"
    )


def test_bills_and_receipts_are_seen_and_sent_to_a_printer(venue: Venue) -> None:
    venue.start()
    routed = venue.run("printers", "route", "Bar printer", "--receipts")
    assert routed.output == "Bar printer prints for: Bar, bills and receipts.\n"
    assert "Bar, bills and receipts" in venue.run("printers", "list").output
    status = venue.run("printers", "status", "Bar printer")
    assert "prints for Bar, bills and receipts" in status.output
    refused = venue.run("printers", "remove", "Bar printer")
    assert "--receipts" in refused.output
    tail = venue.run("journal", "tail").output
    assert "setting:receipt_printer" in tail
    venue.stop()
    assert "Bar, bills and receipts" in venue.run("printers", "list").output
    assert [one["receipts"] for one in venue.json("printers", "list")["items"]] == [True, False]


def test_a_receipt_printer_that_is_not_there_is_refused_with_those_that_are(venue: Venue) -> None:
    refused = venue.run("settings", "set", "receipt_printer", "Kasse")
    assert refused.exit_code != 0
    assert "grill-printer (Grill printer)" in refused.output
    assert venue.run("settings", "set", "receipt_printer", BAR).exit_code == 0


def test_papers_of_a_dead_printer_are_dropped_so_that_it_can_be_removed(venue: Venue) -> None:
    venue.simulators[GRILL].stop()
    tickets(venue, 3)
    venue.start()
    venue.run("printers", "route", "Bar printer", "--station", "Grill")
    refused = venue.run("printers", "remove", "Grill printer")
    assert refused.exit_code == 1
    assert 'comanda printers drop "Grill printer" --reason' in refused.output
    assert venue.run("printers", "drop", "Grill printer", "--reason", "x").exit_code == 1
    dropped = venue.run("printers", "drop", "Grill printer", "--reason", "told the cooks by mouth")
    assert dropped.output.startswith("Grill printer: 3 papers dropped.\n")
    removed = venue.until("printers", "remove", "Grill printer", say="is removed")
    assert removed.output == "Grill printer is removed.\n"


def test_papers_are_dropped_while_the_service_is_stopped_too(venue: Venue) -> None:
    tickets(venue, 1)
    done = venue.run("printers", "drop", "Grill printer", "--reason", "wrong day", "--json")
    assert json.loads(done.stdout) == {"printed": 0, "dropped": 1, "sending": 0}
    again = venue.run("printers", "drop", "Grill printer", "--reason", "wrong day")
    assert again.output == "Error: No paper waits for this printer any more.\n"
