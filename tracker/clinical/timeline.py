"""Where a day lies in a course: its number, its week, its planned end, and the days nobody logged."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from tracker.clinical.facts import CourseFacts, DayEntry

WEEK = 7


def course_day(course: CourseFacts, day: date) -> int:
    """Return the number of ``day``: 1 is the day of the first capsule, 0 or less lies before it."""
    return (day - course.started_on).days + 1


def week_of(course: CourseFacts, day: date) -> int:
    """Return the week of the course ``day`` lies in, from 1."""
    return (course_day(course, day) - 1) // WEEK + 1


def planned_days(course: CourseFacts) -> int | None:
    """Return the planned length in days, or None when nobody said."""
    return course.planned_weeks * WEEK if course.planned_weeks else None


def planned_end(course: CourseFacts) -> date | None:
    """Return the last planned day, the real one once the course has ended, or None."""
    if course.last_dose_on is not None:
        return course.last_dose_on
    days = planned_days(course)
    return course.started_on + timedelta(days=days - 1) if days else None


def expected_end(course: CourseFacts, *, on: date) -> date | None:
    """Return the real end, or the planned one until it has passed: then nobody knows it."""
    end = planned_end(course)
    past = end is not None and course.last_dose_on is None and end < on
    return None if past else end


def has_come(day: date, hour: time | None, *, at: datetime, zone: str) -> bool:
    """Hold once an hour of a day has come where the person is; without an hour it never comes."""
    return hour is not None and at >= datetime.combine(day, hour, ZoneInfo(zone))


def days_between(first: date, last: date) -> tuple[date, ...]:
    """Return every day from ``first`` to ``last``, both included."""
    return tuple(
        first + timedelta(days=number) for number in range((last - first).days + 1)
    )


def gaps(
    course: CourseFacts, entries: Iterable[DayEntry], *, on: date
) -> tuple[date, ...]:
    """Return the days of the course up to ``on`` that were not logged."""
    logged = {entry.day for entry in entries}
    last = min(on, course.last_dose_on or on)
    return tuple(
        day for day in days_between(course.started_on, last) if day not in logged
    )
