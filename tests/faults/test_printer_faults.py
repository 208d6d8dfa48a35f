"""Printers that fail under a running appliance: every ticket comes out, second ones are marked, nobody waits for a dead one."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from appliance.printing import submit
from firmware_bridges.simulators.control import PrinterSpec, SimulatedPrinters
from tests.faults.small_house import SmallHouse, begin, copies, furnished, switched_on
from tests.faults.small_venue import BAR_PRINTER, KITCHEN_PRINTER

A_WHILE_S = 70.0
"""Longer than any pause between two attempts."""


@pytest.fixture
def printers() -> Iterator[SimulatedPrinters]:
    with SimulatedPrinters(PrinterSpec(name) for name in (KITCHEN_PRINTER, BAR_PRINTER)) as printers:
        yield printers


@pytest.fixture
async def house(tmp_path: Path, printers: SimulatedPrinters) -> AsyncIterator[SmallHouse]:
    clock = begin()
    venue = await furnished(tmp_path, printers, clock)
    async with switched_on(tmp_path, venue, printers, clock) as house:
        await house.well(KITCHEN_PRINTER, BAR_PRINTER)
        yield house


async def test_a_ticket_is_on_paper_once_and_confirmed(house: SmallHouse) -> None:
    order = await house.order("steak")
    await house.until(lambda: house.states() == ["printed"])
    [slip] = house[KITCHEN_PRINTER].slips()
    assert f"#{order['number']}" in slip.text
    assert house.jobs()[0]["printed_how"] == "confirmed"


async def test_a_connection_that_breaks_in_the_middle_brings_one_marked_copy(house: SmallHouse) -> None:
    house[KITCHEN_PRINTER].reset_after(60)
    await house.order("steak", "burger", "trout")
    await house.until(lambda: house.went("unknown"))
    house.later(A_WHILE_S)
    await house.until(lambda: house.states() == ["printed"])
    slips = house[KITCHEN_PRINTER].slips()
    assert "COPY 2" in slips[-1].text
    assert "trout" in slips[-1].text
    assert house.jobs()[0]["printed_at"] is not None


async def test_power_lost_in_the_middle_brings_one_marked_copy(house: SmallHouse) -> None:
    house[KITCHEN_PRINTER].lose_power_mid_job(after_lines=3)
    await house.order("steak", "burger", "trout")
    await house.until(lambda: house.went("unknown"))
    assert house.jobs()[0]["printed_at"] is None
    house[KITCHEN_PRINTER].power_on()
    await house.well(KITCHEN_PRINTER)
    house.later(A_WHILE_S)
    await house.until(lambda: house.states() == ["printed"])
    assert "COPY 2" in house[KITCHEN_PRINTER].slips()[-1].text


async def test_an_empty_roll_is_told_and_the_ticket_comes_out_once_with_the_new_one(
    house: SmallHouse,
) -> None:
    house[KITCHEN_PRINTER].paper_out()
    await house.trouble(KITCHEN_PRINTER, "paper is out")
    await house.order("soup")
    await house.until(lambda: house.went("failed"))
    floor = await house.waiter("GET", "/api/floor")
    assert any("paper is out" in alert["say"] for alert in floor["alerts"])
    assert house[KITCHEN_PRINTER].slips() == []
    house[KITCHEN_PRINTER].new_roll()
    await house.until(lambda: house.states() == ["printed"])
    assert copies(house[KITCHEN_PRINTER].slips()) == [False]


async def test_a_roll_that_ends_in_the_middle_leaves_one_ticket_and_marked_copies(house: SmallHouse) -> None:
    house[KITCHEN_PRINTER].paper_out(after_lines=4)
    await house.order("steak", "burger", "trout")
    await house.until(lambda: house.went("unknown"))
    house[KITCHEN_PRINTER].new_roll()
    await house.well(KITCHEN_PRINTER)
    house.later(A_WHILE_S)
    await house.until(lambda: house.states() == ["printed"])
    assert copies(house[KITCHEN_PRINTER].slips()) == [False, True]


async def test_an_open_cover_holds_the_tickets_in_their_order(house: SmallHouse) -> None:
    house[KITCHEN_PRINTER].cover()
    await house.trouble(KITCHEN_PRINTER, "cover is open")
    for dish in ("soup", "salad", "cake"):
        await house.order(dish)
    await house.until(lambda: house.went("failed"))
    house[KITCHEN_PRINTER].cover(False)
    await house.until(lambda: house.states() == ["printed"] * 3)
    slips = house[KITCHEN_PRINTER].slips()
    assert copies(slips) == [False] * 3
    assert ["#1 " in slips[0].text, "#2 " in slips[1].text, "#3 " in slips[2].text] == [True] * 3


async def test_a_dead_printer_never_delays_another(house: SmallHouse) -> None:
    house[KITCHEN_PRINTER].stall()
    for drink in ("wine", "beer", "water"):
        await house.order("soup", drink)
    await house.until(lambda: house.printed() == ["bar"] * 3)
    assert house[KITCHEN_PRINTER].slips() == []
    house[KITCHEN_PRINTER].restore()
    await house.until(lambda: house.states() == ["printed"] * 6)
    assert house.printed() == ["bar"] * 3 + ["cold"] * 3
    assert copies(house[KITCHEN_PRINTER].slips()) == [False] * 3


async def test_a_stalled_printer_is_given_up_and_its_ticket_is_marked_when_it_comes_back(
    house: SmallHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    await house.order("cake")
    await house.until(lambda: house.states() == ["printed"])
    with monkeypatch.context() as hasty:
        hasty.setattr(submit, "DEADLINE_S", 1.0)
        house[KITCHEN_PRINTER].stall(after_lines=1)
        await house.order("soup")
        await house.until(lambda: house.went("unknown"))
    house[KITCHEN_PRINTER].restore()
    await house.well(KITCHEN_PRINTER)
    house.later(A_WHILE_S)
    await house.until(lambda: house.states() == ["printed", "printed"])
    assert copies(house[KITCHEN_PRINTER].slips()) == [False, False, True]


async def test_an_answer_that_gets_lost_brings_one_marked_copy(house: SmallHouse) -> None:
    house[KITCHEN_PRINTER].lose_answer()
    await house.order("soup")
    await house.until(lambda: house.went("unknown"))
    house.later(A_WHILE_S)
    await house.until(lambda: house.states() == ["printed"])
    assert copies(house[KITCHEN_PRINTER].slips()) == [False, True]


async def test_a_printer_that_confirms_nothing_is_said_to_be_unconfirmed(house: SmallHouse) -> None:
    house[KITCHEN_PRINTER].mute_ack()
    await house.order("soup")
    await house.until(lambda: house.states() == ["printed"])
    assert house.jobs()[0]["printed_how"] == "unconfirmed"
    assert copies(house[KITCHEN_PRINTER].slips()) == [False]


async def pay(house: SmallHouse) -> None:
    order = await house.order("wine")
    detail = await house.waiter("GET", f"/api/session/{order['visit']}")
    due = detail["bill"]["cash_due_minor"]
    data = {"tendered_minor": due + 500, "expected_total_minor": due, "receipt": True}
    taken = await house.waiter("POST", f"/api/session/{order['visit']}/cash", data)
    assert taken["payment"]["change_minor"] == 500


async def test_cash_opens_the_drawer_once_and_prints_a_receipt(house: SmallHouse) -> None:
    await pay(house)
    await house.until(lambda: [*house.states("drawer"), *house.states("receipt")] == ["printed", "printed"])
    assert house[BAR_PRINTER].kicks == 1
    receipt = house[BAR_PRINTER].slips()[-1].text
    assert "TOTAL EUR" in receipt
    assert "Change" in receipt


async def test_a_drawer_that_did_not_answer_is_not_kicked_again(house: SmallHouse) -> None:
    await house.order("wine")
    await house.until(lambda: house.states() == ["printed"])
    house[BAR_PRINTER].lose_answer()
    detail = await house.waiter("GET", "/api/floor")
    visit = next(card["session"]["id"] for card in detail["tables"] if card["session"])
    due = (await house.waiter("GET", f"/api/session/{visit}"))["bill"]["cash_due_minor"]
    data = {"tendered_minor": due, "expected_total_minor": due, "receipt": True}
    await house.waiter("POST", f"/api/session/{visit}/cash", data)
    await house.until(lambda: house.went("unknown"))
    house.later(A_WHILE_S)
    await house.until(lambda: house.states("receipt") == ["printed"])
    assert house[BAR_PRINTER].kicks == 1
    assert house.jobs("drawer")[0]["done_why"] == "in doubt"


async def test_a_drawer_does_not_spring_open_long_after_the_sale(house: SmallHouse) -> None:
    house[BAR_PRINTER].power_off()
    await house.until(lambda: house.appliance.desk.trouble_of(BAR_PRINTER) is not None)
    await pay(house)
    house.later(A_WHILE_S)
    await house.until(lambda: house.jobs("drawer")[0]["done_why"] == "too late")
    house[BAR_PRINTER].power_on()
    await house.until(lambda: house.states("receipt") == ["printed"])
    assert house[BAR_PRINTER].kicks == 0


async def test_after_a_long_night_a_person_is_asked_before_old_tickets_print(
    tmp_path: Path, printers: SimulatedPrinters
) -> None:
    clock = begin()
    venue = await furnished(tmp_path, printers, clock)
    printers[KITCHEN_PRINTER].power_off()
    async with switched_on(tmp_path, venue, printers, clock) as evening:
        await evening.order("soup")
        await evening.until(lambda: evening.went("failed"))
    clock.advance(16 * 60)
    printers[KITCHEN_PRINTER].power_on()
    async with switched_on(tmp_path, venue, printers, clock) as morning:
        await morning.well(KITCHEN_PRINTER)
        await morning.until(lambda: [job["asking"] for job in morning.jobs()] == [1])
        assert printers[KITCHEN_PRINTER].slips() == []
        floor = await morning.waiter("GET", "/api/floor")
        assert "print_asks" in [alert["code"] for alert in floor["alerts"]]
        path = f"/api/print_jobs/{morning.jobs()[0]['id']}/decide"
        await morning.waiter("POST", path, {"decision": "print"})
        await morning.until(lambda: morning.states() == ["printed"])
    assert copies(printers[KITCHEN_PRINTER].slips()) == [False]


async def test_a_ticket_under_way_when_the_appliance_went_down_comes_out_marked(
    tmp_path: Path, printers: SimulatedPrinters
) -> None:
    clock = begin()
    venue = await furnished(tmp_path, printers, clock)
    async with switched_on(tmp_path, venue, printers, clock) as evening:
        await evening.well(KITCHEN_PRINTER)
        printers[KITCHEN_PRINTER].paper_out(after_lines=4)
        await evening.order("steak", "burger")
        await evening.until(lambda: evening.went("sending"))
    printers[KITCHEN_PRINTER].new_roll()
    clock.advance(60)
    async with switched_on(tmp_path, venue, printers, clock) as morning:
        await morning.until(lambda: morning.states() == ["printed"])
    assert copies(printers[KITCHEN_PRINTER].slips()) == [False, True]
