"""The kiosk agent against a real appliance over real HTTP, with a pretended browser: in, on, away, lost and found."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from appliance.devices.rules import check_number as appliances_number
from provisioning.kiosk.comanda_kiosk import appliance as agents_side
from provisioning.kiosk.comanda_kiosk.agent import Agent
from provisioning.kiosk.comanda_kiosk.browser import Browser
from provisioning.kiosk.comanda_kiosk.keep import Kept
from tests.journeys.house import House
from tests.journeys.house import house as open_house

ROOT = Path(__file__).resolve().parents[2]
PRETENDED = "import sys, time; open(sys.argv[1], 'a').write(sys.argv[2] + '\\n'); time.sleep(600)"

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def h(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    async with open_house(tmp_path_factory.mktemp("house")) as opened:
        yield opened


async def until(holds: Callable[[], bool]) -> None:
    """Another process brings it about."""
    async with asyncio.timeout(15):
        while not holds():  # noqa: ASYNC110  another process has no event of ours
            await asyncio.sleep(0.02)


class Street:
    """A network that names the appliances a test puts there."""

    def __init__(self, **appliances: str) -> None:
        self.there = appliances

    def appliances(self) -> dict[str, str]:
        return self.there

    def close(self) -> None:
        """Nothing was opened."""


class Screen:
    """An agent in its own folder; what its browser was told to show is in `shown`."""

    def __init__(self, folder: Path, street: Street, program: str = PRETENDED) -> None:
        self.folder, self.street = folder, street
        self.log = folder / "shown"
        folder.mkdir(exist_ok=True)
        self.start(program)

    def start(self, program: str = PRETENDED) -> None:
        """Switch the computer on."""
        command = [sys.executable, "-S", "-c", program, str(self.log), "{url}"]
        self.browser = Browser(command)
        self.kept = Kept(self.folder / "state")
        self.agent = Agent(self.kept, self.street, self.browser, name="Grill wall", sys=self.folder / "sys")

    async def step(self, times: int = 1) -> float:
        """Turns; returns what the last one wants to wait."""
        wait_s = 0.0
        for _ in range(times):
            wait_s = await asyncio.to_thread(self.agent.step)
        return wait_s

    async def shows(self, beginning: str) -> str:
        """The page its browser shows, once it begins like this."""
        await until(lambda: bool(self.lines) and self.lines[-1].startswith(beginning))
        return self.lines[-1]

    @property
    def lines(self) -> list[str]:
        """The pages so far."""
        return self.log.read_text().splitlines() if self.log.exists() else []

    @property
    def page(self) -> str:
        """What stands on the screen before it is let in."""
        return (self.kept.folder / "waiting.html").read_text()


@pytest.fixture
async def screen(h: House, tmp_path: Path) -> AsyncIterator[Screen]:
    screen = Screen(tmp_path / "screen", Street(box=h.base))
    yield screen
    await asyncio.to_thread(screen.agent.stop)
    h.appliance.presence.knocks._knocks.clear()


async def approve(h: House, check: str, **more: Any) -> str:
    """As a manager who compares the numbers; returns the device's id."""
    owner = await h.staff("owner")
    items = (await owner.get("/api/found")).json()["items"]
    (item,) = [one for one in items if one["check"] == check]
    answer = await owner.write(f"/api/found/{item['key']}/approve", {"check": check, **more})
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


async def the_check(screen: Screen) -> str:
    await screen.step()
    check = screen.agent._check
    assert f"<output>{check}</output>" in screen.page
    return check


async def test_a_screen_shows_its_number_is_let_in_pairs_and_reports(h: House, screen: Screen) -> None:
    check = await the_check(screen)
    await screen.shows((screen.kept.folder / "waiting.html").resolve().as_uri())
    device_id = await approve(h, check)
    assert await screen.step() == 10
    kitchen = await screen.shows(f"{h.base}/kitchen/#code=")
    await screen.step(2)
    paired = await h.browser().write("/api/devices/pair", {"code": kitchen.partition("#code=")[2]})
    assert paired.json()["device"]["id"] == device_id
    await screen.step()
    listed = (await (await h.staff("owner")).get("/api/devices")).json()
    (mine,) = [one for one in listed if one["id"] == device_id]
    assert (mine["agent"]["version"], mine["agent"]["browser_starts"]) == ("1", 2)
    assert screen.browser.running
    assert screen.lines[-1] == kitchen


async def test_a_screen_that_is_switched_off_and_on_is_still_in(h: House, screen: Screen) -> None:
    await approve(h, await the_check(screen))
    await screen.step()
    code = (await screen.shows(f"{h.base}/kitchen/#code=")).partition("#code=")[2]
    await h.browser().write("/api/devices/pair", {"code": code})
    await asyncio.to_thread(screen.agent.stop)
    screen.start()
    await screen.step()
    await until(lambda: screen.lines[-1] == f"{h.base}/kitchen/")


async def test_a_screen_whose_access_is_taken_away_asks_again_with_a_new_secret(
    h: House, screen: Screen
) -> None:
    device_id, secret = await approve(h, await the_check(screen)), screen.kept.secret
    await screen.step()
    await screen.shows(f"{h.base}/kitchen/#code=")
    await (await h.staff("owner")).write(f"/api/devices/{device_id}/revoke")
    await screen.step()
    assert screen.kept.secret != secret
    again = await the_check(screen)
    await screen.shows("file:")
    await approve(h, again)


async def test_the_appliance_is_followed_to_another_address(h: House, screen: Screen) -> None:
    await approve(h, await the_check(screen))
    await screen.step()
    screen.kept.url = "http://127.0.0.1:9"
    await screen.step(3)
    screen.street.there = {"rogue": "http://127.0.0.1:10", "box": h.base}
    await screen.step()
    assert screen.kept.url == h.base


async def test_another_appliance_is_never_asked_by_a_screen_that_was_let_in(h: House, tmp_path: Path) -> None:
    screen = Screen(tmp_path / "screen", Street(rogue=h.base))
    screen.kept.let_in("box", "http://127.0.0.1:9")
    await screen.step(6)
    assert screen.kept.url == "http://127.0.0.1:9"
    assert (await (await h.staff("owner")).get("/api/found")).json()["items"] == []
    await asyncio.to_thread(screen.agent.stop)


async def test_nobody_there_is_said_and_asked_again_soon(tmp_path: Path) -> None:
    screen = Screen(tmp_path / "screen", Street())
    assert await screen.step() <= 2
    assert "Looking for the restaurant" in screen.page
    screen.street.there = {"box": "http://127.0.0.1:9"}
    assert await screen.step() <= 2
    await asyncio.to_thread(screen.agent.stop)


async def test_a_screen_that_is_sent_away_waits_a_minute(h: House, screen: Screen) -> None:
    check = await the_check(screen)
    owner = await h.staff("owner")
    (item,) = [one for one in (await owner.get("/api/found")).json()["items"] if one["check"] == check]
    await owner.write(f"/api/found/{item['key']}/ignore")
    waits = [await screen.step(), await screen.step()]
    assert waits == [2.0, 60.0]
    assert "sent away" in screen.page


def http(status: str, body: bytes, more: str = "") -> bytes:
    return f"HTTP/1.1 {status}\r\n{more}content-length: {len(body)}\r\n\r\n".encode() + body


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"garbage\r\n\r\n",
        http("500 No", b""),
        http("200 OK", b"[]"),
        http("200 OK", b"{}"),
        http("200 OK", b'{"state": "approved", "open": "http://evil.example/", "wait_s": 5}'),
        http("200 OK", b'{"state": "king", "open": "/kitchen/", "wait_s": 5}'),
        http("200 OK", b'{"state": "asking", "open": null, "wait_s": -1, "venue": 7}'),
        http("302 Found", b"{}", "location: http://evil.example/\r\n"),
        http("200 OK", b" " * 100_000 + b"{}"),
    ],
)
async def test_an_answer_that_makes_no_sense_is_no_answer(tmp_path: Path, answer: bytes) -> None:
    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(4096)
        writer.write(answer)
        writer.close()

    server = await asyncio.start_server(talk, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    screen = Screen(tmp_path / "screen", Street(box=f"http://127.0.0.1:{port}"))
    screen.agent._check = "1234"
    assert 0 < await screen.step() <= 60
    await screen.shows("file:")
    assert all(url.startswith("file:") for url in screen.lines)
    await asyncio.to_thread(screen.agent.stop)
    server.close()


async def test_both_sides_work_out_the_same_number() -> None:
    for number in range(50):
        nonce, secret = f"{number:032x}", f"{number * 7:064x}"
        assert agents_side.check_number(nonce, secret) == appliances_number(nonce, secret)


async def test_the_display_is_named_as_the_kernel_does(tmp_path: Path) -> None:
    screen = Screen(tmp_path / "screen", Street())
    for name, status, modes in (
        ("card0-DP-1", "disconnected", ""),
        ("card1-HDMI-A-1", "connected", "1920x1080\n1280x720\n"),
    ):
        folder = tmp_path / "screen/sys/class/drm" / name
        folder.mkdir(parents=True)
        (folder / "status").write_text(status + "\n")
        (folder / "modes").write_text(modes)
    assert screen.agent._display() == "HDMI-A-1 1920x1080"


def asks(h: House, name: str) -> bool:
    return any(one.hello.name == name for one in h.appliance.presence.knocks.asking())


async def test_the_program_runs_asks_and_ends_when_told(h: House, tmp_path: Path) -> None:
    log = tmp_path / "shown"
    program = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "comanda_kiosk", "--appliance", h.base, "--name", "Bar", "--state", str(tmp_path / "state"),
        "--browser", f'{sys.executable} -S -c "{PRETENDED}" {log} {{url}}',
        cwd=ROOT / "provisioning/kiosk", env={**os.environ, "COMANDA_KIOSK_ADDRESSES": "127.0.0.1"},
    )  # fmt: skip
    try:
        await until(lambda: asks(h, "Bar") and log.exists())
    finally:
        program.terminate()
    async with asyncio.timeout(10):
        assert await program.wait() == 0
    assert log.read_text().startswith("file:")
