"""Questions about the time after the last capsule, built on those of a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from tracker.clinical.conditions import Condition, Trigger, View
from tracker.clinical.reach import Reach, reach_of
from tracker.clinical.vocabulary import item
from tracker.clinical.windows import months_after, one_month_after

# The skin at the end of the course is as rated within four weeks before the last capsule.
_RATED_WITHIN = timedelta(days=28)


@dataclass(frozen=True, slots=True)
class _Since:
    """From ``days`` and ``months`` after the last capsule on."""

    days: int
    months: int
    inner: Condition

    def met(self, view: View) -> tuple[Trigger, ...]:
        last = view.course.last_dose_on
        if last is None or view.day < self._first(last):
            return ()
        return self.inner.met(view)

    def _first(self, last: date) -> date:
        return months_after(last, self.months) + timedelta(days=self.days)

    def reach(self) -> Reach:
        return reach_of(self.inner)

    def words(self) -> str:
        count = f"{self.days} days" if self.days else f"{self.months} months"
        return f"from {count} after the last capsule on: {self.inner.words()}"


@dataclass(frozen=True, slots=True)
class _PastTheMonth:
    inner: Condition

    def met(self, view: View) -> tuple[Trigger, ...]:
        last = view.course.last_dose_on
        if last is None or view.day <= one_month_after(last):
            return ()
        return self.inner.met(view)

    def reach(self) -> Reach:
        return reach_of(self.inner)

    def words(self) -> str:
        return f"later than one month after the last capsule: {self.inner.words()}"


@dataclass(frozen=True, slots=True)
class _WorseThanAtTheEnd:
    # Not monotone in the rating at the end: a worse end makes the same skin now no worse than it.
    codes: tuple[str, ...]

    def met(self, view: View) -> tuple[Trigger, ...]:
        last = view.course.last_dose_on
        if last is None:
            return ()
        return tuple(
            trigger for code in self.codes for trigger in _worse(view, code, last)
        )

    def reach(self) -> Reach:
        codes = frozenset(self.codes)
        return Reach(parts=codes, days=None, needs=codes)

    def words(self) -> str:
        names = " or ".join(item(code).short.lower() for code in self.codes)
        return (
            f"{names} rated worse than in the last rating of the course "
            f"(made in its last {_RATED_WITHIN.days} days)"
        )


def days_after(days: int, inner: Condition) -> Condition:
    """Hold when ``inner`` does, from ``days`` after the last capsule on."""
    return _Since(days, 0, inner)


def from_month(months: int, inner: Condition) -> Condition:
    """Hold when ``inner`` does, from the same day ``months`` after the last capsule on."""
    return _Since(0, months, inner)


def past_the_month(inner: Condition) -> Condition:
    """Hold when ``inner`` does, once the month after the last capsule is over."""
    return _PastTheMonth(inner)


def worse_than_at_the_end(*codes: str) -> Condition:
    """Hold when one of ``codes`` is rated worse than at the end of the course."""
    return _WorseThanAtTheEnd(codes)


def _worse(view: View, code: str, last: date) -> tuple[Trigger, ...]:
    end = _last_rating(view, code, last)
    now = view.marks(view.day).get(code, 0)
    if end is None or view.day <= last or now <= view.marks(end)[code]:
        return ()
    return (
        Trigger(day=end, item=code, value=view.marks(end)[code]),
        Trigger(day=view.day, item=code, value=now),
    )


def _last_rating(view: View, code: str, last: date) -> date | None:
    rated = (
        day
        for day in view.entries
        if last - _RATED_WITHIN < day <= last and code in view.marks(day)
    )
    return max(rated, default=None)
