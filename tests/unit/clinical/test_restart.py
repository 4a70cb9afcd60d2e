"""Starting again after a gap, drawn as a row of answers: a for all, s for some, n for none, dot for not logged."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.clinical.course.restart import (
    LONG_GAP,
    RECENT,
    RESTART,
    gap_before_a_dose,
)
from tracker.clinical.facts import CourseFacts, DayEntry, DosePeriod
from tracker.clinical.sources import Status

START = date(2026, 8, 1)
ANSWER = {"a": "all", "s": "some", "n": "none", "y": "not_yet", "-": None}


def day(number):
    return START + timedelta(days=number - 1)


def gap(row, *doses, on, last=None):
    """Return the first and last day of the gap and whether it was a pause; doses are (day, mg)."""
    course = CourseFacts(
        started_on=START,
        last_dose_on=day(last) if last else None,
        doses=tuple(
            DosePeriod(starts=day(number), mg_per_day=Decimal(mg))
            for number, mg in ((1, 20), *doses)
        ),
    )
    entries = tuple(
        DayEntry(day=day(number), dose_taken=ANSWER[letter])
        for number, letter in enumerate(row, start=1)
        if letter != "."
    )
    found = gap_before_a_dose(course, entries, on=day(on))
    if found is None:
        return None
    numbers = ((each - START).days + 1 for each in (found.first, found.last))
    return (*numbers, "paused" if found.paused else "unlogged")


def test_a_dose_after_a_pause_follows_a_gap():
    assert gap("", (40, 0), (80, 40), on=100) == (40, 79, "paused")


def test_so_would_a_dose_noted_while_the_pause_goes_on():
    assert gap("a" * 39, (40, 0), on=60) == (40, 59, "paused")


def test_a_pause_counts_however_short_and_is_not_spoken_of_before_a_day_of_it_is_over():
    row = "a" * 19 + ".." + "a" * 8

    assert gap(row, (20, 0), (22, 40), on=30) == (20, 21, "paused")
    assert gap("a" * 20, (20, 0), on=20) is None


def test_a_pause_and_the_silence_around_it_are_one_gap():
    assert gap("aaa", (10, 0), (20, 40), on=30) == (4, 29, "paused")


def test_the_newest_gap_is_the_one_that_is_named():
    pauses = ((20, 0), (30, 40), (50, 0), (60, 40))

    assert gap("", *pauses, on=70) == (50, 59, "paused")


@pytest.mark.parametrize("answer", [".", "n", "y", "-"])
def test_two_weeks_without_a_capsule_logged_are_a_gap_and_a_day_less_is_none(answer):
    assert gap("aa" + answer * 14, on=17) == (3, 16, "unlogged")
    assert gap("aa" + answer * 13, on=16) is None


@pytest.mark.parametrize("answer", "as")
def test_a_capsule_after_the_gap_keeps_it_in_mind_for_four_weeks(answer):
    row = "aa" + "." * 14 + answer
    weeks = RECENT.days

    assert gap(row + "a" * weeks, on=17 + weeks - 1) == (3, 16, "unlogged")
    assert gap(row + "a" * weeks, on=17 + weeks) is None


def test_a_dose_after_unlogged_weeks_keeps_it_as_long_as_it_is_listed():
    row = "aa" + "." * 14 + "a" * 60

    assert gap(row, (17, 40), on=76) == (3, 16, "unlogged")


def test_days_before_the_first_capsule_logged_are_unknown_and_no_gap():
    assert gap("." * 60, on=61) is None
    assert gap("." * 60 + "a", (40, 40), on=61) is None


def test_the_first_dose_follows_nothing():
    assert gap("", on=1) is None
    assert gap("a" * 50, (30, 40), on=50) is None


def test_a_dose_ahead_follows_the_pause_before_it():
    assert gap("a" * 30, (31, 0), (40, 40), on=31) == (31, 39, "paused")


def test_after_the_end_there_is_nothing_to_start_again():
    assert gap("", (40, 0), (80, 40), on=100, last=99) is None


@given(st.text("asn.y-", max_size=90), st.integers(1, 100))
def test_a_gap_holds_no_capsule_and_is_long(row, on):
    found = gap(row, on=on)

    if found is not None:
        first, last, kind = found
        assert not set(row[first - 1 : last]) & {"a", "s"}
        assert last - first + 1 >= LONG_GAP.days
        assert 1 < first <= last < on
        assert kind == "unlogged"


def test_the_row_says_that_no_document_was_read_for_it():
    assert RESTART.status is Status.BACKGROUND
    assert [each.id for each in RESTART.sources] == ["BG"]
    assert RESTART.reviewer == ""
