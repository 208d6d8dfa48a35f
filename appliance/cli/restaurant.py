"""Which directory holds a restaurant, and what of it is Comanda's: commands look before they make or delete anything."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

from appliance.cli import seed
from appliance.cli.saying import Trouble
from appliance.main import DATABASE_NAME
from appliance.storage import look_at, may_be_ours

_FILES = re.compile(
    r"comanda\.db(\.before-\d{4})?(-wal|-shm|-journal)?|comanda\.lock|pass\.key|\.pass\.key\.new|technician\.json|\.technician\.json\.\d+|around\.json(\.new)?"
)
_FOLDERS = {
    "photos": re.compile(r"[a-z0-9][a-z0-9-]{0,99}\.(svg|webp|part)"),
    "cache": re.compile(r"[\w.]+\.pickle"),
}
_NAMED = ("setting_changed", "setting:venue_name", "system", seed.SETTINGS["venue_name"])


def restaurant_in(data: Path) -> Path:
    """The restaurant's file in a directory; makes nothing. Raises Trouble no_restaurant, not_ours, unreadable."""
    if not _holds_one(data):
        raise Trouble(
            f"There is no restaurant in {_shown(data)}; name its directory with --data.", code="no_restaurant"
        )
    return data / DATABASE_NAME


def refuse_foreign(data: Path) -> None:
    """Before a restaurant is opened or made: raises Trouble where its file would be somebody else's, or cannot be read."""
    _holds_one(data)


def _holds_one(data: Path) -> bool:
    file = data / DATABASE_NAME
    try:
        if not file.exists() or file.stat().st_size == 0:
            return False
        ours = may_be_ours(file)
    except OSError as error:
        raise Trouble(f"{file} cannot be read: {error.strerror}.", code="unreadable") from error
    if not ours:
        raise Trouble(
            f"{file} was not made by Comanda; nothing was changed. Name another directory with --data.",
            code="not_ours",
        )
    return True


def refuse_strange(data: Path, ready_file: Path | None = None) -> None:
    """Before a demo is emptied: raises Trouble unless everything in the directory is Comanda's and of a demo."""
    strange = sorted(name for name in _strangers(data) if ready_file is None or data / name != ready_file)
    if strange:
        raise Trouble(
            f"{_shown(data)} also holds {strange[0]}, which is not Comanda's; nothing was deleted."
            " Name another directory with --data.",
            code="not_only_ours",
        )
    refuse_real(data)


def refuse_real(data: Path) -> None:
    """Raises Trouble when the directory holds a restaurant that the demo has not made."""
    if _holds_one(data) and not _is_demo(data / DATABASE_NAME):
        raise Trouble(
            f"The restaurant in {_shown(data)} was not made by the demo; nothing was changed."
            " Name another directory with --data.",
            code="not_a_demo",
        )


def forget(data: Path) -> None:
    """Delete a demo's files but its lock, which is held, and nothing else."""
    for entry in list(data.iterdir()):
        if entry.name in _FOLDERS and entry.is_dir() and not entry.is_symlink():
            for file in [one for one in entry.iterdir() if _FOLDERS[entry.name].fullmatch(one.name)]:
                file.unlink()
            entry.rmdir()
        elif _FILES.fullmatch(entry.name) and entry.name != "comanda.lock":
            entry.unlink()


def _strangers(data: Path) -> Iterator[str]:
    for entry in data.iterdir() if data.is_dir() else ():
        named = _FOLDERS.get(entry.name)
        if named is not None and entry.is_dir() and not entry.is_symlink():
            for file in entry.iterdir():
                if not (named.fullmatch(file.name) and file.is_file()):
                    yield f"{entry.name}/{file.name}"
        elif not _FILES.fullmatch(entry.name) or entry.is_symlink() or not entry.is_file():
            yield entry.name


def _is_demo(file: Path) -> bool:
    """Whether the first thing that ever happened is that the demo gave the restaurant its name, or nothing ever did."""
    with look_at(file) as look:
        rows = look.since(0)[:1]
    return all(
        (row.kind, row.subject, row.actor, json.loads(row.data).get("after")) == _NAMED for row in rows
    )


def _shown(data: Path) -> str:
    return str(data) if data.is_absolute() or str(data).startswith(".") else f"./{data}"
