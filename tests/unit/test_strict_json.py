"""JSON from somebody else: nothing in it that could not be stored."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tracker.clinical.history.parts import BadHistory
from tracker.records.strict_json import loaded


def test_plain_values_are_read():
    assert loaded('{"a": [1, 62.5, "ü😀\\n", null, true]}'.encode()) == {
        "a": [1, Decimal("62.5"), "ü😀\n", None, True]
    }


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "not JSON"),
        (b"{", "not JSON"),
        (b"\xff\xfe", "not JSON"),
        (b"[" * 100_000, "not JSON"),
        (b'{"a": 1, "a": 2}', "twice"),
        (b"[NaN]", "NaN is not a number"),
        (b"[-Infinity]", "-Infinity is not a number"),
        (b"[1e999999999]", "is not a number"),
        (b"[1.0E5]", "is not a number"),
        (b"[" + b"9" * 5000 + b"]", "is not a number"),
        (b'["a\\u0000b"]', "cannot be stored"),
        (b'["\\ud83d"]', "cannot be stored"),
        (b'{"\\ude00": 1}', "cannot be stored"),
        (b'["' + b"x" * 100_001 + b'"]', "longer than"),
    ],
)
def test_what_could_not_be_stored_is_refused(content, said):
    with pytest.raises(BadHistory, match=said):
        loaded(content)


def test_a_whole_character_in_two_halves_is_one_character():
    assert loaded(b'["\\ud83d\\ude00"]') == ["😀"]
