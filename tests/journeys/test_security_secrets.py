"""Sockets open only for those they are for, and secrets are nowhere in the file."""

import pytest
from websockets.exceptions import InvalidStatus

from appliance.storage import Reader
from tests.journeys.doors import DOORS
from tests.journeys.house import House
from tests.journeys.live import Live
from tests.journeys.scene import Scene, path_of

pytestmark = pytest.mark.asyncio(loop_scope="module")

FOREIGN = "http://evil.example"
SOCKETS = [name for name in DOORS if name.startswith("WS")]


@pytest.mark.parametrize("name", SOCKETS)
async def test_no_socket_is_opened_from_another_site(h: House, scene: Scene, name: str) -> None:
    path = path_of(name, scene.ids).replace("sess=", f"sess={scene.theirs.visit}")
    for browser in (await h.staff("owner"), scene.theirs, scene.screen):
        with pytest.raises(InvalidStatus):
            await Live(h.base, path, browser.cookies, origin=FOREIGN).open()


@pytest.mark.parametrize("name", SOCKETS)
async def test_a_socket_opens_only_for_those_it_is_for(h: House, scene: Scene, name: str) -> None:
    path = path_of(name, scene.ids).replace("sess=", f"sess={scene.theirs.visit}")
    may = {
        "stranger": (h.browser(), False),
        "the other table": (scene.ours, False),
        "their phone": (scene.theirs, name == "WS /ws"),
        "screen": (scene.screen, name == "WS /ws/kitchen"),
        "cook": (await h.staff("cook"), name == "WS /ws/kitchen"),
        "waiter": (await h.staff("waiter"), name != "WS /ws"),
    }
    for who, (browser, opens) in may.items():
        live = await Live(h.base, path, browser.cookies).open()
        assert (live.close_code is None) == opens, who
        assert live.close_code in (None, 4401)
        await live.close()


async def test_secrets_are_kept_as_digests_and_never_in_the_journal(h: House, scene: Scene) -> None:
    owner, waiter, table = await h.staff("owner"), await h.staff("waiter"), await h.table()
    browsers = (scene.ours, scene.theirs, scene.screen, owner)
    secrets = [value for browser in browsers for value in browser.client.cookies.values()]
    assert len(secrets) == 5
    opened = (await waiter.write(f"/api/tables/{table.id}/open", {"covers": 2})).json()
    fresh = (await waiter.write(f"/api/session/{opened['session_id']}/qr")).json()
    secrets += [code["url"].partition("/t/s.")[2] for code in (opened, fresh)]
    async with h.settings(auto_close_idle_min=1):
        h.clock.advance(60)
        stale = h.phone()
        await stale.scan(fresh["url"])
        begun = await stale.write(f"/session/{stale.visit}/start_new")
    secrets += [begun.json()["guest_token"], stale.client.cookies["comanda_guest"]]
    assert all(len(secret) == 43 for secret in secrets)
    paired = await owner.write("/api/devices/codes", {"kind": "floor", "name": "Tablet"})
    secrets.append(paired.json()["code"])
    told = "".join(f"{row.subject} {row.data}" for row in h.rows)
    kept = h.appliance.database.read(_everything)
    assert not [secret for secret in secrets if secret in kept]
    assert "lasagne" in kept
    assert "Theirs" not in told


def _everything(reader: Reader) -> str:
    """Every value of every row in the file."""
    names = [row["name"] for row in reader.all("SELECT name FROM sqlite_master WHERE type = 'table'")]
    rows = [row for name in names for row in reader.all(f'SELECT * FROM "{name}"')]  # noqa: S608
    return " ".join(str(value) for row in rows for value in row.values())
