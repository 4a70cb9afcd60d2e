"""Which days a summary covers."""

from __future__ import annotations

from datetime import date

import pytest

from tracker.clinical.facts import CourseFacts, DayEntry, History, LabResult, Profile
from tracker.summary.build import window_for

START, END, ON = date(2026, 9, 21), date(2026, 10, 20), date(2026, 11, 20)


def history(*, last_dose_on=None, logged=(), tested=()) -> History:
    return History(
        profile=Profile(),
        course=CourseFacts(started_on=START, last_dose_on=last_dose_on),
        entries=tuple(DayEntry(day=day) for day in logged),
        labs=tuple(
            LabResult(day=day, test="HCG_U", outcome="negative") for day in tested
        ),
    )


def span(facts: History, *, starts=None, ends=None, on=ON) -> tuple[date, date]:
    window = window_for(facts, on=on, starts=starts, ends=ends)
    return window.first, window.last


def test_a_running_course_is_covered_to_the_day_it_is_read():
    assert span(history()) == (START, ON)


def test_an_ended_course_is_covered_to_its_last_dose():
    assert span(history(last_dose_on=END)) == (START, END)


def test_what_was_logged_or_tested_after_the_last_dose_is_covered():
    logged, tested = date(2026, 10, 25), date(2026, 11, 19)

    assert span(history(last_dose_on=END, logged=[logged])) == (START, logged)
    assert span(history(last_dose_on=END, logged=[logged], tested=[tested])) == (
        START,
        tested,
    )


def test_a_result_still_to_come_is_not_covered():
    assert span(history(last_dose_on=END, tested=[ON]), on=END) == (START, END)


def test_days_before_the_course_or_after_today_cannot_be_chosen():
    chosen = {"starts": date(2020, 1, 1), "ends": date(2030, 1, 1)}

    assert span(history(), **chosen) == (START, ON)


@pytest.mark.parametrize(
    ("starts", "ends", "shown"),
    [
        (date(2026, 11, 1), date(2026, 11, 9), (date(2026, 11, 1), date(2026, 11, 9))),
        (date(2026, 11, 1), None, (date(2026, 11, 1), date(2026, 11, 1))),
        (ON, date(2026, 12, 24), (ON, ON)),
    ],
)
def test_days_chosen_after_the_end_are_shown_and_no_other(starts, ends, shown):
    assert span(history(last_dose_on=END), starts=starts, ends=ends) == shown


def test_a_course_that_has_not_begun_is_its_first_day():
    assert span(history(), on=date(2026, 9, 1)) == (START, START)
