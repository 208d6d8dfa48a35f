"""Keeps the one connection to a printer: opens it, proves it alive, brings it back, and knows the status."""

import logging
import random
import time
from dataclasses import dataclass
from typing import Generic

from firmware_bridges.contracts import OpenStream, PrinterStatus, Reason, StreamError
from firmware_bridges.language import AnyLink, Cancelled, Language
from firmware_bridges.telling import Listener, tell

log = logging.getLogger(__name__)

_HOLDS_THE_LINE = frozenset({Reason.PAPER_OUT, Reason.COVER_OPEN, Reason.CUTTER_ERROR})


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


class Keeper(Generic[AnyLink]):
    """Used by the printer's own thread only, except `status`, which anybody may read."""

    def __init__(
        self,
        name: str,
        open_stream: OpenStream,
        language: Language[AnyLink],
        pace: Pace,
        on_status: Listener | None,
    ) -> None:
        self.link: AnyLink | None = None
        self.status = offline(Reason.NOT_CONNECTED, time.monotonic())
        self._name = name
        self._open_stream = open_stream
        self._language = language
        self._pace = pace
        self._on_status = on_status
        self._unclean = False
        self._refusals = 0
        self._opened_at = 0.0
        self._complained = False
        self._next_at = time.monotonic()

    def link_for_job(self, until: float, cancelled: Cancelled) -> AnyLink:
        """A link to a device that has just shown that it can print; StreamError says why it cannot."""
        link = self.link
        if link is None or not self._alive(link, until, cancelled):
            link = self._open(until, cancelled)
        if problem := self.status.problem:
            raise StreamError(problem, "the device says it cannot print")
        if self._unclean:
            try:
                self._language.recover(link, until=until, cancelled=cancelled)
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

    def descriptor(self) -> int | None:
        """What becomes readable when the idle device speaks; None without a connection."""
        return None if self.link is None else self.link.fileno()

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

    def _listen(self, link: AnyLink) -> None:
        try:
            link.listen(deadline_s=0)
        except StreamError as error:
            self._dropped(error)

    def _alive(self, link: AnyLink, until: float, cancelled: Cancelled) -> bool:
        """Whether the kept connection still leads to a device that answers; it is closed when not."""
        try:
            if self._language.answers:
                self._must_answer(link, until, cancelled)
                self._mend(link, until, cancelled)
            else:
                link.listen(deadline_s=0)
        except StreamError as error:
            self._dropped(error)
            return False
        self._next_at = time.monotonic() + self._pace.ping_s
        self._publish(link.status())
        return True

    def _mend(self, link: AnyLink, until: float, cancelled: Cancelled) -> None:
        """Some errors stay, with their cause long gone, until the device is told to go on."""
        if link.status().stuck:
            self._language.clear_error(link, until=until, cancelled=cancelled)

    def _open(self, until: float, cancelled: Cancelled) -> AnyLink:
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

    def _greet(self, until: float, cancelled: Cancelled) -> AnyLink:
        deadline_s = min(self._pace.connect_s, until - time.monotonic())
        stream = self._open_stream(deadline_s=deadline_s, cancelled=cancelled)
        link = self._language.talk(stream, self._heard)
        try:
            if self._language.answers:
                self._language.greet(link, until=until, cancelled=cancelled)
                self._must_answer(link, until, cancelled, strange=True)
                self._mend(link, until, cancelled)
        except BaseException:
            link.close()
            raise
        finally:
            self._complain(link)
        return link

    def _must_answer(
        self, link: AnyLink, until: float, cancelled: Cancelled, *, strange: bool = False
    ) -> None:
        """Raises StreamError when no answer comes; a `strange` device is also asked in another language."""
        answer_until = min(until, time.monotonic() + self._pace.answer_s)
        if link.check(until=answer_until, cancelled=cancelled):
            return
        if cancelled():
            raise StreamError(Reason.STOPPED, "stopped while asking the device")
        foreign_until = min(until, time.monotonic() + self._pace.answer_s)
        if strange and self._language.is_foreign(link, until=foreign_until, cancelled=cancelled):
            raise StreamError(Reason.WRONG_LANGUAGE, "the device answers in another command set")
        raise StreamError(Reason.NO_ANSWER, "connected, but the device does not answer")

    def _heard(self) -> None:
        if self.link is not None:
            self._publish(self.link.status())
            self._complain(self.link)

    def _complain(self, link: AnyLink) -> None:
        """Nonsense is logged once in the life of the printer."""
        if link.garbage and not self._complained:
            self._complained = True
            log.warning("%s sent bytes that are no answer: %s", self._name, link.garbage.hex(" "))

    def _dropped(self, error: StreamError) -> None:
        """The kept connection is over. One that broke is tried again before the printer is called offline.

        One that breaks young is not reopened in a hurry, or a device that hangs up on us would keep us busy.
        """
        log.debug("%s: %s", self._name, error.detail)
        if error.reason is Reason.NO_ANSWER:
            self._publish_loss(error.reason)
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
            self._publish_loss(error.reason)

    def _publish_loss(self, reason: Reason) -> None:
        """A device that said what is wrong and then lets nothing through (BUSY, XOFF) is still in that trouble."""
        said = self.status.problem
        held = reason is Reason.NO_ANSWER and said in _HOLDS_THE_LINE
        self._publish(offline(said if held else reason, time.monotonic()))

    def _publish(self, status: PrinterStatus) -> None:
        before, self.status = self.status, status
        if status.facts == before.facts:
            return
        tell(self._name, before, status, self._on_status)


def offline(reason: Reason, now: float) -> PrinterStatus:
    """The status of a printer that cannot be reached."""
    return PrinterStatus(online=False, reason=reason, at_monotonic=now)
