"""Which device is asking, as routes of other rooms see it."""

from dataclasses import dataclass, field

import pytest

from appliance.devices import DeviceCaller, DeviceKind, device_caller
from appliance.kernel.errors import Forbidden, Unauthorised
from tests.staff.house import House


@dataclass
class _Client:
    host: str = "10.0.0.9"


@dataclass
class _Connection:
    """The two things a caller looks at."""

    cookies: dict[str, str]
    client: _Client = field(default_factory=_Client)


def _ask(house: House, token: str, kind: str | None = None, *, kept_as: str = "floor") -> DeviceCaller:
    connection = _Connection({f"comanda_device_{kept_as}": token})
    return device_caller(connection, house.world.database, kind)  # type: ignore[arg-type]


async def test_a_device_is_told_with_its_scope(house: House) -> None:
    screen = await house.tablet(DeviceKind.KITCHEN)
    caller = _ask(house, screen.client.cookies["comanda_device_kitchen"], "kitchen", kept_as="kitchen")
    assert caller.kind is DeviceKind.KITCHEN
    assert caller.scope == caller.actor == f"device:{caller.device_id}"
    assert caller.address == "10.0.0.9"
    assert caller.stations == ()


async def test_another_kind_of_device_is_forbidden(house: House) -> None:
    tablet = await house.tablet()
    with pytest.raises(Forbidden) as refusal:
        _ask(house, tablet.client.cookies["comanda_device_floor"], DeviceKind.KITCHEN)
    assert refusal.value.code == "wrong_device"


async def test_a_token_kept_under_the_wrong_kind_is_nobody(house: House) -> None:
    tablet = await house.tablet()
    with pytest.raises(Unauthorised):
        _ask(house, tablet.client.cookies["comanda_device_floor"], kept_as="kitchen")


@pytest.mark.parametrize("token", ["", "x", "0" * 43, "é"])
async def test_an_unknown_token_is_nobody(house: House, token: str) -> None:
    with pytest.raises(Unauthorised) as refusal:
        _ask(house, token)
    assert refusal.value.code == "device_unknown"
