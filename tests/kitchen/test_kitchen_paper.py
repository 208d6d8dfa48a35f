"""Kitchen and print desk together, with real ESC/POS bridges and simulated printers on real sockets."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator

import pytest

from appliance.kitchen import Kitchen
from appliance.printing import PrintDesk, PrinterRow
from firmware_bridges import EscPosPrinter, Pace, PrinterStatus, profile_named, tcp
from firmware_bridges.simulators.escpos_tcp import EscPosSimulator
from tests.kitchen.conftest import NICKNAME, Brigade, line

BRISK = Pace(
    connect_s=1.0, answer_s=0.5, ping_s=0.2, reconnect_first_s=0.05, reconnect_last_s=0.2, stop_grace_s=0.3
)


@pytest.fixture
def simulators() -> Iterator[dict[str, EscPosSimulator]]:
    with EscPosSimulator("grill") as grill, EscPosSimulator("bar") as bar:
        yield {"printer-grill": grill, "printer-bar": bar}


@pytest.fixture
async def desk(brigade: Brigade, simulators: dict[str, EscPosSimulator]) -> AsyncIterator[PrintDesk]:
    def make_printer(row: PrinterRow, on_status: Callable[[PrinterStatus], None]) -> EscPosPrinter:
        device = simulators[row.id]
        stream = tcp(device.host, device.port)
        return EscPosPrinter(row.name, stream, profile_named("epson-80"), on_status=on_status, pace=BRISK)

    desk = PrintDesk(brigade.database, brigade.settings, make_printer)
    brigade.kitchen = Kitchen(
        brigade.database, brigade.settings, brigade.menu_book, printer_trouble=desk.trouble_of
    )
    desk.followers.append(brigade.kitchen.mark_printed)
    await desk.start()
    yield desk
    await desk.stop()


async def until(brigade: Brigade, condition: Callable[[], bool]) -> None:
    """Wait for commits until the condition holds."""
    news = asyncio.Event()
    brigade.database.on_commit(lambda rows: news.set())
    async with asyncio.timeout(8):
        while not condition():
            news.clear()
            await news.wait()


async def test_a_ticket_on_paper_is_a_truth(
    brigade: Brigade, desk: PrintDesk, simulators: dict[str, EscPosSimulator]
) -> None:
    note = "no lemon \x1b@ \x1dV\x00"
    (ticket,) = await brigade.fire(line("beer", "bar", quantity=3, note=note))
    await until(brigade, lambda: brigade.ticket(ticket).printed_at is not None)
    assert brigade.ticket(ticket).printed_how == "confirmed"
    (slip,) = simulators["printer-bar"].slips()
    missing = [words for words in ("Table 12", "#1", "12:00", "BAR", "3 x beer") if words not in slip.text]
    assert missing == []
    assert NICKNAME not in slip.text
    assert simulators["printer-bar"].unknown == []


async def test_paper_goes_to_the_neighbour_when_screen_and_printer_are_dead(
    brigade: Brigade, desk: PrintDesk, simulators: dict[str, EscPosSimulator]
) -> None:
    simulators["printer-grill"].paper_out()
    await until(
        brigade,
        lambda: desk.trouble_of("printer-grill") == "paper is out" and bool(brigade.told("printer_changed")),
    )
    brigade.clock.advance(11)
    (ticket,) = await brigade.fire(line("ribeye"))
    await brigade.kitchen.watch()
    await until(brigade, lambda: brigade.ticket(ticket).printed_at is not None)
    (slip,) = simulators["printer-bar"].slips()
    assert "FAILOVER" in slip.text
    assert "GRILL" in slip.text
    assert simulators["printer-grill"].slips() == []


async def test_a_dead_printer_with_a_silent_screen_is_told_with_its_reason(
    brigade: Brigade, desk: PrintDesk, simulators: dict[str, EscPosSimulator]
) -> None:
    simulators["printer-bar"].cover()
    await until(brigade, lambda: bool(brigade.told("printer_changed")))
    await brigade.fire(line("beer", "bar"))
    brigade.clock.advance(3)
    await brigade.kitchen.watch()
    (stuck,) = brigade.database.read(brigade.kitchen.stuck)
    assert stuck.why == "Bar printer: cover is open; no screen shows Bar"
    assert len(brigade.told("ticket_alerted")) == 1
