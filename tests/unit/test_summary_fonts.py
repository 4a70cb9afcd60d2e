"""The letters of a font, read from its character map."""

from __future__ import annotations

from struct import pack

import pytest

from tracker.summary.render.fonts import code_points, letters, table_offset


def font(subtable: bytes) -> bytes:
    """Return a font with one table, the character map, and in it one map."""
    start = 12 + 16
    directory = pack(">4xH6x", 1) + pack(">4sIII", b"cmap", 0, start, 0)
    return directory + pack(">HHHHI", 0, 1, 3, 10, 12) + subtable


def test_runs_of_letters_are_read():
    groups = pack(">HHIII", 12, 0, 0, 0, 2) + pack(">IIIIII", 65, 67, 1, 90, 90, 0)

    assert list(code_points(font(groups))) == [65, 66, 67]


def test_segments_are_read_and_letters_without_a_drawing_are_none():
    heads = pack(">HHHHHHH", 4, 0, 0, 4, 0, 0, 0)
    ends, starts = pack(">HHH", 66, 0xFFFF, 0), pack(">HH", 65, 0xFFFF)
    # The letter A is at glyph 0, which is the box for what is missing; B is at glyph 1.
    deltas, offsets = pack(">HH", 0x10000 - 65, 1), pack(">HH", 0, 0)

    assert list(code_points(font(heads + ends + starts + deltas + offsets))) == [66]


def test_a_segment_may_point_to_a_list_of_drawings():
    heads = pack(">HHHHHHH", 4, 0, 0, 2, 0, 0, 0)
    rest = pack(">HHHHH", 66, 0, 65, 0, 2) + pack(">HH", 0, 7)

    assert list(code_points(font(heads + rest))) == [66]


def test_maps_of_other_kinds_are_left_alone():
    assert list(code_points(font(pack(">H", 0)))) == []


def test_a_font_without_a_map_is_refused():
    with pytest.raises(LookupError):
        table_offset(font(b""), b"glyf")


def test_the_page_can_be_written_in_its_own_letters():
    assert {ord(sign) for sign in "Aéß–“”…·×÷▲▼□"} <= letters()
    assert not {ord(sign) for sign in "漢😀"} & letters()
    assert 0xE000 not in letters()
