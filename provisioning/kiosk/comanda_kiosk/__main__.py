"""`python3 -m comanda_kiosk`: run the agent until it is told to end."""

import argparse
import logging
import os
import shlex
import signal
import socket
import threading
from pathlib import Path

from .agent import Agent
from .browser import Browser
from .keep import Kept
from .network import Network

CHROMIUM = (
    "chromium --kiosk --no-first-run --noerrdialogs --disable-session-crashed-bubble --disable-translate"
    " --disable-features=Translate --check-for-update-interval=31536000 --autoplay-policy=no-user-gesture-required"
    " --user-data-dir={state}/browser {url}"
)
TEND_EVERY_S = 1.0


def main() -> None:
    """Read the options and run."""
    state = Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local/state") / "comanda-kiosk"
    parser = argparse.ArgumentParser(prog="comanda_kiosk", description=main.__doc__)
    parser.add_argument(
        "--appliance", help="ask this appliance (http://192.0.2.2) instead of looking for one"
    )
    parser.add_argument("--name", default=socket.gethostname(), help="what the manager reads in the list")
    parser.add_argument("--browser", default=CHROMIUM, help="the command; {url} and {state} are filled in")
    parser.add_argument(
        "--state", type=Path, default=state, help="where identity and browser profile are kept"
    )
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(message)s")
    kept = Kept(options.state)
    command = [part.replace("{state}", str(options.state)) for part in shlex.split(options.browser)]
    network = Network(kept.agent, options.name, options.appliance)
    run(Agent(kept, network, Browser(command), name=options.name))


def run(agent: Agent) -> None:
    """Until SIGTERM or SIGINT: look after the browser every second, and speak to the appliance when it is time."""
    ended = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: ended.set())
    wait_s = 0.0
    try:
        while not ended.wait(min(wait_s, TEND_EVERY_S)):
            wait_s -= TEND_EVERY_S
            if wait_s <= 0:
                wait_s = agent.step()
            agent.tend()
    finally:
        agent.stop()


if __name__ == "__main__":
    main()
