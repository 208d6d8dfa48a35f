"""A small kind page for a browser that asked for an address where there is nothing, or nothing for it."""

from collections.abc import Callable, Mapping
from html import escape
from typing import Any

from litestar import Request, Response
from litestar.enums import MediaType

WAY_BACK = "way_back"
"""Where the application keeps a `WayBack`."""
WayBack = Callable[[Request[Any, Any, Any]], str | None]
"""Finds the address of the menu of the visit that a phone belongs to; None when it belongs to none."""

NO_HEADERS: Mapping[str, str] = {}
_WORDS = {
    "en": {
        "nothing": "There is nothing here",
        "why": "Perhaps the address was mistyped.",
        "menu": "Back to the menu",
        "scan": "To order, scan the code on your table.",
        "staff": "For staff: the floor",
    },
    "it": {
        "nothing": "Qui non c'è niente",
        "why": "Forse l'indirizzo è stato digitato male.",
        "menu": "Torna al menu",
        "scan": "Per ordinare, inquadrate il codice sul tavolo.",
        "staff": "Per il personale: la sala",
    },
    "ar": {
        "nothing": "لا يوجد شيء هنا",
        "why": "ربما كُتب العنوان خطأً.",
        "menu": "العودة إلى القائمة",
        "scan": "للطلب امسحوا الرمز الموجود على الطاولة.",
        "staff": "للموظفين: الصالة",
    },
}
_PAGE = """<!doctype html>
<html lang="{language}" dir="{direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/static/now/shared/tokens.css">
<link rel="stylesheet" href="/static/now/shared/base.css">
<link rel="stylesheet" href="/static/now/guest/screens.css">
</head>
<body><main class="full">
<h1>{title}</h1>
<p class="full-words">{words}</p>
<div class="full-ways">{ways}</div>
</main></body>
</html>
"""


def wants_page(request: Request[Any, Any, Any]) -> bool:
    """Whether a person's browser is looking, and not a program: only such a one names HTML and not JSON."""
    accepted = request.headers.get("accept", "")
    return (
        request.method in ("GET", "HEAD") and "text/html" in accepted and "application/json" not in accepted
    )


def lost_page(
    request: Request[Any, Any, Any], status: int, sentence: str, headers: Mapping[str, str] = NO_HEADERS
) -> Response[bytes]:
    """What is wrong in one sentence (our own for 404), and the way on: to the menu of the phone's visit, or to the floor."""
    language = _language(request.headers.get("accept-language", ""))
    words = _WORDS[language]
    find: WayBack | None = request.app.state.get(WAY_BACK)
    menu = find(request) if find else None
    way = (menu, words["menu"], "button primary wide") if menu else ("/floor/", words["staff"], "button wide")
    body = _PAGE.format(
        language=language,
        direction="rtl" if language == "ar" else "ltr",
        title=words["nothing"] if status == 404 else escape(sentence),
        words=" ".join(([words["why"]] if status == 404 else []) + ([] if menu else [words["scan"]])),
        ways=f'<a class="{way[2]}" href="{escape(way[0])}">{way[1]}</a>',
    )
    own = {"cache-control": "no-store", "vary": "accept, accept-language", **headers}
    return Response(body.encode(), status_code=status, media_type=MediaType.HTML, headers=own)


def _language(accepted: str) -> str:
    """The first language somebody reads that this page speaks."""
    for wish in accepted[:200].lower().split(","):
        name = wish.strip()[:2]
        if name in _WORDS:
            return name
    return "en"
