"""Labels for bags, on the simulated paper of a 58 mm printer."""

import pytest

from appliance.peripherals import BagLabel, bag_label
from appliance.printing import LANGUAGES, words_in
from firmware_bridges import PROFILES
from firmware_bridges.escpos.encoder import Encoder
from firmware_bridges.simulators.decoder import Decoder
from firmware_bridges.simulators.head import Head

LABEL = PROFILES["label-58"]


def paper_of(label: BagLabel, language: str = "en") -> str:
    """What the label printer puts on its roll, from its bytes."""
    head = Head(LABEL.columns)
    for command in Decoder().feed(Encoder(LABEL).encode(bag_label(label, words_in(language)).checked())):
        head.obey(command)
    return "\n".join(slip.text for slip in [*head.slips, head.current])


def test_a_bag_says_whose_it_is_which_of_how_many_and_what_is_in_it() -> None:
    paper = paper_of(BagLabel(147, "Anna", 2, 3, ("1 x Ribeye", "2 x Stew"), ("milk", "nuts"), "19:30"))
    lines = [line.strip() for line in paper.splitlines() if line.strip()]
    assert LABEL.columns == 32
    assert lines[0].split() == ["#147", "2/3"]
    assert "Anna" in lines[1]
    assert {"19:30", "1 x Ribeye", "2 x Stew"} <= set(lines)
    assert "contains: milk, nuts" in " ".join(line.strip("|│ ") for line in lines)
    assert all(len(line) <= 32 for line in paper.splitlines())


def test_unknown_allergens_are_not_none() -> None:
    assert "allergens unknown" in paper_of(BagLabel(1, "Anna", 1, 1, allergens=None))
    assert "contains" not in paper_of(BagLabel(1, "Anna", 1, 1, allergens=()))


def test_a_name_carries_no_commands_and_may_be_missing() -> None:
    assert "@" in paper_of(BagLabel(1, "\x1b@\x1dV\x00Eve\n\n", 1, 1))
    assert "-" in paper_of(BagLabel(1, "", 1, 1))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_fits_the_label(language: str) -> None:
    label = BagLabel(99_999, "Ж" * 60, 10, 12, ("3 x " + "Pasta " * 20,), tuple(words_in("en").allergens))
    document = bag_label(label, words_in(language)).checked()
    assert Encoder(LABEL).encode(document)


@pytest.mark.parametrize(("bag", "bags"), [(0, 1), (2, 1), (1, 0)])
def test_a_bag_outside_its_order_is_refused(bag: int, bags: int) -> None:
    with pytest.raises(ValueError, match="bag"):
        bag_label(BagLabel(1, "Anna", bag, bags), words_in("en"))
