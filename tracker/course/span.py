"""The stretch of days the course page is about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from tracker.clinical import timeline
from tracker.clinical.facts import History
from tracker.clinical.timeline import WEEK

# The picture of a course without a planned length has room for 24 weeks.
COURSE_DAYS = 168


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """``last`` is the last day a dose may count, ``shown`` the days drawn, ``total`` those there is room for."""

    start: date
    last: date
    ended: bool
    number: int
    planned: int | None
    shown: int
    total: int

    @property
    def begun(self) -> bool:
        return self.number > 0

    @property
    def days(self) -> tuple[date, ...]:
        return timeline.days_between(
            self.start, self.start + timedelta(days=self.shown - 1)
        )

    @property
    def weeks(self) -> int:
        return self.total // WEEK

    @property
    def weeks_shown(self) -> int:
        return -(-self.shown // WEEK)

    def place(self, day: date) -> int:
        """Return the days between the first capsule and ``day``."""
        return (day - self.start).days

    def week_of(self, day: date) -> int:
        """Return the week ``day`` lies in, from 1."""
        return self.place(day) // WEEK + 1

    def first_of(self, week: int) -> date:
        return self.start + timedelta(days=(week - 1) * WEEK)


def span_of(history: History, *, today: date) -> Span:
    course = history.course
    last = min(today, course.last_dose_on or today)
    ended = course.last_dose_on is not None
    planned = timeline.planned_days(course)
    shown = max(0, timeline.course_day(course, latest(history, last, today)))
    return Span(
        start=course.started_on,
        last=last,
        ended=ended,
        number=timeline.course_day(course, last),
        planned=planned,
        shown=shown,
        # Whole weeks, so that the lines of the axis and the bars stay in step.
        total=whole_weeks(shown if ended else max(planned or COURSE_DAYS, shown)),
    )


def latest(history: History, last: date, today: date) -> date:
    """Return the last day with something to draw: some go on logging after the last capsule."""
    logged = [entry.day for entry in history.entries]
    tested = [result.day for result in history.labs]
    return max([last, *(day for day in logged + tested if day <= today)])


def whole_weeks(days: int) -> int:
    return max(1, -(-days // WEEK)) * WEEK
