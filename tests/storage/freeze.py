"""Freezes the present schema with an evening in it, as SQL text that every later version must be able to take over.

`python -m tests.storage.freeze` writes frozen/NNNN.sql for the newest migration. A frozen file of a released version is
never written again.
"""

import asyncio
import tempfile
from io import StringIO
from pathlib import Path

import apsw
import apsw.shell

from appliance.storage.connection import open_writer
from appliance.storage.migrate import steps
from tests.faults.small_orders import order_once, set_tables
from tests.worlds import world

FROZEN = Path(__file__).parent / "frozen"


async def an_evening(folder: Path) -> Path:
    """A file with a table session, three orders and settings in it."""
    async with world(folder) as w:
        await w.database.write(set_tables)
        for number in range(3):
            await w.database.write(lambda tx, number=number: order_once(tx, f"guest-{number}"))  # type: ignore[misc]
        await w.database.write(
            lambda tx: tx.execute("INSERT INTO setting VALUES ('venue_name', '\"Trattoria\"', 1, 'staff:1')")
        )
        return w.path


def as_sql(path: Path) -> str:
    """The whole file as SQL text."""
    connection = open_writer(path)
    said = StringIO()
    apsw.shell.Shell(stdout=said, db=connection).process_command(".dump")  # type: ignore[no-untyped-call]
    connection.close()
    lines = [line for line in said.getvalue().splitlines() if not line.startswith("-- ")]
    return (
        "-- A restaurant's file frozen at this schema; made by tests/storage/freeze.py.\n"
        + "\n".join(lines)
        + "\n"
    )


def main() -> None:
    """Write the newest schema's frozen file."""
    with tempfile.TemporaryDirectory() as place:
        text = as_sql(asyncio.run(an_evening(Path(place))))
    FROZEN.mkdir(exist_ok=True)
    (FROZEN / f"{steps()[-1].number:04}.sql").write_text(text)


if __name__ == "__main__":
    main()
