"""The receipt printer of the settings is one that there is, whoever changes it."""

from pathlib import Path

import pytest

from appliance.kernel.errors import Invalid
from appliance.printing import add_printer, remove_printer
from appliance.settings import change
from appliance.storage import Tx
from tests.worlds import World, world


def add(tx: Tx) -> str:
    return add_printer(
        tx,
        printer_id="p-1",
        name="Cash desk",
        bridge="escpos",
        address="tcp://127.0.0.1:9",
        profile="epson-80",
    )


async def choose(here: World, wished: str | None, **more: object) -> None:
    await here.database.write(lambda tx: change(tx, {"receipt_printer": wished, **more}, actor="technician"))


async def test_a_printer_that_there_is_can_be_chosen_and_none_again(tmp_path: Path) -> None:
    async with world(tmp_path) as here:
        await here.database.write(add)
        await choose(here, "p-1")
        assert here.settings.now.receipt_printer == "p-1"
        await choose(here, None)
        assert here.settings.now.receipt_printer is None


async def test_a_name_instead_of_an_id_is_refused_with_the_ids_there_are(tmp_path: Path) -> None:
    async with world(tmp_path) as here:
        await here.database.write(add)
        with pytest.raises(Invalid) as refused:
            await choose(here, "Cash desk")
        (sentence,) = refused.value.details
        assert sentence == 'receipt_printer: no printer has the id "Cash desk"; there are p-1 (Cash desk).'
        assert here.settings.now.receipt_printer is None


async def test_a_removed_printer_cannot_be_chosen_but_is_in_nobodys_way(tmp_path: Path) -> None:
    async with world(tmp_path) as here:
        await here.database.write(add)
        await choose(here, "p-1")
        await here.database.write(lambda tx: remove_printer(tx, "p-1", receipt_printer=None, actor="system"))
        await choose(here, "p-1", venue_name="Trattoria")
        assert here.settings.now.venue_name == "Trattoria"
        await choose(here, None)
        with pytest.raises(Invalid):
            await choose(here, "p-1")
