"""Questions about the time after the last capsule, built on those of a day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from tracker.clinical.conditions.day_tests import graded
from tracker.clinical.conditions.reach import Reach, reach_of
from tracker.clinical.conditions.symptoms import (
    Condition,
    Known,
    Said,
    Trigger,
    View,
    once,
)
from tracker.clinical.course.follow_up import (
    FOLLOW_UPS_BY_ID,
    OPEN_FOR,
    FollowUp,
)
from tracker.clinical.course.windows import months_after, one_month_after
from tracker.clinical.vocabulary import item

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

    def stands(self, known: Known, said: Said) -> bool:
        return self.inner.stands(known, said)

    def _first(self, last: date) -> date:
        return months_after(last, self.months) + timedelta(days=self.days)

    def reach(self) -> Reach:
        return _of_the_time_after(self.inner)

    def words(self) -> str:
        count = f"{self.days} days" if self.days else f"{self.months} months"
        return f"from {count} after the last capsule on: {self.inner.words()}"


@dataclass(frozen=True, slots=True)
class _AtCheckIn:
    follow_up: FollowUp
    at_least: int
    codes: tuple[str, ...]

    def met(self, view: View) -> tuple[Trigger, ...]:
        last = view.course.last_dose_on
        if last is None:
            return ()
        due = self.follow_up.due(last)
        if not due <= view.day <= due + OPEN_FOR:
            return ()
        return once(graded(self.at_least, *self.codes)).met(view)

    def stands(self, known: Known, said: Said) -> bool:
        return _stands(self.at_least, self.codes, known, said)

    def reach(self) -> Reach:
        codes = frozenset(self.codes)
        return Reach(parts=codes, days=1, needs=codes, after_course=True)

    def words(self) -> str:
        return (
            f"once: {graded(self.at_least, *self.codes).words()}, each item by itself and whatever was logged before, "
            f"while the check-in “{self.follow_up.title}” waits, {OPEN_FOR.days} days from its day on"
        )


@dataclass(frozen=True, slots=True)
class _PastTheMonth:
    inner: Condition

    def met(self, view: View) -> tuple[Trigger, ...]:
        last = view.course.last_dose_on
        if last is None or view.day <= one_month_after(last):
            return ()
        return self.inner.met(view)

    def stands(self, known: Known, said: Said) -> bool:
        return self.inner.stands(known, said)

    def reach(self) -> Reach:
        return _of_the_time_after(self.inner)

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

    def stands(self, known: Known, said: Said) -> bool:
        return any(
            _is_above(known.marks.get(code, 0), said[code][0])
            for code in self.codes
            if code in said
        )

    def reach(self) -> Reach:
        codes = frozenset(self.codes)
        return Reach(parts=codes, days=None, needs=codes, after_course=True)

    def words(self) -> str:
        names = " or ".join(item(code).short.lower() for code in self.codes)
        return (
            f"{names} rated worse than in the last rating of the course "
            f"(made in its last {_RATED_WITHIN.days} days)"
        )


@dataclass(frozen=True, slots=True)
class _Still:
    at_least: int
    codes: tuple[str, ...]
    count: int
    of: int

    def met(self, view: View) -> tuple[Trigger, ...]:
        return tuple(
            trigger for code in self.codes for trigger in self._still(view, code)
        )

    def _still(self, view: View, code: str) -> tuple[Trigger, ...]:
        if not self._is_there(view, view.day, code):
            return ()
        now = [
            day for day in view.last_days(self.of) if self._is_there(view, day, code)
        ]
        then = self._earlier(view, code)
        if then is None or len(now) < self.count:
            return ()
        return tuple(
            Trigger(day=day, item=code, value=view.marks(day)[code])
            for day in dict.fromkeys((then, *now))
        )

    def _earlier(self, view: View, code: str) -> date | None:
        """Return the last day before this one, in the course or the month after it, on which it was there."""
        last = view.course.last_dose_on
        if last is None:
            return None
        until = min(one_month_after(last), view.day - timedelta(days=1))
        there = (
            day
            for day in view.entries
            if view.course.started_on <= day <= until
            and self._is_there(view, day, code)
        )
        return max(there, default=None)

    def _is_there(self, view: View, day: date, code: str) -> bool:
        return view.marks(day).get(code, 0) >= self.at_least

    def stands(self, known: Known, said: Said) -> bool:
        return _stands(self.at_least, self.codes, known, said)

    def reach(self) -> Reach:
        codes = frozenset(self.codes)
        return Reach(parts=codes, days=None, needs=codes, after_course=True)

    def words(self) -> str:
        often = (
            f"on {self.count} or more of the last {self.of} days"
            if self.count > 1
            else "once"
        )
        return (
            f"{often}: {graded(self.at_least, *self.codes).words()}, each item by itself, when it was logged so "
            "before, in the course or the month after it"
        )


def days_after(days: int, inner: Condition) -> Condition:
    """Hold when ``inner`` does, from ``days`` after the last capsule on."""
    return _Since(days, 0, inner)


def from_month(months: int, inner: Condition) -> Condition:
    """Hold when ``inner`` does, from the same day ``months`` after the last capsule on."""
    return _Since(0, months, inner)


def at_check_in(id_: str, at_least: int, *codes: str) -> Condition:
    """Hold when one of ``codes`` is answered this bad, or worse, while the check-in after the course ``id_`` waits."""
    return _AtCheckIn(FOLLOW_UPS_BY_ID[id_], at_least, codes)


def past_the_month(inner: Condition) -> Condition:
    """Hold when ``inner`` does, once the month after the last capsule is over."""
    return _PastTheMonth(inner)


def worse_than_at_the_end(*codes: str) -> Condition:
    """Hold when one of ``codes`` is rated worse than at the end of the course."""
    return _WorseThanAtTheEnd(codes)


def still(at_least: int, *codes: str, count: int = 1, of: int = 1) -> Condition:
    """Hold when one of ``codes`` is at least this bad on ``count`` of the last ``of`` days, and was in the course."""
    return _Still(at_least, codes, count, of)


def _stands(at_least: int, codes: tuple[str, ...], known: Known, said: Said) -> bool:
    return any(known.marks.get(code, 0) >= at_least for code in codes if code in said)


def _of_the_time_after(inner: Condition) -> Reach:
    return replace(reach_of(inner), after_course=True)


def _is_above(now: int, end: Trigger) -> bool:
    return isinstance(end.value, int) and now > end.value


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
