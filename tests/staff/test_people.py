"""People: what a PIN, a password, a login and a badge must be like."""

import pytest

from appliance.kernel.errors import Conflict, Invalid, NotFound
from appliance.kernel.roles import Role
from appliance.staff import (
    add_staff,
    check_password,
    check_pin,
    names,
    person,
    reset_password,
    reset_pin,
    retire,
)
from appliance.staff.rules import initials
from tests.staff.house import House


@pytest.mark.parametrize("pin", ["1234", "00000", "123456"])
def test_four_to_six_digits_are_a_pin(pin: str) -> None:
    assert check_pin(pin) == pin


@pytest.mark.parametrize("pin", ["", "123", "1234567", "12a4", "\uff11\uff12\uff13\uff14", "1234\n", " 1234"])
def test_anything_else_is_not(pin: str) -> None:
    with pytest.raises(Invalid):
        check_pin(pin)


@pytest.mark.parametrize("password", ["short", "x" * 201])
def test_a_password_is_neither_short_nor_endless(password: str) -> None:
    with pytest.raises(Invalid):
        check_password(password)


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Demo waiter", "DW"),
        ("Ada", "A"),
        ("anna maria rossi", "AR"),
        ("Jean-Luc", "JL"),
        ("", "?"),
        ("علي", "ع"),
    ],
)
def test_a_badge_shows_one_or_two_letters(name: str, letters: str) -> None:
    assert initials(name) == letters


async def test_a_login_is_taken_whatever_its_capitals(house: House) -> None:
    with pytest.raises(Conflict, match="taken"):
        await house.world.database.write(lambda tx: add_staff(tx, "Second", Role.MANAGER, "OWNER"))


async def test_only_owners_and_managers_have_a_password(house: House) -> None:
    with pytest.raises(Invalid, match="password"):
        await house.world.database.write(
            lambda tx: add_staff(tx, "Second", Role.WAITER, "second", None, "hash")
        )


async def test_a_person_needs_a_name(house: House) -> None:
    with pytest.raises(Invalid, match="name"):
        await house.world.database.write(lambda tx: add_staff(tx, "  ", Role.COOK))


async def test_unknown_people_are_refused_everywhere(house: House) -> None:
    write = house.world.database.write
    with pytest.raises(NotFound):
        await write(lambda tx: reset_pin(tx, "nobody", "hash"))
    with pytest.raises(NotFound):
        await write(lambda tx: reset_password(tx, "nobody", "hash"))
    with pytest.raises(NotFound):
        await write(lambda tx: retire(tx, "nobody"))
    with pytest.raises(NotFound):
        house.world.database.read(lambda reader: person(reader, "nobody"))


async def test_cooks_can_be_listed_alone(house: House) -> None:
    cooks = house.world.database.read(lambda reader: names(reader, Role.COOK))
    assert [(one.id, one.initials) for one in cooks] == [(house.cook.id, "DC")]


async def test_every_change_of_people_is_journalled_by_id(house: House) -> None:
    await house.world.database.write(lambda tx: reset_password(tx, house.owner.id, "hash", actor="cli"))
    assert house.data("staff_secret_reset") == [{"staff_id": house.owner.id, "what": "password"}]
    assert len(house.journal("staff_added")) == 4
    assert "Demo" not in "".join(row.data for row in house.world.database.journal_since(0))
