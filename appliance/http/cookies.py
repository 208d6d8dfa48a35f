"""Cookies that hold tokens: out of reach of scripts, never sent along from another site."""

from typing import Any

from litestar import Response
from litestar.datastructures import Cookie

from appliance.http.answers import Connection


def set_cookie(
    response: Response[Any], connection: Connection, name: str, token: str, *, lifetime_s: int
) -> None:
    """Keep a token on the device; marked Secure where the page itself is."""
    response.set_cookie(
        Cookie(
            key=name,
            value=token,
            path="/",
            max_age=lifetime_s,
            httponly=True,
            samesite="strict",
            secure=connection.scope["scheme"] in ("https", "wss"),
        )
    )


def take_cookie(connection: Connection, name: str) -> str:
    """The token under that name, or an empty string."""
    return connection.cookies.get(name, "")
