"""The street door: known names, the same origin, a limit on bodies, and the same headers on every answer."""

import pytest

from appliance.http.border import BODY_MAX, UPLOAD_MAX
from tests.http.asking import ask, handshake
from tests.http.house import house

JSON = {"content-type": "application/json"}
SECURITY_HEADERS = {
    "content-security-policy",
    "x-content-type-options",
    "referrer-policy",
    "x-frame-options",
    "cross-origin-resource-policy",
    "permissions-policy",
}
OUR_HOSTS = [
    "box.local",
    "BOX.LOCAL",
    "box.local:8080",
    "comanda",
    "comanda-2:80",
    "localhost",
    "pos.lan",
    "pos.internal",
    "192.168.1.20",
    "192.168.1.20:8080",
    "[fe80::1]",
    "[::1]:8080",
    "menu.example.org",
]
FOREIGN_HOSTS = [
    "",
    "evil.example",
    "box.local.evil.example",
    "localhost.evil.example",
    "menu.example.org.",
    "a b",
    "[::1",
    "-",
    "box_local@evil.example",
]


@pytest.mark.parametrize("host", OUR_HOSTS)
async def test_our_own_names_are_answered(host: str) -> None:
    answered = await ask(house(frozenset({"menu.example.org"})), "GET", "/hello", {"host": host})
    assert answered.status == 200


@pytest.mark.parametrize("host", FOREIGN_HOSTS)
async def test_a_foreign_name_is_not_ours(host: str) -> None:
    answered = await ask(house(frozenset({"menu.example.org"})), "GET", "/hello", {"host": host})
    assert (answered.status, answered.json()["code"]) == (421, "host_unknown")


async def test_a_foreign_name_opens_no_socket() -> None:
    [said] = await handshake(house(), {"host": "evil.example"})
    assert (said["type"], said["code"]) == ("websocket.close", 4403)


SAME = [
    {},
    {"origin": "http://box.local"},
    {"origin": "http://box.local", "sec-fetch-site": "same-origin"},
    {"sec-fetch-site": "none"},
]
OTHER = [
    {"origin": "http://evil.example"},
    {"origin": "null"},
    {"origin": ""},
    {"origin": "http://box.local:8080"},
    {"origin": "http://box.local.evil.example"},
    {"origin": "http://["},
    {"sec-fetch-site": "cross-site"},
    {"origin": "http://box.local", "sec-fetch-site": "same-site"},
]


@pytest.mark.parametrize("headers", SAME)
async def test_our_own_pages_may_write_and_open_sockets(headers: dict[str, str]) -> None:
    assert (await ask(house(), "POST", "/raw", headers)).status == 201
    assert (await handshake(house(), headers))[0]["type"] == "websocket.accept"


@pytest.mark.parametrize("headers", OTHER)
async def test_pages_of_other_sites_may_not(headers: dict[str, str]) -> None:
    answered = await ask(house(), "POST", "/raw", headers)
    assert (answered.status, answered.json()["code"]) == (403, "origin_refused")
    [said] = await handshake(house(), headers)
    assert said["type"] == "websocket.close"


async def test_a_link_on_another_site_may_lead_here() -> None:
    headers = {"sec-fetch-site": "cross-site", "origin": "http://evil.example"}
    assert (await ask(house(), "GET", "/hello", headers)).status == 200


@pytest.mark.parametrize(("path", "limit"), [("/raw", BODY_MAX), ("/api/menu/import", UPLOAD_MAX)])
async def test_a_body_up_to_the_limit_is_read_with_and_without_its_length(path: str, limit: int) -> None:
    pieces = [bytes(limit // 4)] * 4
    assert (await ask(house(), "POST", path, body=pieces)).json() == {"bytes": limit}
    assert (await ask(house(), "POST", path, {"content-length": str(limit)}, pieces)).json() == {
        "bytes": limit
    }


@pytest.mark.parametrize(("path", "limit"), [("/raw", BODY_MAX), ("/api/menu/import", UPLOAD_MAX)])
async def test_a_body_over_the_limit_is_refused_with_and_without_its_length(path: str, limit: int) -> None:
    pieces = [bytes(limit // 4)] * 4 + [b"!"]
    for headers in (
        {},
        {"content-length": str(limit + 1)},
        {"content-length": "-1"},
        {"content-length": "many"},
    ):
        answered = await ask(house(), "POST", path, headers, pieces)
        assert (answered.status, answered.json()["code"]) == (413, "too_large")


@pytest.mark.parametrize("path", ["/typed", "/loose"])
async def test_a_typed_body_over_the_limit_is_refused_without_its_length(path: str) -> None:
    answered = await ask(house(), "POST", path, JSON, [b'{"dish":"', *[b"x" * 65_536] * 5, b'"}'])
    assert (answered.status, answered.json()["code"]) == (413, "too_large")


async def test_an_oversized_body_is_not_waited_for() -> None:
    """Refused by its length, before a byte of it is asked for."""
    answered = await ask(house(), "POST", "/raw", {"content-length": str(10**12)})
    assert answered.status == 413
    assert answered.headers["connection"] == "close"


@pytest.mark.parametrize(
    ("method", "path", "headers", "status"),
    [
        ("GET", "/hello", {}, 200),
        ("GET", "/nowhere", {}, 404),
        ("PUT", "/hello", {}, 405),
        ("GET", "/sold_out", {}, 409),
        ("GET", "/defect", {}, 500),
        ("POST", "/typed", {}, 400),
        ("GET", "/hello", {"host": "evil.example"}, 421),
        ("POST", "/raw", {"origin": "http://evil.example"}, 403),
        ("POST", "/raw", {"content-length": "999999999"}, 413),
    ],
)
async def test_every_answer_carries_the_security_headers(
    method: str, path: str, headers: dict[str, str], status: int
) -> None:
    answered = await ask(house(), method, path, headers)
    assert answered.status == status
    assert set(answered.headers) >= SECURITY_HEADERS


async def test_no_page_runs_inline_script_or_loads_from_elsewhere() -> None:
    policy = (await ask(house(), "GET", "/hello")).headers["content-security-policy"]
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy
    assert "http:" not in policy
