"""The symptom rows, from drawn diaries."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tracker.clinical.facts import DayEntry
from tracker.clinical.vocabulary import item
from tracker.summary.symptoms import heights, is_row, row, trend, window_of

START = date(2026, 9, 21)
CORE = frozenset({"summary"})


def drawn(code: str, picture: str):
    """Return the days of a picture: a mark a day, a dot for no entry, a dash for an entry without it."""
    entries = [
        DayEntry(
            day=START + timedelta(days=number),
            marks={} if sign == "-" else {code: int(sign)},
        )
        for number, sign in enumerate(picture)
        if sign != "."
    ]
    return window_of(
        entries, first=START, last=START + timedelta(days=len(picture) - 1)
    )


def row_of(code: str, picture: str):
    return row(item(code), drawn(code, picture), words=str)


def test_none_not_logged_and_each_grade_look_different():
    assert heights(item("lips_dry"), drawn("lips_dry", "0123.-")) == (
        0,
        1,
        2,
        3,
        None,
        0,
    )


def test_yes_is_drawn_full():
    assert heights(item("vision_double"), drawn("vision_double", "01")) == (0, 3)


def test_a_weekly_answer_stands_for_a_week_at_most():
    drawing = heights(item("acne_severity"), drawn("acne_severity", "4------.-2"))

    assert drawing == (3, 3, 3, 3, 3, 3, 3, None, 0, 1)


def test_days_with_any_are_counted_among_the_days_logged_of_the_last_28():
    found = row_of("headache", "3" * 10 + "0" * 20 + "-1.1")

    assert (found.days_with, found.counted) == (6, 27)


def test_a_weekly_rating_is_counted_among_the_times_it_was_asked():
    found = row_of("oiliness", "3------2------0")

    assert (found.days_with, found.counted) == (2, 3)


def test_the_worst_is_of_all_days_and_the_median_of_the_last_seven():
    found = row_of("lips_dry", "3" + "0" * 10 + "1112200")

    assert (found.worst, found.usual) == ("severe", "mild")


def test_the_worst_confidence_is_the_lowest():
    assert row_of("confidence", "4------1").worst == "a little"


def test_without_an_answer_in_seven_days_there_is_no_median():
    assert row_of("nosebleed", "2" + "-" * 9).usual == ""


def test_a_rating_nobody_above_none_gave_is_a_row_only_when_asked_every_day():
    assert is_row(item("lips_dry"), drawn("lips_dry", "00"), CORE)
    assert not is_row(item("nosebleed"), drawn("nosebleed", "00"), CORE)
    assert is_row(item("nosebleed"), drawn("nosebleed", "01"), CORE)


@pytest.mark.parametrize("code", ["mood", "sexual", "period_change", "self_harm"])
def test_a_part_left_out_has_no_row(code):
    assert not is_row(item(code), drawn(code, "11"), CORE)


@pytest.mark.parametrize(
    ("before", "week", "expected"),
    [
        ("1111111", "2222222", "rising"),
        ("2222222", "1111111", "falling"),
        ("1111111", "1111111", "steady"),
        ("11111", "11112", "steady"),
        ("0000", "0001", "rising"),
        ("00", "1111111", ""),
        ("1111111", "11", ""),
        ("", "1", "new"),
        ("", "0", ""),
    ],
)
def test_the_trend_compares_two_weeks_when_both_were_answered(before, week, expected):
    def marks(text: str) -> list[int]:
        return [int(sign) for sign in text]

    assert trend(item("lips_dry"), marks(week), marks(before)) == expected


def test_one_answer_a_week_is_enough_for_what_is_not_asked_daily():
    assert trend(item("acne_severity"), [1], [3]) == "falling"
    assert trend(item("acne_severity"), [1], []) == ""


def test_what_is_asked_on_demand_is_counted_among_the_times_it_was_asked():
    found = row_of("nosebleed", "-" * 10 + "0-1-0-0---")

    assert (found.days_with, found.counted, found.on_demand) == (1, 4, True)
    assert not row_of("headache", "1").on_demand
