"""Every failure in one shape: {"error": sentence, "code": word, "details": […]}; for a person's browser a page."""

import logging
from typing import Any

import msgspec
from litestar import Request, Response
from litestar.enums import MediaType
from litestar.exceptions import HTTPException, ValidationException

from appliance.http.lost import lost_page, wants_page
from appliance.kernel.errors import BadRequest, Refused

AnyRequest = Request[Any, Any, Any]

_SENTENCES = {
    400: ("The appliance could not read this request.", "bad_request"),
    401: ("Please sign in first.", "unauthorised"),
    403: ("This is not allowed.", "forbidden"),
    404: ("There is nothing here.", "not_found"),
    405: ("This cannot be done here.", "method_not_allowed"),
    413: ("This is too large.", "too_large"),
    415: ("Please send this as JSON.", "unsupported_media_type"),
}

_NOT_KEPT = {"cache-control": "no-store"}
"""Browsers keep a 410 for ever unless told not to; a visit that ended may be brought back."""

log = logging.getLogger(__name__)


def refused(request: AnyRequest, error: Refused) -> Response[bytes]:
    """A rule's refusal."""
    headers = dict(_NOT_KEPT)
    if error.retry_after_s is not None:
        headers["retry-after"] = str(error.retry_after_s)
    if wants_page(request):
        return lost_page(request, error.status, error.sentence, headers)
    return Response(
        content=msgspec.json.encode(error.body()),
        status_code=error.status,
        media_type=MediaType.JSON,
        headers=headers,
    )


def unreadable(request: AnyRequest, error: ValidationException) -> Response[bytes]:
    """Readable JSON of the wrong shape: 400 with each field that did not fit."""
    found = error.extra if isinstance(error.extra, list) else []
    details = [
        {"field": str(one.get("key", "")), "say": str(one.get("message", ""))}
        for one in found
        if isinstance(one, dict)
    ]
    return refused(request, BadRequest("Something in this request does not fit.", details=details))


def too_deep(request: AnyRequest, _: RecursionError) -> Response[bytes]:
    """JSON nested beyond what anything here could mean."""
    return refused(request, BadRequest("This request is nested too deeply.", code="nested_too_deeply"))


def not_text(request: AnyRequest, _: UnicodeDecodeError) -> Response[bytes]:
    """A body or an address that is not UTF-8; the framework does not catch this itself."""
    return refused(request, BadRequest("This request is not readable text."))


def framework(request: AnyRequest, error: HTTPException) -> Response[bytes]:
    """What the framework itself refuses."""
    if isinstance(error.__cause__, RecursionError):
        return too_deep(request, error.__cause__)
    sentence, code = _SENTENCES.get(error.status_code, ("This did not work.", "failed"))
    if wants_page(request):
        return lost_page(request, error.status_code, sentence)
    body = {"error": sentence, "code": code, "details": []}
    return Response(
        content=msgspec.json.encode(body),
        status_code=error.status_code,
        media_type=MediaType.JSON,
        headers=_NOT_KEPT,
    )


def broken(_: AnyRequest, error: Exception) -> Response[bytes]:
    """A defect of ours: logged with its trace, told without it."""
    log.error("a request failed", exc_info=error)
    body = {
        "error": "Something went wrong on the appliance. Please try again.",
        "code": "internal",
        "details": [],
    }
    return Response(content=msgspec.json.encode(body), status_code=500, media_type=MediaType.JSON)


exception_handlers: dict[int | type[Exception], Any] = {
    Refused: refused,
    ValidationException: unreadable,
    RecursionError: too_deep,
    UnicodeDecodeError: not_text,
    HTTPException: framework,
    Exception: broken,
}
