"""Cookies: out of reach of scripts and other sites, and only as secure as the page is."""

from typing import Any

import pytest
from litestar import Litestar, Request, Response, get

from appliance.http import Border, address_of, set_cookie, take_cookie
from appliance.http.asgi import App, Receive, Scope, Send
from tests.http.asking import ask


@get("/sign_in")
async def sign_in(request: Request[Any, Any, Any]) -> Response[dict[str, str]]:
    response = Response({"had": take_cookie(request, "comanda_guest"), "from": address_of(request)})
    set_cookie(response, request, "comanda_guest", "token", lifetime_s=60)
    return response


def over(scheme: str) -> App:
    inner = Border(Litestar([sign_in], openapi_config=None, logging_config=None), frozenset)  # type: ignore[arg-type]

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await inner({**scope, "scheme": scheme}, receive, send)

    return app


@pytest.mark.parametrize(("scheme", "secure"), [("http", False), ("https", True)])
async def test_a_token_is_kept_where_scripts_cannot_read_it(scheme: str, secure: bool) -> None:
    cookie = (await ask(over(scheme), "GET", "/sign_in")).headers["set-cookie"].lower()
    assert cookie.startswith("comanda_guest=token;")
    assert {"httponly", "samesite=strict", "path=/", "max-age=60"} <= set(cookie.split("; "))
    assert ("secure" in cookie.split("; ")) is secure


@pytest.mark.parametrize(("sent", "had"), [({}, ""), ({"cookie": "comanda_guest=abc; other=1"}, "abc")])
async def test_a_cookie_that_is_not_there_is_an_empty_token(sent: dict[str, str], had: str) -> None:
    assert (await ask(over("http"), "GET", "/sign_in", sent)).json()["had"] == had


async def test_proxy_headers_are_not_believed() -> None:
    said = {"x-forwarded-for": "1.2.3.4", "forwarded": "for=1.2.3.4", "x-real-ip": "1.2.3.4"}
    assert (await ask(over("http"), "GET", "/sign_in", said)).json()["from"] == "10.0.0.9"
