"""`comanda printers`: works beside the running service and on the file alone; readable in 80 columns."""

import json
import signal
import subprocess
import sys

from tests.cli.conftest import BAR, GRILL, Venue


def test_what_a_technician_does_on_a_running_appliance(running: Venue) -> None:
    listed = running.run("printers", "list")
    assert listed.exit_code == 0, listed.output
    assert [line.split("  ")[0] for line in listed.output.splitlines()] == [
        "NAME",
        "Bar printer",
        "Grill printer",
    ]
    assert max(len(line) for line in listed.output.splitlines()) <= 80
    ready = running.until("printers", "status", say="Grill printer: ready")
    assert (ready.exit_code, "connected · paper ok" in ready.output) == (0, True)
    tested = running.run("printers", "test", "bar PRINTER")
    assert (tested.exit_code, tested.output) == (
        0,
        "Bar printer: the test page is out; the printer confirmed it.\n",
    )
    assert "Bar printer" in running.simulators[BAR].slips()[0].text
    log = running.run("printers", "log", BAR)
    assert " -> " in log.output
    assert " <- " in log.output
    assert max(len(line) for line in log.output.splitlines()) <= 110
    exchanges = running.json("printers", "log", BAR)
    assert 0 < len(exchanges) <= 100
    assert {one["direction"] for one in exchanges} == {"to", "from"}
    assert bytes.fromhex(exchanges[-1]["hex"])


def test_a_trouble_is_seen_said_and_is_the_exit_status(running: Venue) -> None:
    running.until("printers", "status", say="Grill printer: ready")
    running.simulators[GRILL].paper_out()
    said = running.until("printers", "status", say="paper is out")
    assert "Grill printer: paper is out · put in a new roll" in said.output
    assert said.exit_code == 1
    one = running.run("printers", "status", "bar printer")
    assert (one.exit_code, "Grill" in one.output) == (0, False)
    facts = json.loads(running.run("printers", "status", "--json").stdout)
    assert [state["code"] for state in facts] == ["", "paper_out"]


def test_printers_are_added_routed_and_removed_while_it_runs(running: Venue) -> None:
    added = running.json(
        "printers", "add", "--name", "Pizza", "--address", "127.0.0.1:1", "--station", "grill"
    )
    assert added["poll_url"] is None
    bar = running.run("printers", "route", "Bar printer", "--station", "Grill", "--backup", "Pizza")
    assert bar.output == "Bar printer prints for: Grill, Bar.\n"
    listed = {one["name"]: one for one in running.json("printers", "list")["items"]}
    assert listed["Bar printer"]["backup_id"] == added["id"]
    assert listed["Pizza"]["stations"] == []
    assert running.run("printers", "remove", "Pizza").exit_code == 0
    assert "Pizza" not in running.run("printers", "list").output
    refused = running.run("printers", "remove", "Bar printer")
    assert (refused.exit_code, "Something still prints there" in refused.output) == (1, True)
    tail = running.run("journal", "tail").output
    assert all(kind in tail for kind in ("printer_added", "printer_routed", "printer_removed"))
    assert " technician " in tail


def test_a_test_page_that_was_dropped_is_not_said_to_be_out(running: Venue) -> None:
    assert running.run("printers", "test", "Grill printer").exit_code == 0
    running.simulators[GRILL].paper_out()
    running.until("printers", "status", "Grill printer", say="out of paper")
    words = [
        sys.executable,
        "-m",
        "appliance.cli",
        "printers",
        "test",
        "Grill printer",
        "--data",
        str(running.data),
    ]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as tested:
        running.until("printers", "drop", "Grill printer", "--reason", "no need", say="1 paper dropped")
        said, _ = tested.communicate(timeout=20)
    assert (tested.returncode, said) == (1, "Grill printer: the test page was dropped.\n")


def test_a_polled_printer_is_told_where_to_call_and_again_when_its_secret_is_lost(running: Venue) -> None:
    added = running.run(
        "printers", "add", "--name", "Star", "--kind", "cloudprnt", "--address", "mac:001162aabbcc"
    )
    renewed = running.run("printers", "renew", "star")
    first, second = (said.output.rpartition("Set ")[2].partition("call: ")[2] for said in (added, renewed))
    assert "/cloudprnt/" in first
    assert "/cloudprnt/" in second
    assert first != second
    deaf = running.run("printers", "renew", "Grill printer")
    assert deaf.output == "Error: This printer does not call the appliance.\n"


def test_names_that_are_not_there_and_addresses_that_cannot_be(running: Venue) -> None:
    nobody = running.run("printers", "test", "Nobody")
    assert (nobody.exit_code, "there are: Bar printer, Grill printer" in nobody.output) == (1, True)
    bad = running.run("printers", "add", "--name", "X", "--address", "serial:nowhere")
    assert (bad.exit_code, "'nowhere' is not the path of a device" in bad.output) == (1, True)


def test_without_the_service_the_file_is_used(venue: Venue) -> None:
    assert (
        venue.run(
            "printers", "add", "--name", "Pizza", "--address", "192.0.2.7", "--station", "Grill"
        ).exit_code
        == 0
    )
    listed = venue.json("printers", "list")
    assert listed["running"] is False
    pizza = next(one for one in listed["items"] if one["name"] == "Pizza")
    assert (pizza["address"], [place["id"] for place in pizza["stations"]]) == (
        "tcp://192.0.2.7:9100",
        ["grill"],
    )
    assert venue.run("printers", "remove", "Grill printer").exit_code == 0
    assert "Grill printer" not in venue.run("printers", "list").output
    for words in (("printers", "status"), ("printers", "log", "Pizza"), ("printers", "test", "Pizza")):
        stopped = venue.run(*words)
        assert (stopped.exit_code, "not running" in stopped.output) == (1, True)


def test_after_a_kill_the_old_door_misleads_nobody(running: Venue) -> None:
    running.stop(signal.SIGKILL)
    assert (running.data / "technician.json").exists()
    assert running.json("printers", "list")["running"] is False


def test_the_door_can_be_read_by_its_owner_only_and_goes_with_the_service(running: Venue) -> None:
    door = running.data / "technician.json"
    assert door.stat().st_mode & 0o777 == 0o600
    assert json.loads(door.read_text())["url"].startswith("http://127.0.0.1:")
    running.stop()
    assert not door.exists()
