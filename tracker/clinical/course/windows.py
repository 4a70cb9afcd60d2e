"""Stretches of time that sources name in words, and what a person has to avoid until when."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum
from types import MappingProxyType

from tracker.clinical import timeline
from tracker.clinical.course.window import Begins, Ends, Who, Window
from tracker.clinical.course.window_data import WINDOWS
from tracker.clinical.facts import CourseFacts, Profile

__all__ = [
    "SECOND_COURSE",
    "WINDOWS",
    "WINDOWS_BY_ID",
    "Line",
    "State",
    "end_of",
    "months_after",
    "one_month_after",
    "one_month_before",
    "second_course_from",
    "windows_of",
]

WINDOWS_BY_ID: Mapping[str, Window] = MappingProxyType(
    {window.id: window for window in WINDOWS}
)

# No source speaks of a second course sooner after the first (evidence pack, sections 7 and 10).
SECOND_COURSE = timedelta(weeks=8)


def one_month_after(day: date) -> date:
    """Return the later of 30 days on and the same day next month."""
    return max(day + timedelta(days=30), months_after(day, 1))


def one_month_before(day: date) -> date:
    """Return the earlier of 30 days back and the same day last month."""
    return min(day - timedelta(days=30), months_after(day, -1))


def months_after(day: date, months: int) -> date:
    """Return the same day ``months`` later, or the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def second_course_from(last: date) -> date:
    """Return the earliest day on which a second course may be talked about."""
    return last + SECOND_COURSE


class State(IntEnum):
    """Where a waiting time stands, in the order in which it is shown."""

    COUNTING = 1
    RUNNING = 2
    STARTS = 3
    WHEN = 4
    ALWAYS = 5
    OVER = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One waiting time as it stands for a person on a day.

    ``until`` is its last day and is None while the last capsule is not known; ``planned_until`` is what it
    would be if the course ends as planned, and None once that day has passed. ``maybe`` says that the profile does not tell whether it concerns
    them.
    """

    window: Window
    maybe: bool
    state: State
    starts: date | None
    until: date | None
    planned_until: date | None
    days_left: int | None


def windows_of(course: CourseFacts, profile: Profile, *, on: date) -> tuple[Line, ...]:
    """Return what the person has to avoid and how long, the nearest end first."""
    lines = (
        _line(window, course, maybe=concern is None, on=on)
        for window in WINDOWS
        if (concern := concerns(window.who, profile)) is not False
    )
    return tuple(sorted(lines, key=lambda line: (line.state, line.days_left or 0)))


def concerns(who: Who, profile: Profile) -> bool | None:
    """Return whether it concerns the person, None when the profile does not tell."""
    if who is Who.EVERYONE:
        return True
    said = {
        Who.BREASTFEEDING: "breastfeeding",
        Who.LENSES: "contact_lenses",
    }.get(who)
    if said in profile.conditions:
        return True
    if who is Who.CAN_BECOME_PREGNANT:
        return profile.can_become_pregnant
    pregnancy = who in {Who.BREASTFEEDING, Who.HORMONAL}
    return False if pregnancy and profile.can_become_pregnant is False else None


def end_of(window: Window, last: date | None) -> date | None:
    """Return the last day of a waiting time when ``last`` is the day of the last capsule."""
    if last is None or window.ends in {Ends.CHECKED, Ends.NEVER}:
        return None
    if window.ends is Ends.MONTH:
        return one_month_after(last)
    if window.ends is Ends.MONTHS:
        return months_after(last, window.count)
    return last + timedelta(days=window.count)


def begin_of(window: Window, course: CourseFacts) -> date | None:
    """Return its first day, or None when it begins with something that may happen, or never began."""
    if window.begins is Begins.MONTH_BEFORE:
        return one_month_before(course.started_on)
    return course.started_on if window.begins is Begins.START else None


def _line(window: Window, course: CourseFacts, *, maybe: bool, on: date) -> Line:
    starts = begin_of(window, course)
    until = end_of(window, course.last_dose_on)
    return Line(
        window=window,
        maybe=maybe,
        state=_state(window, starts, until, on),
        starts=starts,
        until=until,
        planned_until=end_of(window, timeline.expected_end(course, on=on)),
        days_left=(until - on).days if until is not None and on <= until else None,
    )


def _state(window: Window, starts: date | None, until: date | None, on: date) -> State:
    if until is not None and on > until:
        return State.OVER
    if window.begins is Begins.ALWAYS:
        return State.ALWAYS
    if window.begins is Begins.WHEN:
        return State.WHEN
    if starts is not None and on < starts:
        return State.STARTS
    return State.RUNNING if until is None else State.COUNTING
