"""Cash: amounts add up through any evening of ordering and paying, and nothing is taken twice or by half."""

import random

import pytest

from appliance.kernel.errors import Conflict, Invalid, NotFound, Refused
from appliance.orders import close_visit, restore_visit
from appliance.payments import open_drawer, print_receipt, take_cash
from appliance.payments.model import TakeCash
from tests.orders.dining_room import WAITER, DiningRoom

TAXES = {
    "food": {"name": "VAT", "rate_bp": 1000, "inclusive": True},
    "alcohol": {"name": "VAT", "rate_bp": 2200, "inclusive": True},
    "standard": {"name": "City", "rate_bp": 887, "inclusive": False},
}
SIZES = {"options": {"size": ["glass"]}}
DISHES = [("stew", {}), ("steak", {"options": {"doneness": ["rare"], "extras": ["egg"]}}), ("red", SIZES)]


@pytest.mark.parametrize("seed", range(12))
async def test_through_any_evening_the_parts_make_the_total_and_the_payments_pay_it(
    room: DiningRoom, seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311
    coin, service = chance.choice([1, 2, 5, 10, 50]), chance.choice([0, 333, 1000])
    await room.settings(taxes=TAXES, cash_coin_minor=coin, service_bp=service)
    phone = await room.scan()
    visit = phone.table_session.id
    for _ in range(6):
        dish, more = chance.choice(DISHES)
        await room.order(phone, dish, chance.randint(1, 9), **more)
        for _ in range(chance.randint(0, 1)):
            taken = await room.pay(visit, chance.randint(0, 5_000))
            assert taken.payment.amount_minor + taken.payment.change_minor == taken.payment.tendered_minor
            assert taken.payment.amount_minor % coin == 0
            assert (taken.bill.due_minor, taken.bill.state) == (0, "PAID")
        bill = room.bill(visit)
        on_top = sum(tax.tax_minor for tax in bill.taxes if not tax.inclusive)
        parts = bill.subtotal_minor + bill.service_minor + on_top + bill.rounding_minor
        assert bill.total_minor == parts
        assert bill.paid_minor == sum(payment.amount_minor for payment in bill.payments)
        assert bill.due_minor == max(0, bill.total_minor - bill.paid_minor)
        assert bill.subtotal_minor == sum(line.total_minor for line in bill.lines)
        assert sum(order.total_minor for order in room.orders(phone)) == bill.subtotal_minor


async def test_the_amounts_of_a_paid_check_are_written_down_and_stay(room: DiningRoom) -> None:
    await room.settings(taxes=TAXES, service_bp=1000, cash_coin_minor=5)
    phone = await room.scan()
    await room.order(phone, "steak", 3, options={"doneness": ["rare"], "extras": ["cheese"]})
    visit = phone.table_session.id
    before = await room.pay(visit)
    untaxed = {name: {**tax, "rate_bp": 0} for name, tax in TAXES.items()}
    await room.settings(service_bp=0, cash_coin_minor=1, taxes=untaxed)
    after = room.bill(visit)
    assert (after.total_minor, after.service_minor, after.taxes) == (
        before.bill.total_minor,
        before.bill.service_minor,
        before.bill.taxes,
    )
    told = room.told("check_paid")[0]
    assert told["total_minor"] == after.total_minor == after.paid_minor


async def test_refusals_take_nothing(room: DiningRoom) -> None:
    phone = await room.scan()
    visit = phone.table_session.id
    settings = room.world.settings.now

    async def refusal(asked: TakeCash) -> tuple[type[Refused], str]:
        with pytest.raises(Refused) as refused:
            await room.write(lambda tx: take_cash(tx, settings, visit, asked, WAITER))
        return type(refused.value), refused.value.code

    assert await refusal(TakeCash(1, 1)) == (NotFound, "nothing_ordered")
    await room.order(phone, "stew")
    assert await refusal(TakeCash(5_000, 1_199)) == (Conflict, "total_changed")
    assert await refusal(TakeCash(1_199, 1_200)) == (Invalid, "not_enough")
    assert room.told("payment_taken") == []
    await room.pay(visit)
    assert await refusal(TakeCash(1_200, 1_200)) == (Conflict, "already_paid")
    assert len(room.told("payment_taken")) == 1


async def test_a_visit_that_was_closed_unpaid_takes_cash_only_after_it_was_restored(room: DiningRoom) -> None:
    phone = await room.scan()
    visit = phone.table_session.id
    await room.order(phone, "stew")
    await room.write(lambda tx: close_visit(tx, visit, how="staff", actor="staff:1"))
    with pytest.raises(Refused):
        await room.pay(visit)
    assert room.bill(visit).paid_minor == 0
    await room.write(lambda tx: restore_visit(tx, visit, actor="staff:1"))
    assert (await room.pay(visit)).bill.state == "PAID"


async def test_paying_is_a_sign_of_life(room: DiningRoom) -> None:
    phone = await room.scan()
    await room.order(phone, "stew")
    room.world.clock.advance(3_600)
    await room.pay(phone.table_session.id)
    assert room.party(phone.table_session.id).last_activity_at == room.world.clock.now_ms()


async def test_a_receipt_is_printed_only_of_money_that_was_taken(room: DiningRoom) -> None:
    phone = await room.scan()
    visit = phone.table_session.id
    await room.order(phone, "stew")
    settings = room.world.settings.now
    with pytest.raises(Conflict) as refused:
        await room.write(lambda tx: print_receipt(tx, settings, visit))
    assert refused.value.code == "not_paid"
    await room.pay(visit)
    await room.order(phone, "stew")
    assert (await room.write(lambda tx: print_receipt(tx, settings, visit))).job_id is None


async def test_without_a_receipt_printer_money_is_taken_and_no_drawer_promised(room: DiningRoom) -> None:
    phone = await room.scan()
    await room.order(phone, "stew")
    assert (await room.pay(phone.table_session.id)).drawer == "none"
    settings = room.world.settings.now
    queued = await room.write(lambda tx: print_receipt(tx, settings, phone.table_session.id))
    assert queued.job_id is None
    with pytest.raises(Conflict):
        await room.write(lambda tx: open_drawer(tx, settings, "change for the bar", WAITER))
    assert room.told("drawer_opened") == []
