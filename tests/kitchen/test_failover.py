"""Silent screens are told of, and what no screen shows goes to paper, once."""

import pytest

from appliance.kitchen import Kitchen
from tests.kitchen.conftest import Brigade, line


async def test_a_screen_that_falls_silent_and_comes_back_is_told_once_each(brigade: Brigade) -> None:
    brigade.show("grill")
    await brigade.kitchen.watch()
    assert brigade.told("screen_lost") == []
    brigade.clock.advance(10.5)
    await brigade.kitchen.watch()
    await brigade.kitchen.watch()
    assert brigade.told("screen_lost") == [{"device_id": "screen-1", "stations": ["grill"], "silent_s": 10}]
    brigade.show("grill")
    await brigade.kitchen.watch()
    await brigade.kitchen.watch()
    assert len(brigade.told("screen_back")) == 1


async def test_tickets_of_a_silent_screen_go_to_the_stations_printer_once(brigade: Brigade) -> None:
    brigade.show("grill")
    brigade.clock.advance(9)
    (ticket,) = await brigade.fire(line("ribeye"))
    await brigade.kitchen.watch()
    assert brigade.papers(ticket) == []
    brigade.clock.advance(2)
    await brigade.kitchen.watch()
    await brigade.kitchen.watch()
    (job,) = brigade.papers(ticket)
    assert (job.printer_id, job.failover, job.copy, job.asking) == ("printer-grill", 1, 0, 0)
    assert "FAILOVER · Grill" in brigade.paper_of(job)
    assert [told["printer_id"] for told in brigade.told("ticket_failover")] == ["printer-grill"]
    assert brigade.ticket(ticket).failover_at == brigade.clock.now_ms()


async def test_a_dead_printer_hands_over_to_a_neighbour(brigade: Brigade) -> None:
    brigade.troubles["printer-grill"] = "paper is out"
    brigade.clock.advance(11)
    (ticket,) = await brigade.fire(line("ribeye"))
    await brigade.kitchen.watch()
    (job,) = brigade.papers(ticket)
    assert job.printer_id == "printer-bar"
    assert "FAILOVER · Grill" in brigade.paper_of(job)


async def test_when_every_printer_is_dead_the_own_one_waits(brigade: Brigade) -> None:
    brigade.troubles.update({"printer-grill": "paper is out", "printer-bar": "cannot be reached"})
    brigade.clock.advance(11)
    (ticket,) = await brigade.fire(line("ribeye"))
    await brigade.kitchen.watch()
    assert [job.printer_id for job in brigade.papers(ticket)] == ["printer-grill"]


async def test_a_station_without_a_printer_uses_the_nearest_one(brigade: Brigade) -> None:
    brigade.clock.advance(11)
    (ticket,) = await brigade.fire(line("salad", "cold"))
    await brigade.kitchen.watch()
    assert [job.printer_id for job in brigade.papers(ticket)] == ["printer-grill"]


async def test_a_venue_without_printers_alarms_and_waits(brigade: Brigade) -> None:
    await brigade.write(lambda tx: tx.execute("UPDATE station SET printer_id = NULL"))
    brigade.clock.advance(11)
    (ticket,) = await brigade.fire(line("ribeye"))
    brigade.clock.advance(3)
    await brigade.kitchen.watch()
    assert len(brigade.told("ticket_alerted")) == 1
    await brigade.write(
        lambda tx: tx.execute("UPDATE station SET printer_id = 'printer-grill' WHERE id = 'grill'")
    )
    await brigade.kitchen.watch()
    assert len(brigade.papers(ticket)) == 1


async def test_stations_that_always_print_get_no_second_paper(brigade: Brigade) -> None:
    brigade.clock.advance(11)
    bar, window = await brigade.fire(line("beer", "bar"), line("bread", "window", position=1))
    await brigade.kitchen.watch()
    assert [job.failover for job in brigade.papers(bar)] == [0]
    assert brigade.papers(window) == []


@pytest.mark.parametrize("shown", [(), ("grill",), ("cold", "grill")])
async def test_a_live_screen_keeps_its_tickets_off_paper(brigade: Brigade, shown: tuple[str, ...]) -> None:
    brigade.clock.advance(11)
    brigade.show(*shown)
    (ticket,) = await brigade.fire(line("ribeye"))
    await brigade.kitchen.watch()
    assert brigade.papers(ticket) == []


async def test_a_live_screen_of_another_station_does_not_help(brigade: Brigade) -> None:
    brigade.clock.advance(11)
    brigade.show("cold")
    (ticket,) = await brigade.fire(line("ribeye"))
    await brigade.kitchen.watch()
    assert len(brigade.papers(ticket)) == 1


async def test_after_a_start_screens_have_ten_seconds_to_come_back(brigade: Brigade) -> None:
    (ticket,) = await brigade.fire(line("ribeye"))
    brigade.clock.advance(60)
    again = Kitchen(
        brigade.database, brigade.settings, brigade.menu_book, printer_trouble=brigade.troubles.get
    )
    await again.watch()
    assert brigade.papers(ticket) == []
    assert len(brigade.told("ticket_alerted")) == 1
    brigade.clock.advance(10)
    await again.watch()
    assert len(brigade.papers(ticket)) == 1


async def test_an_old_ticket_asks_before_it_prints(brigade: Brigade) -> None:
    (ticket,) = await brigade.fire(line("ribeye"))
    brigade.clock.advance(16 * 60)
    await brigade.kitchen.watch()
    assert [job.asking for job in brigade.papers(ticket)] == [1]


async def test_yesterdays_tickets_are_history(brigade: Brigade) -> None:
    (ticket,) = await brigade.fire(line("ribeye"))
    brigade.clock.advance(25 * 3600)
    await brigade.kitchen.watch()
    assert brigade.papers(ticket) == []
    assert brigade.database.read(brigade.kitchen.stuck) == []


async def test_a_revoked_screen_covers_nothing(brigade: Brigade) -> None:
    brigade.clock.advance(11)
    brigade.show()
    (ticket,) = await brigade.fire(line("ribeye"))
    await brigade.write(lambda tx: tx.journal("device_revoked", "device:screen-1", actor="staff:1"))
    await brigade.kitchen.watch()
    assert len(brigade.papers(ticket)) == 1
