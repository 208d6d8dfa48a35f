"""Slow hashes: right and wrong secrets, one at a time, and a bounded queue."""

import asyncio
import threading
import time

import pytest

from appliance.kernel.errors import TooMany
from appliance.staff import Hasher, hash_secret, verify_secret
from appliance.staff import hasher as hashing


def test_a_hash_knows_its_own_secret_and_no_other() -> None:
    stored = hash_secret("1234")
    assert stored.startswith("$argon2id$")
    assert verify_secret(stored, "1234")
    assert not verify_secret(stored, "1235")
    assert hash_secret("1234") != stored


@pytest.mark.parametrize("stored", [None, "", "not a hash"])
def test_without_a_good_hash_nothing_is_right(stored: str | None) -> None:
    assert not verify_secret(stored, "a secret that nobody has")


def test_for_nobody_the_same_work_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    checked: list[str] = []

    class Watched:
        def verify(self, stored: str, secret: str) -> bool:
            checked.append(stored.rpartition("$")[0].rpartition("$")[0])
            return True

    parameters = hash_secret("x").rpartition("$")[0].rpartition("$")[0]
    verify_secret(None, "warm")
    monkeypatch.setattr(hashing, "_argon2", Watched())
    assert not verify_secret(None, "guess")
    assert checked == [parameters]


async def test_hashes_run_one_at_a_time_and_not_on_the_loop(monkeypatch: pytest.MonkeyPatch) -> None:
    running, most, threads = 0, 0, set[int]()

    def watched(_: str) -> str:
        nonlocal running, most
        running += 1
        most = max(most, running)
        threads.add(threading.get_ident())
        time.sleep(0.002)
        running -= 1
        return "hash"

    monkeypatch.setattr(hashing, "hash_secret", watched)
    hasher = Hasher()
    assert await asyncio.gather(*(hasher.hash("x") for _ in range(10))) == ["hash"] * 10
    hasher.close()
    assert most == 1
    assert threading.get_ident() not in threads


async def test_the_twenty_first_in_the_queue_is_sent_away_and_the_others_are_served(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    gate = threading.Event()

    def slow(_: str) -> str:
        gate.wait(10)
        return "hash"

    monkeypatch.setattr(hashing, "hash_secret", slow)
    hasher = Hasher()
    waiting = [asyncio.create_task(hasher.hash("x")) for _ in range(20)]
    await asyncio.sleep(0)
    with pytest.raises(TooMany) as refusal:
        await hasher.hash("x")
    assert refusal.value.code == "busy"
    assert refusal.value.retry_after_s == 2
    gate.set()
    assert await asyncio.gather(*waiting) == ["hash"] * 20
    assert await hasher.hash("x") == "hash"
    hasher.close()
