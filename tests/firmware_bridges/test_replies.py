"""What a printer says is told apart by its fixed bits, however the bytes are cut."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firmware_bridges import Paper, Reason
from firmware_bridges.escpos.acknowledge import Abilities, Request
from firmware_bridges.escpos.status import Block, Readings, RealTime, Reply, ReplyParser, Single, StatusBack

STATUS = st.builds(
    lambda first, rest: StatusBack(bytes([first, *rest])),
    st.sampled_from([0x10, 0x14, 0x18, 0x1C, 0x30, 0x38]),
    st.tuples(*[st.sampled_from([0x00, 0x03, 0x08, 0x0C, 0x0F, 0x20, 0x6F])] * 3),
)
REAL_TIME = st.sampled_from([0x12, 0x16, 0x1A, 0x1E, 0x32, 0x72, 0x7E]).map(RealTime)
SINGLE = st.sampled_from([0x00, 0x03, 0x0C, 0x0F]).map(Single)
BLOCK = st.from_regex(rb"\x37\x22[ -~]{4}", fullmatch=True).map(Block)


def wire_form(reply: Reply) -> bytes:
    match reply:
        case StatusBack(group):
            return group
        case Block(content):
            return content + b"\x00"
        case RealTime(byte) | Single(byte):
            return bytes([byte])


@given(st.lists(st.one_of(STATUS, REAL_TIME, SINGLE, BLOCK), max_size=12), st.integers(1, 5))
def test_replies_come_out_as_they_were_sent(replies: list[Reply], cut: int) -> None:
    parser = ReplyParser()
    stream = b"".join(map(wire_form, replies))
    pieces = [stream[at : at + cut] for at in range(0, len(stream), cut)]
    assert [reply for piece in pieces for reply in parser.feed(piece)] == replies
    assert not parser.garbage


@given(st.binary(max_size=500))
def test_nonsense_never_breaks_the_parser_and_is_kept_short(noise: bytes) -> None:
    parser = ReplyParser()
    parser.feed(noise)
    assert len(parser.garbage) <= 64


def test_flow_control_is_no_nonsense() -> None:
    parser = ReplyParser()
    assert parser.feed(b"\x13\x11\x12") == [RealTime(0x12)]
    assert not parser.garbage


def test_bytes_that_are_no_answer_are_kept_aside() -> None:
    parser = ReplyParser()
    assert parser.feed(b"\xff\x81\x12") == [RealTime(0x12)]
    assert parser.garbage == b"\xff\x81"


def test_a_block_that_never_ends_is_nonsense_at_last() -> None:
    parser = ReplyParser()
    parser.feed(b"\x37" + b"\xa1" * 200)
    assert parser.garbage


def test_every_sensor_is_read_from_the_automatic_status() -> None:
    readings = Readings()
    readings.take_group(bytes([0x3C, 0x28, 0x0C, 0x0F]))
    status = readings.status(1.0)
    assert (status.cover_open, status.cutter_error, status.unrecoverable) == (True, True, True)
    assert (status.halted, status.drawer_pin_high, status.paper) == (True, True, Paper.OUT)
    assert status.problem is Reason.COVER_OPEN


def test_every_sensor_is_read_from_real_time_answers() -> None:
    readings = Readings()
    for question, byte in ((1, 0x1E), (2, 0x16), (3, 0x3A), (4, 0x1E)):
        readings.take_answer(question, byte)
    status = readings.status(1.0)
    assert (status.cover_open, status.cutter_error, status.unrecoverable) == (True, True, True)
    assert (status.halted, status.drawer_pin_high, status.paper) == (True, True, Paper.NEAR_END)


def test_another_jobs_process_id_confirms_nothing() -> None:
    request = Request("process_id", Abilities())
    request.hear(Block(b"\x37\x22....."))
    assert not request.confirmed


def test_an_answer_still_owed_to_an_earlier_job_confirms_nothing() -> None:
    request = Request("gs_r", Abilities(), owed=1)
    request.hear(Single(0))
    assert not request.confirmed
    request.hear(Single(0))
    assert request.confirmed


@pytest.mark.parametrize(("sensors", "confirmed"), [(0x00, True), (0x03, True), (0x0C, False), (0x0F, False)])
def test_an_answer_that_tells_of_no_paper_confirms_nothing(sensors: int, confirmed: bool) -> None:
    abilities = Abilities()
    request = Request("gs_r", abilities)
    request.hear(Single(sensors))
    assert (request.confirmed, abilities.gs_r) == (confirmed, True)


def test_gs_r_is_not_enough_from_a_printer_that_knows_process_ids() -> None:
    abilities = Abilities()
    abilities.process_id = True
    request = Request("process_id", abilities)
    request.hear(Single(0))
    assert not request.confirmed
