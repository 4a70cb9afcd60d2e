"""What a person can read up, and what to expect in a week of the course or after it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from tracker.clinical import timeline
from tracker.clinical.education.tips import EXPECTATIONS, TIPS
from tracker.clinical.education.topic import Expectation, Part, Shown, Tip, Topic
from tracker.clinical.education.topics import ALL_TOPICS
from tracker.clinical.facts import CourseFacts, Profile

__all__ = [
    "EXPECTATIONS",
    "TIPS",
    "TOPICS",
    "Expectation",
    "Part",
    "Shown",
    "Tip",
    "Topic",
    "expected_after",
    "expected_in_week",
    "expected_on",
    "topics_for",
    "week_after",
]

TOPICS: Mapping[str, Topic] = MappingProxyType(
    {topic.id: topic for topic in ALL_TOPICS}
)


def expected_in_week(week: int) -> Expectation | None:
    """Return what to expect in a week of the course, the first being 1; None before it."""
    return _first(week, after=False)


def expected_after(week: int) -> Expectation | None:
    """Return what to expect in a week after the last capsule, the first being 1; None later than a year."""
    return _first(week, after=True)


def expected_on(course: CourseFacts, day: date) -> Expectation | None:
    """Return what to expect on ``day``, during the course or after it."""
    # Once the last capsule is noted, its own day looks ahead too.
    if course.last_dose_on is not None and day >= course.last_dose_on:
        return expected_after(week_after(course.last_dose_on, day))
    return expected_in_week(timeline.week_of(course, day))


def week_after(last: date, day: date) -> int:
    """Return the week after the last capsule ``day`` lies in, from 1; that of the capsule itself is 1 too."""
    return max(0, (day - last).days - 1) // timeline.WEEK + 1


def topics_for(profile: Profile) -> tuple[Topic, ...]:
    """Return the topics that concern the person, or may."""
    return tuple(
        topic
        for topic in TOPICS.values()
        if not topic.only_pregnancy or profile.can_become_pregnant is not False
    )


def _first(week: int, *, after: bool) -> Expectation | None:
    return next(
        (each for each in EXPECTATIONS if each.after is after and each.holds_in(week)),
        None,
    )
