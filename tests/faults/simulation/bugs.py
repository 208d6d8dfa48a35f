"""Mistakes to plant, such as somebody makes somewhere one day; a test asserts that the evenings find every one."""

import asyncio
import dataclasses
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from typing import Any
from unittest import mock

from appliance import checks
from appliance.checks import Totals
from appliance.checks import service as checks_service
from appliance.http import answers
from appliance.kitchen import store as kitchen_store
from appliance.kitchen.service import cancelling
from appliance.orders import routes as order_routes
from appliance.orders.service import place
from appliance.printing import held, rules
from appliance.seating import carts
from appliance.storage import Answer, Database, Tx

Bug = Callable[[], AbstractContextManager[Any]]


def answer_not_kept() -> AbstractContextManager[Any]:
    """A retried request does its work again."""

    def once(tx: Tx, *, work: Callable[[Tx], Answer], **_: object) -> Answer:
        return work(tx)

    return mock.patch.object(answers, "answer_once", once)


class _Hasty:
    """A database that answers as soon as the statements have run."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def write(self, change: Callable[[Tx], Any]) -> Any:
        told = asyncio.get_running_loop().create_future()

        def early(tx: Tx) -> Any:
            result = change(tx)
            told.set_result(result)
            return result

        writing = asyncio.ensure_future(self._database.write(early))
        await asyncio.wait([told, writing], return_when=asyncio.FIRST_COMPLETED)
        return told.result() if told.done() else await writing


def told_before_commit() -> AbstractContextManager[Any]:
    """The phone hears of its order before the disk has it."""
    careful = answers.answer

    async def answer(request: Any, database: Database, **more: Any) -> Any:
        return await careful(request, _Hasty(database), **more)  # type: ignore[arg-type]

    return mock.patch.object(order_routes, "answer", answer)


def copy_mark_dropped() -> AbstractContextManager[Any]:
    """A second paper looks like the first."""
    return mock.patch.object(rules, "on_paper", lambda job, document, now_ms, **more: document)


def cancelled_still_waits() -> AbstractContextManager[Any]:
    """A paper that waits for its printer comes out with the dish that was cancelled meanwhile."""
    return mock.patch.object(cancelling, "correct_waiting", return_value=False)


def outcome_lost() -> AbstractContextManager[Any]:
    """After a restart, what was being printed counts as never sent."""
    return mock.patch.object(held, "_POWER_LOSS", held._NEVER_SENT)


def journal_row_skipped() -> AbstractContextManager[Any]:
    """Money is taken and nobody writes it down."""
    honest = Tx.journal

    def journal(tx: Tx, kind: str, subject: str, **more: Any) -> int:
        return tx.seq if kind == "payment_taken" else honest(tx, kind, subject, **more)

    return mock.patch.object(Tx, "journal", journal)


def nothing_counted_down() -> AbstractContextManager[Any]:
    """The last portion is sold again and again."""
    return mock.patch.object(place, "take", return_value=None)


def cent_lost() -> AbstractContextManager[Any]:
    """A total is rounded on its own instead of being the sum of its parts."""
    exact = checks.totals

    def totals(*given: Any, **more: Any) -> Totals:
        right = exact(*given, **more)
        return dataclasses.replace(right, total_minor=right.total_minor // 10 * 10)

    return mock.patch.object(checks_service, "totals", totals)


def closed_while_owed() -> AbstractContextManager[Any]:
    """Whoever sits still for long is taken for gone."""
    return mock.patch.object(checks, "dues", return_value=(0, 0))


def pieces_lost() -> AbstractContextManager[Any]:
    """Of the pieces that are cancelled no line is made: nobody can say any more what was ordered."""
    divided = "UPDATE order_line SET quantity = quantity - :pieces WHERE id = :id AND quantity > :pieces"

    def split_line(tx: Tx, line_id: str, new_id: str, state: str, pieces: int) -> int:
        tx.execute(divided, {"id": line_id, "pieces": pieces})
        return 1

    def cancel_line(*_: object) -> int:
        return 1

    return mock.patch.multiple(kitchen_store, split_line=split_line, cancel_line=cancel_line)


def paid_again_forgotten() -> AbstractContextManager[Any]:
    """What is left after a cancellation is paid, and the check goes on waiting for money."""
    return mock.patch.object(checks, "owe_less", return_value=None)


@contextmanager
def sent_twice() -> Iterator[None]:
    """Two phones press Send, and both carts are cooked."""
    numbers = iter(range(1_000_000))
    with ExitStack() as planted:
        for thing, name, wrong in (
            (place, "order_line_id", lambda visit, line_id: f"{visit}.{line_id}.{next(numbers)}"),
            (carts, "sent_as", lambda *_: {}),
            (carts, "remove", lambda *_: None),
        ):
            planted.enter_context(mock.patch.object(thing, name, wrong))
        yield


BUGS: dict[str, tuple[Bug, str]] = {
    "answer_not_kept": (answer_not_kept, "another answer"),
    "told_before_commit": (told_before_commit, "lost"),
    "copy_mark_dropped": (copy_mark_dropped, "paper"),
    "cancelled_still_waits": (cancelled_still_waits, "paper"),
    "outcome_lost": (outcome_lost, "paper"),
    "journal_row_skipped": (journal_row_skipped, "journal"),
    "nothing_counted_down": (nothing_counted_down, "stock"),
    "cent_lost": (cent_lost, "money"),
    "closed_while_owed": (closed_while_owed, "money"),
    "sent_twice": (sent_twice, "doubled"),
    "pieces_lost": (pieces_lost, "lost"),
    "paid_again_forgotten": (paid_again_forgotten, "money"),
}
"""Each mistake, and the kind of trouble that gives it away."""
