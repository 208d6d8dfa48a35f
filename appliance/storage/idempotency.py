"""The same request twice gets the same answer: the answer is stored in the transaction that did the work."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from appliance.kernel.errors import BadRequest, KeyReused
from appliance.storage.tx import Tx

KEY_LENGTH_MAX = 100


@dataclass(frozen=True)
class Answer:
    """An HTTP status and the exact body bytes (JSON). `subject` names the row it made, whose life it shares."""

    status: int
    body: bytes
    subject: str = ""


def answer_once(tx: Tx, *, scope: str, key: str, request: bytes, work: Callable[[Tx], Answer]) -> Answer:
    """The stored answer for `key` in `scope` (`member:ID`, `staff:ID`), or do `work` and store its answer.

    Raises KeyReused when the key was used with other request bytes; refusals from `work` are not stored.
    """
    if not key or len(key) > KEY_LENGTH_MAX or not key.isascii():
        raise BadRequest(
            "This request needs an Idempotency-Key of 1 to 100 plain characters.",
            code="idempotency_key_missing",
        )
    fingerprint = hashlib.sha256(request).digest()
    seen = tx.one(
        "SELECT fingerprint, status, body FROM answer WHERE scope = :scope AND key = :key",
        {"scope": scope, "key": key},
    )
    if seen is not None:
        if seen["fingerprint"] != fingerprint:
            raise KeyReused(
                "This was already sent with other contents; please send it again as something new."
            )
        return Answer(seen["status"], seen["body"])
    answer = work(tx)
    tx.execute(
        "INSERT INTO answer (scope, key, fingerprint, status, body, subject, made_at)"
        " VALUES (:scope, :key, :fingerprint, :status, :body, :subject, :at)",
        {
            "scope": scope,
            "key": key,
            "fingerprint": fingerprint,
            "status": answer.status,
            "body": answer.body,
            "subject": answer.subject,
            "at": tx.now_ms,
        },
    )
    return answer


def forget_answers(tx: Tx, made_before_ms: int, at_most: int) -> int:
    """Forget the oldest answers from before then that made no row of their own; returns how many went.

    One that made a row (an order, a payment, a paper) lives as long as that row: no retry, however late, makes another.
    """
    return tx.execute(
        """DELETE FROM answer WHERE (scope, key) IN (SELECT scope, key FROM answer
 WHERE subject = '' AND made_at < :before ORDER BY made_at LIMIT :at_most)""",
        {"before": made_before_ms, "at_most": at_most},
    )
