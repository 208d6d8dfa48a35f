"""Every printer with every fault: no ticket is lost, no second paper goes unmarked, and nobody waits for the printer."""

from collections.abc import Iterator, Mapping

import pytest

from tests.faults.metal import lab
from tests.faults.metal.matrix import CELLS, RIGS, Cell, Matrix, kept
from tests.faults.metal.paper import Paper, lost, unmarked_doubles
from tests.faults.metal.rigs import SILENCES
from tests.faults.metal.scene import FIRST, SECOND, THIRD, Seen
from tests.faults.metal.stream_rigs import STREAM_FAULTS, EscPosTcp, StarTcp
from tests.faults.metal.web_rigs import EposWeb

pytestmark = pytest.mark.timeout(120)  # a cell waits for its turn beside the others

LONGEST_WAIT_S = 1.5
LONGEST_STOP_S = 4.0

WHOLE = Paper("one", whole=True, copy=False)
TORN = Paper("one", whole=False, copy=False)
MARKED = Paper("one", whole=True, copy=True)


@pytest.fixture(scope="module")
def matrix(request: pytest.FixtureRequest) -> Iterator[Matrix]:
    """Plays the cells that are asked for, many beside each other."""
    names = {item.name for item in request.session.items}
    matrix = Matrix(cell for cell in CELLS if any(f"[{cell.name}]" in name for name in names))
    yield matrix
    matrix.close()


@pytest.mark.parametrize("cell", CELLS, ids=lambda cell: cell.name)
def test_no_ticket_is_lost_and_none_is_doubled_without_saying_so(cell: Cell, matrix: Matrix) -> None:
    plays = matrix.plays(cell)
    for played in plays:
        assert lost(played.papers, (FIRST, SECOND, THIRD)) == []
        assert unmarked_doubles(played.papers) == []
        assert played.longest_wait_s < LONGEST_WAIT_S
        assert max(played.stops_s) < LONGEST_STOP_S
    assert plays[-1].seen == kept()[cell.name], (
        "if this is better: python -m tests.faults.metal.matrix --write …"
    )


def test_every_printer_has_every_fault_and_the_page_has_every_cell() -> None:
    assert {frozenset(rig.faults) - set(SILENCES) for rig in RIGS} == {frozenset(STREAM_FAULTS)}
    assert [rig for rig in RIGS if set(SILENCES) & set(rig.faults)] == [EscPosTcp, StarTcp, EposWeb]
    assert [rig for rig in RIGS if set(SILENCES) <= set(rig.faults)] == [EscPosTcp, StarTcp, EposWeb]
    assert set(kept()) == {cell.name for cell in CELLS}


def test_the_stand_in_for_usb_ends_as_the_kernels_driver_did() -> None:
    """What staff read may differ while USB sets a device up anew."""

    def ended(seen: Mapping[str, Seen]) -> dict[str, tuple[str, str, list[Paper]]]:
        return {name: (one.attempt, one.end, one.papers) for name, one in seen.items()}

    in_lab = lab.kept()
    assert ended(in_lab) == {
        name: cell for name, cell in ended(kept()).items() if name.startswith("EscPosUsb: ")
    }
    assert [lost(one.papers, (FIRST, SECOND)) for one in in_lab.values()] == [[]] * len(in_lab)
    assert [unmarked_doubles(one.papers) for one in in_lab.values()] == [[]] * len(in_lab)


def test_a_console_without_cells_is_not_kept() -> None:
    seen = lab.kept()
    console = "\n".join(["[  1.0] usblp0: USB printer", *(lab.line_of(*one) for one in seen.items())])
    assert lab.seen_in(console) == seen
    with pytest.raises(ValueError, match="no cell"):
        lab.seen_in("METAL LAB: ALL WELL")


@pytest.mark.parametrize(
    ("papers", "missing", "doubles"),
    [
        ([WHOLE], [], []),
        ([TORN], ["one"], []),
        ([TORN, MARKED], [], []),
        ([MARKED], [], []),
        ([TORN, WHOLE], [], [WHOLE]),
        ([WHOLE, MARKED, WHOLE], [], [WHOLE]),
        ([], ["one"], []),
    ],
)
def test_the_count_of_papers_notices_what_is_wrong(
    papers: list[Paper], missing: list[str], doubles: list[Paper]
) -> None:
    assert lost(papers, ["one"]) == missing
    assert unmarked_doubles(papers) == doubles
