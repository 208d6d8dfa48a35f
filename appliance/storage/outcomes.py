"""What becomes of a write: its result or its failure, and telling whoever waits for it."""

import asyncio
import logging
from typing import Any

from appliance.kernel.errors import StorageUnavailable

log = logging.getLogger(__name__)


class Failed:
    """Wraps an exception, so that results and failures cannot be mixed up."""

    def __init__(self, error: Exception) -> None:
        self.error = error


def settle(future: asyncio.Future[Any], outcome: Any) -> None:
    """Give the caller the outcome. One that cannot be given must not keep the others of the group from theirs."""
    if future.done():
        return
    try:
        if not isinstance(outcome, Failed):
            future.set_result(outcome)
        elif isinstance(outcome.error, StopIteration):  # no future takes it
            error = RuntimeError("a change ran out of what it iterates over")
            error.__cause__ = outcome.error
            future.set_exception(error)
        else:
            future.set_exception(outcome.error)
    except Exception:  # the edge of the pump: the next in the group is waiting
        log.exception("a write could not be answered")
        future.set_exception(RuntimeError("what became of a change cannot be told"))


def unavailable(error: Exception) -> StorageUnavailable:
    """The refusal for a disk that fails."""
    return StorageUnavailable(
        "The appliance cannot save anything right now; nothing was lost or half-done. Please tell the staff.",
        details=[type(error).__name__],
    )
