"""The few questions rules are built from.

A *test* looks at one day's marks and names the items that meet it. A *condition* looks at a day and the days
before it and names what triggered it; it always needs something on the day itself, so that an old week alone
never starts a flag. A condition also says whether later answers leave standing what it began. Both can say
themselves in words for the clinician's page. Every test and condition is monotone: a worse mark can make it hold,
never stop it holding. The two exceptions, which compare two ratings, say so.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tracker.clinical.conditions.base import Condition, Known, Said, Trigger, View
from tracker.clinical.conditions.day_tests import (
    DayTest,
    Marks,
    both,
    either,
    graded,
    several,
    yes,
)
from tracker.clinical.conditions.person import (
    medicine,
    not_improved,
    profile_says,
    written_self_harm,
)
from tracker.clinical.conditions.reach import Reach, reach_of
from tracker.clinical.vocabulary import CONDITIONS

__all__ = [
    "Condition",
    "DayTest",
    "Known",
    "Marks",
    "Said",
    "Trigger",
    "View",
    "beside",
    "both",
    "consecutive",
    "each_week",
    "either",
    "first_weeks",
    "graded",
    "medicine",
    "not_improved",
    "on_days",
    "once",
    "profile_says",
    "several",
    "with_condition",
    "written_self_harm",
    "yes",
]


@dataclass(frozen=True, slots=True)
class _Once:
    test: DayTest

    def met(self, view: View) -> tuple[Trigger, ...]:
        return _triggers(view, self.test, (view.day,))

    def stands(self, known: Known, _said: Said) -> bool:
        return bool(self.test.hits(known.marks))

    def reach(self) -> Reach:
        return _of_test(self.test, days=1)

    def words(self) -> str:
        return f"once: {self.test.words()}"


@dataclass(frozen=True, slots=True)
class _OnDays:
    count: int
    of: int
    test: DayTest

    def met(self, view: View) -> tuple[Trigger, ...]:
        if not self.test.hits(view.marks(view.day)):
            return ()
        days = [
            day for day in view.last_days(self.of) if self.test.hits(view.marks(day))
        ]
        return _triggers(view, self.test, days) if len(days) >= self.count else ()

    def stands(self, known: Known, _said: Said) -> bool:
        return bool(self.test.hits(known.marks))

    def reach(self) -> Reach:
        return _of_test(self.test, days=self.of)

    def words(self) -> str:
        return (
            f"on {self.count} or more of the last {self.of} days: {self.test.words()}"
        )


@dataclass(frozen=True, slots=True)
class _Running:
    count: int
    within: int
    test: DayTest

    def met(self, view: View) -> tuple[Trigger, ...]:
        if not self.test.hits(view.marks(view.day)):
            return ()
        days = [day for day in view.last_days(self.within) if self._answered(view, day)]
        run = days[-self.count :]
        if len(run) < self.count:
            return ()
        if not all(self.test.hits(view.marks(day)) for day in run):
            return ()
        return _triggers(view, self.test, run)

    def _answered(self, view: View, day: date) -> bool:
        # A day nobody logged, or on which this was left blank, is unknown: it neither counts nor breaks the run.
        marks = view.marks(day)
        return any(code in marks for code in self.test.items())

    def stands(self, known: Known, _said: Said) -> bool:
        return bool(self.test.hits(known.marks))

    def reach(self) -> Reach:
        return _of_test(self.test, days=self.within)

    def words(self) -> str:
        return (
            f"on each of the last {self.count} days on which it was answered, "
            f"all within {self.within} days: {self.test.words()}"
        )


@dataclass(frozen=True, slots=True)
class _Beside:
    today: DayTest
    count: int
    of: int
    test: DayTest

    def met(self, view: View) -> tuple[Trigger, ...]:
        now = _triggers(view, self.today, (view.day,))
        if not now:
            return ()
        days = [
            day for day in view.last_days(self.of) if self.test.hits(view.marks(day))
        ]
        if len(days) < self.count:
            return ()
        return (*_triggers(view, self.test, days), *now)

    def stands(self, known: Known, said: Said) -> bool:
        # A sign of a later day, beside days that are over, makes nothing of its own.
        return any(code in said for code in self.today.hits(known.marks))

    def reach(self) -> Reach:
        needs = frozenset(self.today.items())
        parts = needs.union(self.test.items())
        return Reach(parts=parts, days=self.of, needs=needs)

    def words(self) -> str:
        return (
            f"once: {self.today.words()}, and on {self.count} or more of the last {self.of} days: "
            f"{self.test.words()}"
        )


@dataclass(frozen=True, slots=True)
class _EachWeek:
    weeks: int
    test: DayTest

    def met(self, view: View) -> tuple[Trigger, ...]:
        if not self.test.hits(view.marks(view.day)):
            return ()
        found = [
            _triggers(view, self.test, view.last_days(7, ending=7 * week))
            for week in reversed(range(self.weeks))
        ]
        return (
            tuple(trigger for week in found for trigger in week) if all(found) else ()
        )

    def stands(self, known: Known, _said: Said) -> bool:
        return bool(self.test.hits(known.marks))

    def reach(self) -> Reach:
        return _of_test(self.test, days=7 * self.weeks)

    def words(self) -> str:
        return (
            f"at least once in each of the last {self.weeks} weeks: {self.test.words()}"
        )


@dataclass(frozen=True, slots=True)
class _WithCondition:
    condition: str
    inner: Condition

    def met(self, view: View) -> tuple[Trigger, ...]:
        return self.inner.met(view) if self.condition in view.profile.conditions else ()

    def stands(self, known: Known, said: Said) -> bool:
        return self.inner.stands(known, said)

    def reach(self) -> Reach:
        return reach_of(self.inner)

    def words(self) -> str:
        return f"when the profile says {CONDITIONS[self.condition].lower()}: {self.inner.words()}"


@dataclass(frozen=True, slots=True)
class _FirstWeeks:
    weeks: int
    inner: Condition

    def met(self, view: View) -> tuple[Trigger, ...]:
        return self.inner.met(view) if view.course_day <= 7 * self.weeks else ()

    def stands(self, known: Known, said: Said) -> bool:
        return self.inner.stands(known, said)

    def reach(self) -> Reach:
        return reach_of(self.inner)

    def words(self) -> str:
        return f"in the first {self.weeks} weeks: {self.inner.words()}"


def once(test: DayTest) -> Condition:
    """Hold when a single entry meets the test."""
    return _Once(test)


def on_days(count: int, *, of: int, test: DayTest) -> Condition:
    """Hold when ``count`` of the last ``of`` calendar days meet the test, the day itself among them."""
    return _OnDays(count, of, test)


def consecutive(count: int, *, within: int, test: DayTest) -> Condition:
    """Hold when the last ``count`` days on which its one item was answered all meet the test, ``within`` so many days."""
    return _Running(count, within, test)


def beside(today: DayTest, *, count: int, of: int, test: DayTest) -> Condition:
    """Hold when the day meets ``today`` and ``count`` of the last ``of`` calendar days meet the test."""
    return _Beside(today, count, of, test)


def each_week(weeks: int, test: DayTest) -> Condition:
    """Hold when each of the last ``weeks`` weeks has a day that meets the test, the day itself among them."""
    return _EachWeek(weeks, test)


def with_condition(condition: str, inner: Condition) -> Condition:
    """Hold when the profile names ``condition`` and ``inner`` holds."""
    return _WithCondition(condition, inner)


def first_weeks(weeks: int, inner: Condition) -> Condition:
    """Hold when ``inner`` does within the first ``weeks`` weeks of the course."""
    return _FirstWeeks(weeks, inner)


def _triggers(view: View, test: DayTest, days: Iterable[date]) -> tuple[Trigger, ...]:
    return tuple(
        [
            Trigger(day=day, item=code, value=view.marks(day)[code])
            for day in days
            for code in test.hits(view.marks(day))
        ]
    )


def _of_test(test: DayTest, *, days: int) -> Reach:
    codes = frozenset(test.items())
    return Reach(parts=codes, days=days, needs=codes)
