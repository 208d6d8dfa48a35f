"""A pole display on a real terminal: two lines of twenty, amounts whole, back again after every trouble."""

import threading
import time
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firmware_bridges.attached import Patience
from firmware_bridges.displays import DIALECTS, WIDTH, Face, Line, Pole, line_bytes
from firmware_bridges.simulators.pole_pty import PoleSimulator
from firmware_bridges.streams import open_stream_for

PATIENCE = Patience(open_s=1.0, write_s=0.3, again_first_s=0.05, again_last_s=0.1)
TOTAL = Face(Line("TOTAL EUR", "34.50"), Line("CHANGE", "15.50"))
SHOWN = ("TOTAL EUR      34.50", "CHANGE         15.50")
BLANK = (" " * WIDTH, " " * WIDTH)


@pytest.fixture
def pole_at() -> Iterator[Callable[..., Pole]]:
    """Makes a started pole; it is stopped when the test ends."""
    made: list[Pole] = []

    def make(
        simulator: PoleSimulator, dialect: str = "escpos", code_page: str = "", refresh_s: float = 60.0
    ) -> Pole:
        pole = Pole(
            "pole",
            open_stream_for(simulator.address),
            dialect,
            code_page,
            patience=PATIENCE,
            refresh_s=refresh_s,
        )
        made.append(pole)
        pole.start()
        return pole

    yield make
    for pole in made:
        pole.stop()


@pytest.mark.parametrize("dialect", DIALECTS)
def test_every_command_set_shows_both_lines(dialect: str, pole_at: Callable[..., Pole]) -> None:
    with PoleSimulator(dialect=dialect) as simulator:
        pole = pole_at(simulator, dialect)
        pole.show(TOTAL, for_s=60)
        assert simulator.wait_for(*SHOWN)
        assert simulator.unknown == []
        assert pole.status.online


def test_after_its_time_the_idle_face_is_back(pole_at: Callable[..., Pole]) -> None:
    with PoleSimulator() as simulator:
        pole = pole_at(simulator)
        pole.idle(Face(Line("Osteria", centred=True)))
        pole.show(TOTAL, for_s=0.2)
        assert simulator.wait_for(*SHOWN)
        assert simulator.wait_for("      Osteria       ", BLANK[1])


def test_the_latest_face_wins_and_showing_never_waits(pole_at: Callable[..., Pole]) -> None:
    with PoleSimulator() as simulator:
        simulator.deaf()
        pole = pole_at(simulator)
        began = time.monotonic()
        for count in range(500):
            pole.show(Face(Line("TOTAL", f"{count}.00")), for_s=60)
        assert time.monotonic() - began < 1.0
        simulator.deaf(False)
        assert simulator.wait_for("TOTAL         499.00", BLANK[1])


@pytest.mark.parametrize(
    ("dialect", "code_page", "words", "seen"),
    [
        ("escpos", "", "Crème brûlée €", "Crème brûlée €"),
        ("escpos", "cp866", "Итого", "Итого"),
        ("cd5220", "", "Größe €", "Größe EUR"),
        ("plain", "", "Größe", "Grosse"),
        ("escpos", "", "\x1b@\x0cHello\n\u202e", "@ Hello"),
    ],
)
def test_words_are_fitted_to_the_displays_characters_and_carry_no_commands(
    dialect: str, code_page: str, words: str, seen: str, pole_at: Callable[..., Pole]
) -> None:
    with PoleSimulator(dialect=dialect) as simulator:
        pole_at(simulator, dialect, code_page).show(Face(Line(words), Line("below")), for_s=60)
        assert simulator.wait_for(seen.ljust(WIDTH), "below".ljust(WIDTH))
        assert simulator.unknown == []


@given(
    st.text(max_size=60),
    st.text("0123456789.,- ", max_size=WIDTH),
    st.sampled_from(["cp437", "cp858", "cp866", "ascii"]),
)
def test_a_line_is_always_twenty_cells_and_the_figure_is_whole(words: str, figure: str, codec: str) -> None:
    shown = line_bytes(Line(words, figure), codec)
    assert len(shown) == WIDTH
    assert all(byte >= 0x20 and byte != 0x7F for byte in shown)
    assert shown.decode(codec).endswith(" ".join(figure.split(" ")).strip())


def test_a_figure_that_does_not_fit_is_refused_not_cut() -> None:
    with pytest.raises(ValueError, match="does not fit"):
        line_bytes(Line("TOTAL", "9" * 21), "cp437")


def test_a_display_that_was_unplugged_shows_what_is_due_when_it_is_back(pole_at: Callable[..., Pole]) -> None:
    with PoleSimulator() as simulator:
        pole = pole_at(simulator)
        pole.show(TOTAL, for_s=60)
        assert simulator.wait_for(*SHOWN)
        simulator.unplug()
        assert until(lambda: not pole.status.online)
        assert pole.status.trouble
        pole.show(Face(Line("TOTAL", "1.00")), for_s=60)
        simulator.plug_in()
        assert simulator.wait_for("TOTAL           1.00", BLANK[1])
        assert until(lambda: pole.status.online)


def test_a_display_that_lost_its_power_gets_its_face_again(pole_at: Callable[..., Pole]) -> None:
    with PoleSimulator() as simulator:
        pole_at(simulator, refresh_s=0.2).show(TOTAL, for_s=60)
        assert simulator.wait_for(*SHOWN)
        simulator.lose_power()
        assert simulator.wait_for(*SHOWN)


def test_a_display_that_takes_nothing_ends_in_words_and_stops_in_time(pole_at: Callable[..., Pole]) -> None:
    with PoleSimulator() as simulator:
        simulator.deaf()
        pole = pole_at(simulator, refresh_s=0.001)
        assert until(lambda: pole.status.trouble == "timeout", timeout_s=20)
        began = time.monotonic()
        pole.stop()
        assert time.monotonic() - began < 2


def test_unknown_command_sets_and_code_pages_are_refused() -> None:
    opener = open_stream_for("serial:/dev/null")
    with pytest.raises(ValueError, match="known: escpos"):
        Pole("pole", opener, "braille")
    with pytest.raises(ValueError, match="known: cp437"):
        Pole("pole", opener, "logic", "cp866")


def until(condition: Callable[[], bool], timeout_s: float = 5.0) -> bool:
    """Whether `condition` came true in time."""
    tick = threading.Event()
    ends = time.monotonic() + timeout_s
    while not condition() and time.monotonic() < ends:
        tick.wait(0.01)
    return condition()
