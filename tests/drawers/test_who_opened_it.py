"""Who opened a drawer and why is written down, also when nobody in the file did."""

from appliance.drawers import drawer_alerts
from firmware_bridges.contracts import OutcomeState, PrintOutcome, Reason
from tests.drawers.conftest import Till


def alert_codes(till: Till) -> list[str]:
    """What the floor is told."""
    return [alert.code for alert in till.read(lambda reader: drawer_alerts(reader, till.keeper))]


async def test_a_drawer_that_a_sale_opened_is_put_down_to_who_sold(till: Till) -> None:
    drawer = await till.drawer(sensor_open_high=1, is_open=0)
    await till.kick("cash")
    opened = await till.until_told("drawer_opened")
    assert (opened["how"], opened["actor"], opened["reason"]) == ("kick", "staff:anna", "cash")
    assert till.told("drawer_kicked")[0]["drawer_id"] == drawer.id
    till.world.clock.advance(4)
    till.printer.move(is_open=False)
    assert (await till.until_told("drawer_closed"))["open_ms"] == 4_000
    assert alert_codes(till) == []


async def test_a_drawer_wired_the_other_way_round_is_understood(till: Till) -> None:
    till.printer.open_high = False
    till.printer.move(is_open=False)
    await till.drawer(sensor_open_high=0, is_open=0)
    await till.kick("cash")
    assert (await till.until_told("drawer_opened"))["how"] == "kick"


async def test_a_drawer_opened_by_key_is_put_down_to_nobody_and_told(till: Till) -> None:
    await till.drawer(sensor_open_high=1, is_open=0)
    till.printer.move(is_open=True)
    opened = await till.until_told("drawer_opened")
    assert (opened["how"], opened["actor"]) == ("hand", "unknown")
    assert alert_codes(till) == ["drawer_by_hand"]
    till.world.clock.advance(301)
    assert alert_codes(till) == []


async def test_a_kick_covers_one_opening_within_five_seconds(till: Till) -> None:
    await till.drawer(sensor_open_high=1, is_open=0)
    await till.kick("cash")
    await till.until_told("drawer_opened")
    till.printer.move(is_open=False)
    await till.until_told("drawer_closed")
    till.printer.move(is_open=True)
    assert (await till.until_told("drawer_opened", 2))["how"] == "hand"


async def test_a_drawer_that_opens_long_after_a_kick_was_opened_by_hand(till: Till) -> None:
    await till.drawer(sensor_open_high=1, is_open=0)
    till.printer.locked = True
    await till.kick("cash")
    await till.until(lambda: bool(till.printer.kicks))
    await till.later(9)
    till.printer.move(is_open=True)
    assert (await till.until_told("drawer_opened"))["how"] == "hand"


async def test_a_kick_that_waits_for_its_printer_does_not_cover_a_key(till: Till) -> None:
    await till.drawer(sensor_open_high=1, is_open=0)
    till.printer.outcome = PrintOutcome(OutcomeState.FAILED, Reason.PAPER_OUT)
    till.printer.locked = True
    await till.kick("cash")
    await till.until(lambda: bool(till.printer.kicks))
    await till.later(20)
    till.printer.move(is_open=True)
    assert (await till.until_told("drawer_opened"))["how"] == "hand"


async def test_a_drawer_that_was_told_to_open_and_did_not_is_told_within_seconds(till: Till) -> None:
    await till.drawer(sensor_open_high=1, is_open=0)
    till.printer.locked = True
    await till.kick("cash")
    await till.until(lambda: len(till.told("print_job_changed")) == 3)
    await till.later(2)
    await till.later(2)
    await till.until_told("drawer_stuck")
    assert alert_codes(till) == ["drawer_stuck"]
    assert till.told("drawer_opened") == []


async def test_without_a_sensor_a_kick_is_written_down_and_nothing_more_is_claimed(till: Till) -> None:
    await till.drawer()
    await till.kick("change for the bar")
    kicked = await till.until_told("drawer_kicked")
    assert (kicked["reason"], kicked["actor"]) == ("change for the bar", "staff:anna")
    await till.until(lambda: bool(till.printer.kicks))
    await till.later(10)
    assert till.told("drawer_opened") == till.told("drawer_stuck") == []


async def test_a_kick_that_never_left_is_told(till: Till) -> None:
    await till.drawer(sensor_open_high=1, is_open=0)
    till.printer.outcome = PrintOutcome(OutcomeState.FAILED, Reason.PAPER_OUT)
    await till.kick("cash")
    await till.later(31)
    till.desk.wake()
    await till.until(lambda: any(job.get("done") == "too late" for job in till.told("print_job_changed")))
    await till.later(1)
    assert alert_codes(till) == ["drawer_failed"]
    assert till.told("drawer_opened") == []


async def test_a_drawer_left_open_is_told_once_until_it_is_closed(till: Till) -> None:
    await till.drawer(sensor_open_high=1, is_open=0, open_alarm_s=60)
    await till.kick("cash")
    await till.until_told("drawer_opened")
    await till.later(59)
    assert till.told("drawer_left_open") == []
    await till.later(2)
    await till.later(60)
    assert [told["open_ms"] for told in till.told("drawer_left_open")] == [61_000]
    assert alert_codes(till) == ["drawer_open"]
    till.printer.move(is_open=False)
    await till.until_told("drawer_closed")
    assert alert_codes(till) == []


async def test_what_happened_while_the_printer_was_away_is_not_put_on_anybody(till: Till) -> None:
    await till.drawer(sensor_open_high=1, is_open=0)
    till.printer.unplug()
    await till.until(lambda: bool(till.told("printer_changed")))
    till.printer.is_open = True
    till.printer.unplug(False)
    opened = await till.until_told("drawer_opened")
    assert (opened["how"], opened["actor"]) == ("unwatched", "unknown")


async def test_pulse_and_pin_of_the_drawer_reach_the_printer(till: Till) -> None:
    await till.drawer(pin=5, on_ms=120, off_ms=240)
    await till.kick()
    await till.until(lambda: bool(till.printer.kicks))
    pulse = till.printer.kicks[0]
    assert (pulse.pin, pulse.on_ms, pulse.off_ms) == (5, 120, 240)
