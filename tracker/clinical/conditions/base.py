"""What a condition is, what it may see, and what it says triggered it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from tracker.clinical.conditions.day_tests import Marks
from tracker.clinical.facts import CheckIn, CourseFacts, DayEntry, Profile


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Trigger:
    """One thing logged that a finding rests on. Profile facts carry the day they were read."""

    day: date
    item: str
    value: int | str


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What a condition may see: the entries up to ``day``, judged on the day ``on``."""

    profile: Profile
    course: CourseFacts
    entries: Mapping[date, DayEntry]
    day: date
    on: date
    # The questionnaires answered on the day.
    check_ins: tuple[CheckIn, ...] = ()

    def marks(self, day: date) -> Marks:
        """Return what was answered on ``day``; an unlogged day has no answers."""
        entry = self.entries.get(day)
        return {} if entry is None else entry.marks

    def last_days(self, count: int, *, ending: int = 0) -> tuple[date, ...]:
        """Return ``count`` calendar days, oldest first, the last one ``ending`` days before the day."""
        last = self.day - timedelta(days=ending)
        return tuple([last - timedelta(days=back) for back in reversed(range(count))])

    @property
    def course_day(self) -> int:
        """Return the day of the course, the first capsule being day 1."""
        return (self.day - self.course.started_on).days + 1

    @property
    def course_runs(self) -> bool:
        """Hold while capsules are being taken, pauses included."""
        last = self.course.last_dose_on
        return self.course.started_on <= self.day and (last is None or self.day <= last)


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known by now of the day something began: its answers, with those given later laid over them."""

    marks: Marks
    check_ins: tuple[CheckIn, ...] = ()


# What began it, by item.
Said = Mapping[str, tuple[Trigger, ...]]


class Condition(Protocol):
    """A question about a day and the days before it."""

    def met(self, view: View) -> tuple[Trigger, ...]:
        """Return what triggered it, oldest first, or nothing."""

    def stands(self, known: Known, said: Said) -> bool:
        """Hold while the answers given since it began have not answered it. Silence never does."""

    def words(self) -> str:
        """Return it in words."""
