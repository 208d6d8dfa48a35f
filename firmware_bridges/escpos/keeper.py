"""Keeps the one connection to a printer: opens it, proves it alive, brings it back, and knows the status."""

import logging
import random
import time
from collections.abc import Callable
from dataclasses import dataclass

from firmware_bridges.contracts import OpenStream, PrinterStatus, Reason, StreamError
from firmware_bridges.escpos.acknowledge import Abilities
from firmware_bridges.escpos.encoder import ENABLE_STATUS_BACK
from firmware_bridges.escpos.link import Link
from firmware_bridges.escpos.recovery import recover
from firmware_bridges.escpos.status import offline
from firmware_bridges.profiles import Profile

log = logging.getLogger(__name__)

Cancelled = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Pace:
    """How patient the bridge is with a device; every figure in seconds.

    With a ping every 1.5 s and an answer due within 1 s, a change is known in under 3 s on any device.
    """

    connect_s: float = 3.0
    answer_s: float = 1.0
    ping_s: float = 1.5
    reconnect_first_s: float = 0.5
    reconnect_last_s: float = 5.0
    stop_grace_s: float = 0.8


class Keeper:
    """Used by the printer's own thread only, except `status`, which anybody may read."""

    def __init__(
        self,
        name: str,
        open_stream: OpenStream,
        profile: Profile,
        pace: Pace,
        on_status: Callable[[PrinterStatus], None] | None,
    ) -> None:
        self.abilities = Abilities()
        self.link: Link | None = None
        self.status = offline(Reason.NOT_CONNECTED, time.monotonic())
        self._name = name
        self._open_stream = open_stream
        self._profile = profile
        self._pace = pace
        self._on_status = on_status
        self._unclean = False
        self._refusals = 0
        self._opened_at = 0.0
        self._complained = False
        self._next_at = time.monotonic()

    def link_for_job(self, until: float, cancelled: Cancelled) -> Link:
        """A link to a device that has just shown that it can print; StreamError says why it cannot."""
        link = self.link
        if link is None or not self._alive(link, until, cancelled):
            link = self._open(until, cancelled)
        if problem := self.status.problem:
            raise StreamError(problem, "the device says it cannot print")
        if self._unclean:
            try:
                recover(link, self.abilities, until=until, cancelled=cancelled)
            except StreamError as error:
                self._lost(error)
                raise
            self._unclean = False
        return link

    def look(self, cancelled: Cancelled) -> None:
        """Take in what an idle device says, ask it when it is time, connect when there is no connection."""
        if self.link is not None:
            self._listen(self.link)
        if time.monotonic() < self._next_at:
            return
        try:
            if self.link is None:
                self._open(time.monotonic() + self._pace.connect_s + self._pace.answer_s, cancelled)
            else:
                self._alive(self.link, time.monotonic() + self._pace.answer_s, cancelled)
        except StreamError as error:
            log.debug("%s: %s", self._name, error.detail)

    def pause_s(self) -> float:
        """How long an idle printer may wait before the next look."""
        return max(0.0, self._next_at - time.monotonic())

    def abandon(self) -> None:
        """Drop the connection after a job that ended badly; the device may hold half a job."""
        self._unclean = True
        self.close()
        self._next_at = time.monotonic()

    def close(self) -> None:
        """Let go of the device."""
        if self.link is not None:
            self.link.close()
            self.link = None

    def _listen(self, link: Link) -> None:
        try:
            link.listen(deadline_s=0)
        except StreamError as error:
            self._dropped(error)

    def _alive(self, link: Link, until: float, cancelled: Cancelled) -> bool:
        """Whether the kept connection still leads to a device that answers; it is closed when not."""
        try:
            if self._profile.status:
                self._must_answer(link, until, cancelled)
            else:
                link.listen(deadline_s=0)
        except StreamError as error:
            self._dropped(error)
            return False
        self._next_at = time.monotonic() + self._pace.ping_s
        self._publish(link.status())
        return True

    def _open(self, until: float, cancelled: Cancelled) -> Link:
        try:
            link = self._greet(until, cancelled)
        except StreamError as error:
            self._lost(error)
            raise
        self.link = link
        self._refusals = 0
        self._opened_at = time.monotonic()
        self._next_at = self._opened_at + self._pace.ping_s
        self._publish(link.status())
        return link

    def _greet(self, until: float, cancelled: Cancelled) -> Link:
        deadline_s = min(self._pace.connect_s, until - time.monotonic())
        stream = self._open_stream(deadline_s=deadline_s, cancelled=cancelled)
        link = Link(self._name, stream, self._heard)
        try:
            if self._profile.status:
                link.send(ENABLE_STATUS_BACK, until=until, cancelled=cancelled)
                self._must_answer(link, until, cancelled)
        except BaseException:
            link.close()
            raise
        return link

    def _must_answer(self, link: Link, until: float, cancelled: Cancelled) -> None:
        until = min(until, time.monotonic() + self._pace.answer_s)
        if not link.check(until=until, cancelled=cancelled):
            reason = Reason.STOPPED if cancelled() else Reason.NO_ANSWER
            raise StreamError(reason, "connected, but the device does not answer")

    def _heard(self) -> None:
        if self.link is None:
            return
        self._publish(self.link.status())
        if self.link.garbled and not self._complained:
            self._complained = True
            log.warning("%s sent bytes that are no answer: %s", self._name, self.link.garbage.hex(" "))

    def _dropped(self, error: StreamError) -> None:
        """The kept connection is over. One that broke is tried again before the printer is called offline.

        One that breaks young is not reopened in a hurry, or a device that hangs up on us would keep us busy.
        """
        log.debug("%s: %s", self._name, error.detail)
        if error.reason is Reason.NO_ANSWER:
            self._publish(offline(error.reason, time.monotonic()))
        self.close()
        now = time.monotonic()
        young = now - self._opened_at < self._pace.reconnect_last_s
        self._next_at = now + (self._pace.reconnect_first_s if young else 0.0)

    def _lost(self, error: StreamError) -> None:
        self.close()
        self._refusals += 1
        longest = min(
            self._pace.reconnect_last_s, self._pace.reconnect_first_s * 2.0 ** min(self._refusals, 16)
        )
        self._next_at = time.monotonic() + longest * random.uniform(0.5, 1.0)  # noqa: S311 - spreads retries
        if error.reason is not Reason.STOPPED:
            self._publish(offline(error.reason, time.monotonic()))

    def _publish(self, status: PrinterStatus) -> None:
        before, self.status = self.status, status
        if status.facts == before.facts:
            return
        if status.online != before.online:
            level = logging.INFO if before.reason is Reason.NOT_CONNECTED else logging.WARNING
            log.log(level, "%s is %s", self._name, "online" if status.online else f"offline: {status.reason}")
        if self._on_status is None:
            return
        try:
            self._on_status(status)
        except Exception:  # the listener is not ours, and its mistake must not stop the printer
            log.exception("%s: the status listener failed", self._name)
