"""Figures of what a phone loads first: the menu, the bytes before the first view, and that view in Chromium on a slow net."""

import json
import re
from urllib.parse import urljoin, urlsplit

from tests.bench.figures import Figure, ms
from tests.bench.programs import Restaurant, command
from tests.bench.wire import Address, Answer, Line

KIB = 1024
LCP_RUNS = 3
LCP_S = 120.0
_NEEDED = re.compile(r'<link rel="stylesheet"[^>]*href="([^"]+)"|<script[^>]*src="([^"]+)"')
_EARLY = re.compile(r'<link rel="modulepreload"[^>]*href="([^"]+)"')
_IMPORT = re.compile(r'^(?:import|export)\b[^;]*?from\s*"([^"]+)"|^import\s*"([^"]+)"', re.MULTILINE)


async def menu(house: Restaurant, count: int) -> list[Figure]:
    """The menu, whole and unchanged, over a line that stays open."""
    line = await Line.to(Address(house.port))
    fresh, known = [], []
    first = await _get(line, "/menu?lang=en")
    for _ in range(count):
        fresh.append((await _get(line, "/menu?lang=en")).took_s)
        unchanged = await _get(line, "/menu?lang=en", f"If-None-Match: {first.header('etag')}\r\n")
        if unchanged.status != 304:
            raise RuntimeError(f"the menu answered {unchanged.status} to its own etag")
        known.append(unchanged.took_s)
    line.close()
    items = house.facts["items"]
    return [
        Figure(f"menu of {items} items, compressed", len(first.body) / KIB, "KB", 25),
        ms("… its answer, p50", fresh, 0.5, 3),
        ms("… unchanged (304), p50", known, 0.5, 2),
    ]


async def critical_bytes(house: Restaurant) -> list[Figure]:
    """What the first view cannot do without: the page, its styles, its script and what that imports at once.

    The page asks early for the rest, too, which the cart needs; that is told beside it.
    """
    line = await Line.to(Address(house.port))
    path = f"/t/{next(iter(house.facts['tokens'].values()))}"
    page = len((await _get(line, path, "Accept: text/html\r\n", accept=False)).body)
    text = await _plain(line, path, "Accept: text/html\r\n")
    first = await _with_imports(line, [urljoin(path, one or other) for one, other in _NEEDED.findall(text)])
    early = await _with_imports(line, [urljoin(path, one) for one in _EARLY.findall(text)])
    line.close()
    names = ", ".join(f"{urlsplit(name).path.rpartition('/')[2]} {size}" for name, size in first.items())
    whole = page + sum((first | early).values())
    return [
        Figure(
            "first guest page, critical bytes compressed", (page + sum(first.values())) / KIB, "KB", 30, names
        ),
        Figure(
            "… and all it loads until the cart works",
            whole / KIB,
            "KB",
            None,
            f"{len(first | early) + 1} files",
        ),
    ]


async def _with_imports(line: Line, waiting: list[str]) -> dict[str, int]:
    """The compressed size of these files and of every module they import statically."""
    sizes: dict[str, int] = {}
    while waiting:
        address = waiting.pop()
        if address in sizes:
            continue
        sizes[address] = len((await _get(line, address)).body)
        if address.endswith(".js"):
            source = await _plain(line, address)
            waiting += [urljoin(address, one or other) for one, other in _IMPORT.findall(source)]
    return sizes


async def first_view(house: Restaurant, runs: int) -> list[Figure]:
    """Largest contentful paint and layout shift in Chromium: slow 4G, a slower processor, a name that is not localhost."""
    token = next(iter(house.facts["tokens"].values()))
    said = command(["node", "tests/bench/lcp.mjs", str(house.port), f"/t/{token}", str(runs)], LCP_S)
    found = json.loads(said)
    note = f"worst of {runs}; the menu's first dish at {max(found['usable_ms']) / 1000:.2f} s"
    return [
        Figure("guest page on slow 4G, 4 × slower CPU: LCP", max(found["lcp_ms"]) / 1000, "s", 2, note),
        Figure("… layout shift", max(found["shift"]), "", 0.05),
    ]


async def _get(line: Line, path: str, headers: str = "", *, accept: bool = True) -> Answer:
    asking = "Accept: application/json\r\n" if accept else ""
    head = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: gzip\r\n{asking}{headers}\r\n"
    answer = await line.ask(head.encode())
    if answer.status >= 400:
        raise RuntimeError(f"{path}: {answer.status}")
    return answer


async def _plain(line: Line, path: str, headers: str = "") -> str:
    answer = await line.ask(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{headers}\r\n".encode())
    return answer.body.decode()
