"""Old papers on the floor: one question per printer with its number, in the language of the staff."""

import pytest

from appliance.printing import Document, PrintDesk, add_printer, queue
from appliance.settings import change
from appliance.storage import Tx
from appliance.surfaces import House
from appliance.surfaces.alerts import alerts
from appliance.surfaces.floor_model import Alert
from firmware_bridges.document import Text
from tests.orders.dining_room import DiningRoom
from tests.printing.paper_bridge import PaperBridge


@pytest.fixture
async def house(room: DiningRoom) -> House:
    """Two printers that are switched on."""
    world = room.world
    for port, name in enumerate(("Grill", "Bar"), start=1):
        await room.write(
            lambda tx, port=port, name=name: add_printer(  # type: ignore[misc]
                tx,
                printer_id=name.lower(),
                name=name,
                bridge="escpos",
                address=f"192.0.2.{port}",
                profile="epson-80",
            )
        )
    desk = PrintDesk(world.database, world.settings, PaperBridge)
    return House(world.database, world.settings, room.book, room.kitchen, desk)


async def ask(room: DiningRoom, printer: str, papers: int, why: str = "late") -> None:
    """So many papers of a printer that wait for a person."""

    def work(tx: Tx) -> None:
        for number in range(papers):
            job_id = queue(
                tx,
                printer_id=printer,
                kind="ticket",
                subject=f"ticket:{number}",
                document=Document("slip", (Text("slip"),)),
                asking=True,
            )
            tx.execute("UPDATE print_job SET asking_why = :why WHERE id = :id", {"why": why, "id": job_id})

    await room.write(work)


def papers(room: DiningRoom, house: House) -> dict[str, Alert]:
    """The alerts about papers, by id."""
    found = room.read(lambda reader: alerts(reader, house))
    return {one.id: one for one in found if one.code in ("backlog", "print_asks")}


async def test_several_old_papers_of_one_printer_are_one_question(room: DiningRoom, house: House) -> None:
    await ask(room, "grill", 3)
    (alert,) = papers(room, house).values()
    assert (alert.id, alert.code, alert.printer_id, alert.count) == ("backlog:grill", "backlog", "grill", 3)
    assert alert.say == "Grill: 3 old papers wait · print all, only the newest, or none?"
    assert len(alert.job_ids) == 3


async def test_each_printer_asks_for_itself(room: DiningRoom, house: House) -> None:
    await ask(room, "grill", 2)
    await ask(room, "bar", 4)
    assert {key: alert.count for key, alert in papers(room, house).items()} == {
        "backlog:grill": 2,
        "backlog:bar": 4,
    }


async def test_a_single_old_paper_and_one_in_doubt_are_asked_about_together(
    room: DiningRoom, house: House
) -> None:
    await ask(room, "grill", 1)
    await ask(room, "bar", 2, why="doubt")
    (alert,) = papers(room, house).values()
    assert (alert.code, alert.count, len(alert.job_ids)) == ("print_asks", 3, 3)


async def test_staff_read_it_in_their_language(room: DiningRoom, house: House) -> None:
    await room.write(lambda tx: change(tx, {"staff_language": "it"}, actor="staff:1"))
    await ask(room, "grill", 2)
    (alert,) = papers(room, house).values()
    assert alert.say.startswith("Grill: 2 fogli vecchi in attesa")
