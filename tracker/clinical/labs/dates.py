"""The lines of a plan as dates of one course."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from tracker.clinical.facts import CourseFacts, DosePeriod
from tracker.clinical.labs.planned import AHEAD, PlannedTest, Status
from tracker.clinical.labs.plans import PlanLine
from tracker.clinical.timeline import expected_end, planned_end

# A result this far outside a window still answers its line: labs keep their own calendar.
EARLY, LATE = timedelta(days=7), timedelta(days=14)
# A pregnancy test belongs to its month: hardly early, but late until the next one opens.
EARLY_MONTHLY, LATE_MONTHLY = timedelta(days=2), timedelta(days=20)
# An added test this near a planned one is taken with it.
TOGETHER = timedelta(days=7)
# One test answers for all the flags of this time.
ONE_EPISODE = timedelta(days=28)


def dated_lines(
    lines: Iterable[PlanLine],
    course: CourseFacts,
    flags: Sequence[tuple[str, date]],
    *,
    on: date,
) -> Iterator[PlannedTest]:
    """Give dates to the lines; an added test moves to the day of a planned one that is near."""
    placed: list[tuple[str, PlannedTest]] = []
    for line in lines:
        for anchor in anchors_of(line, course, flags, on=on):
            for number, due in enumerate(repeats(line, anchor, course, on=on), 1):
                key = key_of(line, anchor, number, course)
                planned = undecided(line, due, course, key=key)
                if line.added and line.anchor != "flag":
                    planned = joined(
                        planned, [o for id_, o in placed if id_ != line.id]
                    )
                placed.append((line.id, planned))
                yield planned


def joined(added: PlannedTest, others: Iterable[PlannedTest]) -> PlannedTest:
    near = [
        other
        for other in others
        if not other.pregnancy and abs(other.due - added.due) <= TOGETHER
    ]
    if not near:
        return added
    host = min(near, key=lambda other: (abs(other.due - added.due), other.due))
    return replace(
        added,
        due=host.due,
        opens=host.opens,
        closes=host.closes,
        counts_from=host.counts_from,
        counts_until=host.counts_until,
    )


def key_of(line: PlanLine, anchor: date, number: int, course: CourseFacts) -> str:
    """Return the name of the n-th date of a line, which stays the same when the course is moved.

    What follows a flag or a change of dose bears the day of it, so that another one is not taken for it.
    """
    moves = line.anchor in {"start", "end"} or anchor == course.started_on
    return f"{line.id}:{number}" if moves else f"{line.id}:{anchor}:{number}"


def undecided(
    line: PlanLine, due: date, course: CourseFacts, *, key: str
) -> PlannedTest:
    opens, closes = window_of(line, due)
    counts_from, counts_until = grace_of(line, opens, closes, course)
    return PlannedTest(
        key=key,
        tests=line.tests,
        any_of=line.any_of,
        due=due,
        opens=opens,
        closes=closes,
        counts_from=counts_from,
        counts_until=counts_until,
        status=Status.UPCOMING,
        done_on=None,
        missing=line.tests,
        pregnancy=line.for_pregnancy,
        required=line.required,
        optional=line.optional,
        setting=line.setting,
        note=line.note,
        sources=line.sources,
        plan_status=line.status,
        phase=phase_of(line, due, course),
    )


def phase_of(line: PlanLine, due: date, course: CourseFacts) -> str:
    """Return whether a date lies before, during or after the course; what is counted from its end is after it."""
    if due < course.started_on:
        return "before"
    end = course.last_dose_on
    past = end is not None and due > end
    return "after" if past or line.anchor == "end" else "during"


def window_of(line: PlanLine, due: date) -> tuple[date, date]:
    early, late = (timedelta(days=days) for days in line.window)
    # A window before the start is written from the anchor, not from the due date.
    before = line.offset < 0 and line.window[1] <= 0
    middle = due - timedelta(days=line.offset) if before else due
    return middle + early, middle + late


def grace_of(
    line: PlanLine, opens: date, closes: date, course: CourseFacts
) -> tuple[date, date]:
    early, late = (EARLY_MONTHLY, LATE_MONTHLY) if line.for_pregnancy else (EARLY, LATE)
    # What is to be known before the first capsule is not known from a test after it.
    until = (
        min(closes + late, course.started_on)
        if closes <= course.started_on
        else closes + late
    )
    return opens - early, until


def anchors_of(
    line: PlanLine,
    course: CourseFacts,
    flags: Sequence[tuple[str, date]],
    *,
    on: date,
) -> tuple[date, ...]:
    if line.anchor == "start":
        return (course.started_on,)
    if line.anchor == "end":
        return known_end(course, on=on)
    if line.anchor == "flag":
        return episodes(sorted(day for rule, day in flags if rule in line.on_flag))
    return peak(course) if line.to_peak else dose_changes(course)


def known_end(course: CourseFacts, *, on: date) -> tuple[date, ...]:
    """Return the last day, unless the course is running past its plan: then nobody knows it."""
    end = expected_end(course, on=on)
    return (end,) if end is not None else ()


def episodes(days: Iterable[date]) -> tuple[date, ...]:
    found: list[date] = []
    for day in days:
        if not found or day - found[-1] > ONE_EPISODE:
            found.append(day)
    return tuple(found)


def in_order(course: CourseFacts) -> list[DosePeriod]:
    return sorted(course.doses, key=lambda period: period.starts)


def dose_changes(course: CourseFacts) -> tuple[date, ...]:
    """Return the days a new dose began. Stopping for a while is none, beginning again is one."""
    return tuple(
        later.starts
        for earlier, later in pairwise(in_order(course))
        if later.mg_per_day not in {0, earlier.mg_per_day}
    )


def peak(course: CourseFacts) -> tuple[date, ...]:
    """Return the first day of the highest dose, which may be the first."""
    if not course.doses:
        return ()
    return (max(in_order(course), key=lambda period: period.mg_per_day).starts,)


def repeats(
    line: PlanLine, anchor: date, course: CourseFacts, *, on: date
) -> Iterator[date]:
    due = anchor + timedelta(days=line.offset)
    stop = last_due(line, course, on=on)
    while stop is None or due <= stop:
        yield due
        if not line.every:
            return
        due += timedelta(days=line.every)


def last_due(line: PlanLine, course: CourseFacts, *, on: date) -> date | None:
    """Return the last day a line may ask for, None for what is counted from the end or a flag."""
    if line.anchor in {"end", "flag"}:
        return None
    if course.last_dose_on is not None:
        return course.last_dose_on
    if not line.every:
        return None
    end = planned_end(course)
    if end is not None and on <= end:
        return end
    # Without a plan, or past it, a course goes on being tested: the next one is always listed.
    return on + max(AHEAD, timedelta(days=line.every))


def without_repeats(planned: Iterable[PlannedTest]) -> Iterator[PlannedTest]:
    """Drop a test from a line when an earlier line asks for it on the same day."""
    asked: set[tuple[date, str]] = set()
    for each in planned:
        new = tuple(code for code in each.tests if (each.due, code) not in asked)
        if not new or (each.any_of and new != each.tests):
            continue
        asked.update((each.due, code) for code in new)
        yield replace(each, tests=new, missing=new)
