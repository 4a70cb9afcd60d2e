"""Dose arithmetic: what was prescribed, what was taken, and when a total would be reached.

Doses are mg a day, weights kg, totals mg or mg/kg. Sources: L2, K2 and X1 of the source list; how a half
taken or unlogged day counts is ours (decision 0005).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_CEILING, Decimal

from tracker.clinical.facts import CourseFacts, DayEntry
from tracker.clinical.timeline import days_between

HALF = Decimal("0.5")
TARGETS = (Decimal(120), Decimal(150))
SHARE_TAKEN = {"all": Decimal(1), "some": HALF, "none": Decimal(0)}
LOW_ADHERENCE = Decimal("0.8")
# A projection further away than this says nothing anybody can plan with.
FARTHEST = 3 * 366


@dataclass(frozen=True, slots=True, kw_only=True)
class Adherence:
    """Days with a prescribed dose, by what was logged; ``unknown`` were not logged or not answered."""

    taken: int
    partly: int
    missed: int
    unknown: int

    @property
    def days(self) -> int:
        return self.taken + self.partly + self.missed + self.unknown

    @property
    def share(self) -> Decimal | None:
        """Return the share taken among the days that were answered, or None when none was."""
        answered = self.days - self.unknown
        return (self.taken + HALF * self.partly) / answered if answered else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Projection:
    """When two totals would be reached at today's dose. The prescriber decides when to stop."""

    first_target: Decimal
    last_target: Decimal
    earliest: date
    latest: date


def dose_on(course: CourseFacts, day: date) -> Decimal:
    """Return the mg prescribed for ``day``: 0 outside the course and while paused."""
    if day < course.started_on or (
        course.last_dose_on is not None and day > course.last_dose_on
    ):
        return Decimal(0)
    valid = [period for period in course.doses if period.starts <= day]
    return (
        max(valid, key=lambda period: period.starts).mg_per_day if valid else Decimal(0)
    )


def weight_on(course: CourseFacts, day: date) -> Decimal | None:
    """Return the weight in kg valid on ``day``: the latest noted with a dose, else the one at the start."""
    noted = [p for p in course.doses if p.starts <= day and p.weight_kg is not None]
    return (
        max(noted, key=lambda period: period.starts).weight_kg
        if noted
        else course.weight_kg
    )


def taken_by_day(
    course: CourseFacts, entries: Iterable[DayEntry], *, on: date
) -> tuple[Decimal, ...]:
    """Return the mg taken on each day of the course up to ``on``.

    All counts whole, some as half, none as 0; a day not logged counts as prescribed.
    """
    answers = {entry.day: entry.dose_taken for entry in entries}
    return tuple(
        dose_on(course, day) * SHARE_TAKEN.get(answers.get(day) or "", Decimal(1))
        for day in days_between(course.started_on, on)
    )


def taken_mg(course: CourseFacts, entries: Iterable[DayEntry], *, on: date) -> Decimal:
    """Return the mg taken from the start to the end of ``on``."""
    return sum(taken_by_day(course, entries, on=on), Decimal(0))


def mg_per_kg(
    course: CourseFacts, entries: Iterable[DayEntry], *, on: date
) -> Decimal | None:
    """Return the total in mg per kg of the weight at the start, or None without a weight."""
    if not course.weight_kg:
        return None
    return taken_mg(course, entries, on=on) / course.weight_kg


def adherence(
    course: CourseFacts, entries: Iterable[DayEntry], *, on: date
) -> Adherence:
    """Return how the days with a prescribed dose up to ``on`` were answered."""
    answers = {entry.day: entry.dose_taken for entry in entries}
    said = [
        answers.get(day)
        for day in days_between(course.started_on, on)
        if dose_on(course, day)
    ]
    return Adherence(
        taken=said.count("all"),
        partly=said.count("some"),
        missed=said.count("none"),
        unknown=sum(answer not in SHARE_TAKEN for answer in said),
    )


def projection(
    course: CourseFacts, entries: Iterable[DayEntry], *, on: date
) -> Projection | None:
    """Return when 120 and 150 mg/kg, or the person's own target, would be reached at today's dose.

    None without a weight, while paused, after the end, when every dose was missed, or once both are behind.
    When fewer than four doses in five were taken, the later date moves on in proportion.
    """
    days = tuple(entries)
    mg = dose_on(course, on)
    if not course.weight_kg or not mg or course.last_dose_on is not None:
        return None
    own = course.target_mg_per_kg
    first, last = (own, own) if own else (TARGETS[0], TARGETS[-1])
    taken = taken_mg(course, days, on=on)
    left = [
        days_left(target * course.weight_kg - taken, mg) for target in (first, last)
    ]
    left[1] = widened(left[1], adherence(course, days, on=on).share)
    if not 0 < left[1] <= FARTHEST:
        return None
    return Projection(
        first_target=first,
        last_target=last,
        earliest=on + timedelta(days=left[0]),
        latest=on + timedelta(days=left[1]),
    )


def widened(days: int, share: Decimal | None) -> int:
    """Return the days it takes when only ``share`` of the doses is taken: nobody knows when that is none."""
    if share is None or share >= LOW_ADHERENCE:
        return days
    return days_left(Decimal(days), share) if share else 0


def days_left(amount: Decimal, per_day: Decimal) -> int:
    """Return the whole days until ``amount`` is used up, 0 when there is none left."""
    return max(0, int((amount / per_day).to_integral_value(rounding=ROUND_CEILING)))
