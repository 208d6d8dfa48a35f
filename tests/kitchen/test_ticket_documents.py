"""The kitchen's slips: what a change carries, and when the runner's slip is printed."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appliance.kernel.errors import Invalid
from appliance.kitchen.documents import (
    ChangePaper,
    Delta,
    PaperLine,
    TicketHead,
    change_document,
    delta_of,
    is_cancellation,
)
from appliance.printing import words_in
from appliance.settings import change
from firmware_bridges.contracts import OutcomeState
from firmware_bridges.document import Document
from firmware_bridges.typesetting import as_text
from tests.kitchen.conftest import Brigade, line

HEAD = TicketHead("Grill", "Table 12", 7, 0, "UTC", words_in("en"), also_at=("Bar",))

dishes = st.builds(
    PaperLine,
    quantity=st.integers(1, 9),
    name=st.sampled_from(["steak", "chips", "salad"]),
    options=st.lists(st.sampled_from(["rare", "egg", "egg", "large"]), max_size=3).map(tuple),
    note=st.sampled_from(["", "no onions", "well done"]),
)
tickets = st.dictionaries(st.sampled_from("abcdef"), dishes, max_size=5)


def lines_of(document: Document) -> list[str]:
    return [text.strip() for text in as_text(document, 48).splitlines()]


def pieces(lines: Iterable[PaperLine]) -> Counter[PaperLine]:
    """How many pieces of each dish, as it is wished, there are."""
    counted = Counter[PaperLine]()
    for one in lines:
        counted[replace(one, quantity=0)] += one.quantity
    return counted


@given(tickets, tickets)
def test_a_delta_applied_to_what_was_gives_what_is(
    before: dict[str, PaperLine], after: dict[str, PaperLine]
) -> None:
    delta = delta_of(before, after)
    left = pieces(before.values())
    left.subtract(pieces([*delta.removed, *(was for was, _ in delta.changed)]))
    left.update(pieces([*delta.added, *(becomes for _, becomes in delta.changed)]))
    assert +left == pieces(after.values())
    assert min(left.values(), default=0) >= 0
    assert all(was != becomes for was, becomes in delta.changed)
    assert bool(delta) == (pieces(before.values()) != pieces(after.values()))


@given(tickets, tickets)
def test_a_cancellation_gives_nobody_anything_to_cook(
    before: dict[str, PaperLine], after: dict[str, PaperLine]
) -> None:
    delta = delta_of(before, after)
    assert is_cancellation(delta) == (bool(delta.removed) and not delta.added and not delta.changed)


def test_of_equal_lines_a_paper_says_how_many_are_left_and_were() -> None:
    negroni = PaperLine(1, "negroni")
    said = lines_of(
        change_document(ChangePaper(HEAD, delta_of({"1": negroni, "2": negroni}, {"1": negroni})))
    )
    assert [text for text in said if "negroni" in text or text.startswith("(")] == ["1 x negroni", "(was 2)"]


def test_a_change_says_only_what_is_different() -> None:
    steak = PaperLine(2, "steak", ("rare", "with egg"), "no onions", ("nuts",))
    before = {"1": steak, "2": PaperLine(1, "chips"), "3": PaperLine(1, "salad")}
    after = {
        "1": PaperLine(3, "steak", ("rare", "large"), "", ("nuts",)),
        "2": before["2"],
        "4": PaperLine(1, "soup"),
    }
    said = lines_of(change_document(ChangePaper(HEAD, delta_of(before, after))))
    assert said[0] == "CHANGE"
    assert "Table 12" in said
    assert [text for text in said if text.startswith(("-", "+", "(", "3 x"))] == [
        "- 1 x salad",
        "3 x steak",
        "(was 2)",
        "- with egg",
        "+ large",
        "- no onions",
        "+ 1 x soup",
    ]
    assert "ALLERGY: nuts" in said
    assert "also at: Bar" in said
    assert said.index("rare") < said.index("- with egg"), "a dish is known by what stays as it was, too"
    assert not any("chips" in text for text in said)


def test_of_two_equal_dishes_the_paper_says_which_one_is_gone() -> None:
    plain = PaperLine(1, "steak", ("rare",), "", contains=("milk",))
    careful = PaperLine(1, "steak", ("well done",), "no butter, allergic", contains=("milk",))
    said = lines_of(change_document(ChangePaper(HEAD, delta_of({"1": plain, "2": careful}, {"2": careful}))))
    place = said.index("- 1 x steak")
    assert said[place : place + 3] == ["- 1 x steak", "rare", ""]
    said = lines_of(change_document(ChangePaper(HEAD, delta_of({"1": plain, "2": careful}, {"1": plain}))))
    place = said.index("- 1 x steak")
    assert said[place : place + 3] == ["- 1 x steak", "well done", "no butter, allergic"]


def test_of_two_equal_dishes_the_paper_says_of_which_one_there_are_fewer() -> None:
    plain = PaperLine(2, "steak", ("rare",))
    before = {"1": plain, "2": PaperLine(3, "steak", ("rare",), "no butter, allergic")}
    after = {"1": plain, "2": PaperLine(2, "steak", ("rare",), "no butter, allergic")}
    said = lines_of(change_document(ChangePaper(HEAD, delta_of(before, after))))
    place = said.index("2 x steak")
    assert said[place : place + 4] == ["2 x steak", "(was 3)", "rare", "no butter, allergic"]


def test_a_cancellation_says_so_with_its_reason() -> None:
    document = change_document(ChangePaper(HEAD, Delta(removed=(PaperLine(2, "steak"),)), "guest left"))
    said = lines_of(document)
    assert said[0] == "CANCEL"
    assert "- 2 x steak" in said
    assert "guest left" in said
    assert document.title == "Table 12 #7 Grill CANCEL"


def test_a_change_of_nothing_is_no_paper() -> None:
    with pytest.raises(Invalid) as refused:
        change_document(ChangePaper(HEAD, Delta()))
    assert refused.value.code == "nothing_changed"


async def switch(brigade: Brigade, **settings: object) -> None:
    await brigade.write(lambda tx: change(tx, settings, actor="system"))


async def test_a_ready_ticket_prints_a_slip_for_the_runner_when_the_owner_wants_one(brigade: Brigade) -> None:
    await switch(brigade, runner_slip=True)
    steak, beer = await brigade.fire(line("ribeye"), line("beer", "bar", position=1))
    await brigade.move(steak, "start")
    assert [job.kind for job in brigade.papers(steak)] == []
    await brigade.move(steak, "bump")
    (job,) = brigade.papers(steak)
    assert (job.kind, job.printer_id, job.copy) == ("runner", "printer-grill", 0)
    paper = brigade.paper_of(job)
    missing = [
        word
        for word in ("TO TABLE", "Table 12", "#1", "1 x ribeye", "still cooking: Bar")
        if word not in paper
    ]
    assert missing == []
    await brigade.move(beer, "bump")
    assert "still cooking" not in brigade.paper_of(brigade.papers(beer)[-1])


async def test_without_the_setting_no_slip_is_printed(brigade: Brigade) -> None:
    (ticket,) = await brigade.fire(line("ribeye"))
    await brigade.move(ticket, "bump")
    assert brigade.papers(ticket) == []


async def test_a_slip_that_still_waits_is_not_printed_twice_and_a_second_one_is_a_copy(
    brigade: Brigade,
) -> None:
    await switch(brigade, runner_slip=True)
    (ticket,) = await brigade.fire(line("ribeye"))
    await brigade.move(ticket, "bump")
    await brigade.move(ticket, "recall")
    await brigade.move(ticket, "bump")
    (first,) = brigade.papers(ticket)
    await brigade.write(
        lambda tx: tx.execute(
            "UPDATE print_job SET state = 'printed', done_at = 1 WHERE id = :id", {"id": first.id}
        )
    )
    await brigade.move(ticket, "recall")
    await brigade.move(ticket, "bump")
    assert [job.copy for job in brigade.papers(ticket)] == [0, 1]


async def test_undoing_a_recall_prints_nothing_new(brigade: Brigade) -> None:
    (ticket,) = await brigade.fire(line("ribeye"))
    await brigade.move(ticket, "bump")
    await brigade.move(ticket, "recall")
    await switch(brigade, runner_slip=True)
    await brigade.move(ticket, "undo")
    assert brigade.ticket(ticket).state == "READY"
    assert brigade.papers(ticket) == []


async def test_a_runner_slip_is_no_proof_that_the_kitchen_has_the_ticket(brigade: Brigade) -> None:
    await switch(brigade, runner_slip=True)
    (ticket,) = await brigade.fire(line("ribeye"))
    await brigade.move(ticket, "bump")
    await brigade.printed(ticket, OutcomeState.PRINTED)
    assert brigade.ticket(ticket).printed_at is None


async def test_tickets_name_allergens_in_the_kitchens_language_when_the_owner_wants_it(
    brigade: Brigade,
) -> None:
    await switch(brigade, ticket_allergens=True, kitchen_language="it")
    lines = [
        line("beer", "bar", allergens=("gluten", "sulphites")),
        line("juice", "bar", position=1, allergens=()),
        line("mystery", "bar", position=2, allergens=None),
    ]
    (ticket,) = await brigade.fire(*lines)
    paper = brigade.paper_of(brigade.papers(ticket)[0])
    assert "contiene: glutine, solfiti" in paper
    assert paper.count("contiene") == 1
    assert paper.count("allergeni non noti") == 1


async def test_tickets_are_silent_about_allergens_otherwise(brigade: Brigade) -> None:
    (ticket,) = await brigade.fire(line("beer", "bar", allergens=("gluten",)), line("x", "bar", position=1))
    paper = brigade.paper_of(brigade.papers(ticket)[0])
    assert "gluten" not in paper
    assert "allergen" not in paper
