"""Trouble with the disk, quickly: the file may not grow, and then it may."""

import pytest

from appliance.kernel.errors import StorageUnavailable
from appliance.storage import Tx
from tests.worlds import World


def much(tx: Tx) -> None:
    tx.execute("INSERT INTO setting VALUES ('much', :value, 0, 'system')", {"value": "x" * 1_000_000})
    tx.journal("setting_changed", "setting:much", actor="system")


def little(tx: Tx) -> int:
    return tx.journal("drawer_opened", "drawer:1", actor="system")


async def test_a_file_that_cannot_grow_refuses_with_507_and_recovers_by_itself(w: World) -> None:
    await w.database.write(lambda tx: tx.execute("PRAGMA max_page_count = 1"))
    with pytest.raises(StorageUnavailable) as refusal:
        await w.database.write(much)
    assert (refusal.value.status, refusal.value.details) == (507, ["FullError"])
    assert "full" in str(w.database.trouble)
    assert w.database.read(lambda reader: reader.value("SELECT count(*) FROM setting")) == 0
    assert await w.database.write(little) == 1
    assert w.database.trouble is None
    await w.database.write(lambda tx: tx.execute("PRAGMA max_page_count = 100000"))
    await w.database.write(much)
    assert [row.seq for row in w.database.journal_since(0)] == [1, 2]
    assert w.database.verify_journal().trouble is None


async def test_trouble_and_recovery_are_each_logged_once(w: World, caplog: pytest.LogCaptureFixture) -> None:
    await w.database.write(lambda tx: tx.execute("PRAGMA max_page_count = 1"))
    for _ in range(3):
        with pytest.raises(StorageUnavailable):
            await w.database.write(much)
    for _ in range(3):
        await w.database.write(little)
    said = [
        record.getMessage().split(" /")[0]
        for record in caplog.records
        if record.name == "appliance.storage.database"
    ]
    assert said == ["cannot write to", "writing to"]
