"""The key of the daily pass: whole or not there, made anew where it cannot be used, and made once."""

import os
import stat
import threading
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from appliance.seating import PassDesk
from appliance.seating.service.pass_key import PassKey
from appliance.staff import Hasher
from tests.worlds import world

SPOILT = [b"", b"too short", b"A" * 20, bytes(44), b"\xff" * 44]


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[PassDesk]:
    """A pass desk whose key lies in `pass.key`."""
    hasher = Hasher()
    async with world(tmp_path) as here:
        yield PassDesk(here.database, here.settings, hasher, tmp_path / "pass.key")
    hasher.close()


@pytest.mark.parametrize("spoilt", SPOILT)
async def test_a_key_that_power_took_is_made_anew_with_the_next_word(
    desk: PassDesk, tmp_path: Path, spoilt: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    await desk.rotate("system")
    (tmp_path / "pass.key").write_bytes(spoilt)
    assert desk.open_seal(desk.stored()) is None
    word = await desk.rotate("system")
    assert desk.open_seal(desk.stored()) == word
    assert "cannot be used as a key" in caplog.text
    assert stat.S_IMODE((tmp_path / "pass.key").stat().st_mode) == 0o600


async def test_a_good_key_stays(desk: PassDesk, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    await desk.rotate("system")
    key = (tmp_path / "pass.key").read_bytes()
    await desk.rotate("system")
    assert (tmp_path / "pass.key").read_bytes() == key
    assert caplog.text == ""


async def test_a_key_that_cannot_be_read_shows_no_word(desk: PassDesk, tmp_path: Path) -> None:
    await desk.rotate("system")
    (tmp_path / "pass.key").unlink()
    (tmp_path / "pass.key").mkdir()
    assert desk.open_seal(desk.stored()) is None


def test_the_key_is_on_the_disk_before_it_has_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[tuple[bytes, bool]] = []
    file, sync = tmp_path / "pass.key", os.fsync

    def noting(handle: int) -> None:
        path = Path(os.readlink(f"/proc/self/fd/{handle}"))
        synced.append((path.read_bytes() if path.is_file() else path.name.encode(), file.exists()))
        sync(handle)

    monkeypatch.setattr(os, "fsync", noting)
    PassKey(file).present_or_new()
    assert synced == [(file.read_bytes(), False), (tmp_path.name.encode(), True)]


def test_a_half_written_key_of_last_time_is_in_nobodys_way(tmp_path: Path) -> None:
    (tmp_path / ".pass.key.new").write_bytes(b"half")
    PassKey(tmp_path / "pass.key").present_or_new()
    assert [path.name for path in tmp_path.iterdir()] == ["pass.key"]


def test_two_first_words_at_once_have_one_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    key, both, make = PassKey(tmp_path / "pass.key"), threading.Barrier(2), Fernet.generate_key

    def slowly() -> bytes:
        made = make()
        threading.Event().wait(0.05)  # long enough for the other to look
        return made

    def seal(_: int) -> bytes:
        both.wait(5)
        return key.present_or_new().encrypt(b"olive42")

    monkeypatch.setattr(Fernet, "generate_key", slowly)
    with ThreadPoolExecutor(2) as pool:
        sealed = list(pool.map(seal, range(2)))
    kept = key.present()
    assert kept is not None
    assert [kept.decrypt(one) for one in sealed] == [b"olive42"] * 2
