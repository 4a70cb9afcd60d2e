"""Where a day lies in a course."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.diaries import day as drawn
from tests.diaries import diary
from tracker.clinical.facts import CourseFacts
from tracker.clinical.timeline import (
    course_day,
    days_between,
    gaps,
    planned_days,
    planned_end,
    week_of,
)

START = date(2026, 9, 21)
COURSE = CourseFacts(started_on=START, planned_weeks=24)
DAYS = st.integers(min_value=-400, max_value=400).map(lambda n: START + timedelta(n))


def test_the_day_of_the_first_capsule_is_day_one_of_week_one():
    assert course_day(COURSE, START) == 1
    assert week_of(COURSE, START) == 1


def test_the_day_before_is_day_nought():
    assert course_day(COURSE, START - timedelta(days=1)) == 0
    assert week_of(COURSE, START - timedelta(days=1)) == 0


def test_a_week_ends_on_its_seventh_day():
    assert week_of(COURSE, START + timedelta(days=6)) == 1
    assert week_of(COURSE, START + timedelta(days=7)) == 2


def test_day_61_of_168_is_in_week_nine():
    on = date(2026, 11, 20)

    assert (course_day(COURSE, on), week_of(COURSE, on)) == (61, 9)
    assert planned_days(COURSE) == 168
    assert planned_end(COURSE) == date(2027, 3, 7)


def test_nobody_said_how_long_so_nobody_knows_the_end():
    course = CourseFacts(started_on=START)

    assert planned_days(course) is None
    assert planned_end(course) is None


def test_the_last_capsule_is_the_end_whatever_was_planned():
    course = CourseFacts(
        started_on=START, planned_weeks=24, last_dose_on=date(2027, 1, 5)
    )

    assert planned_end(course) == date(2027, 1, 5)


def test_days_between_are_counted_on_both_sides():
    assert days_between(START, START) == (START,)
    assert len(days_between(START, START + timedelta(days=6))) == 7
    assert days_between(START, START - timedelta(days=1)) == ()


def test_a_gap_is_a_day_without_an_entry_up_to_today():
    entries = diary("""
        day       1 2 5
        lips_dry  0 1 2
    """)
    course = CourseFacts(started_on=drawn(1))

    assert gaps(course, entries, on=drawn(6)) == (drawn(3), drawn(4), drawn(6))


def test_there_are_no_gaps_after_the_last_capsule():
    course = CourseFacts(started_on=drawn(1), last_dose_on=drawn(2))

    assert gaps(course, (), on=drawn(5)) == (drawn(1), drawn(2))


@given(DAYS)
@settings(max_examples=50)
def test_the_number_of_a_day_leads_back_to_it(on):
    assert START + timedelta(days=course_day(COURSE, on) - 1) == on
    assert (
        (week_of(COURSE, on) - 1) * 7
        < course_day(COURSE, on)
        <= week_of(COURSE, on) * 7
    )
