"""What whoever keeps the connection to a printer must know of its command set."""

from collections.abc import Callable
from typing import Protocol, TypeVar

from firmware_bridges.contracts import Stream
from firmware_bridges.link import Link

Cancelled = Callable[[], bool]

AnyLink = TypeVar("AnyLink", bound=Link)


class Language(Protocol[AnyLink]):
    """What the keeper must know of a command set; every call ends at `until` (monotonic) or by StreamError."""

    @property
    def answers(self) -> bool:
        """Whether this device has a back channel, so that it must answer before it gets a job."""

    def talk(self, stream: Stream, on_heard: Callable[[], None]) -> AnyLink:
        """A link on a fresh stream, nothing said yet; `on_heard` is called after whatever is heard."""

    def greet(self, link: AnyLink, *, until: float, cancelled: Cancelled) -> None:
        """Say what a fresh connection needs, so that the device reports changes by itself."""

    def is_foreign(self, link: AnyLink, *, until: float, cancelled: Cancelled) -> bool:
        """Whether a device that does not answer in this language answers in another."""

    def recover(self, link: AnyLink, *, until: float, cancelled: Cancelled) -> None:
        """Bring a device that may hold half a job back to the start of a line."""

    def clear_error(self, link: AnyLink, *, until: float, cancelled: Cancelled) -> None:
        """Ask an idle device to come back from an error that needs a word from us; nothing of ours is kept."""
