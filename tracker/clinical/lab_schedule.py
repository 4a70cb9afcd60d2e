"""Which tests are due, coming up, overdue or done, for one course on one day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum

from tracker.clinical.facts import CourseFacts, LabResult, Profile
from tracker.clinical.lab_plans import PlanLine, lines_for, test
from tracker.clinical.timeline import planned_end

# Without a planned end, repeated tests are listed this far ahead.
AHEAD = timedelta(days=60)
# A result this far outside a window still answers the nearest open line: labs keep their own calendar.
GRACE = timedelta(days=14)


class Status(Enum):
    """Where a planned test stands. ``PASSED`` lies behind somebody who began using the app later."""

    UPCOMING = "upcoming"
    DUE = "due"
    OVERDUE = "overdue"
    DONE = "done"
    PASSED = "passed"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedTest:
    """One dated reminder to ask for a test. ``key`` stays the same from day to day."""

    key: str
    tests: tuple[str, ...]
    any_of: bool
    due: date
    opens: date
    closes: date
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


def plan(
    course: CourseFacts,
    profile: Profile,
    results: Iterable[LabResult],
    *,
    on: date,
) -> tuple[PlannedTest, ...]:
    """Return every planned test of the course in order of date, as it stands on ``on``."""
    lines = lines_for(
        profile.region,
        profile.conditions,
        can_become_pregnant=profile.can_become_pregnant,
    )
    dated = sorted(
        without_repeats(
            planned for line in lines for planned in dates_of(line, course, on=on)
        ),
        key=lambda planned: (planned.due, planned.key),
    )
    return answered(dated, [result for result in results if result.day <= on], on=on)


def dates_of(line: PlanLine, course: CourseFacts, *, on: date) -> Iterator[PlannedTest]:
    for anchor in anchors_of(line, course):
        for due in repeats(line, anchor, course, on=on):
            yield undecided(line, due)


def undecided(line: PlanLine, due: date) -> PlannedTest:
    early, late = line.window
    # A window before the start is written from the anchor, not from the due date.
    if line.window[1] <= 0 and line.offset < 0:
        opens, closes = (
            due - timedelta(days=line.offset) + timedelta(days=early),
            due - timedelta(days=line.offset) + timedelta(days=late),
        )
    else:
        opens, closes = due + timedelta(days=early), due + timedelta(days=late)
    return PlannedTest(
        key=f"{line.id}:{due.isoformat()}",
        tests=line.tests,
        any_of=line.any_of,
        due=due,
        opens=opens,
        closes=closes,
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


def anchors_of(line: PlanLine, course: CourseFacts) -> tuple[date, ...]:
    if line.anchor == "start":
        return (course.started_on,)
    if line.anchor == "end":
        end = planned_end(course)
        return (end,) if end else ()
    changes = [
        period
        for period in course.doses
        if period.starts > course.started_on and period.mg_per_day
    ]
    if not line.to_peak:
        return tuple(period.starts for period in changes)
    # The peak may be the first dose: then it is counted from the start.
    highest = max(
        (period for period in course.doses),
        key=lambda p: (p.mg_per_day, -p.starts.toordinal()),
        default=None,
    )
    return (highest.starts,) if highest else ()


def repeats(
    line: PlanLine, anchor: date, course: CourseFacts, *, on: date
) -> Iterator[date]:
    due = anchor + timedelta(days=line.offset)
    last = planned_end(course)
    if not line.every:
        # What is counted from a dose change is not asked for once the course has ended.
        if (
            line.anchor == "dose_change"
            and course.last_dose_on
            and due > course.last_dose_on
        ):
            return
        yield due
        return
    stop = last + timedelta(days=line.after_end) if last else on + AHEAD
    # A course that ran past its plan goes on being tested.
    if course.last_dose_on is None:
        stop = max(stop, on + timedelta(days=line.every))
    while due <= stop:
        yield due
        due += timedelta(days=line.every)


def without_repeats(planned: Iterable[PlannedTest]) -> Iterator[PlannedTest]:
    """Drop a test from a line when an earlier line asks for it on the same day."""
    asked: set[tuple[date, str]] = set()
    for each in planned:
        tests = (
            each.tests
            if each.any_of
            else tuple(code for code in each.tests if (each.due, code) not in asked)
        )
        if each.any_of and any((each.due, code) in asked for code in each.tests):
            continue
        asked.update((each.due, code) for code in tests)
        if tests:
            yield replace(each, tests=tests, missing=tests)


def answered(
    planned: Sequence[PlannedTest], results: Sequence[LabResult], *, on: date
) -> tuple[PlannedTest, ...]:
    """Give each result to one line and tell where every line stands."""
    got: dict[str, dict[str, date]] = {each.key: {} for each in planned}
    for result in sorted(results, key=lambda result: result.day):
        line = nearest(planned, result, got)
        if line:
            got[line.key][result.test] = result.day
    return tuple(settled(each, got[each.key], on=on) for each in planned)


def nearest(
    planned: Sequence[PlannedTest], result: LabResult, got: dict[str, dict[str, date]]
) -> PlannedTest | None:
    fitting = [
        each
        for each in planned
        if result.test in each.tests
        and result.test not in got[each.key]
        and not (each.any_of and got[each.key])
        and each.opens - GRACE <= result.day <= each.closes + GRACE
    ]
    return min(fitting, key=lambda each: distance(each, result.day), default=None)


def distance(each: PlannedTest, day: date) -> tuple[bool, int, date]:
    inside = each.opens <= day <= each.closes
    return (not inside, abs((each.due - day).days), each.due)


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


def still_open(planned: Iterable[PlannedTest]) -> tuple[PlannedTest, ...]:
    """Return what is overdue, due or coming up, in order of date.

    An older line of the same tests is left out once a newer one is due: nobody takes last month's test.
    """
    waiting = [
        each
        for each in planned
        if each.status in {Status.OVERDUE, Status.DUE, Status.UPCOMING}
    ]
    return tuple(
        each
        for each in waiting
        if not any(
            set(each.missing) <= set(later.missing)
            and later.due > each.due
            and later.status in {Status.DUE, Status.OVERDUE}
            for later in waiting
        )
    )
