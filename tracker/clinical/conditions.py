"""The few questions rules are built from.

A *test* looks at one day's marks and names the items that meet it. A *condition* looks at a day and the days
before it and names what triggered it; it always needs something on the day itself, so that an old week alone
never starts a flag. Both can say themselves in words for the clinician's page. Every test and condition here
is monotone: a worse mark can make it hold, never stop it holding. The one exception says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from tracker.clinical.crisis import mentions_self_harm
from tracker.clinical.day_tests import (
    DayTest,
    Marks,
    both,
    either,
    graded,
    several,
    yes,
)
from tracker.clinical.facts import CheckIn, CourseFacts, DayEntry, Profile
from tracker.clinical.reach import Reach, reach_of
from tracker.clinical.vocabulary import CONDITIONS, item, medicines_among

__all__ = [
    "Condition",
    "DayTest",
    "Marks",
    "Trigger",
    "View",
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


class Condition(Protocol):
    """A question about a day and the days before it."""

    def met(self, view: View) -> tuple[Trigger, ...]:
        """Return what triggered it, oldest first, or nothing."""

    def words(self) -> str:
        """Return it in words."""


# Conditions over days


@dataclass(frozen=True, slots=True)
class _Once:
    test: DayTest

    def met(self, view: View) -> tuple[Trigger, ...]:
        return _triggers(view, self.test, (view.day,))

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

    def reach(self) -> Reach:
        return _of_test(self.test, days=self.of)

    def words(self) -> str:
        return (
            f"on {self.count} or more of the last {self.of} days: {self.test.words()}"
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

    def reach(self) -> Reach:
        return reach_of(self.inner)

    def words(self) -> str:
        return f"in the first {self.weeks} weeks: {self.inner.words()}"


@dataclass(frozen=True, slots=True)
class _ProfileSays:
    condition: str

    def met(self, view: View) -> tuple[Trigger, ...]:
        # A profile fact is read on the day asked about; it is not carried over from an older day.
        if (
            view.day != view.on
            or not view.course_runs
            or self.condition not in view.profile.conditions
        ):
            return ()
        return (Trigger(day=view.on, item=self.condition, value=1),)

    def reach(self) -> Reach:
        return Reach(parts=frozenset(), days=1)

    def words(self) -> str:
        return f"the profile says {CONDITIONS[self.condition].lower()} while the course runs"


@dataclass(frozen=True, slots=True)
class _Medicine:
    name: str
    group: frozenset[str]

    def met(self, view: View) -> tuple[Trigger, ...]:
        entry = view.entries.get(view.day)
        started = entry.new_medicine if entry else ""
        # The list is read on the day asked about; it is not carried over from an older day.
        listed = view.profile.medicines if view.day == view.on else ()
        if not (started or listed) or not view.course_runs:
            return ()
        return (
            *self._named(listed, "medicines", view.day),
            *self._named((started,), "new_medicine", view.day),
        )

    def _named(
        self, texts: tuple[str, ...], where: str, day: date
    ) -> tuple[Trigger, ...]:
        return tuple(
            Trigger(day=day, item=where, value=name)
            for name in medicines_among(texts, self.group)
        )

    def reach(self) -> Reach:
        return Reach(parts=frozenset({"new_medicine"}), days=1)

    def words(self) -> str:
        return f"{self.name} on the medicine list, or started, while the course runs"


@dataclass(frozen=True, slots=True)
class _Written:
    def met(self, view: View) -> tuple[Trigger, ...]:
        entry = view.entries.get(view.day)
        if entry is None or not mentions_self_harm(entry.note):
            return ()
        # The note itself stays in the diary: only the fact that it was there is passed on.
        return (Trigger(day=view.day, item="note", value="self-harm words"),)

    def reach(self) -> Reach:
        # Answering the question itself on a later day stands for the words.
        parts = frozenset({"note", "self_harm"})
        return Reach(parts=parts, days=1, needs=frozenset({"note"}))

    def words(self) -> str:
        return "once: the note has a phrase from the short list about self-harm"


@dataclass(frozen=True, slots=True)
class _NotImproved:
    # Not monotone in the first rating: worse skin at the start makes the same skin now an improvement.
    code: str
    from_week: int
    baseline_within: int

    def met(self, view: View) -> tuple[Trigger, ...]:
        rated = view.marks(view.day).get(self.code, 0)
        if view.course_day <= 7 * self.from_week or rated == 0:
            return ()
        first = self._first_rating(view)
        if first is None or rated < view.marks(first)[self.code]:
            return ()
        days = (first, view.day)
        return tuple(
            Trigger(day=day, item=self.code, value=view.marks(day)[self.code])
            for day in days
        )

    def _first_rating(self, view: View) -> date | None:
        last = view.course.started_on + timedelta(days=self.baseline_within - 1)
        rated = (
            day
            for day in sorted(view.entries)
            if day <= min(last, view.day) and self.code in view.marks(day)
        )
        return next(rated, None)

    def reach(self) -> Reach:
        codes = frozenset({self.code})
        return Reach(parts=codes, days=None, needs=codes)

    def words(self) -> str:
        return (
            f"after week {self.from_week}: {item(self.code).short.lower()} rated no better than the first rating "
            f"(made in the first {self.baseline_within} days)"
        )


def once(test: DayTest) -> Condition:
    """Hold when a single entry meets the test."""
    return _Once(test)


def on_days(count: int, *, of: int, test: DayTest) -> Condition:
    """Hold when ``count`` of the last ``of`` calendar days meet the test, the day itself among them."""
    return _OnDays(count, of, test)


def consecutive(count: int, test: DayTest) -> Condition:
    """Hold when the last ``count`` days each meet the test. An unlogged day is unknown: it breaks the run."""
    return _OnDays(count, count, test)


def each_week(weeks: int, test: DayTest) -> Condition:
    """Hold when each of the last ``weeks`` weeks has a day that meets the test, the day itself among them."""
    return _EachWeek(weeks, test)


def with_condition(condition: str, inner: Condition) -> Condition:
    """Hold when the profile names ``condition`` and ``inner`` holds."""
    return _WithCondition(condition, inner)


def first_weeks(weeks: int, inner: Condition) -> Condition:
    """Hold when ``inner`` does within the first ``weeks`` weeks of the course."""
    return _FirstWeeks(weeks, inner)


def profile_says(condition: str) -> Condition:
    """Hold on every day of the course while the profile names ``condition``."""
    return _ProfileSays(condition)


def medicine(name: str, group: frozenset[str]) -> Condition:
    """Hold when a medicine of ``group`` is on the list or was started that day, while the course runs."""
    return _Medicine(name, group)


def written_self_harm() -> Condition:
    """Hold when the note of the day has a phrase from the reviewed list."""
    return _Written()


def not_improved(code: str, *, from_week: int, baseline_within: int) -> Condition:
    """Hold when ``code`` is rated no better than at the start, later than ``from_week`` full weeks."""
    return _NotImproved(code, from_week, baseline_within)


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
