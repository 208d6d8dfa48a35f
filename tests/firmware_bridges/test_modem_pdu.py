"""Text messages as octets: known examples byte for byte, and every text comes back whole from another decoder."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firmware_bridges.message import Delivery, DeliveryReport, Message, MessageError, cut, e164
from firmware_bridges.modem.alphabet import BASIC, EXTENSION, codes, is_plain, pack
from firmware_bridges.modem.pdu import PduError, report_from, submits, validity
from firmware_bridges.simulators.modem_texts import BadPdu, decode_submit, status_report

ANNA = "+390612345678"
PLAIN = "".join(character for character in BASIC if character != "\x1b") + "".join(EXTENSION.values())
SHORT = st.text(st.sampled_from(PLAIN), min_size=1, max_size=40) | st.text(
    st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40
)
TEXTS = st.builds(lambda text, times: (text * times)[:500], SHORT, st.integers(1, 40))


@pytest.mark.parametrize(
    ("text", "octets"),
    [
        ("hellohello", "E8329BFD4697D9EC37"),
        ("How are you?", "C8F71D14969741F977FD07"),
        ("€", "9B32"),
        ("1234567", "31D98C56B3DD00"),
        ("12345678", "31D98C56B3DD70"),
    ],
)
def test_seven_bit_text_is_packed_as_in_the_known_examples(text: str, octets: str) -> None:
    assert pack(codes(text)).hex().upper() == octets


def test_a_short_message_is_the_known_example_with_a_report_asked_for() -> None:
    (part,) = submits(Message("+46708251358", "hellohello", valid_min=4 * 1440))
    assert (part.hex, part.length) == ("0031000B916407281553F80000AA0AE8329BFD4697D9EC37", 23)


def test_a_text_outside_the_alphabet_goes_out_as_ucs2() -> None:
    (part,) = submits(Message("+46708251358", "Привет"))
    assert part.hex == "0031000B916407281553F800082F0C041F04400438043204350442"


@pytest.mark.parametrize(
    ("text", "lengths"),
    [
        ("a" * 160, [160]),
        ("a" * 161, [153, 8]),
        ("a" * 152 + "€" + "a" * 20, [152, 21]),
        ("ж" * 70, [70]),
        ("ж" * 71, [67, 4]),
        ("ж" * 66 + "😀" + "ж" * 10, [66, 11]),
    ],
)
def test_long_texts_are_cut_between_characters(text: str, lengths: list[int]) -> None:
    assert [len(part) for part in cut(text)] == lengths
    assert "".join(cut(text)) == text


def test_what_is_too_long_or_empty_is_refused_with_a_sentence() -> None:
    assert len(cut("a" * 153 * 6)) == 6
    with pytest.raises(MessageError, match="too long"):
        cut("a" * (153 * 6 + 1))
    with pytest.raises(MessageError, match="nothing"):
        cut(" \n")


@given(
    TEXTS.filter(lambda text: text.strip()),
    st.integers(0, 255),
    st.text("0123456789", min_size=7, max_size=14),
)
def test_every_text_comes_back_whole(text: str, group: int, digits: str) -> None:
    try:
        whole = submits(Message(f"+1{digits}", text, group))
    except MessageError:
        assert len(text) > 67 * 6 / 2
        return
    parts = [decode_submit(bytes.fromhex(part.hex), part.length) for part in whole]
    assert "".join(part.text for part in parts) == text
    assert {part.number for part in parts} == {f"+1{digits}"}
    assert [part.place for part in parts] == list(range(1, len(parts) + 1))
    assert {part.total for part in parts} == {len(parts)}
    assert all(part.report_wanted and part.wide != is_plain(text) for part in parts)
    assert {part.group for part in parts} == {group * (len(parts) > 1)}


def test_the_second_decoder_refuses_what_is_wrong() -> None:
    (part,) = submits(Message(ANNA, "hello"))
    with pytest.raises(BadPdu):
        decode_submit(part.octets, part.length + 1)
    with pytest.raises(BadPdu):
        decode_submit(part.octets[:-1], part.length - 1)


@pytest.mark.parametrize(
    ("minutes", "code"),
    [(1, 0), (5, 0), (6, 1), (720, 143), (721, 144), (1440, 167), (1441, 168), (4 * 1440, 170), (30 * 1440, 196),
     (31 * 1440, 197), (10**9, 255)],
)  # fmt: skip
def test_validity_is_at_least_what_is_asked_for(minutes: int, code: int) -> None:
    assert validity(minutes) == code


def test_a_delivery_report_is_read_as_in_the_known_example() -> None:
    octets = bytes.fromhex("0006D60B911326880736F4111011719551401110117195714000")
    assert report_from(octets) == DeliveryReport(0xD6, "+31628870634", Delivery.DELIVERED, 0)


@pytest.mark.parametrize(
    ("status", "delivery"),
    [
        (0, "delivered"),
        (1, "delivered"),
        (0x20, "waiting"),
        (0x30, "waiting"),
        (0x40, "failed"),
        (0x46, "failed"),
        (0x63, "failed"),
    ],
)
def test_a_report_says_delivered_waiting_or_failed(status: int, delivery: str) -> None:
    report = report_from(bytes.fromhex(status_report(7, ANNA, status)))
    assert (report.reference, report.number, report.delivery) == (7, ANNA, delivery)


@given(st.binary(max_size=60))
def test_nonsense_is_never_more_than_refused(octets: bytes) -> None:
    try:
        report = report_from(octets)
    except PduError:
        return
    assert 0 <= report.reference <= 255
    assert report.number.lstrip("+").isdigit()


@pytest.mark.parametrize(
    "written", ["+39 06 1234 5678", "0039-06-12345678", "+39 (06) 12.34.56.78", "\u00a0+390612345678 "]
)
def test_a_number_as_people_write_it_becomes_one_with_its_country(written: str) -> None:
    assert e164(written) == ANNA


@pytest.mark.parametrize(
    "written",
    [
        "",
        "06 12345678",
        "+",
        "+39",
        "+0612345678",
        "+3906123456781234",
        "+39x6123456",
        "+39\u0663\u0664\u0665\u0666\u0667\u0668",
    ],
)
def test_what_is_no_number_with_its_country_is_refused(written: str) -> None:
    with pytest.raises(MessageError):
        e164(written)
