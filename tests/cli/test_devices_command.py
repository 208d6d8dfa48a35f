"""`comanda devices`: pairing, listing and revoking, beside the running service and on the file alone."""

import httpx

from tests.cli.conftest import Venue


def pair_tablet(venue: Venue, code: str) -> None:
    """A browser types the code."""
    from appliance.cli.technician import running

    door = running(venue.data)
    assert door is not None
    said = httpx.post(
        f"{door._url}/api/devices/pair",
        json={"code": code},
        headers={"idempotency-key": code},
        trust_env=False,
    )
    assert said.status_code == 200, said.text


def test_a_tablet_is_paired_listed_and_revoked_while_it_runs(running: Venue) -> None:
    code = running.run(
        "devices", "pair", "--kind", "kitchen", "--name", "Grill screen", "--station", "grill"
    ).output
    pair_tablet(running, code.strip())
    (device,) = running.json("devices", "list")["items"]
    assert (device["name"], device["kind"], device["stations"]) == ("Grill screen", "kitchen", ["grill"])
    listed = running.run("devices", "list").output
    assert "Grill screen" in listed
    assert max(len(line) for line in listed.splitlines()) <= 80
    assert running.run("devices", "revoke", device["id"]).output == "Grill screen has no access any more.\n"
    assert running.json("devices", "list")["items"] == []
    assert running.run("devices", "revoke", "no-such").exit_code == 1


def test_pair_is_one_command_under_two_names(venue: Venue) -> None:
    for words in (("pair",), ("devices", "pair")):
        made = venue.run(*words)
        assert (made.exit_code, len(made.output.strip())) == (0, 8)
    assert venue.json("devices", "pair")["code"].isdigit()


def test_a_screen_is_paired_with_its_station_by_name_and_with_no_unknown_one(venue: Venue) -> None:
    pair = ("devices", "pair", "--kind", "kitchen", "--station")
    refused = venue.run(*pair, "nowhere")
    assert refused.output == "Error: There is no station called nowhere; there are: Grill, Bar.\n"
    assert len(venue.run(*pair, "Grill").output.strip()) == 8
    venue.start()
    assert venue.run(*pair, "nowhere").output == refused.output
    pair_tablet(venue, venue.run(*pair, "BAR").output.strip())
    assert venue.json("devices", "list")["items"][0]["stations"] == ["bar"]


def test_without_the_service_devices_are_read_from_the_file(venue: Venue) -> None:
    assert venue.json("devices", "list") == {"running": False, "items": []}
    assert venue.run("devices", "revoke", "no-such").exit_code == 1
    found = venue.run("devices", "found")
    assert (found.exit_code, "not running" in found.output) == (1, True)


def test_what_is_typed_as_a_key_or_an_id_reaches_no_other_path(running: Venue) -> None:
    for verb, unknown in (("approve", "This is not there any more"), ("revoke", "There is no such device")):
        for typed in ("..", ".", "x#", "x?y=1"):
            refused = running.run("devices", verb, typed)
            assert (refused.exit_code, unknown in refused.output) == (1, True), typed
        for typed in ("", "../../x", "a/b", "../found/scan#", "../found/scan?"):
            refused = running.run("devices", verb, typed)
            assert (refused.exit_code, refused.output) == (1, "Error: There is nothing here.\n"), typed
