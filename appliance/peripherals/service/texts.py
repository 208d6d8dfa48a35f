"""Text messages as duties: queued once for each cause, sent within limits, followed until the phone has them."""

import zlib
from typing import Any

from appliance.kernel.errors import Conflict, Invalid, NotFound
from appliance.peripherals import rules, store
from appliance.peripherals.model import PeripheralRow, TextMessage, TextState, Why
from appliance.peripherals.states import TEXT, Verb
from appliance.storage import Reader, Tx
from firmware_bridges.message import (
    Delivery,
    DeliveryReport,
    Message,
    MessageError,
    MessageOutcome,
    cut,
    e164,
)

VALID_MIN = 240
DONE = frozenset({TextState.DELIVERED, TextState.FAILED, TextState.UNKNOWN})


def queue_text(
    tx: Tx, *, number: str, body: str, cause: str, actor: str = "system", valid_min: int = VALID_MIN
) -> str:
    """Queue a text in the caller's transaction; returns its id, the first one's when this cause had one already.

    It is sent within `valid_min` or never. Raises Invalid bad_number or bad_text with a sentence.
    """
    known = store.text_for(tx, cause)
    if known is not None:
        return known.id
    try:
        to = e164(number)
    except MessageError as error:
        raise Invalid(str(error), code="bad_number") from error
    try:
        parts = len(cut(body))
    except MessageError as error:
        raise Invalid(str(error), code="bad_text") from error
    values = {"cause": cause, "number": to, "body": body, "parts": parts, "state": TEXT.start}
    sms_id = tx.new_id()
    store.insert_text(tx, {**values, "id": sms_id, "expires_at": tx.now_ms + valid_min * 60_000})
    _tell(tx, require(tx, sms_id), actor)
    return sms_id


def find_due(reader: Reader, modem: PeripheralRow, now_ms: int) -> TextMessage | None:
    """The oldest text that may go out now, within the modem's limits."""
    for text in store.waiting_texts(reader):
        if text.next_attempt_at <= now_ms < text.expires_at:
            left = text.parts - len(store.parts_of(reader, text.id))
            hour = store.parts_since(reader, now_ms - rules.HOUR_MS)
            day = store.parts_since(reader, now_ms - rules.DAY_MS)
            return text if rules.fits_limits(left, hour, day, modem.per_hour, modem.per_day) else None
    return None


def begin(tx: Tx, modem: PeripheralRow) -> tuple[TextMessage, Message] | None:
    """Mark the oldest due text as being sent; what the modem is to be given, None when none is due."""
    text = find_due(tx, modem, tx.now_ms)
    if text is None:
        return None
    _move(tx, text, Verb.START, "system", attempts=text.attempts + 1)
    message = Message(
        number=text.number,
        text=text.body,
        group=zlib.crc32(text.id.encode()) & 0xFF,
        skip=len(store.parts_of(tx, text.id)),
        valid_min=max(5, (text.expires_at - tx.now_ms) // 60_000),
    )
    return require(tx, text.id), message


def record(tx: Tx, sms_id: str, outcome: MessageOutcome) -> TextMessage:
    """Write down how an attempt ended."""
    text = require(tx, sms_id)
    sent_before = len(store.parts_of(tx, sms_id))
    for place, reference in enumerate(outcome.references, start=sent_before + 1):
        store.add_part(tx, sms_id, place, reference)
    verb = rules.verb_of(text, outcome, tx.now_ms)
    values: dict[str, Any] = {"last_error": outcome.trouble or None}
    if verb == Verb.SEND:
        values["sent_at"] = tx.now_ms
    if verb == Verb.PUT_BACK:
        values["next_attempt_at"] = tx.now_ms + rules.pause_ms(text.attempts)
    return _move(tx, text, verb, "system", reason=outcome.detail or outcome.trouble, **values)


def recover(tx: Tx) -> None:
    """At start-up: what was being sent when the appliance went down may have gone out, and is not sent again."""
    for text in store.texts_in(tx, TextState.SENDING):
        _move(tx, text, Verb.LOSE, "system", last_error=Why.RESTARTED)


def expire(tx: Tx) -> None:
    """Texts whose time is over fail: nobody wants yesterday's."""
    for text in store.waiting_texts(tx):
        if text.expires_at <= tx.now_ms:
            why = text.last_error or Why.EXPIRED
            _move(tx, text, Verb.FAIL, "system", last_error=why, reason=Why.EXPIRED)


def take_report(tx: Tx, report: DeliveryReport) -> bool:
    """What the network says of a part; whether it was one of ours."""
    part = store.awaited_part(tx, report.reference, report.number, tx.now_ms - rules.REPORT_WITHIN_MS)
    if part is None:
        return False
    store.note_report(tx, part, report.delivery, final=report.delivery is not Delivery.WAITING)
    text = require(tx, part.sms_id)
    verb = rules.after_report(text, store.parts_of(tx, text.id))
    if verb is not None:
        why = Why.UNDELIVERED if verb == Verb.FAIL else None
        _move(tx, text, verb, "system", last_error=why)
    return True


def again(tx: Tx, sms_id: str, *, actor: str, device: str | None = None) -> None:
    """A person wants it sent once more, from its first part. Raises NotFound, Conflict sms_forgotten, IllegalMove."""
    text = require(tx, sms_id)
    TEXT.next(TextState(text.state), Verb.AGAIN)
    if text.forgotten_at is not None:
        raise Conflict("Its number and words have been forgotten.", code="sms_forgotten")
    store.forget_parts(tx, sms_id)
    fresh: dict[str, Any] = {"attempts": 0, "next_attempt_at": tx.now_ms, "sent_at": None, "last_error": None}
    fresh["expires_at"] = tx.now_ms + VALID_MIN * 60_000
    _move(tx, text, Verb.AGAIN, actor, device=device, **fresh)


def forget_old(tx: Tx) -> None:
    """Numbers and words of texts done more than a day ago are personal and not needed any more."""
    for text in store.done_before(tx, tx.now_ms - rules.FORGET_AFTER_MS):
        store.forget(tx, text.id)


def must_tidy(reader: Reader, now_ms: int) -> bool:
    """Whether a text has expired or is to be forgotten."""
    late = any(text.expires_at <= now_ms for text in store.waiting_texts(reader))
    return late or bool(store.done_before(reader, now_ms - rules.FORGET_AFTER_MS))


def require(reader: Reader, sms_id: str) -> TextMessage:
    """The text. Raises NotFound sms_unknown."""
    text = store.text(reader, sms_id)
    if text is None:
        raise NotFound("There is no such text message.", code="sms_unknown")
    return text


def _move(
    tx: Tx,
    text: TextMessage,
    verb: Verb,
    actor: str,
    *,
    reason: str = "",
    device: str | None = None,
    **values: Any,
) -> TextMessage:
    after = TEXT.next(TextState(text.state), verb)
    done_at = tx.now_ms if after in DONE else None
    if store.move_text(tx, text, after, {**values, "done_at": done_at}) != 1:
        raise Conflict("This text message was changed meanwhile.", code="sms_moved")
    moved = require(tx, text.id)
    _tell(tx, moved, actor, device=device, reason=reason)
    return moved


def _tell(tx: Tx, text: TextMessage, actor: str, *, device: str | None = None, reason: str = "") -> None:
    data = {"sms_id": text.id, "state": text.state, "parts": text.parts, "attempts": text.attempts}
    more = {"reason": reason} if reason else {}
    tx.journal("sms_changed", f"sms:{text.id}", actor=actor, device=device, data={**data, **more})
