"""Tells whoever listens of a printer's new status, and the log of its loss and return, once each."""

import logging
from collections.abc import Callable

from firmware_bridges.contracts import PrinterStatus, Reason

log = logging.getLogger(__name__)

Listener = Callable[[PrinterStatus], None]


def tell(name: str, before: PrinterStatus, news: PrinterStatus, listener: Listener | None) -> None:
    """`news` differs from `before`: log it when it is a loss or a return, and pass it on."""
    if news.online != before.online:
        level = logging.INFO if before.reason is Reason.NOT_CONNECTED else logging.WARNING
        log.log(level, "%s is %s", name, "online" if news.online else f"offline: {news.reason}")
    if listener is None:
        return
    try:
        listener(news)
    except Exception:  # the listener is not ours, and its mistake must not stop the printer
        log.exception("%s: the status listener failed", name)
