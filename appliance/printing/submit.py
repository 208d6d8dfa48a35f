"""Handing one paper to a bridge: an outcome in time, whatever the bridge does."""

import asyncio
import logging

from appliance.printing.model import Bridge
from firmware_bridges.contracts import LONGEST_PAPER_S, OutcomeState, PrintOutcome, Reason
from firmware_bridges.document import Document

DEADLINE_S = 20.0
OVERDUE_S = LONGEST_PAPER_S + 5.0
"""A bridge may take longer by what a long paper needs on a slow printer, and is not waited for longer than this."""

log = logging.getLogger(__name__)


async def submit(bridge: Bridge, job_id: str, paper: Document, *, name: str) -> PrintOutcome:
    """How the attempt ended; in doubt when the bridge fails or does not say. `name` is the printer's, for the log."""
    try:
        ended = asyncio.wrap_future(bridge.submit(job_id, paper, deadline_s=DEADLINE_S))
        try:
            await asyncio.wait({ended}, timeout=DEADLINE_S + OVERDUE_S)
            if ended.done() and not ended.cancelled():
                return ended.result()
        finally:
            ended.cancel()
        return PrintOutcome(OutcomeState.UNKNOWN, Reason.TIMEOUT, "the bridge did not keep its deadline")
    except Exception:  # the edge of the device loop: whatever a bridge raises, the paper is in doubt
        log.exception("%s: the bridge failed", name)
        return PrintOutcome(OutcomeState.UNKNOWN, Reason.INTERNAL, "the bridge failed")
