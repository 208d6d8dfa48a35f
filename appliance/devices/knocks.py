"""Kiosk agents that knock: those that ask to be let in, each with its number, and what approved ones last reported. In memory."""

import secrets
from dataclasses import dataclass
from hashlib import sha256

from appliance.devices import rules
from appliance.devices.model import AgentReport, Hello, Report
from appliance.kernel.clock import Clock
from appliance.kernel.errors import Forbidden, NotFound, TooMany
from appliance.kernel.names import one_line

KNOCKS_MAX = 32
KNOCKS_PER_ADDRESS = 4
SILENT_AFTER_S = 15.0
REFUSED_FOR_S = 600.0
REPORTS_MAX = 200
NONCE_BYTES = 16


@dataclass(slots=True)
class Knock:
    """One agent that asks. `check` is "" until it has shown its secret; `hash` is all that is kept of that."""

    hello: Hello
    nonce: str
    address: str
    heard_s: float
    check: str = ""

    @property
    def hash(self) -> bytes:
        """The digest of the agent's secret, to which it committed itself."""
        return bytes.fromhex(self.hello.commitment)


class Knocks:
    """Bounded; an agent that falls silent is forgotten."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._knocks: dict[str, Knock] = {}
        self._reports: dict[str, tuple[Report, float]] = {}
        self._refused: dict[str, float] = {}

    def hello(self, said: Hello, address: str) -> Knock:
        """Somebody knocks, or knocks again. Raises TooMany when too many do, Forbidden (screen_refused) after a no."""
        self._forget_silent()
        if said.commitment in self._refused:
            raise Forbidden("This screen was sent away; please ask a manager.", code="screen_refused")
        known = self._knocks.get(said.commitment)
        if known is not None:
            return known
        same = [one for one in self._knocks.values() if one.address == address]
        if len(self._knocks) >= KNOCKS_MAX or len(same) >= KNOCKS_PER_ADDRESS:
            raise TooMany("Too many screens ask at once; please wait a moment.", retry_after_s=15)
        knock = Knock(said, secrets.token_hex(NONCE_BYTES), address, self._clock.monotonic_s())
        self._knocks[said.commitment] = knock
        return knock

    def prove(self, secret: str) -> Knock:
        """The agent shows its secret: from now on its number stands in the manager's list. Raises NotFound (knock_unknown).

        Two numbers that are the same by chance would not tell the screens apart: the later one has to knock again.
        """
        self._forget_silent()
        knock = self._knocks.get(sha256(secret.encode()).hexdigest())
        if knock is None:
            raise unknown_knock()
        knock.heard_s = self._clock.monotonic_s()
        if not knock.check:
            check = rules.check_number(knock.nonce, secret)
            if any(one.check == check for one in self._knocks.values()):
                self.forget(knock)
                raise unknown_knock()
            knock.check = check
        return knock

    def asking(self) -> list[Knock]:
        """Agents that have shown their secret and wait for a manager, in the order they came."""
        self._forget_silent()
        return [one for one in self._knocks.values() if one.check]

    def forget(self, knock: Knock) -> None:
        """It was let in, or has to knock again."""
        self._knocks.pop(knock.hello.commitment, None)

    def refuse(self, knock: Knock) -> None:
        """A manager does not want it; it need not ask again for a while."""
        self.forget(knock)
        while len(self._refused) >= KNOCKS_MAX:
            del self._refused[next(iter(self._refused))]
        self._refused[knock.hello.commitment] = self._clock.monotonic_s()

    def agents(self) -> dict[str, str]:
        """Device ids by what their agents call themselves, as far as they have reported since the start."""
        return {report.agent: device_id for device_id, (report, _) in self._reports.items() if report.agent}

    def reported(self, device_id: str, report: Report) -> None:
        """What an approved agent says of its screen."""
        self._reports.pop(device_id, None)
        while len(self._reports) >= REPORTS_MAX:
            del self._reports[next(iter(self._reports))]
        self._reports[device_id] = (report, self._clock.monotonic_s())

    def report_of(self, device_id: str) -> AgentReport | None:
        """The last report of a device's agent; None when there was none since the start."""
        found = self._reports.get(device_id)
        if found is None:
            return None
        said, heard_s = found
        silent_s = int(self._clock.monotonic_s() - heard_s)
        return AgentReport(
            one_line(said.version), one_line(said.display), said.uptime_s, said.browser_starts, silent_s
        )

    def _forget_silent(self) -> None:
        late_s = self._clock.monotonic_s() - SILENT_AFTER_S
        self._knocks = {key: one for key, one in self._knocks.items() if one.heard_s >= late_s}
        long_ago_s = self._clock.monotonic_s() - REFUSED_FOR_S
        self._refused = {key: at_s for key, at_s in self._refused.items() if at_s >= long_ago_s}


def unknown_knock() -> NotFound:
    """Nobody asks with this secret, and nobody was let in with it: say hello again."""
    return NotFound("This screen is not let in; it has to ask again.", code="knock_unknown")
