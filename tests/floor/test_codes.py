"""Table codes: signed, rotated, and never guessed."""

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appliance.floor import (
    DiningTable,
    add_table,
    ensure_secret,
    rotate,
    table,
    table_by_token,
    tokens,
    url_for,
)
from appliance.http import qr
from appliance.kernel.errors import Conflict, Gone, Invalid, NotFound, Refused
from appliance.settings import change
from tests.staff.house import BASE, House

secrets = st.binary(min_size=32, max_size=32)
keys = st.text(st.sampled_from("abcXYZ019-_"), min_size=12, max_size=12)


def _token(house: House, number: int = 0) -> str:
    settings = house.world.settings.now
    url = house.world.database.read(lambda reader: url_for(reader, settings, house.tables[number]))
    assert url.startswith(f"{BASE}/t/")
    return url.removeprefix(f"{BASE}/t/")


def _found(house: House, token: str) -> DiningTable:
    return house.world.database.read(lambda reader: table_by_token(reader, token))


async def _replace(house: House, table_id: str, epoch: int) -> None:
    await house.world.database.write(lambda tx: rotate(tx, table_id, epoch, actor="system"))


def _refusal(house: House, token: str) -> Refused:
    with pytest.raises(Refused) as refusal:
        house.world.database.read(lambda reader: table_by_token(reader, token))
    return refusal.value


async def test_every_table_is_found_by_its_own_code(house: House) -> None:
    for number, known in enumerate(house.tables):
        assert _found(house, _token(house, number)) == known
    assert len({_token(house, number) for number in range(3)}) == 3


@pytest.mark.parametrize(
    "token", ["", ".", "x", "a.b", "x" * 5_000, "../../etc", "é.é", "a.b.c", "\x00.\x00"]
)
async def test_garbage_is_an_unknown_table(house: House, token: str) -> None:
    refusal = _refusal(house, token)
    assert isinstance(refusal, NotFound)
    assert refusal.code == "unknown_table"


async def test_a_code_with_one_sign_changed_is_an_unknown_table(house: House) -> None:
    token = _token(house)
    for place in range(len(token) - 1):  # the last sign carries bits that mean nothing
        changed = token[:place] + ("A" if token[place] != "A" else "B") + token[place + 1 :]
        assert _refusal(house, changed).code == "unknown_table"


async def test_the_proof_of_one_table_does_not_fit_another(house: House) -> None:
    mine, other = _token(house, 0), _token(house, 1)
    mixed = other.partition(".")[0] + "." + mine.partition(".")[2]
    assert _refusal(house, mixed).code == "unknown_table"


async def test_a_replaced_code_is_gone_and_the_new_one_works(house: House) -> None:
    first, dining_table = _token(house), house.tables[0]
    for epoch in (1, 2):
        await _replace(house, dining_table.id, epoch)
    refusal = _refusal(house, first)
    assert isinstance(refusal, Gone)
    assert refusal.code == "qr_replaced"
    present = house.world.database.read(lambda reader: table(reader, dining_table.id))
    settings = house.world.settings.now
    url = house.world.database.read(lambda reader: url_for(reader, settings, present))
    found = house.world.database.read(lambda reader: table_by_token(reader, url.rpartition("/")[2]))
    assert found.qr_epoch == 3
    assert house.data("table_qr_rotated")[-1]["after"] == {"epoch": 3}


async def test_a_code_of_an_epoch_to_come_is_unknown(house: House) -> None:
    secret = await house.world.database.write(ensure_secret)
    token = tokens.make(secret, house.tables[0].qr_key, 2)
    assert _refusal(house, token).code == "unknown_table"


async def test_replacing_a_code_twice_at_once_replaces_it_once(house: House) -> None:
    await _replace(house, house.tables[0].id, 1)
    with pytest.raises(Conflict, match="just replaced"):
        await _replace(house, house.tables[0].id, 1)


@given(secrets, keys, st.integers(1, 400), st.integers(1, 400))
def test_a_token_tells_its_epoch_and_only_to_its_own_secret(
    secret: bytes, key: str, epoch: int, ahead: int
) -> None:
    token = tokens.make(secret, key, epoch)
    assert tokens.key_of(token) == key
    assert tokens.epoch_of(secret, token, key, epoch + ahead - 1) == epoch
    assert tokens.epoch_of(secret, token, key, epoch - 1) is None
    assert tokens.epoch_of(secret[::-1] + b"x", token, key, epoch) is None


async def test_the_manager_replaces_a_code_and_gets_the_new_picture(house: House) -> None:
    tablet, old = await house.tablet_of(house.owner), _token(house)
    path = f"/api/tables/{house.tables[0].id}/qr/rotate"
    answer = await tablet.send(path, key="once")
    code = answer.json()
    assert ElementTree.fromstring(code["svg"]).tag.endswith("svg")  # noqa: S314  our own
    token = code["url"].removeprefix(f"{BASE}/t/")
    found = house.world.database.read(lambda reader: table_by_token(reader, token))
    assert found.id == house.tables[0].id
    assert _refusal(house, old).code == "qr_replaced"
    assert (await tablet.send(path, key="once")).json() == code
    assert len(house.journal("table_qr_rotated")) == 1


@pytest.mark.parametrize("who", ["waiter", "cook"])
async def test_waiters_and_cooks_replace_and_print_no_codes(house: House, who: str) -> None:
    tablet = await house.tablet_of(getattr(house, who))
    assert (await tablet.send(f"/api/tables/{house.tables[0].id}/qr/rotate")).status_code == 403
    assert (await tablet.get("/api/qr/sheet.pdf")).status_code == 403


async def test_no_code_is_made_before_guests_have_an_address(house: House) -> None:
    await house.world.database.write(lambda tx: change(tx, {"guest_base_url": ""}, actor="system"))
    tablet = await house.tablet_of(house.owner)
    answer = await tablet.send(f"/api/tables/{house.tables[0].id}/qr/rotate")
    assert (answer.status_code, answer.json()["code"]) == (409, "guest_address_missing")
    assert house.journal("table_qr_rotated") == []


async def test_an_unknown_table_has_no_code(house: House) -> None:
    answer = await (await house.tablet_of(house.owner)).send("/api/tables/nothing/qr/rotate")
    assert (answer.status_code, answer.json()["code"]) == (404, "unknown_table")


@pytest.mark.parametrize(
    "wrong",
    [{"seats": 0}, {"x": 1_001}, {"y": -1}, {"name": " "}],
)
async def test_an_impossible_table_is_refused(house: House, wrong: dict[str, object]) -> None:
    wish: dict[str, object] = {"area_id": house.tables[0].area_id, "name": "T", "seats": 2, **wrong}
    with pytest.raises(Invalid):
        await house.world.database.write(lambda tx: add_table(tx, **wish))  # type: ignore[arg-type]


@given(st.text(st.characters(codec="ascii", exclude_categories=["Cc"]), min_size=1, max_size=120))
def test_a_picture_draws_exactly_the_squares_of_the_code(text: str) -> None:
    squares = qr.qr_squares(text)
    picture = ElementTree.fromstring(qr.qr_svg(text))  # noqa: S314  our own
    side = len(squares) + 8
    assert picture.attrib["viewBox"] == f"0 0 {side} {side}"
    path = picture[1].attrib["d"]
    drawn = set()
    for run in path.split("M")[1:]:
        at, rest = run.split("h", 1)
        x, y = map(int, at.split())
        drawn |= {(x - 4 + step, y - 4) for step in range(int(rest.split("v")[0]))}
    assert drawn == {(x, y) for y, row in enumerate(squares) for x, black in enumerate(row) if black}
