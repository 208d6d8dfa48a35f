"""A tiny application behind the real border, with the real error handlers: enough to try every rule of the street door."""

from typing import Annotated, Any

import msgspec
from litestar import Litestar, Request, Response, WebSocket, get, post, websocket
from litestar.di import NamedDependency, Provide
from litestar.params import JSONBody

from appliance.http import Border, answer, exception_handlers, made
from appliance.http.asgi import App
from appliance.kernel.errors import Conflict, TooMany
from appliance.storage import Database, Tx, next_number

Short = Annotated[str, msgspec.Meta(max_length=5)]


class Wish(msgspec.Struct):
    """A typed body."""

    dish: Short
    quantity: int = 1


@get("/hello")
async def hello() -> dict[str, str]:
    return {"say": "hello"}


@post("/typed")
async def typed(data: JSONBody[Wish]) -> dict[str, str]:
    return {"dish": data.dish}


@post("/loose")
async def loose(data: JSONBody[dict[str, Any]]) -> dict[str, int]:
    return {"members": len(data)}


@post("/raw")
async def raw(request: Request[Any, Any, Any]) -> dict[str, int]:
    return {"bytes": len(await request.body())}


@post("/api/menu/import")
async def upload(request: Request[Any, Any, Any]) -> dict[str, int]:
    return {"bytes": len(await request.body())}


@get("/sold_out")
async def sold_out() -> None:
    raise Conflict("Sold out.", code="item_unavailable", details=[{"left": 0}])


@get("/too_many")
async def too_many() -> None:
    raise TooMany("Please wait.", retry_after_s=30)


@get("/defect")
async def defect() -> None:
    raise ZeroDivisionError("an inner secret")


@post("/orders")
async def order(request: Request[Any, Any, Any], database: NamedDependency[Database]) -> Response[Any]:
    def work(tx: Tx) -> Any:
        number = next_number(tx, "order", "2026-10-02")
        tx.journal("order_sent", f"order:{number}", actor="member:1")
        return made({"number": number}, status=201, subject=f"order:{number}")

    return await answer(request, database, scope="member:1", work=work)


@websocket("/ws")
async def live(socket: WebSocket[Any, Any, Any]) -> None:
    await socket.accept()
    await socket.close()


def house(own_names: frozenset[str] = frozenset(), database: Database | None = None) -> App:
    """The application behind its border."""
    routes = [
        hello,
        typed,
        loose,
        raw,
        upload,
        sold_out,
        too_many,
        defect,
        live,
        *([order] if database else []),
    ]
    provided = {"database": Provide(lambda: database, sync_to_thread=False)} if database else {}
    inner = Litestar(
        routes,
        exception_handlers=exception_handlers,
        openapi_config=None,
        logging_config=None,
        dependencies=provided,
    )
    return Border(inner, lambda: own_names)  # type: ignore[arg-type]
