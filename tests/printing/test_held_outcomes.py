"""An outcome that cannot be recorded keeps nobody else's from the file, and is not forgotten."""

import logging
from typing import Any

import pytest

from appliance.printing.held import FIRST_PAUSE_S
from appliance.printing.model import PrintJob
from appliance.printing.service import jobs as service
from appliance.storage import Tx
from tests.printing.conftest import GRILL, Paperwork


class Poison:
    """While it `acts`, recording what became of the papers called "bad" raises."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.acts = True
        self.tries = 0
        self._record = service.record
        monkeypatch.setattr(service, "record", self._poisoned)

    def _poisoned(self, tx: Tx, job_id: str, *more: Any) -> PrintJob | None:
        bad = service.require(tx, job_id).subject == "ticket:bad"
        self.tries += bad
        if bad and self.acts:
            raise ValueError("a mistake of ours")
        return self._record(tx, job_id, *more)


@pytest.fixture
def poison(monkeypatch: pytest.MonkeyPatch) -> Poison:
    return Poison(monkeypatch)


@pytest.fixture
async def printing(paperwork: Paperwork, poison: Poison) -> Paperwork:
    await paperwork.desk.start()
    return paperwork


async def a_look_later(printing: Paperwork, seconds: float) -> None:
    """Let time pass and the line look at everything it holds."""
    printing.clock.advance(seconds)
    printing.desk.wake()
    await printing.settled()


async def test_the_papers_behind_it_are_recorded(printing: Paperwork) -> None:
    bad = await printing.queue("bad")
    good = [await printing.queue(words) for words in ("first", "second")]
    await printing.until(lambda: all(printing.job(one).state == "printed" for one in good))
    assert printing.job(bad).state == "sending"
    assert len(printing.bridges[GRILL].attempts) == 3


async def test_it_is_kept_logged_once_and_recorded_when_that_works_again(
    printing: Paperwork, poison: Poison, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.ERROR)
    bad = await printing.queue("bad")
    await printing.until(lambda: bool(printing.told("print_job_changed")))
    for _ in range(5):
        await a_look_later(printing, 60)
    assert poison.tries > 2
    said = f"what became of print job {bad} cannot be written down yet; it is kept"
    assert [record.getMessage() for record in caplog.records] == [said]
    poison.acts = False
    await a_look_later(printing, 60)
    await printing.until(lambda: printing.job(bad).state == "printed")
    assert len(printing.bridges[GRILL].attempts) == 1


async def test_it_is_not_tried_all_the_time(printing: Paperwork, poison: Poison) -> None:
    await printing.queue("bad")
    good = await printing.queue("good")
    await printing.until(lambda: printing.job(good).state == "printed")
    tried = poison.tries
    await a_look_later(printing, FIRST_PAUSE_S / 2)
    assert poison.tries == tried
    await a_look_later(printing, FIRST_PAUSE_S)
    assert poison.tries > tried
    tried = poison.tries
    await a_look_later(printing, FIRST_PAUSE_S)
    assert poison.tries == tried, "the second pause is longer"
