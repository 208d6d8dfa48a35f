"""Paper never stands in the way of money: without a usable receipt printer the payment stands and staff are told."""

import pytest

from appliance.kernel.errors import Conflict
from appliance.payments import CashTaken, open_drawer, print_bill, print_receipt, take_cash
from appliance.payments.model import TakeCash
from appliance.printing import add_printer, remove_printer
from appliance.settings import change
from appliance.storage import Tx
from tests.orders.dining_room import WAITER, DiningRoom


def add(tx: Tx) -> None:
    add_printer(
        tx,
        printer_id="p-1",
        name="Cash desk",
        bridge="escpos",
        address="tcp://127.0.0.1:9",
        profile="epson-80",
    )
    change(tx, {"receipt_printer": "p-1"}, actor="system")


def typed_by_an_older_version(tx: Tx) -> None:
    tx.execute("INSERT INTO setting VALUES ('receipt_printer', '\"Cash desk\"', 0, 'staff:1')")
    tx.journal("setting_changed", "setting:receipt_printer", actor="system", data={"key": "receipt_printer"})


def removed(tx: Tx) -> None:
    add(tx)
    remove_printer(tx, "p-1", receipt_printer=None, actor="system")


async def eat(room: DiningRoom) -> str:
    phone = await room.scan()
    await room.order(phone, "stew")
    return phone.table_session.id


async def test_with_a_printer_the_receipt_prints(room: DiningRoom) -> None:
    await room.write(add)
    taken = await room.pay(await eat(room))
    assert (taken.receipt, taken.drawer) == ("queued", "kicked")


@pytest.mark.parametrize("spoil", [typed_by_an_older_version, removed])
async def test_a_printer_that_is_not_there_counts_as_none(room: DiningRoom, spoil: object) -> None:
    await room.write(spoil)  # type: ignore[arg-type]
    assert room.world.settings.now.receipt_printer is not None
    visit = await eat(room)
    settings = room.world.settings.now
    assert (await room.write(lambda tx: print_bill(tx, settings, visit))).job_id is None
    taken = await room.pay(visit)
    assert (taken.bill.state, taken.receipt, taken.drawer) == ("PAID", "no_printer", "none")
    assert (await room.write(lambda tx: print_receipt(tx, settings, visit))).job_id is None
    with pytest.raises(Conflict) as refused:
        await room.write(lambda tx: open_drawer(tx, settings, "change for the bar", WAITER))
    assert refused.value.code == "no_drawer"


async def test_who_wants_no_receipt_is_not_told_of_printers(room: DiningRoom) -> None:
    visit = await eat(room)
    due = room.bill(visit).cash_due_minor
    asked = TakeCash(due, due, receipt=False)

    def pay(tx: Tx) -> CashTaken:
        return take_cash(tx, room.world.settings.now, visit, asked, WAITER)

    assert (await room.write(pay)).receipt == "not_asked"
