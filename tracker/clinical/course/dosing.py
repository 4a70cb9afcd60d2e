"""Dose arithmetic: what was prescribed, what was taken, and when a total would be reached.

Doses are mg a day, weights kg, totals mg or mg/kg. Sources: L2, K2 and X1 of the source list; how a half
taken or unlogged day counts is ours (decisions 0005, 0014 and 0029).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_CEILING, Decimal
from enum import Enum

from tracker.clinical.facts import CourseFacts, DayEntry
from tracker.clinical.timeline import days_between

HALF = Decimal("0.5")
TARGETS = (Decimal(120), Decimal(150))
SHARE_TAKEN = {"all": Decimal(1), "some": HALF, "none": Decimal(0)}
LOW_ADHERENCE = Decimal("0.8")
# Once more of the days than this have no answer, a total is a range.
MANY_UNKNOWN = Decimal("0.2")
# A projection further away than this says nothing anybody can plan with.
FARTHEST = 3 * 366


class Weights(Enum):
    """Which weight a total is divided by: the one at the start, or the one valid on each day."""

    AT_START = "start"
    EACH_PERIOD = "period"


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

    @property
    def share_assumed(self) -> Decimal:
        """Return the share taken when each unknown day counts as taken, as it does in a total."""
        counted = self.taken + HALF * self.partly + self.unknown
        return counted / self.days if self.days else Decimal(1)

    @property
    def is_sketchy(self) -> bool:
        """Hold when so many days are unknown that one figure for a total would look firmer than it is.

        A single day without an answer is mostly today, whose evening is still to come.
        """
        return self.unknown > 1 and self.unknown > MANY_UNKNOWN * self.days


@dataclass(frozen=True, slots=True, kw_only=True)
class Projection:
    """When two totals would be reached at today's dose. The prescriber decides when to stop.

    ``widened`` says that the later date was moved on, because fewer than four doses in five were taken;
    ``unknown`` is the number of days without an answer, which the later date counts as not taken.
    """

    first_target: Decimal
    last_target: Decimal
    earliest: date
    latest: date
    widened: bool
    unknown: int = 0


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


def per_kg_by_day(
    course: CourseFacts,
    entries: Iterable[DayEntry],
    *,
    on: date,
    weights: Weights = Weights.AT_START,
) -> tuple[Decimal, ...] | None:
    """Return the mg per kg taken on each day up to ``on``, or None when a weight it needs is not known."""
    by_day = taken_by_day(course, entries, on=on)
    days = days_between(course.started_on, on)
    known = [weight for day in days if (weight := weight_of(course, day, weights))]
    if len(known) < len(days) or not weight_of(course, on, weights):
        return None
    return tuple(mg / weight for mg, weight in zip(by_day, known, strict=True))


def weight_of(course: CourseFacts, day: date, weights: Weights) -> Decimal | None:
    """Return the weight in kg that counts for ``day``."""
    if weights is Weights.EACH_PERIOD:
        return weight_on(course, day)
    return course.weight_kg


def mg_per_kg(
    course: CourseFacts,
    entries: Iterable[DayEntry],
    *,
    on: date,
    weights: Weights = Weights.AT_START,
) -> Decimal | None:
    """Return the total in mg per kg, or None without a weight."""
    if weights is Weights.AT_START:
        mg = taken_mg(course, entries, on=on)
        return mg / course.weight_kg if course.weight_kg else None
    by_day = per_kg_by_day(course, entries, on=on, weights=weights)
    return None if by_day is None else sum(by_day, Decimal(0))


def least_taken(
    course: CourseFacts, entries: Iterable[DayEntry], *, on: date
) -> tuple[DayEntry, ...] | None:
    """Return the answers with which a total is at its least, or None while it need not be told as a range."""
    days = tuple(entries)
    if not adherence(course, days, on=on).is_sketchy:
        return None
    return unknown_as_missed(course, days, on=on)


def was_weighed_again(course: CourseFacts) -> bool:
    """Hold when a dose was noted with another weight than that at the start: then the two totals differ."""
    return any(
        period.weight_kg not in (None, course.weight_kg) for period in course.doses
    )


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
    course: CourseFacts,
    entries: Iterable[DayEntry],
    *,
    on: date,
    weights: Weights = Weights.AT_START,
) -> Projection | None:
    """Return when 120 and 150 mg/kg, or the person's own target, would be reached at today's dose.

    None without a weight, while paused, after the end, when every dose was missed, or once both are behind.
    A day without an answer counts as taken for the earlier date and as not taken for the later one. When fewer
    than four doses in five were taken, the later date moves on in proportion.
    """
    days = tuple(entries)
    mg, weight = dose_on(course, on), weight_of(course, on, weights)
    so_far = mg_per_kg(course, days, on=on, weights=weights)
    least = mg_per_kg(
        course, unknown_as_missed(course, days, on=on), on=on, weights=weights
    )
    if not weight or so_far is None or least is None or not mg:
        return None
    if course.last_dose_on is not None:
        return None
    own = course.target_mg_per_kg
    first, last = (own, own) if own else (TARGETS[0], TARGETS[-1])
    soonest = days_left(_mg_to(first, so_far, weight), mg)
    steady = days_left(_mg_to(last, least, weight), mg)
    known = adherence(course, days, on=on)
    latest = widened(steady, known.share_assumed)
    if not 0 < latest <= FARTHEST:
        return None
    return Projection(
        first_target=first,
        last_target=last,
        earliest=on + timedelta(days=soonest),
        latest=on + timedelta(days=latest),
        widened=latest > steady,
        unknown=known.unknown,
    )


def unknown_as_missed(
    course: CourseFacts, entries: Iterable[DayEntry], *, on: date
) -> tuple[DayEntry, ...]:
    """Return the answers up to ``on`` with none taken on each day that has no answer."""
    answers = {entry.day: entry.dose_taken for entry in entries}
    return tuple(
        DayEntry(
            day=day,
            dose_taken=answers[day] if answers.get(day) in SHARE_TAKEN else "none",
        )
        for day in days_between(course.started_on, on)
    )


def _mg_to(target: Decimal, so_far: Decimal, weight: Decimal) -> Decimal:
    # Rounded, so that a third of a milligram per kilogram does not cost a day.
    return ((target - so_far) * weight).quantize(Decimal("0.0001"))


def widened(days: int, share: Decimal) -> int:
    """Return the days it takes when only ``share`` of the doses is taken: nobody knows when that is none."""
    if share >= LOW_ADHERENCE:
        return days
    return days_left(Decimal(days), share) if share else 0


def days_left(amount: Decimal, per_day: Decimal) -> int:
    """Return the whole days until ``amount`` is used up, 0 when there is none left."""
    return max(0, int((amount / per_day).to_integral_value(rounding=ROUND_CEILING)))
