"""A simulated GSM modem on a pseudo terminal: answers AT, takes messages in PDU mode, reports, fails on demand."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from firmware_bridges.simulators.modem_texts import BadPdu, Received, decode_submit, status_report
from firmware_bridges.simulators.pty_port import PtyPort

REMEMBERED = 500
_ESCAPE, _END = 0x1B, 0x1A


@dataclass(slots=True)
class Condition:
    """How the simulated modem is. `sim`: ready, missing, pin, puk; `network` as +CREG says (1 home, 2 searching, 3 denied).

    `refuse` is answered to AT+CMGS (`ERROR`, `+CMS ERROR: 38`); `silent`: to nothing at all; `mute_prompt` gives no `>`,
    `late_prompt_s` a late one; `mute_verdict` sends and never says so; `hang_in_pdu` stops reading in the middle.
    """

    sim: str = "ready"
    pin: str = "1234"
    network: int = 1
    signal: int = 20
    refuse: str = ""
    silent: bool = False
    mute_prompt: bool = False
    late_prompt_s: float = 0.0
    mute_verdict: bool = False
    hang_in_pdu: bool = False
    echo: bool = True
    report_status: int | None = 0
    stores_reports: bool = False
    slow_s: float = 0.0
    babble: bytes = b""


class ModemSimulator(PtyPort):
    """`messages()` are the texts that arrived on phones; faults by `set` and `FAULTS`. It remembers the last 500 of each."""

    def __init__(self, name: str = "modem", *, path: str = "") -> None:
        super().__init__(name, path=path)
        self.condition = Condition()
        self.parts: list[Received] = []
        self.commands: list[str] = []
        self.bad: list[str] = []
        """What a network would have refused of our octets."""
        self.given_up = 0
        """Messages whose entry was ended by an escape."""
        self._pending = bytearray()
        self._entering: int | None = None
        self._reference = 250
        self._later: list[tuple[float, bytes]] = []
        self._stored: dict[int, str] = {}

    def set(self, **condition: object) -> None:
        """Change how the modem is, before this returns."""
        with self._changed:
            for name, value in condition.items():
                if not hasattr(self.condition, name):
                    raise AttributeError(name)
                setattr(self.condition, name, value)
            self._changed.notify_all()

    def messages(self) -> list[tuple[str, str]]:
        """Number and whole text of everything that arrived completely, in the order of its last part."""
        groups: dict[tuple[str, int], dict[int, Received]] = {}
        whole: list[tuple[str, str]] = []
        with self._changed:
            for part in self.parts:
                held = groups.setdefault((part.number, part.group), {}) if part.total > 1 else {}
                held[part.place] = part
                if len(held) == part.total:
                    whole.append((part.number, "".join(held[place].text for place in sorted(held))))
                    groups.pop((part.number, part.group), None)
        return whole

    def report(self, reference: int, number: str, status: int) -> None:
        """Let the network report on a part, whether it was ever sent or not."""
        with self._changed:
            self._give_report(status_report(reference, number, status))

    def plugged_in(self) -> None:
        self._pending.clear()
        self._entering = None
        self._later.clear()

    def receive(self, data: bytes) -> None:
        if self.condition.babble:
            self.say(self.condition.babble)
        if self.condition.silent:
            return
        self._pending += data
        while self._pending:
            if self._entering is not None:
                if not self._enter():
                    return
            elif not self._command_line():
                return

    def tick(self) -> None:
        now = time.monotonic()
        due = [data for at, data in self._later if at <= now]
        self._later = [(at, data) for at, data in self._later if at > now]
        for data in due:
            self.say(data)

    def _command_line(self) -> bool:
        end = self._pending.find(b"\r")
        if end < 0:
            return False
        raw = bytes(self._pending[: end + 1])
        del self._pending[: end + 1]
        line = raw.decode("ascii", "replace").strip().replace("\x1b", "")
        if self.condition.echo and line:
            self.say(raw)
        if line.upper().startswith("AT"):
            self.commands.append(line[2:])
            del self.commands[:-REMEMBERED]
            self._obey(line[2:])
        return True

    def _obey(self, command: str) -> None:
        name, _, value = command.partition("=")
        answers: dict[str, Callable[[], str]] = {
            "": lambda: "OK",
            "E0": self._no_echo,
            "+CPIN?": self._sim,
            "+CPIN": lambda: self._enter_pin(value.strip('"')),
            "+CREG?": lambda: f"+CREG: 0,{self.condition.network}\r\n\r\nOK",
            "+CSQ": lambda: f"+CSQ: {self.condition.signal},0\r\n\r\nOK",
            "+CMEE": lambda: "OK",
            "+CMGF": lambda: "OK" if value == "0" else "ERROR",
            "+CNMI": lambda: "ERROR" if self.condition.stores_reports and value.endswith(",1,0") else "OK",
            "+CMGR": lambda: self._read_stored(int(value)),
            "+CMGD": lambda: "OK" if self._stored.pop(int(value), None) else "+CMS ERROR: 321",
        }
        if name == "+CMGS":
            self._begin(int(value))
        else:
            self._answer(answers.get(name, lambda: "ERROR")())

    def _no_echo(self) -> str:
        self.condition.echo = False
        return "OK"

    def _sim(self) -> str:
        known = {"pin": "SIM PIN", "puk": "SIM PUK", "ready": "READY"}.get(self.condition.sim)
        return f"+CPIN: {known}\r\n\r\nOK" if known else "+CME ERROR: 10"

    def _enter_pin(self, pin: str) -> str:
        if pin != self.condition.pin:
            return "+CME ERROR: 16"
        self.condition.sim = "ready"
        return "OK"

    def _begin(self, length: int) -> None:
        if self.condition.refuse:
            self._answer(self.condition.refuse)
        elif self.condition.network not in (1, 5):
            self._answer("+CMS ERROR: 331")
        elif not self.condition.mute_prompt:
            self._entering = length
            self._soon(b"\r\n> ", self.condition.late_prompt_s)

    def _enter(self) -> bool:
        """Take a message up to its end mark; an escape gives it up."""
        ends = [place for place in (self._pending.find(_END), self._pending.find(_ESCAPE)) if place >= 0]
        if self.condition.hang_in_pdu:
            self._pending.clear()
            return False
        if not ends:
            return False
        end = min(ends)
        text, mark = bytes(self._pending[:end]), self._pending[end]
        del self._pending[: end + 1]
        length, self._entering = self._entering or 0, None
        if mark == _ESCAPE:
            self.given_up += 1
            self._answer("OK")
        else:
            self._take(text.decode("ascii", "replace"), length)
        return True

    def _take(self, text: str, length: int) -> None:
        try:
            part = decode_submit(bytes.fromhex(text), length)
        except (BadPdu, ValueError) as error:
            self.bad.append(f"{error}: {text}")
            self._answer("+CMS ERROR: 304")
            return
        self._reference = (self._reference + 1) % 256
        self.parts.append(part)
        del self.parts[:-REMEMBERED]
        if not self.condition.mute_verdict:
            self._answer(f"+CMGS: {self._reference}\r\n\r\nOK")
        if part.report_wanted and self.condition.report_status is not None:
            self._give_report(status_report(self._reference, part.number, self.condition.report_status))

    def _give_report(self, octets: str) -> None:
        if self.condition.stores_reports:
            place = max(self._stored, default=0) + 1
            self._stored[place] = octets
            self.say(f'\r\n+CDSI: "SM",{place}\r\n'.encode())
        else:
            self.say(f"\r\n+CDS: {len(octets) // 2 - 1}\r\n{octets}\r\n".encode())

    def _read_stored(self, place: int) -> str:
        octets = self._stored.get(place)
        return f"+CMGR: 0,,{len(octets) // 2 - 1}\r\n{octets}\r\n\r\nOK" if octets else "+CMS ERROR: 321"

    def _answer(self, words: str) -> None:
        self._soon(f"\r\n{words}\r\n".encode("ascii"), self.condition.slow_s)

    def _soon(self, data: bytes, after_s: float) -> None:
        if after_s:
            self._later.append((time.monotonic() + after_s, data))
        else:
            self.say(data)


FAULTS: dict[str, Callable[[ModemSimulator], None]] = {
    "no_sim": lambda modem: modem.set(sim="missing"),
    "sim_pin": lambda modem: modem.set(sim="pin"),
    "sim_locked": lambda modem: modem.set(sim="puk"),
    "no_network": lambda modem: modem.set(network=2),
    "network_refused": lambda modem: modem.set(network=3),
    "error": lambda modem: modem.set(refuse="ERROR"),
    "congested": lambda modem: modem.set(refuse="+CMS ERROR: 42"),
    "unknown_number": lambda modem: modem.set(refuse="+CMS ERROR: 1"),
    "no_prompt": lambda modem: modem.set(mute_prompt=True),
    "late_prompt": lambda modem: modem.set(late_prompt_s=0.8),
    "hang_in_message": lambda modem: modem.set(hang_in_pdu=True),
    "no_verdict": lambda modem: modem.set(mute_verdict=True),
    "lose_report": lambda modem: modem.set(report_status=None),
    "slow": lambda modem: modem.set(slow_s=0.2),
    "silent": lambda modem: modem.set(silent=True),
    "babble": lambda modem: modem.set(babble=b"\xff\xfe\x00nonsense\r\n"),
    "unplug": ModemSimulator.unplug,
    "plug_in": ModemSimulator.plug_in,
    "restore": lambda modem: modem.set(
        **{name: getattr(Condition(), name) for name in Condition.__dataclass_fields__}
    ),
}
"""What can happen to a simulated modem, by name."""
