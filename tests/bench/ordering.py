"""Figures of ordering: beside the floor program, at 20 a second, twenty at once, and on to the kitchen and the paper."""

import asyncio
import json
import random
import statistics
import time
from pathlib import Path
from typing import Any

from tests.bench.figures import Figure, ms, percentile
from tests.bench.floor import ORDERS_PER_PARTY
from tests.bench.people import Person, Phone
from tests.bench.programs import program
from tests.bench.recording import last_seq, record, save
from tests.bench.scene import Scene, each
from tests.bench.wire import Answer

PER_S = 20
AT_ONCE = 20
PAPER_EVERY_S = 0.25
SEED = 20
RATIO = "an order against the floor, p50"


async def recorded(scene: Scene, file: Path) -> None:
    """Have a party order once for the check and once for the recording, while nothing else goes on."""
    phone = scene.phones[0]
    await phone.fill_cart()
    await phone.send()
    await phone.fill_cart()
    await scene.quiet()
    request = phone.order()
    before = last_seq(scene.house.database)
    answer = await phone.ask("POST", "/orders", request)
    placed = json.loads(answer.body)
    whole = answer.head + answer.body
    save(
        record(
            scene.house.database, placed["order"]["id"], before, placed["seq"], whole, _cart(placed, phone)
        ),
        file,
    )


def _cart(placed: dict[str, Any], phone: Phone) -> list[dict[str, Any]]:
    """The cart rows the order took away, put together again from its lines."""
    rows: list[dict[str, Any]] = []
    for line, asked in zip(placed["order"]["lines"], phone.lines, strict=True):
        party, _, line_id = line["id"].partition(".")
        rows.append(
            {
                "table_session_id": party,
                "id": line_id,
                "branch": "",
                "member_id": line["member_id"],
                "item_id": asked["item_id"],
                "options": json.dumps(asked["options"]),
                "note": asked["note"],
                "quantity": asked["quantity"],
                "changed_at": placed["order"]["sent_at"],
                "position": len(rows) + 1,
            }
        )
    return rows


async def beside_the_floor(scene: Scene, folder: Path, count: int) -> list[Figure]:
    """Orders to the appliance and to the floor by turns, one at a time, at an even pace."""
    await recorded(scene, folder / "recording.json")
    await scene.turn_over()
    arguments = (str(folder / "floor.db"), str(folder / "recording.json"))
    ours: list[float] = []
    theirs: list[float] = []
    with program("tests.bench.floor", *arguments, log=folder / "floor.log") as floor:
        walker = Person(int(floor.hear()))
        body: dict[str, Any] = {}
        for number in range(count):
            if number and number % (len(scene.phones) * ORDERS_PER_PARTY) == 0:
                await scene.turn_over()
            phone = scene.phones[number % len(scene.phones)]
            await phone.fill_cart()
            body = phone.order()
            await walker.ask("PUT", "/cart", body)
            await asyncio.sleep(0.5 / PER_S)
            ours.append((await phone.send()).took_s)
            await asyncio.sleep(0.5 / PER_S)
            theirs.append((await walker.ask("POST", "/orders", body)).took_s)
        walker.leave()
    ratio = statistics.median(ours) / statistics.median(theirs)
    note = f"{count} each, by turns, one every {500 / PER_S:.0f} ms"
    return [
        ms("the floor: same rows, same bytes, p50", theirs, 0.5, note=note),
        ms("the floor, p99", theirs, 0.99, note=note),
        ms("an order beside it, p50", ours, 0.5, note=note),
        ms("an order beside it, p99", ours, 0.99, note=note),
        Figure(RATIO, ratio, "×", 3.0, "2 × is the ambition"),
    ]


async def a_busy_evening(scene: Scene, rounds: int) -> list[Figure]:
    """Orders that come by chance, 20 a second on average, from phones that fill their carts meanwhile."""
    chance = random.Random(SEED)  # noqa: S311  arrivals, not secrets
    answers: list[tuple[float, float, int]] = []
    scene.papers()
    for _ in range(rounds):
        await scene.turn_over()
        await scene.quiet()
        await each(scene.phones, Phone.fill_cart)
        await _round(scene.phones, chance, answers)
    await scene.quiet()
    took = [took_s for took_s, _, _ in answers]
    sent = {number: at_s for _, at_s, number in answers}
    to_kitchen = [scene.kitchen.heard_s[number] - sent[number] for number in sent]
    note = f"{len(took)} orders of five lines for three stations, {len(scene.phones)} phones connected"
    return [
        ms(f"an order at {PER_S} a second, p50", took, 0.5, 6, note),
        ms(f"an order at {PER_S} a second, p99", took, 0.99, 30, note),
        ms("its answer → kitchen screen, p50", to_kitchen, 0.5, note="negative: the screen heard first"),
        ms("its answer → kitchen screen, p99", to_kitchen, 0.99, 30),
    ]


async def _round(phones: list[Phone], chance: random.Random, answers: list[tuple[float, float, int]]) -> None:
    """Everybody orders once at a moment of their own; each refills the cart of the next course a little later."""

    async def one(phone: Phone, at_s: float) -> None:
        await asyncio.sleep(at_s - time.monotonic())
        answer = await phone.send()
        answers.append((answer.at_s - at_s, answer.at_s, _number(answer)))

    async with asyncio.TaskGroup() as group:
        moment_s = time.monotonic() + 0.2
        for phone in phones:
            moment_s += chance.expovariate(PER_S)
            group.create_task(one(phone, moment_s))


async def twenty_at_once(scene: Scene, rounds: int) -> list[Figure]:
    """Twenty phones at twenty tables press Send in the same moment."""
    last: list[float] = []
    for _ in range(rounds):
        await scene.turn_over()
        await scene.quiet()
        phones = scene.phones[:AT_ONCE]
        for phone in phones:
            await phone.connect()
            await phone.fill_cart()
        await scene.quiet()
        began = time.monotonic()
        answers = await asyncio.gather(*(phone.send() for phone in phones))
        last.append(max(answer.at_s for answer in answers) - began)
    note = f"{rounds} times, {len(scene.phones)} phones connected"
    return [
        Figure(
            "20 phones press Send at once: last answer, median", percentile(last, 0.5) * 1000, "ms", 120, note
        ),
        Figure("20 phones press Send at once: last answer, worst", max(last) * 1000, "ms", 120, note),
    ]


async def to_paper(scene: Scene, count: int) -> list[Figure]:
    """From the answer of an order to the first bytes of its tickets, while the printers keep up."""
    await scene.turn_over()
    await scene.phones[-1].fill_cart()
    await scene.phones[-1].send()  # every printer has printed once
    await scene.quiet()
    scene.papers()
    answered: dict[int, float] = {}
    for number in range(count):
        phone = scene.phones[number % len(scene.phones)]
        await phone.fill_cart()
        await asyncio.sleep(PAPER_EVERY_S)
        answer = await phone.send()
        answered[_number(answer)] = answer.at_s
    await scene.quiet()
    first: dict[tuple[str, int], float] = {}
    every: list[float] = []
    for printer, at_s, number in scene.papers():
        if number in answered:
            delay_s = at_s - answered[number]
            first[printer, number] = min(delay_s, first.get((printer, number), delay_s))
            every.append(delay_s)
    delays = list(first.values())
    note = f"{len(delays)} first tickets of an order at its printer"
    return [
        ms("its answer → first bytes of the ticket, p50", delays, 0.5, note=note),
        ms("its answer → first bytes of the ticket, p99", delays, 0.99, 30, note),
        ms(
            "the same for every ticket, p99",
            every,
            0.99,
            note="the second waits for the first to be confirmed",
        ),
    ]


def _number(answer: Answer) -> int:
    return int(json.loads(answer.body)["order"]["number"])
