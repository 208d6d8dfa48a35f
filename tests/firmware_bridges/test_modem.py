"""A modem on a real terminal: what it sends, what the network says, and how every trouble ends in words and in time."""

import threading
import time
from collections.abc import Callable, Iterator

import pytest

from firmware_bridges.attached import DeviceStatus, Patience
from firmware_bridges.message import Delivery, DeliveryReport, Message, MessageOutcome
from firmware_bridges.modem.gsm import Modem
from firmware_bridges.modem.readiness import Pace
from firmware_bridges.simulators.modem_pty import FAULTS, ModemSimulator
from firmware_bridges.streams import open_stream_for

ANNA = "+390612345678"
PACE = Pace(answer_s=0.6, prompt_s=0.4, verdict_s=1.0, look_s=0.3, look_soon_s=0.05)
PATIENCE = Patience(open_s=1.0, write_s=0.5, again_first_s=0.05, again_last_s=0.1)


class Ears:
    """Keeps what a modem reports."""

    def __init__(self) -> None:
        self.statuses: list[DeviceStatus] = []
        self.reports: list[DeliveryReport] = []
        self._changed = threading.Condition()

    def status(self, status: DeviceStatus) -> None:
        with self._changed:
            self.statuses.append(status)
            self._changed.notify_all()

    def report(self, report: DeliveryReport) -> None:
        with self._changed:
            self.reports.append(report)
            self._changed.notify_all()

    def wait(self, fits: Callable[["Ears"], bool], timeout_s: float = 5.0) -> bool:
        with self._changed:
            return self._changed.wait_for(lambda: fits(self), timeout_s)

    def wait_trouble(self, trouble: str) -> bool:
        return self.wait(lambda ears: bool(ears.statuses) and ears.statuses[-1].trouble == trouble)


@pytest.fixture
def simulator() -> Iterator[ModemSimulator]:
    with ModemSimulator() as running:
        yield running


@pytest.fixture
def ears() -> Ears:
    return Ears()


@pytest.fixture
def modem_at(simulator: ModemSimulator, ears: Ears) -> Iterator[Callable[..., Modem]]:
    """Makes a started modem; it is stopped when the test ends."""
    made: list[Modem] = []

    def make(pin: str | None = None) -> Modem:
        modem = Modem(
            "modem", open_stream_for(simulator.address), pin=pin, on_report=ears.report, on_status=ears.status,
            patience=PATIENCE, pace=PACE,
        )  # fmt: skip
        made.append(modem)
        modem.start()
        return modem

    yield make
    for modem in made:
        modem.stop()


def outcome_of(
    modem: Modem, text: str = "Your table is free.", deadline_s: float = 3.0, **more: int
) -> MessageOutcome:
    """Send and wait; the end must come by the deadline and a little."""
    began = time.monotonic()
    outcome = modem.send(Message(ANNA, text, **more), deadline_s=deadline_s).result(deadline_s + 3)
    assert time.monotonic() - began < deadline_s + 2
    return outcome


def test_a_message_arrives_and_its_delivery_is_reported(
    simulator: ModemSimulator, ears: Ears, modem_at: Callable[..., Modem]
) -> None:
    outcome = outcome_of(modem_at())
    assert outcome.state == "sent"
    assert simulator.messages() == [(ANNA, "Your table is free.")]
    assert ears.wait(lambda ears: len(ears.reports) == 1)
    assert ears.reports == [DeliveryReport(outcome.references[0], ANNA, Delivery.DELIVERED, 0)]
    assert simulator.bad == []


@pytest.mark.parametrize(
    "text", ["a€" * 200, "столик свободен · " * 12, "卓が空きました😀" * 12, "Perché no? Così è già " * 12]
)
def test_long_and_foreign_texts_arrive_whole(
    simulator: ModemSimulator, ears: Ears, modem_at: Callable[..., Modem], text: str
) -> None:
    outcome = outcome_of(modem_at(), text, group=77)
    assert outcome.state == "sent"
    assert simulator.messages() == [(ANNA, text)]
    assert ears.wait(lambda ears: [report.reference for report in ears.reports] == list(outcome.references))
    assert len(outcome.references) > 1


def test_a_text_that_broke_off_goes_on_with_the_part_that_is_missing(
    simulator: ModemSimulator, modem_at: Callable[..., Modem]
) -> None:
    modem = modem_at()
    text = "x" * 400
    assert outcome_of(modem, text, group=9, skip=2).state == "sent"
    assert [part.place for part in simulator.parts] == [3]
    assert simulator.messages() == []
    simulator.parts[:0] = []
    assert len(outcome_of(modem, text, group=9).references) == 3
    assert simulator.messages() == [(ANNA, text)]


def test_reports_that_go_through_the_modems_memory_are_fetched_and_deleted(
    simulator: ModemSimulator, ears: Ears, modem_at: Callable[..., Modem]
) -> None:
    simulator.set(stores_reports=True)
    outcome = outcome_of(modem_at())
    assert ears.wait(lambda ears: [report.reference for report in ears.reports] == list(outcome.references))
    assert "+CMGD=1" in simulator.commands


@pytest.mark.parametrize(
    ("fault", "trouble"),
    [
        ("no_sim", "sim_missing"),
        ("sim_pin", "sim_pin"),
        ("sim_locked", "sim_locked"),
        ("no_network", "no_network"),
        ("network_refused", "network_refused"),
        ("silent", "no_answer"),
    ],
)
def test_a_modem_that_cannot_send_says_why_and_sends_when_it_can(
    simulator: ModemSimulator,
    ears: Ears,
    modem_at: Callable[..., Modem],
    fault: str,
    trouble: str,
) -> None:
    FAULTS[fault](simulator)
    modem = modem_at()
    assert ears.wait_trouble(trouble)
    outcome = outcome_of(modem, deadline_s=0.2)
    assert (outcome.state, outcome.trouble) == ("failed", trouble)
    FAULTS["restore"](simulator)
    assert outcome_of(modem).state == "sent"


def test_a_pin_opens_the_sim_and_a_wrong_one_is_tried_once_only(
    simulator: ModemSimulator, ears: Ears, modem_at: Callable[..., Modem]
) -> None:
    simulator.set(sim="pin", pin="4321")
    modem = modem_at(pin="1111")
    assert ears.wait_trouble("sim_pin_refused")
    simulator.unplug()
    simulator.plug_in()
    assert outcome_of(modem, deadline_s=0.5).trouble in ("sim_pin_refused", "reset", "unreachable")
    assert [said for said in simulator.commands if said.startswith("+CPIN=")] == ['+CPIN="1111"']
    modem.stop()
    assert outcome_of(modem_at(pin="4321")).state == "sent"


@pytest.mark.parametrize(
    ("fault", "state", "trouble", "detail", "for_good"),
    [
        ("error", "failed", "modem_refused", "error", False),
        ("congested", "failed", "network_busy", "cms-42", False),
        ("unknown_number", "failed", "no_such_number", "cms-1", True),
        ("no_prompt", "failed", "not_taken", "", False),
        ("hang_in_message", "unknown", "no_verdict", "", False),
        ("no_verdict", "unknown", "no_verdict", "", False),
    ],
)
def test_every_end_of_a_sending_has_its_reason_and_what_the_modem_said(
    simulator: ModemSimulator,
    modem_at: Callable[..., Modem],
    fault: str,
    state: str,
    trouble: str,
    detail: str,
    for_good: bool,
) -> None:
    FAULTS[fault](simulator)
    modem = modem_at()
    outcome = outcome_of(modem)
    assert (outcome.state, outcome.trouble) == (state, trouble)
    assert (outcome.detail, outcome.for_good) == (detail, for_good)
    simulator.unplug()
    FAULTS["restore"](simulator)
    simulator.plug_in()
    assert outcome_of(modem).state == "sent"
    assert simulator.bad == []


def test_a_prompt_that_comes_too_late_leaves_no_half_message_behind(
    simulator: ModemSimulator, modem_at: Callable[..., Modem]
) -> None:
    FAULTS["late_prompt"](simulator)
    modem = modem_at()
    assert outcome_of(modem).trouble == "not_taken"
    assert simulator.given_up == 1
    FAULTS["restore"](simulator)
    assert outcome_of(modem).state == "sent"
    assert [len(simulator.parts), simulator.bad] == [1, []]


def test_a_message_that_somebody_left_half_entered_is_given_up_first(
    simulator: ModemSimulator, modem_at: Callable[..., Modem]
) -> None:
    simulator.receive(b"AT+CMGS=20\r0011")
    assert outcome_of(modem_at()).state == "sent"
    assert (simulator.given_up, simulator.bad) == (1, [])


def test_a_slow_chattering_modem_is_understood(
    simulator: ModemSimulator, modem_at: Callable[..., Modem]
) -> None:
    FAULTS["slow"](simulator)
    simulator.set(babble=b"RING\r\n\r\n^RSSI:20\r\n")
    assert outcome_of(modem_at()).state == "sent"


def test_nonsense_is_logged_once_and_ignored(
    simulator: ModemSimulator, modem_at: Callable[..., Modem], caplog: pytest.LogCaptureFixture
) -> None:
    FAULTS["babble"](simulator)
    assert outcome_of(modem_at()).state == "sent"
    said = [record.getMessage() for record in caplog.records if "no answer" in record.getMessage()]
    assert said == ["modem sent bytes that are no answer: ff fe 00 6e 6f 6e 73 65 6e 73 65"]


def test_a_report_that_cannot_be_read_hurts_nothing(
    simulator: ModemSimulator, ears: Ears, modem_at: Callable[..., Modem]
) -> None:
    modem = modem_at()
    assert outcome_of(modem).state == "sent"
    simulator.say(b'\r\n+CDS: 25\r\nZZZZ\r\n+CDSI: "SM",x\r\n')
    simulator.report(9, ANNA, 0x41)
    assert ears.wait(lambda ears: DeliveryReport(9, ANNA, Delivery.FAILED, 0x41) in ears.reports)
    assert outcome_of(modem).state == "sent"


def test_an_unplugged_modem_is_missed_at_once_and_used_again_when_it_is_back(
    simulator: ModemSimulator, ears: Ears, modem_at: Callable[..., Modem]
) -> None:
    modem = modem_at()
    assert ears.wait(lambda ears: bool(ears.statuses) and ears.statuses[-1].online)
    assert modem.status.signal_percent == 65
    simulator.unplug()
    assert ears.wait(lambda ears: not ears.statuses[-1].online)
    failed = outcome_of(modem, deadline_s=0.2)
    assert (failed.state, failed.trouble) == ("failed", modem.status.trouble)
    simulator.plug_in()
    assert outcome_of(modem).state == "sent"


def test_unplugged_while_the_network_decides_is_a_doubt(
    simulator: ModemSimulator, modem_at: Callable[..., Modem]
) -> None:
    simulator.set(mute_verdict=True)
    future = modem_at().send(Message(ANNA, "hello"), deadline_s=5)
    assert simulator.wait_until(lambda: len(simulator.parts) == 1)
    simulator.unplug()
    assert future.result(2).state == "unknown"


def test_stopping_ends_what_waits_and_what_is_under_way(
    simulator: ModemSimulator, modem_at: Callable[..., Modem]
) -> None:
    simulator.set(mute_verdict=True)
    modem = modem_at()
    futures = [modem.send(Message(ANNA, "hello"), deadline_s=30) for _ in range(60)]
    assert simulator.wait_until(lambda: len(simulator.parts) == 1)
    began = time.monotonic()
    modem.stop()
    assert time.monotonic() - began < 2
    outcomes = [future.result(0.1) for future in futures]
    assert outcomes[0].state == "unknown"
    assert {outcome.trouble for outcome in outcomes[1:]} == {"stopped", "queue_full"}
    assert modem.send(Message(ANNA, "late"), deadline_s=1).result(0.1).trouble == "stopped"


def test_a_message_that_cannot_be_one_is_refused_for_good(modem_at: Callable[..., Modem]) -> None:
    outcome = outcome_of(modem_at(), "ж" * 500)
    assert (outcome.state, outcome.trouble, outcome.for_good) == ("failed", "bad_message", True)
