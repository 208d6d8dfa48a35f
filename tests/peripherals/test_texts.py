"""Text messages as duties: once for each cause, within limits, followed to the phone, never sent twice in doubt."""

import msgspec
import pytest

from appliance.kernel.errors import Conflict, IllegalMove, Invalid, NotFound
from appliance.peripherals import PeripheralRow, Peripherals, peripheral_alerts, queue_text
from appliance.peripherals.service import texts
from firmware_bridges.message import MessageOutcome, MessageState
from firmware_bridges.simulators.modem_pty import FAULTS, ModemSimulator
from tests.peripherals.conftest import ANNA, BriskDevices, Counter, eventually


async def test_a_text_goes_out_and_is_delivered(counter: Counter, modem: ModemSimulator) -> None:
    await counter.add("modem", modem.address)
    sms_id = await counter.text()
    text = await counter.until_state(sms_id, "delivered")
    assert modem.messages() == [(ANNA, "Your table is free.")]
    assert counter.states(sms_id) == ["queued", "sending", "sent", "delivered"]
    assert (text.attempts, text.last_error) == (1, None)


async def test_one_cause_is_one_text(counter: Counter, modem: ModemSimulator) -> None:
    await counter.add("modem", modem.address)
    first = await counter.text("receipt:7")
    await counter.until_state(first, "delivered")
    assert await counter.text("receipt:7", "again") == first
    second = await counter.text("receipt:8")
    await counter.until_state(second, "delivered")
    assert len(modem.messages()) == 2


async def test_the_journal_holds_no_number_and_no_words(counter: Counter, modem: ModemSimulator) -> None:
    await counter.add("modem", modem.address)
    await counter.until_state(await counter.text(body="secret words"), "delivered")
    everything = " ".join(row.data for row in counter.rows)
    assert ANNA[4:] not in everything
    assert "secret" not in everything


async def test_a_long_text_is_delivered_when_its_last_part_is(
    counter: Counter, modem: ModemSimulator
) -> None:
    await counter.add("modem", modem.address)
    sms_id = await counter.text(body="столик " * 30)
    text = await counter.until_state(sms_id, "delivered")
    assert (text.parts, modem.messages()) == (4, [(ANNA, "столик " * 30)])


async def test_without_reports_a_text_stays_sent(counter: Counter, modem: ModemSimulator) -> None:
    FAULTS["lose_report"](modem)
    await counter.add("modem", modem.address)
    sms_id = await counter.text()
    assert (await counter.until_state(sms_id, "sent")).done_at is None


@pytest.mark.parametrize(("status", "state"), [(0x30, "sent"), (0x41, "failed")])
async def test_what_the_network_reports_is_kept(
    counter: Counter, modem: ModemSimulator, status: int, state: str
) -> None:
    modem.set(report_status=status)
    await counter.add("modem", modem.address)
    sms_id = await counter.text()
    await counter.until(lambda: counter.sms(sms_id).state == state)
    await eventually(
        lambda: counter.read(lambda reader: reader.value("SELECT report FROM sms_part")) is not None
    )
    assert counter.sms(sms_id).state == state


async def test_a_report_for_somebody_elses_part_changes_nothing(
    counter: Counter, modem: ModemSimulator
) -> None:
    FAULTS["lose_report"](modem)
    await counter.add("modem", modem.address)
    sms_id = await counter.text()
    await counter.until_state(sms_id, "sent")
    (part,) = counter.read(lambda reader: reader.all("SELECT reference FROM sms_part"))
    modem.report(part["reference"], "+390699999999", 0)
    modem.report((part["reference"] + 1) % 256, ANNA, 0)
    modem.report(part["reference"], ANNA, 0)
    assert (await counter.until_state(sms_id, "delivered")).state == "delivered"
    assert counter.states(sms_id).count("delivered") == 1


async def test_a_failing_network_is_tried_again_later(counter: Counter, modem: ModemSimulator) -> None:
    FAULTS["congested"](modem)
    await counter.add("modem", modem.address)
    sms_id = await counter.text()
    await counter.until(lambda: counter.states(sms_id) == ["queued", "sending", "queued"])
    assert counter.sms(sms_id).last_error == "network_busy"
    FAULTS["restore"](modem)
    counter.world.clock.advance(16)
    await counter.peripherals.look()
    assert (await counter.until_state(sms_id, "delivered")).attempts == 2


async def test_a_number_that_does_not_exist_fails_at_once(counter: Counter, modem: ModemSimulator) -> None:
    FAULTS["unknown_number"](modem)
    await counter.add("modem", modem.address)
    sms_id = await counter.text()
    text = await counter.until_state(sms_id, "failed")
    assert (text.attempts, text.last_error) == (1, "no_such_number")
    alerts = counter.read(lambda reader: peripheral_alerts(reader, counter.peripherals))
    assert [alert.say for alert in alerts] == ["1 text message was not sent: this number does not exist"]


async def test_a_text_in_doubt_is_never_sent_again_by_itself_but_by_a_person(
    counter: Counter, modem: ModemSimulator
) -> None:
    FAULTS["no_verdict"](modem)
    await counter.add("modem", modem.address)
    sms_id = await counter.text()
    await counter.until_state(sms_id, "unknown")
    FAULTS["restore"](modem)
    counter.world.clock.advance(3_600)
    await counter.peripherals.look()
    assert counter.states(sms_id) == ["queued", "sending", "unknown"]
    await counter.write(lambda tx: texts.again(tx, sms_id, actor="staff:anna"))
    await counter.until_state(sms_id, "delivered")
    assert len(modem.messages()) == 2


async def test_a_text_that_broke_off_goes_on_where_it_stopped(
    counter: Counter, modem: ModemSimulator
) -> None:
    await counter.add("modem", modem.address)
    FAULTS["congested"](modem)
    sms_id = await counter.text(body="x" * 400)
    await counter.until(lambda: counter.states(sms_id)[-2:] == ["sending", "queued"])
    await counter.write(
        lambda tx: tx.execute(
            "INSERT INTO sms_part (sms_id, part, reference, sent_at) SELECT id, 1, 9, 0 FROM sms"
        )
    )
    FAULTS["restore"](modem)
    counter.world.clock.advance(16)
    await counter.peripherals.look()
    await counter.until_state(sms_id, "sent")
    assert [part.place for part in modem.parts] == [2, 3]


async def test_the_limit_of_an_hour_holds_the_rest_back(counter: Counter, modem: ModemSimulator) -> None:
    await counter.add("modem", modem.address, per_hour=2, per_day=3)
    ids = [await counter.text(f"receipt:{count}") for count in range(4)]
    await counter.until_state(ids[1], "delivered")
    await counter.peripherals.look()
    assert [counter.sms(each).state for each in ids[2:]] == ["queued", "queued"]
    counter.world.clock.advance(3_601)
    await counter.peripherals.look()
    await counter.until_state(ids[2], "delivered")
    counter.world.clock.advance(3_601)
    await counter.peripherals.look()
    assert counter.sms(ids[3]).state == "queued"


async def test_nothing_is_begun_beyond_the_limits(counter: Counter) -> None:
    row = PeripheralRow("modem", "Modem", "modem", "", "at", "", None, per_hour=2, per_day=3, enabled=1)
    for count in range(4):
        await counter.text(f"receipt:{count}", valid_min=600)

    async def send_next() -> bool:
        begun = await counter.write(lambda tx: texts.begin(tx, row))
        sent = MessageOutcome(MessageState.SENT, (1,))
        return begun is not None and bool(await counter.write(lambda tx: texts.record(tx, begun[0].id, sent)))

    assert [await send_next() for _ in range(3)] == [True, True, False]
    counter.world.clock.advance(3_601)
    assert [await send_next() for _ in range(2)] == [True, False]
    counter.world.clock.advance(3_601)
    assert not await send_next()
    counter.world.clock.advance(86_400 - 7_201)
    assert counter.read(lambda reader: texts.find_due(reader, row, counter.world.clock.now_ms())) is None


async def test_a_text_that_nobody_wants_any_more_is_not_sent(counter: Counter, modem: ModemSimulator) -> None:
    sms_id = await counter.text(valid_min=10)
    counter.world.clock.advance(601)
    await counter.peripherals.look()
    assert counter.sms(sms_id).state == "failed"
    await counter.add("modem", modem.address)
    later = await counter.text("receipt:2")
    await counter.until_state(later, "delivered")
    assert len(modem.messages()) == 1


async def test_what_was_being_sent_at_a_power_cut_is_in_doubt(
    counter: Counter, modem: ModemSimulator
) -> None:
    sms_id = await counter.text()
    await counter.write(lambda tx: tx.execute("UPDATE sms SET state = 'sending', attempts = 1"))
    reborn = Peripherals(counter.world.database, counter.world.settings, BriskDevices())
    await reborn.start()
    await reborn.stop()
    assert counter.sms(sms_id).state == "unknown"


async def test_number_and_words_are_forgotten_after_a_day(counter: Counter, modem: ModemSimulator) -> None:
    await counter.add("modem", modem.address)
    sms_id = await counter.text()
    await counter.until_state(sms_id, "delivered")
    counter.world.clock.advance(86_399)
    await counter.peripherals.look()
    assert counter.sms(sms_id).number == ANNA
    counter.world.clock.advance(2)
    await counter.peripherals.look()
    text = counter.sms(sms_id)
    assert (text.number, text.body, text.state) == ("", "", "delivered")
    assert text.forgotten_at is not None


async def test_what_cannot_be_sent_is_refused_before_it_is_a_row(counter: Counter) -> None:
    async def refusal(number: str, body: str) -> str:
        with pytest.raises(Invalid) as refused:
            await counter.write(lambda tx: queue_text(tx, number=number, body=body, cause="x"))
        return refused.value.code

    assert await refusal("06 123456", "hello") == "bad_number"
    assert await refusal(ANNA, "") == "bad_text"
    assert await refusal(ANNA, "ж" * 500) == "bad_text"
    assert counter.read(lambda reader: reader.value("SELECT count(*) FROM sms")) == 0


async def test_only_a_text_that_failed_or_is_in_doubt_is_sent_again(counter: Counter) -> None:
    sms_id = await counter.text()
    with pytest.raises(IllegalMove):
        await counter.write(lambda tx: texts.again(tx, sms_id, actor="staff:anna"))
    with pytest.raises(NotFound):
        await counter.write(lambda tx: texts.again(tx, "none", actor="staff:anna"))
    await counter.write(
        lambda tx: tx.execute("UPDATE sms SET state = 'failed', done_at = 1, forgotten_at = 1")
    )
    with pytest.raises(Conflict):
        await counter.write(lambda tx: texts.again(tx, sms_id, actor="staff:anna"))


async def test_every_move_is_told_with_who_made_it(counter: Counter) -> None:
    sms_id = await counter.text(actor="staff:anna")
    row = next(row for row in counter.rows if row.kind == "sms_changed")
    assert (row.actor, row.subject) == ("staff:anna", f"sms:{sms_id}")
    assert msgspec.json.decode(row.data) == {"sms_id": sms_id, "state": "queued", "parts": 1, "attempts": 0}
