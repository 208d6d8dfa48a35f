"""Program: fills a data directory with the demo restaurant, its menu grown to 150 items, and says what a client needs.

`python -m tests.bench.seeding DATA PRINTER_PORTS_JSON` prints one JSON line: tokens, pairing codes, sign-in, one order.
"""

import asyncio
import copy
import json
import random
import sys
from pathlib import Path
from typing import Any

from appliance.cli import seed
from appliance.devices import DeviceKind, code_for, make_code
from appliance.floor import tables, token_for
from appliance.kernel.roles import Role
from appliance.main import Appliance
from appliance.menu import seed as seed_menu
from appliance.storage import Tx

ITEMS = 150
STATIONS = ("pasta", "pizza", "pizza", "bar", "bar")
"""Where the five lines of the order are made."""
NOTES = {0: "No onions, please", 3: "With ice"}
DAY_S = 86_400
USES = 1_000

Json = dict[str, Any]


def grown(menu: Json, count: int) -> Json:
    """The menu with more dishes until there are `count`: copies under new ids, in new words as long as the old ones.

    The words are drawn by chance from the whole menu, so that compression finds no copies that a real menu would not have.
    """
    menu = copy.deepcopy(menu)
    chance = random.Random(count)  # noqa: S311  words, not secrets
    originals = [(category, item) for category in menu["categories"] for item in category["items"]]
    words: dict[str, list[str]] = {}
    for _, item in originals:
        for language, text in (*item["names"].items(), *item["descriptions"].items()):
            words.setdefault(language, []).extend(text.split())

    def reworded(texts: dict[str, str]) -> dict[str, str]:
        return {
            language: " ".join(chance.choices(words[language], k=len(text.split())))
            for language, text in texts.items()
        }

    for number in range(count - len(originals)):
        category, item = originals[number % len(originals)]
        texts = {name: reworded(item[name]) for name in ("names", "descriptions")}
        category["items"].append({**item, **texts, "id": f"{item['id']}-{number // len(originals) + 2}"})
    return menu


def order(menu: Json) -> list[Json]:
    """Five lines for three stations, of dishes that are never counted and always served, with the least options."""
    return [
        _line(
            menu,
            [one for one in _plain(menu) if one["station"] == station][position],
            NOTES.get(position, ""),
        )
        for position, station in enumerate(STATIONS)
    ]


def one_each(menu: Json) -> list[Json]:
    """A line for every station there is."""
    first = {item["station"]: item for item in reversed(_plain(menu))}
    return [_line(menu, item) for item in first.values()]


def _plain(menu: Json) -> list[Json]:
    return [
        item
        for category in menu["categories"]
        if not category["dayparts"]
        for item in category["items"]
        if item["remaining"] is None
    ]


def _line(menu: Json, item: Json, note: str = "") -> Json:
    groups = {group["id"]: group for group in menu["option_groups"]}
    options = {
        name: [option["id"] for option in groups[name]["options"][: groups[name]["min"]]]
        for name in item["option_groups"]
    }
    chosen = {name: options[name] for name in options if options[name]}
    return {"item_id": item["id"], "options": chosen, "note": note, "quantity": 1}


async def fill(data: Path, ports: dict[str, int]) -> Json:
    """Make the restaurant; returns what clients need."""
    house = Appliance(data)
    house.open()
    made = await asyncio.to_thread(seed.hashes)
    menu = grown(json.loads(seed.MENU.read_text()), ITEMS)
    await house.database.write(seed.found)
    house.database.refresh_branch()

    def work(tx: Tx) -> dict[str, str]:
        seed.seed(tx, made, ports)
        seed_menu(tx, json.dumps(menu).encode())
        return {kind.value: _code(tx, kind) for kind in DeviceKind}

    codes = await house.database.write(work)
    tokens = house.database.read(lambda reader: {one.id: token_for(reader, one) for one in tables(reader)})
    house.hasher.close()
    await house.database.close()
    owner = next(one for one in seed.PEOPLE if one.role == Role.OWNER)
    return {
        "tokens": tokens,
        "codes": codes,
        "owner": {"login": owner.login, "password": owner.password},
        "order": order(menu),
        "one_each": one_each(menu),
        "items": ITEMS,
    }


def _code(tx: Tx, kind: DeviceKind) -> str:
    code = code_for(tx, "bench", kind.value)
    make_code(tx, code, kind=kind, name="Screen", made_by="system", uses=USES, lifetime_s=DAY_S)
    return code


if __name__ == "__main__":
    print(json.dumps(asyncio.run(fill(Path(sys.argv[1]), json.loads(sys.argv[2])))), flush=True)
