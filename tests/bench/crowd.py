"""Figures of a full house: 500 phones hear of a sold-out dish, and 1,000 sockets come back at once while orders go on."""

import asyncio
import re
import time

from tests.bench.figures import Figure, ms
from tests.bench.people import Phone
from tests.bench.scene import Scene, each

TELLINGS = 10
ORDERS_PER_S = 5
LONGEST_S = 30.0
_SEQ = re.compile(rb'"seq":(\d+)')


class Ear:
    """One socket's memory: when its latest message came, and up to where it knows everything."""

    def __init__(self, phone: Phone) -> None:
        self.phone = phone
        self.seq = phone.seq
        self.at_s = 0.0
        self._news = asyncio.Event()

    def hear(self, at_s: float, text: bytes) -> None:
        if text.startswith(b'{"type":"ping"'):
            return
        found = _SEQ.search(text)
        self.seq = max(self.seq, int(found.group(1)) if found else 0)
        self.at_s = at_s
        self._news.set()

    def forget(self) -> None:
        """From now on only news count."""
        self._news.clear()

    async def news(self) -> float:
        """The monotonic moment of the next message."""
        await asyncio.wait_for(self._news.wait(), LONGEST_S)
        return self.at_s


async def everybody_is_told(scene: Scene, tellings: int) -> list[Figure]:
    """The kitchen takes a dish off the menu and puts it back; every phone hears of it."""
    await scene.turn_over(listening=False)
    ears = await _listening(scene)
    await scene.quiet()
    item = scene.house.facts["order"][0]["item_id"]
    last: list[float] = []
    for number in range(tellings * 2):
        for ear in ears:
            ear.forget()
        body = {"out": number % 2 == 0, "remaining": None, "until_at": None}
        began = time.monotonic()
        await scene.kitchen.ask("POST", f"/api/items/{item}/availability", body)
        last.append(max(await asyncio.gather(*(ear.news() for ear in ears))) - began)
        await asyncio.sleep(0.2)
    note = f"{len(last)} tellings, from the cook's tap, commit included"
    return [
        ms(f"{len(ears)} sockets: the last one told, median", last, 0.5, 40, note),
        ms(f"{len(ears)} sockets: the last one told, worst", last, 1.0, note=note),
    ]


async def everybody_comes_back(scene: Scene) -> list[Figure]:
    """Two sockets per phone are cut and come back at once, each asking for what it missed; orders go on meanwhile."""
    scene.disconnect()
    ears = [*await _listening(scene), *await _listening(scene)]
    scene.disconnect()
    ordering = scene.phones[:: len(scene.phones) // 20][:20]
    await each(ordering, Phone.fill_cart)
    missed = [ear.seq for ear in ears]
    done = asyncio.Event()
    orders = asyncio.create_task(_orders(ordering, done))
    await asyncio.sleep(0.5)
    began = time.monotonic()
    back = await asyncio.gather(
        *(_come_back(scene, ear, since) for ear, since in zip(ears, missed, strict=True))
    )
    done.set()
    took = await orders
    note = f"{len(took)} orders meanwhile, {ORDERS_PER_S} a second"
    return [
        Figure(f"{len(ears)} phones reconnect: all back", max(back) - began, "s", 3, note),
        ms("… the order of a guest meanwhile, p50", took, 0.5, note=note),
        ms("… the order of a guest meanwhile, worst", took, 1.0, note=note),
    ]


async def _listening(scene: Scene) -> list[Ear]:
    """An ear for every phone, with an open socket that has heard its first message."""
    ears = [Ear(phone) for phone in scene.phones]

    async def open_one(ear: Ear) -> None:
        scene.sockets.append(await ear.phone.listen(ear.hear))
        await ear.news()

    await each(ears, open_one)
    return ears


async def _come_back(scene: Scene, ear: Ear, since: int) -> float:
    ear.forget()
    scene.sockets.append(await ear.phone.listen(ear.hear, since=since))
    return await ear.news()


async def _orders(phones: list[Phone], done: asyncio.Event) -> list[float]:
    """One phone after the other sends its cart until everybody is back or the carts are empty."""
    took: list[float] = []
    for phone in phones:
        if done.is_set() and took:
            break
        answer = await phone.send()
        took.append(answer.took_s)
        await asyncio.sleep(1 / ORDERS_PER_S)
    return took
