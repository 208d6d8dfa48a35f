"""Visits and phones in the file: entering, joining, limits, closing, forgetting."""

import pytest

from appliance.kernel.errors import ClosedNow, Conflict, Gone, NotFound, TooMany
from appliance.kernel.ids import digest
from appliance.orders import close_visit
from appliance.seating import TOKEN_LIFETIME_S, member_of_token, parties
from appliance.seating.model import MEMBERS_MAX
from appliance.storage import Answer, answer_once
from tests.orders.dining_room import DiningRoom

DAY_S = 24 * 3_600


async def test_the_first_that_takes_part_is_host_even_if_it_scanned_last(room: DiningRoom) -> None:
    first, second = await room.scan(), await room.scan()
    assert (first.created, second.created) == (True, False)
    await room.write(lambda tx: parties.join(tx, second.member, "Bo", "it"))
    await room.write(lambda tx: parties.join(tx, first.member, None, ""))
    assert room.party(first.table_session.id).host_member_id == second.member.id
    joined = room.read(lambda r: parties.joined(r, first.table_session.id))
    assert [(member.number, member.nickname, member.language) for member in joined] == [
        (1, None, "en"),
        (2, "Bo", "it"),
    ]


async def test_joining_again_is_told_only_when_the_name_changed(room: DiningRoom) -> None:
    phone = await room.scan()
    for nickname in ("Ada", "Ada", None, "Bo"):
        await room.write(lambda tx, name=nickname: parties.join(tx, room.member(phone), name, "en"))  # type: ignore[misc]
    assert len(room.told("member_joined")) == 2
    assert room.member(phone).nickname == "Bo"


async def test_a_token_is_kept_as_its_digest_and_dies_after_eight_hours(room: DiningRoom) -> None:
    phone = await room.scan()
    token = phone.token or ""
    assert phone.member.token_hash == digest(token)

    def known(token: str) -> bool:
        now_ms = room.world.clock.now_ms()
        return room.read(lambda r: member_of_token(r, token, now_ms)) is not None

    assert known(token)
    assert not known("")
    assert not known(token[:-1])
    room.world.clock.advance(TOKEN_LIFETIME_S - 0.001)
    assert known(token)
    room.world.clock.advance(0.001)
    assert not known(token)


async def test_a_token_of_the_last_party_makes_a_new_phone_of_the_next(room: DiningRoom) -> None:
    old = await room.scan()
    await room.write(lambda tx: close_visit(tx, old.table_session.id, how="staff", actor="staff:1"))
    new = await room.scan(token=old.token or "")
    assert new.created
    assert new.token is not None
    assert new.member.id != old.member.id
    assert room.member(old).table_session_id == old.table_session.id


async def test_a_table_takes_so_many_phones_and_no_more(room: DiningRoom) -> None:
    for _ in range(MEMBERS_MAX):
        await room.scan()
    with pytest.raises(TooMany) as refused:
        await room.scan()
    assert refused.value.code == "table_full"


async def test_only_one_party_sits_at_a_table(room: DiningRoom) -> None:
    visit = await room.sit()
    with pytest.raises(Conflict) as refused:
        await room.sit()
    assert refused.value.code == "table_taken"
    await room.write(lambda tx: parties.close(tx, visit.id, how="staff", actor="staff:1"))
    await room.sit()
    with pytest.raises(Conflict) as refused:
        await room.write(lambda tx: parties.restore(tx, visit.id, actor="staff:1"))
    assert refused.value.code == "table_taken"


async def test_staff_open_and_the_code_of_a_visit_ends_with_it(room: DiningRoom) -> None:
    await room.settings(access_staff_opens=True)
    with pytest.raises(ClosedNow) as refused:
        await room.scan()
    assert refused.value.code == "staff_opens"
    visit = await room.sit()
    settings = room.world.settings.now
    old, new = "an old secret", "a new secret"
    for secret in (old, new):
        await room.write(lambda tx, one=secret: parties.set_own_qr(tx, visit.id, one))  # type: ignore[misc]
    with pytest.raises(NotFound):
        await room.write(lambda tx: parties.enter_by_own_qr(tx, settings, old, "", "en"))
    entry = await room.write(lambda tx: parties.enter_by_own_qr(tx, settings, new, "", "en"))
    assert entry.table_session.id == visit.id
    await room.write(lambda tx: parties.close(tx, visit.id, how="staff", actor="staff:1"))
    with pytest.raises(Gone):
        await room.write(lambda tx: parties.enter_by_own_qr(tx, settings, new, "", "en"))


async def test_purging_forgets_people_and_keeps_orders_their_answers_and_the_journal(
    room: DiningRoom,
) -> None:
    phone, other = await room.scan(), await room.scan(1)
    await room.write(lambda tx: parties.join(tx, phone.member, "Ada", "en"))
    await room.order(phone, "stew")
    await room.put(phone, "pie")
    for key, subject in (("order", "order:1"), ("cart", "")):
        await room.write(
            lambda tx, key=key, subject=subject: answer_once(  # type: ignore[misc]
                tx,
                scope=f"member:{phone.member.id}",
                key=key,
                request=b"",
                work=lambda _: Answer(200, b"{}", subject),
            )
        )
    await room.write(lambda tx: close_visit(tx, phone.table_session.id, how="auto", actor="system"))
    room.world.clock.advance(DAY_S + 1)
    events, total = room.world.database.seq, room.bill(phone.table_session.id).total_minor
    before = room.world.clock.now_ms() - DAY_S * 1000
    done = await room.write(lambda tx: parties.purge(tx, before))
    assert done == {"answers": 1, "cart_lines": 1, "members": 1}
    assert room.member(phone).nickname is None
    assert room.read(lambda r: r.all("SELECT key FROM answer")) == [{"key": "order"}]
    assert (room.world.database.seq, room.bill(phone.table_session.id).total_minor) == (events, total)
    assert room.orders(phone)[0].lines[0].names["en"] == "Stew"
    assert room.member(other).expires_at > 0
    again = await room.write(lambda tx: parties.purge(tx, before))
    assert again == {"answers": 0, "cart_lines": 0, "members": 0}
