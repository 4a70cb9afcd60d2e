"""Which tests are due, coming up, overdue, done or set aside, for one course on one day.

How a result finds its line, when a line stops being asked for, and how added tests join planned ones is ours
(decision 0006); so is how the clinic's own dates stand beside the plan (decision 0010).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from tracker.clinical.facts import CourseFacts, LabResult, Profile
from tracker.clinical.labs.answers import answered, is_answer, latest, passed_over
from tracker.clinical.labs.dates import dated_lines, repeats, without_repeats
from tracker.clinical.labs.orders import Order, asked_for
from tracker.clinical.labs.planned import ASKED_FOR, OPENED, PlannedTest, Status
from tracker.clinical.labs.plans import PlanLine, lines_for, reviews_for

__all__ = [
    "ASKED_FOR",
    "OPENED",
    "Order",
    "PlannedTest",
    "Review",
    "Status",
    "came_too_late",
    "is_answer",
    "plan",
    "presses",
    "reviews",
    "still_open",
]

Flagged = Iterable[tuple[str, date]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """Something the clinic asks about at follow-up, around a date."""

    due: date
    about: tuple[str, ...]
    note: str
    sources: tuple[str, ...]


def plan(
    course: CourseFacts,
    profile: Profile,
    results: Iterable[LabResult],
    *,
    on: date,
    flagged: Flagged = (),
    orders: Iterable[Order] = (),
    waived: Collection[str] = frozenset(),
    before: Iterable[LabResult] = (),
) -> tuple[PlannedTest, ...]:
    """Return every planned test of the course in order of date, as it stands on ``on``.

    ``flagged`` holds rules that spoke and the day they did: some of them ask for a test. ``orders`` are the
    clinic's own dates; ``waived`` the keys of what the person set aside. Results from ``before``, between an
    earlier course and this one, answer what belongs before the first capsule, and no order.
    """
    known = [result for result in results if result.day <= on and is_answer(result)]
    between = [result for result in before if result.day <= on and is_answer(result)]
    lines = lines_for(
        profile.region,
        profile.conditions,
        can_become_pregnant=profile.can_become_pregnant,
    )
    flags = tuple((rule, day) for rule, day in flagged if day <= on)
    dated = in_order(without_repeats(dated_lines(lines, course, flags, on=on)))
    first = apart(dated, lines, known, on=on, before=between)
    stands = [
        standing(first, known, course, on=on, waived=waived, before=between),
        # One report answers the plan and the clinic's own question alike.
        *(
            standing(
                in_order(asked_for(order, course, profile, on=on)),
                known,
                course,
                on=on,
                waived=waived,
            )
            for order in orders
        ),
    ]
    return in_order(each for group in stands for each in group)


def in_order(planned: Iterable[PlannedTest]) -> tuple[PlannedTest, ...]:
    return tuple(sorted(planned, key=lambda each: (each.due, each.key)))


def standing(
    dated: Sequence[PlannedTest],
    known: Sequence[LabResult],
    course: CourseFacts,
    *,
    on: date,
    waived: Collection[str],
    before: Sequence[LabResult] = (),
) -> tuple[PlannedTest, ...]:
    """Return where each line of one group stands, given the results."""
    stands = answered(dated, known, on=on, before=before)
    last = latest(stands, (*known, *before), course, waived=waived)
    late = tuple(
        passed_over(each, last, course, on=on)
        if each.status is Status.OVERDUE
        else each
        for each in stands
    )
    return tuple(set_aside(each, waived) for each in late)


def set_aside(each: PlannedTest, waived: Collection[str]) -> PlannedTest:
    if each.key in waived and each.status in ASKED_FOR:
        return replace(each, status=Status.WAIVED)
    return each


def apart(
    dated: Sequence[PlannedTest],
    lines: Iterable[PlanLine],
    known: Sequence[LabResult],
    *,
    on: date,
    before: Sequence[LabResult],
) -> tuple[PlannedTest, ...]:
    """Return the tests, the second of two held back until long enough after the first was taken."""
    second = {line.id: line for line in lines if line.after_line}
    if not second:
        return tuple(dated)
    stands = answered(dated, known, on=on, before=before)
    taken = {id_of(each): each.done_on for each in stands}
    return tuple(
        held_back(each, taken.get(line.after_line), line.days_after)
        if (line := second.get(id_of(each)))
        else each
        for each in dated
    )


def id_of(each: PlannedTest) -> str:
    return each.key.partition(":")[0]


def held_back(each: PlannedTest, first: date | None, days: int) -> PlannedTest:
    """Return the second test, not before so many days after the first; its window ends when it ended."""
    if first is None:
        return each
    earliest = first + timedelta(days=days)
    if earliest > each.closes:
        # The first came too late for both to be known before the start: this one cannot be answered.
        return replace(each, not_before=earliest)
    return replace(
        each,
        opens=max(each.opens, earliest),
        due=max(each.due, earliest),
        not_before=earliest,
    )


def reviews(course: CourseFacts, profile: Profile, *, on: date) -> tuple[Review, ...]:
    """Return the talks that the plan asks the clinic to have, up to the end or as far ahead as tests are listed."""
    return tuple(
        Review(due=due, about=line.reviews, note=line.note, sources=line.sources)
        for line in reviews_for(profile.region)
        for due in repeats(line, course.started_on, course, on=on)
    )


def presses(each: PlannedTest, course: CourseFacts, *, on: date) -> bool:
    """Hold for a test that waits now and cannot be put off: late, monthly, asked for by the clinic, or the closing one.

    A monthly test that was missed is a flag of its own; what belonged before the first capsule is too late.
    """
    if each.status is Status.OVERDUE:
        return not each.pregnancy and not came_too_late(each, course, on=on)
    if each.status is not Status.DUE:
        return False
    ended = course.last_dose_on is not None and on >= course.last_dose_on
    closing = ended and each.phase == "after"
    return each.pregnancy or each.required or each.asked or closing


def came_too_late(each: PlannedTest, course: CourseFacts, *, on: date) -> bool:
    """Hold for a test that belonged before the first capsule once the capsules have begun: nobody can take it now."""
    return each.phase == "before" and on >= course.started_on


def still_open(planned: Iterable[PlannedTest]) -> tuple[PlannedTest, ...]:
    """Return what is overdue, due or coming up, in order of date."""
    return tuple(each for each in planned if each.status in ASKED_FOR)
