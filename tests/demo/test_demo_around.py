"""What stands around the demo restaurant can be found, added, tried and broken by somebody who owns no hardware."""

import ipaddress
from collections.abc import Iterator

import pytest

from tests.demo.demo_house import DemoHouse, until

DEVICES = {"new", "unknown", "web", "cloud", "direct", "label", "pole", "modem", "till", "screen"}


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoHouse]:
    house = DemoHouse(tmp_path_factory.mktemp("demo"))
    house.start()
    try:
        yield house
    finally:
        house.stop()


def test_everything_around_is_named_in_the_ready_file_and_on_the_page(demo: DemoHouse) -> None:
    listed = demo.get("/demo/printers/list")
    assert {one["name"] for one in listed if one["around"]} == DEVICES
    addresses = {one["name"]: one["address"] for one in listed if one["around"] and one["address"]}
    assert demo.facts["around"] == addresses
    assert DEVICES - addresses.keys() == {"screen"}


def test_a_printer_nobody_set_up_is_found_approved_and_prints(demo: DemoHouse) -> None:
    found = demo.found(demo.facts["around"]["new"])
    assert (found["model"], found["state"], found["sources"]) == ("TM-T88V", "new", ["enpc"])
    approved = demo.post(f"/api/found/{found['key']}/approve")
    assert demo.prints(approved["id"], "new")
    assert demo.found(demo.facts["around"]["new"])["known_as"]["id"] == approved["id"]


def test_a_serial_port_is_found_and_taken_for_labels(demo: DemoHouse) -> None:
    address = demo.facts["around"]["label"].partition("?")[0]
    found = demo.found(address)
    assert (found["kind"], found["suggestion"]["role"]) == ("serial_port", "label_printer")
    approved = demo.post(f"/api/found/{found['key']}/approve", {"profile": "generic-58"})
    assert demo.prints(approved["id"], "label")


def test_a_printer_no_search_finds_is_recognised_at_its_address(demo: DemoHouse) -> None:
    address = demo.facts["around"]["unknown"]
    assert address not in {one["address"] for one in demo.get("/api/found")["items"]}
    demo.post("/api/found/address", {"address": address})
    seen = until(
        lambda: next((one for one in demo.get("/api/found")["items"] if one["address"] == address), None)
    )
    assert seen["state"] == "new"


def test_an_epos_printer_prints_once_it_is_added(demo: DemoHouse) -> None:
    added = demo.add("Web printer", "epos", "epson-80", demo.facts["around"]["web"])
    assert demo.prints(added["printer"]["id"], "web")


@pytest.mark.parametrize(
    ("name", "bridge", "profile"),
    [("cloud", "cloudprnt", "star-prnt-80"), ("direct", "server_direct", "epson-80")],
)
def test_a_printer_that_calls_prints_once_it_is_told_its_address(
    demo: DemoHouse, name: str, bridge: str, profile: str
) -> None:
    assert demo.shown(name)["state"]["call"] == "waits"
    added = demo.add(f"The {name} printer", bridge, profile, demo.facts["around"][name])
    demo.post(f"/demo/printers/{name}/call", {"url": f" {added['poll_url']} "})
    until(lambda: demo.shown(name)["state"]["call"] == "ok")
    assert demo.prints(added["printer"]["id"], name)


@pytest.mark.parametrize(
    "url", ["", "http://127.0.0.1/floor/", "/epson/abc", "http://127.0.0.1/cloudprnt/a/b"]
)
def test_a_printer_is_not_sent_where_the_appliance_is_not(demo: DemoHouse, url: str) -> None:
    refused = demo.write("/demo/printers/cloud/call", {"url": url})
    assert (refused.status_code, refused.json()["code"]) == (422, "address_invalid")
    assert demo.write("/demo/printers/new/call", {"url": url}).status_code == 404


def test_an_address_that_is_not_its_own_is_told_on_the_page_and_mended(demo: DemoHouse) -> None:
    right = demo.add("Another caller", "cloudprnt", "star-prnt-80", "mac:001162ffffff")["poll_url"]
    known = demo.get("/api/printers")["items"]
    printer_id = next(one["id"] for one in known if one["address"] == demo.facts["around"]["cloud"])
    demo.post("/demo/printers/cloud/call", {"url": right})
    until(lambda: demo.shown("cloud")["state"]["call"] == "refused")
    renewed = demo.post(f"/api/printers/{printer_id}/token")
    demo.post("/demo/printers/cloud/call", {"url": renewed["poll_url"]})
    until(lambda: demo.shown("cloud")["state"]["call"] == "ok")


def test_the_pole_shows_what_is_tried(demo: DemoHouse) -> None:
    pole = demo.post(
        "/api/peripherals", {"name": "Pole", "kind": "pole", "address": demo.facts["around"]["pole"]}
    )
    until(lambda: "Trattoria Sole" in demo.shown("pole")["shows"][0])
    demo.post(f"/api/peripherals/{pole['id']}/test")
    until(lambda: "1234567890" in "".join(demo.shown("pole")["shows"]))


def test_the_modem_sends_a_text_and_breaks_by_name(demo: DemoHouse) -> None:
    modem = demo.post(
        "/api/peripherals", {"name": "Modem", "kind": "modem", "address": demo.facts["around"]["modem"]}
    )
    demo.post(f"/api/peripherals/{modem['id']}/test", {"number": "+39333000111"})
    until(lambda: demo.shown("modem")["shows"] == ["+39333000111: Trattoria Sole: test ✓"])
    demo.post("/demo/printers/modem/fault", {"fault": "no_sim"})
    assert demo.shown("modem")["state"] == {"powered": True, "broken": True}
    demo.post("/demo/printers/modem/fault", {"fault": "restore"})
    assert demo.shown("modem")["state"] == {"powered": True, "broken": False}


def test_the_serial_drawer_springs_open(demo: DemoHouse) -> None:
    drawer = demo.post("/api/drawers", {"name": "Till", "address": demo.facts["around"]["till"]})
    demo.post(f"/api/drawers/{drawer['id']}/open", {"reason": "a try"})
    until(lambda: demo.shown("till")["shows"] == ["1"])


def test_a_screen_asks_and_is_let_in_by_its_number(demo: DemoHouse) -> None:
    demo.post("/demo/printers/screen/fault", {"fault": "ask"})
    check = until(lambda: demo.shown("screen")["shows"])[0]
    asking = until(lambda: [one for one in demo.get("/api/found")["items"] if one["state"] == "asking"])
    demo.post(f"/api/found/{asking[0]['key']}/approve", {"check": check})
    until(lambda: demo.shown("screen")["state"]["call"] == "ok")
    assert demo.shown("screen")["shows"] == []


@pytest.mark.parametrize("name", sorted(DEVICES - {"screen"}))
def test_everything_that_can_happen_happens_and_is_mended(demo: DemoHouse, name: str) -> None:
    before = demo.shown(name)
    for fault in before["faults"]:
        demo.post(f"/demo/printers/{name}/fault", {"fault": fault})
    demo.post(f"/demo/printers/{name}/fault", {"fault": "restore"})
    mended = demo.shown(name)["state"]
    assert {key: value for key, value in mended.items() if key in ("powered", "paper", "broken")} == {
        key: value for key, value in before["state"].items() if key in ("powered", "paper", "broken")
    }


def test_starting_again_goes_on_with_all_of_it(demo: DemoHouse) -> None:
    before = demo.facts["around"]
    assert (demo.data / "around.json").stat().st_mode & 0o077 == 0
    demo.stop()
    demo.start()
    assert demo.facts["around"] == before
    printers = {one["address"]: one["id"] for one in demo.get("/api/printers")["items"]}
    for name in ("new", "web", "cloud", "direct"):
        assert demo.prints(printers[before[name]], name)
    until(lambda: "Trattoria Sole" in demo.shown("pole")["shows"][0])


def test_the_search_never_leaves_this_computer_though_phones_reach_the_demo(demo: DemoHouse) -> None:
    demo.found(demo.facts["around"]["new"])
    until(lambda: not demo.get("/api/found")["searching"])
    sent = demo.sent()
    assert any(ours.startswith("127.") and theirs[0] == "127.0.0.1" for ours, theirs in sent)
    assert [(ours, theirs) for ours, theirs in sent if not (_here(ours) or _here(theirs[0]))] == []


def _here(address: str) -> bool:
    """Whether an address is on loopback; a group's packets leave by the socket's own address."""
    return ipaddress.ip_address(address).is_loopback
