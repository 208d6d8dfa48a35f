"""A menu file in and out of the appliance: read and checked in a thread against what is there now, written in a thread."""

import asyncio
from enum import StrEnum

from appliance.menu.interchange import Checked, Facts, checked, csv_file, json_file
from appliance.menu.model import Catalogue
from appliance.menu.service.facts import facts, languages
from appliance.menu.service.merge import Merged, difference
from appliance.menu.store import catalogue as stored
from appliance.menu.store import stock
from appliance.settings import VenueSettings
from appliance.storage import Database, Reader


class FileFormat(StrEnum):
    """The kinds of menu file."""

    JSON = "json"
    CSV = "csv"


async def read_file(
    database: Database, settings: VenueSettings, file_format: FileFormat, body: bytes
) -> Checked:
    """The menu in the file. Raises Invalid `menu_invalid` with every trouble by row and column; changes nothing."""
    against = database.read(lambda reader: facts(reader, settings))
    return await asyncio.to_thread(_read, file_format, body, against)


def preview(database: Database, new: Checked) -> Merged:
    """What merging would do, without doing it."""
    return difference(database.read(stored.load), new.catalogue)


async def write_file(database: Database, settings: VenueSettings, file_format: FileFormat) -> bytes:
    """The visible menu as a file that reading takes back unchanged."""
    catalogue, counts = database.read(_menu_and_counts)
    return await asyncio.to_thread(_write, catalogue, counts, settings, file_format)


def exported_json(reader: Reader, settings: VenueSettings) -> str:
    """The visible menu as the text of a JSON file."""
    catalogue, counts = _menu_and_counts(reader)
    return _write(catalogue, counts, settings, FileFormat.JSON).decode()


def _menu_and_counts(reader: Reader) -> tuple[Catalogue, dict[str, int | None]]:
    return stored.load(reader), {item_id: one.remaining for item_id, one in stock.load(reader).items()}


def _write(
    catalogue: Catalogue, counts: dict[str, int | None], settings: VenueSettings, file_format: FileFormat
) -> bytes:
    codes, currency = languages(settings), settings.currency
    if file_format is FileFormat.CSV:
        return csv_file.write(catalogue, languages=codes, currency=currency)
    return json_file.write(catalogue, counts, languages=codes, currency=currency)


def _read(file_format: FileFormat, body: bytes, against: Facts) -> Checked:
    sheet = csv_file.read(body, against) if file_format is FileFormat.CSV else json_file.read(body, against)
    return checked(sheet, against)
