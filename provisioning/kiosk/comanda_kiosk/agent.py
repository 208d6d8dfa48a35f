"""The agent's one decision after another: whom to ask, what the screen shows, when to speak next."""

import logging
import time
from pathlib import Path
from typing import Protocol

from . import __version__
from .appliance import Appliance, NotLetIn, SentAway, Standing, Unreachable, check_number
from .browser import Browser
from .keep import Kept
from .page import waiting_page, write_page

LOOK_AGAIN_S = 2.0
SENT_AWAY_S = 60.0
LOST_AFTER = 3
"""Calls without an answer after which the appliance may be at another address."""

log = logging.getLogger(__name__)


class Finds(Protocol):
    """What the agent needs of the network."""

    def appliances(self) -> dict[str, str]:
        """Addresses by what appliances call themselves."""

    def close(self) -> None:
        """Say goodbye."""


class Agent:
    """`step()` speaks to the appliance once and says when to do so again; `tend()` keeps the browser going."""

    def __init__(
        self, kept: Kept, network: Finds, browser: Browser, *, name: str, sys: Path = Path("/sys")
    ) -> None:
        self._kept, self._network, self._browser = kept, network, browser
        self._name = name
        self._sys = sys
        self._began_s = time.monotonic()
        self._check = ""
        self._code_page = ""
        self._silent = 0

    def step(self) -> float:
        """One turn; returns the seconds until the next."""
        found = self._whom_to_ask()
        if found is None:
            self._wait_with("")
            return LOOK_AGAIN_S
        identity, url = found
        appliance = Appliance(url)
        try:
            if not self._check and not self._kept.url:
                self._ask(appliance)
            standing = self._report(appliance)
        except NotLetIn:
            return self._start_over()
        except SentAway as no:
            self._check = ""
            self._wait_with(str(no) or "This screen was sent away.")
            return SENT_AWAY_S
        except Unreachable as error:
            return self._unanswered(error)
        self._silent = 0
        if standing.let_in:
            self._kept.let_in(identity, url)
            self._show(url, standing.page)
        else:
            self._wait_with("", standing.venue)
        return standing.wait_s

    def tend(self) -> None:
        """Start the browser again if it died."""
        self._browser.tend()

    def stop(self) -> None:
        """End the browser, say goodbye."""
        self._browser.stop()
        self._network.close()

    def _whom_to_ask(self) -> tuple[str, str] | None:
        """The appliance that let us in, at its last address while it answers there; else any that is found."""
        mine, url = self._kept.appliance_id, self._kept.url
        if url and self._silent < LOST_AFTER:
            self._network.appliances()
            return mine, url
        found = self._network.appliances()
        if url:
            return (mine, found.get(mine, url))
        return next(iter(found.items()), None)

    def _ask(self, appliance: Appliance) -> None:
        kept = self._kept
        nonce = appliance.hello(kept.agent, kept.secret, self._name, __version__, self._display())
        self._check = check_number(nonce, kept.secret)

    def _report(self, appliance: Appliance) -> Standing:
        return appliance.report(
            self._kept.secret,
            agent=self._kept.agent,
            version=__version__,
            display=self._display(),
            uptime_s=int(time.monotonic() - self._began_s),
            browser_starts=self._browser.starts,
        )

    def _start_over(self) -> float:
        """Not let in (any more): what is on the screen goes, and we ask again."""
        if self._kept.url:
            log.info("sent away; asking again")
            self._kept.forget()
        self._check = self._code_page = ""
        self._wait_with("")
        return LOOK_AGAIN_S

    def _unanswered(self, error: Unreachable) -> float:
        self._silent += 1
        if self._silent == LOST_AFTER:
            log.warning("no answer: %s", error)
        if not self._kept.url:
            self._check = ""
            self._wait_with("")
        elif not self._browser.url:
            self._wait_with("The restaurant’s appliance does not answer yet …")
        return LOOK_AGAIN_S

    def _show(self, url: str, page: str) -> None:
        """A page with a code is opened once; the plain page lets a browser that runs be."""
        wanted = url + page
        on_our_page = self._browser.url.startswith("file:") or not self._browser.url
        if "#code=" in page:
            if wanted != self._code_page:
                self._code_page = wanted
                self._browser.show(wanted)
        elif on_our_page or not self._browser.url.startswith(url):
            self._browser.show(wanted)
        else:
            self._browser.goes_to(wanted)

    def _wait_with(self, trouble: str, venue: str = "") -> None:
        html = waiting_page(self._name, check=self._check, venue=venue, trouble=trouble)
        self._browser.show(write_page(self._kept.folder, html))

    def _display(self) -> str:
        """The first connected display and its size, as the kernel names them: "HDMI-A-1 1920x1080"."""
        for status in sorted(self._sys.glob("class/drm/card*-*/status"))[:16]:
            try:
                if status.read_text().strip() == "connected":
                    mode = (status.parent / "modes").read_text().partition("\n")[0]
                    return f"{status.parent.name.partition('-')[2]} {mode}".strip()
            except OSError:
                continue
        return ""
