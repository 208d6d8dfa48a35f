"""Saying no: every refusal is one kind sentence with a code and an HTTP status.

Refused
├── BadRequest 400      ├── Gone 410        ├── ClosedNow 503
├── Unauthorised 401    ├── Invalid 422     └── StorageUnavailable 507 ── StorageBusy
├── Forbidden 403       ├── TooMany 429
├── NotFound 404        └── Conflict 409 ── IllegalMove, KeyReused
"""

from collections.abc import Sequence
from typing import Any, ClassVar


class Refused(Exception):
    """A rule said no. `sentence` is for the person holding the device; `code` is for programs.

    `details` lists what exactly was wrong (strings or plain dicts); `retry_after_s` says when asking again makes
    sense; `extra` holds further members of the answer's body.
    """

    status: ClassVar[int] = 409
    default_code: ClassVar[str] = "refused"

    def __init__(
        self,
        sentence: str,
        *,
        code: str | None = None,
        details: Sequence[Any] = (),
        retry_after_s: int | None = None,
        extra: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.code = code or self.default_code
        self.details = list(details)
        self.retry_after_s = retry_after_s
        self.extra = extra or {}

    def body(self) -> dict[str, Any]:
        """The one error shape: error, code, details, and what else the refusal wants to say."""
        answer: dict[str, Any] = {
            "error": self.sentence,
            "code": self.code,
            "details": self.details,
            **self.extra,
        }
        if self.retry_after_s is not None:
            answer["retry_after_s"] = self.retry_after_s
        return answer


class BadRequest(Refused):
    """The request itself cannot be read."""

    status = 400
    default_code = "bad_request"


class Unauthorised(Refused):
    """Nobody is signed in, or the secret was wrong."""

    status = 401
    default_code = "unauthorised"


class Forbidden(Refused):
    """Signed in, but without the right."""

    status = 403
    default_code = "forbidden"


class NotFound(Refused):
    """No such thing, or not yours: the two look alike on purpose."""

    status = 404
    default_code = "not_found"


class Conflict(Refused):
    """The world is not as the sender thought."""

    status = 409
    default_code = "conflict"


class KeyReused(Conflict):
    """The same idempotency key came with another body."""

    default_code = "idempotency_key_reused"


class IllegalMove(Conflict):
    """A state machine does not know this move from here."""

    default_code = "illegal_move"


class Gone(Refused):
    """It was here once and has ended."""

    status = 410
    default_code = "gone"


class Invalid(Refused):
    """Readable, but not acceptable."""

    status = 422
    default_code = "invalid"


class TooMany(Refused):
    """Guessing or flooding; comes with the wait."""

    status = 429
    default_code = "too_many_tries"


class ClosedNow(Refused):
    """The venue, the table or the whole of QR ordering is closed at the moment."""

    status = 503
    default_code = "closed"


class StorageUnavailable(Refused):
    """The disk is full or read-only: nothing was written, reading goes on."""

    status = 507
    default_code = "storage_unavailable"


class StorageBusy(StorageUnavailable):
    """The disk is well: too much waits for it, or the appliance is going down. Worth another try in a moment."""

    default_code = "storage_busy"
