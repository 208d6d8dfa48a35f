"""An order becomes tickets: one per station, nothing lost, paper where a station always prints."""

import pytest

from appliance.settings import change
from tests.kitchen.conftest import NICKNAME, Brigade, line


async def test_each_station_gets_its_own_ticket(brigade: Brigade) -> None:
    grill, bar = await brigade.fire(line("ribeye"), line("beer", "bar"), line("lamb", position=1))
    assert brigade.lines(grill) == {"ribeye": "SENT", "lamb": "SENT"}
    assert brigade.lines(bar) == {"beer": "SENT"}
    assert (brigade.ticket(grill).state, brigade.ticket(grill).order_number) == ("NEW", 1)
    assert brigade.told("order_sent")[0]["tickets"] == [
        {"id": grill, "station_id": "grill"},
        {"id": bar, "station_id": "bar"},
    ]


async def test_an_unknown_station_falls_to_the_first(brigade: Brigade) -> None:
    (ticket,) = await brigade.fire(line("ribeye", "gone"), line("lamb"))
    assert brigade.ticket(ticket).station_id == "grill"
    assert set(brigade.lines(ticket)) == {"ribeye", "lamb"}


async def test_a_kitchen_without_stations_still_has_the_ticket(brigade: Brigade) -> None:
    await brigade.write(lambda tx: tx.execute("DELETE FROM station"))
    (ticket,) = await brigade.fire(line("ribeye"))
    shown = brigade.database.read(lambda reader: brigade.kitchen.snapshot(reader, 1, []))
    assert [one.id for one in shown.tickets] == [ticket]


async def test_paper_is_queued_at_once_where_a_station_always_prints(brigade: Brigade) -> None:
    grill, bar = await brigade.fire(line("ribeye"), line("beer", "bar"))
    assert brigade.papers(grill) == []
    (job,) = brigade.papers(bar)
    assert (job.printer_id, job.kind, job.copy, job.failover) == ("printer-bar", "ticket", 0, 0)
    (listed,) = brigade.open_jobs()
    assert (listed.table_name, listed.order_number) == ("Table 12", 1)


async def test_the_paper_says_what_a_cook_needs_and_no_more(brigade: Brigade) -> None:
    option = {"group": "ice", "id": "no", "names": {"en": "no ice"}, "price_minor": 77_777}
    _, bar = await brigade.fire(
        line("ribeye"), line("beer", "bar", quantity=3, note="very cold", options=[option])
    )
    paper = brigade.paper_of(brigade.papers(bar)[0])
    expected = ["Table 12", "#1", "12:00", "BAR", "3 x beer", "no ice", "very cold", "also at: Grill"]
    assert [words for words in expected if words not in paper] == []
    assert [words for words in ("98765", "77777", "987.65", NICKNAME, "member") if words in paper] == []


async def test_a_line_is_ordered_once_only(brigade: Brigade) -> None:
    await brigade.fire(line("ribeye"))
    with pytest.raises(Exception, match="UNIQUE"):
        await brigade.fire(line("ribeye"))


async def test_the_paper_speaks_the_kitchens_language(brigade: Brigade) -> None:
    await brigade.write(lambda tx: change(tx, {"kitchen_language": "it"}, actor="staff:1"))
    (bar,) = await brigade.fire(line("beer", "bar"))
    assert "1 x beer it" in brigade.paper_of(brigade.papers(bar)[0])
