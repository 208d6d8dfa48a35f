"""A socket lives no longer than the access it was opened with, and as long as that."""

import pytest

from appliance.staff import retire
from tests.journeys.house import House
from tests.journeys.live import Live

pytestmark = pytest.mark.asyncio(loop_scope="module")

HOUR_S = 3_600


async def _ended(live: Live) -> int | None:
    """The code it is closed with."""
    await live.until(lambda: live.close_code is not None)
    return live.close_code


async def test_signing_out_ends_the_tablets_socket_at_once(h: House) -> None:
    tablet, colleague = await h.tablet(), await h.tablet()
    live, other = await tablet.keep_up(), await colleague.keep_up()
    assert (await tablet.write("/api/sign_out")).is_success
    assert await _ended(live) == 4401
    assert other.close_code is None


async def test_after_twelve_hours_a_tablet_hears_no_more(h: House) -> None:
    live = await (await h.tablet()).keep_up()
    await h.pass_time(11 * HOUR_S)
    assert live.close_code is None
    await h.pass_time(HOUR_S)
    assert await _ended(live) == 4401


async def test_a_person_who_has_left_hears_no_more(h: House) -> None:
    tablet = await h.tablet("cashier")
    live = await tablet.keep_up()
    await h.appliance.database.write(lambda tx: retire(tx, tablet.staff["id"]))
    assert await _ended(live) == 4401


async def test_a_cook_who_only_looks_is_signed_out_too(h: House) -> None:
    browser = await h.tablet("manager")
    live = await browser.socket("/ws/kitchen")
    assert (await browser.write("/api/sign_out")).is_success
    assert await _ended(live) == 4401


async def test_a_phone_hears_no_more_once_its_token_has_run_out(h: House) -> None:
    phone = await h.phone().sit_down((await h.table()).url)
    await h.pass_time(7 * HOUR_S)
    assert phone.live.close_code is None
    await h.pass_time(HOUR_S)
    assert await _ended(phone.live) == 4401


async def test_a_kitchen_screen_stays_for_days(h: House) -> None:
    async with h.screen() as screen:
        for _ in range(3):
            h.clock.advance(40 * HOUR_S)
            await screen.alive()
            await h.appliance.hub.recheck()
        assert screen.live.close_code is None
