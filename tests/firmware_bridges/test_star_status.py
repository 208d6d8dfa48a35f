"""Star's automatic status is found in any stream and read bit by bit; other languages are told apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firmware_bridges import Paper, Reason
from firmware_bridges.escpos.status import speaks_escpos
from firmware_bridges.star.status import Asb, AsbParser, speaks_star

WELL = bytes.fromhex("2386000000000000000000")
OLD_AND_WELL = bytes.fromhex("0f060000000000")


def asb(changes: dict[int, int]) -> Asb:
    block = bytearray(WELL)
    for place, byte in changes.items():
        block[place] = byte
    return Asb(bytes(block))


BLOCKS = st.sampled_from(
    [WELL, OLD_AND_WELL, asb({2: 0x28}).block, asb({5: 0x0C}).block, asb({7: 0x6E}).block, asb({3: 8}).block]
)


@given(st.lists(BLOCKS, max_size=8), st.integers(1, 12))
def test_blocks_come_out_as_they_were_sent_however_the_stream_is_cut(blocks: list[bytes], cut: int) -> None:
    parser = AsbParser()
    stream = b"".join(blocks)
    pieces = [stream[at : at + cut] for at in range(0, len(stream), cut)]
    assert [block.block for piece in pieces for block in parser.feed(piece)] == blocks
    assert parser.nonsense == 0


@given(st.binary(max_size=500))
def test_nonsense_never_breaks_the_parser_and_is_kept_short(noise: bytes) -> None:
    parser = AsbParser()
    parser.feed(noise)
    assert len(parser.garbage) <= 64
    assert parser.nonsense <= len(noise)


def test_a_block_is_found_behind_nonsense() -> None:
    parser = AsbParser()
    assert parser.feed(b"\xff\x10\x80" + WELL) == [Asb(WELL)]
    assert parser.garbage == b"\xff\x10\x80"


def test_flow_control_is_no_nonsense() -> None:
    parser = AsbParser()
    assert parser.feed(b"\x13" + WELL[:5] + b"\x11" + WELL[5:]) == [Asb(WELL)]
    assert parser.nonsense == 0


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({}, Reason.NONE),
        ({2: 0x28}, Reason.COVER_OPEN),
        ({2: 0x08, 5: 0x0C}, Reason.PAPER_OUT),
        ({2: 0x08, 3: 0x08}, Reason.CUTTER_ERROR),
        ({2: 0x08, 3: 0x20}, Reason.PRINTER_ERROR),
        ({2: 0x08, 3: 0x04}, Reason.PRINTER_ERROR),
        ({2: 0x08, 4: 0x02}, Reason.PRINTER_ERROR),
        ({2: 0x08}, Reason.OFFLINE),
        ({3: 0x40}, Reason.OFFLINE),
    ],
)
def test_every_trouble_is_read_from_its_bit(changes: dict[int, int], problem: Reason) -> None:
    assert asb(changes).status(1.0).problem is problem


def test_paper_and_drawer_are_read() -> None:
    assert asb({5: 0x04}).status(0).paper is Paper.NEAR_END
    assert asb({5: 0x0C}).status(0).paper is Paper.OUT
    assert asb({}).status(0).paper is Paper.OK
    assert asb({2: 0x04}).status(0).drawer_pin_high is True
    assert asb({}).status(0).drawer_pin_high is False


@given(st.integers(0, 31))
def test_the_counter_is_put_together_from_its_five_bits(count: int) -> None:
    assert asb({7: (count & 7) << 1 | (count & 24) << 2}).counter == count


def test_a_short_status_has_no_counter() -> None:
    assert Asb(OLD_AND_WELL).counter is None


def test_each_language_is_known_by_its_answers_and_nonsense_by_none() -> None:
    assert speaks_star(WELL + OLD_AND_WELL)
    assert not speaks_star(b"\x12" + WELL)
    assert not speaks_star(WELL[:6])
    assert speaks_escpos(b"\x12")
    assert speaks_escpos(bytes.fromhex("1000000f12"))
    assert not speaks_escpos(WELL)
    assert not speaks_escpos(b"\xff\x12")
    assert not speaks_escpos(b"\x00")
