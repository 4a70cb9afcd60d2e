"""Which tests are due, coming up, overdue or done, for one course on one day.

How a result finds its line, when a line stops being asked for, and how added tests join planned ones is ours
(decision 0006).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum
from itertools import pairwise

from tracker.clinical.facts import CourseFacts, DosePeriod, LabResult, Profile
from tracker.clinical.lab_plans import PREGNANCY_TESTS, PlanLine, lines_for, test
from tracker.clinical.timeline import planned_end

# Without a planned end, repeated tests are listed this far ahead.
AHEAD = timedelta(days=60)
# A result this far outside a window still answers its line: labs keep their own calendar.
EARLY, LATE = timedelta(days=7), timedelta(days=14)
# A pregnancy test belongs to its month: hardly early, but late until the next one opens.
EARLY_MONTHLY, LATE_MONTHLY = timedelta(days=2), timedelta(days=20)
# An added test this near a planned one is taken with it.
TOGETHER = timedelta(days=7)
# So long after the last capsule nobody asks for what was missed during the course.
OVER = timedelta(days=30)
# One test answers for all the flags of this time.
ONE_EPISODE = timedelta(days=28)


class Status(Enum):
    """Where a planned test stands. ``PASSED``: nobody asks for it any more."""

    UPCOMING = "upcoming"
    DUE = "due"
    OVERDUE = "overdue"
    DONE = "done"
    PASSED = "passed"


ASKED_FOR = {Status.OVERDUE, Status.DUE, Status.UPCOMING}
OPENED = {Status.OVERDUE, Status.DUE, Status.DONE}


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedTest:
    """One dated reminder to ask for a test. ``key`` stays the same from day to day.

    A result from ``counts_from`` to ``counts_until`` answers it.
    """

    key: str
    tests: tuple[str, ...]
    any_of: bool
    due: date
    opens: date
    closes: date
    counts_from: date
    counts_until: date
    status: Status
    done_on: date | None
    missing: tuple[str, ...]
    pregnancy: bool
    required: bool
    optional: bool
    setting: str
    note: str
    sources: tuple[str, ...]
    plan_status: str

    @property
    def fasting_hours(self) -> int:
        return max((test(code).fasting_hours for code in self.tests), default=0)

    @property
    def no_alcohol_hours(self) -> int:
        return max((test(code).no_alcohol_hours for code in self.tests), default=0)


Flagged = Iterable[tuple[str, date]]


def plan(
    course: CourseFacts,
    profile: Profile,
    results: Iterable[LabResult],
    *,
    on: date,
    flagged: Flagged = (),
) -> tuple[PlannedTest, ...]:
    """Return every planned test of the course in order of date, as it stands on ``on``.

    ``flagged`` holds rules that spoke and the day they did: some of them ask for a test.
    """
    known = [result for result in results if result.day <= on and is_answer(result)]
    lines = lines_for(
        profile.region,
        profile.conditions,
        can_become_pregnant=profile.can_become_pregnant,
    )
    flags = tuple((rule, day) for rule, day in flagged if day <= on)
    dated = sorted(
        without_repeats(dated_lines(lines, course, flags, on=on)),
        key=lambda planned: (planned.due, planned.key),
    )
    stands = answered(dated, known, on=on)
    return tuple(
        passed_over(each, stands, known, course, on=on)
        if each.status is Status.OVERDUE
        else each
        for each in stands
    )


def is_answer(result: LabResult) -> bool:
    """Hold unless the test has to be repeated: an unclear pregnancy test answers nothing."""
    return result.test not in PREGNANCY_TESTS or result.outcome != "unclear"


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
            for due in repeats(line, anchor, course, on=on):
                planned = undecided(line, due, course)
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


def undecided(line: PlanLine, due: date, course: CourseFacts) -> PlannedTest:
    opens, closes = window_of(line, due)
    counts_from, counts_until = grace_of(line, opens, closes, course)
    return PlannedTest(
        key=f"{line.id}:{due.isoformat()}",
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
    )


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
    end = planned_end(course)
    past = end is None or (course.last_dose_on is None and end < on)
    return () if past or end is None else (end,)


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
        return course.last_dose_on + timedelta(days=line.after_end)
    if not line.every:
        return None
    end = planned_end(course)
    if end is not None and on <= end:
        return end + timedelta(days=line.after_end)
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


def answered(
    planned: Sequence[PlannedTest], results: Sequence[LabResult], *, on: date
) -> tuple[PlannedTest, ...]:
    """Give each result to one line and tell where every line stands."""
    got: dict[str, dict[str, date]] = {each.key: {} for each in planned}
    for result in sorted(results, key=lambda result: (result.day, result.test)):
        line = nearest(planned, result, got)
        if line:
            got[line.key][result.test] = result.day
    return tuple(settled(each, got[each.key], on=on) for each in planned)


def nearest(
    planned: Sequence[PlannedTest], result: LabResult, got: dict[str, dict[str, date]]
) -> PlannedTest | None:
    """Return the line a result answers. One more test in a window that has its answer is a repeat."""
    fitting = [
        each
        for each in planned
        if result.test in each.tests
        and each.counts_from <= result.day <= each.counts_until
    ]
    # Urine and blood of one day are one pregnancy test, not two months' worth.
    if any(each.any_of and result.day in got[each.key].values() for each in fitting):
        return None
    waiting = [
        each
        for each in [each for each in fitting if inside(each, result.day)] or fitting
        if result.test not in got[each.key] and not (each.any_of and got[each.key])
    ]
    return min(waiting, key=lambda each: distance(each, result.day), default=None)


def inside(each: PlannedTest, day: date) -> bool:
    return each.opens <= day <= each.closes


def distance(each: PlannedTest, day: date) -> tuple[bool, int, date]:
    return (not inside(each, day), abs((each.due - day).days), each.due)


def settled(each: PlannedTest, got: dict[str, date], *, on: date) -> PlannedTest:
    missing = (
        ()
        if each.any_of and got
        else tuple(code for code in each.tests if code not in got)
    )
    if not missing:
        return replace(each, status=Status.DONE, done_on=max(got.values()), missing=())
    return replace(each, status=open_status(each, on=on), missing=missing)


def open_status(each: PlannedTest, *, on: date) -> Status:
    if on < each.opens:
        return Status.UPCOMING
    if on <= each.closes:
        return Status.DUE
    return Status.PASSED if each.optional else Status.OVERDUE


def passed_over(
    each: PlannedTest,
    planned: Sequence[PlannedTest],
    results: Sequence[LabResult],
    course: CourseFacts,
    *,
    on: date,
) -> PlannedTest:
    """Return an overdue line without what nobody asks for any more: nobody takes last month's test."""
    overtaken = {
        code
        for other in planned
        if other.due > each.due and other.status in OPENED
        for code in other.tests
    } | {result.test for result in results if result.day > each.closes}
    left = tuple(code for code in each.missing if code not in overtaken)
    if (
        not left
        or (each.any_of and left != each.missing)
        or long_over(each, course, on)
    ):
        return replace(each, status=Status.PASSED)
    return replace(each, missing=left)


def long_over(each: PlannedTest, course: CourseFacts, on: date) -> bool:
    end = course.last_dose_on
    return (
        end is not None and not each.pregnancy and each.due <= end and on > end + OVER
    )


def still_open(planned: Iterable[PlannedTest]) -> tuple[PlannedTest, ...]:
    """Return what is overdue, due or coming up, in order of date."""
    return tuple(each for each in planned if each.status in ASKED_FOR)
