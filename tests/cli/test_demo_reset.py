"""`demo --reset` deletes what a demo kept, and nothing that is anybody else's."""

import asyncio
import importlib
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from appliance.cli import main, seed
from appliance.main import Appliance
from appliance.settings import change
from tests.cli.conftest import Venue


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The directories on which a demo would have begun to run."""
    directories: list[Path] = []

    async def run(data: Path, *_: object) -> None:
        directories.append(data)

    monkeypatch.setattr(importlib.import_module("appliance.cli.demo"), "_run", run)
    return directories


async def seeded(data: Path) -> None:
    """A demo's restaurant as the demo leaves it."""
    house = Appliance(data)
    house.open()
    made: dict[str, tuple[str, str | None]] = {one.name: ("hash", None) for one in seed.PEOPLE}
    await house.database.write(seed.found)
    house.database.refresh_branch()
    await house.database.write(lambda tx: seed.seed(tx, made, {"kitchen": 1, "bar": 2, "desk": 3}))
    house.hasher.close()
    await house.database.close()


def reset(data: Path, *more: str) -> Result:
    return CliRunner().invoke(main, ["demo", "--reset", "--data", str(data), *more])


def test_a_demo_begins_again_without_what_it_kept(tmp_path: Path, begun: list[Path]) -> None:
    data = tmp_path / "demo"
    asyncio.run(seeded(data))
    for name in (
        "photos/soup-small.webp",
        "cache/3.11.2.capabilities.pickle",
        "pass.key",
        "around.json",
        "comanda.db.before-0002",
    ):
        (data / name).parent.mkdir(exist_ok=True)
        (data / name).write_text("kept")
    done = reset(data)
    assert done.exit_code == 0, done.output
    assert begun == [data]
    assert [one.name for one in data.iterdir()] == ["comanda.lock"]


@pytest.mark.parametrize(
    "theirs", ["invoices.ods", ".ssh/id", "photos/Holiday.JPG", "cache/notes.txt", "comanda.db.before-now"]
)
def test_a_folder_that_holds_anything_else_is_left_alone(
    tmp_path: Path, begun: list[Path], theirs: str
) -> None:
    data = tmp_path / "demo"
    asyncio.run(seeded(data))
    (data / theirs).parent.mkdir(exist_ok=True)
    (data / theirs).write_text("precious")
    before = sorted(data.rglob("*"))
    refused = reset(data)
    assert (refused.exit_code, begun) == (1, [])
    assert (
        f"also holds {theirs.removesuffix('/id')}, which is not Comanda's; nothing was deleted."
        in refused.output
    )
    assert sorted(data.rglob("*")) == before


def test_a_folder_without_a_demo_is_not_even_locked(tmp_path: Path, begun: list[Path]) -> None:
    (tmp_path / "letter.txt").write_text("precious")
    assert reset(tmp_path).exit_code == 1
    assert [one.name for one in tmp_path.iterdir()] == ["letter.txt"]
    assert begun == []


@pytest.mark.parametrize(("name", "target"), [("photos", "."), ("pass.key", "soup.webp")])
def test_a_link_out_of_the_folder_is_not_followed(
    tmp_path: Path, begun: list[Path], name: str, target: str
) -> None:
    data, elsewhere = tmp_path / "demo", tmp_path / "elsewhere"
    asyncio.run(seeded(data))
    elsewhere.mkdir()
    (elsewhere / "soup.webp").write_text("precious")
    (data / name).symlink_to(elsewhere / target)
    refused = reset(data)
    assert f"also holds {name}," in refused.output
    assert (elsewhere / "soup.webp").exists()


def test_a_real_restaurant_is_neither_deleted_nor_run_as_a_demo(venue: Venue, begun: list[Path]) -> None:
    async def name_it() -> None:
        house = Appliance(venue.data)
        house.open()
        await house.database.write(
            lambda tx: change(tx, {"venue_name": "Trattoria Sole"}, actor="staff:owner")
        )
        house.hasher.close()
        await house.database.close()

    asyncio.run(name_it())
    size = (venue.data / "comanda.db").stat().st_size
    for words in (("demo", "--reset"), ("demo",)):
        refused = venue.run(*words)
        assert (refused.exit_code, begun) == (1, [])
        assert "was not made by the demo; nothing was changed." in refused.output
    assert (venue.data / "comanda.db").stat().st_size == size


def test_the_ready_file_of_this_very_start_may_lie_there(tmp_path: Path, begun: list[Path]) -> None:
    data = tmp_path / "demo"
    asyncio.run(seeded(data))
    ready = data / "ready.json"
    ready.write_text("{}")
    assert reset(data).exit_code == 1
    assert reset(data, "--ready-file", str(ready)).exit_code == 0
    assert (begun, ready.exists()) == ([data], True)
