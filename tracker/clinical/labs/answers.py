"""Which result answers which line of a plan, and when a line stops being asked for."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from tracker.clinical.facts import CourseFacts, LabResult
from tracker.clinical.labs.planned import OPENED, PlannedTest, Status
from tracker.clinical.labs.plans import PREGNANCY_TESTS

# So long after the last capsule nobody asks for what was missed during the course.
OVER = timedelta(days=30)
# The first window of any plan opens so long before the first capsule.
BEFORE_START = timedelta(days=45)


def is_answer(result: LabResult) -> bool:
    """Hold unless the test has to be repeated: an unclear pregnancy test answers nothing."""
    return result.test not in PREGNANCY_TESTS or result.outcome != "unclear"


def answered(
    planned: Sequence[PlannedTest],
    results: Sequence[LabResult],
    *,
    on: date,
    before: Sequence[LabResult] = (),
) -> tuple[PlannedTest, ...]:
    """Give each result to one line and tell where every line stands.

    What was taken ``before`` the course, after an earlier one, answers what belongs before the first capsule.
    """
    fitting = [(result, planned) for result in results]
    fitting += [(result, before_start(planned, result.day)) for result in before]
    got: dict[str, dict[str, date]] = {each.key: {} for each in planned}
    for result, lines in sorted(fitting, key=lambda pair: (pair[0].day, pair[0].test)):
        line = nearest(lines, result, got)
        if line:
            got[line.key][result.test] = result.day
    return tuple(settled(each, got[each.key], on=on) for each in planned)


def before_start(planned: Sequence[PlannedTest], day: date) -> list[PlannedTest]:
    """Return the lines due before the start, and the one whose window was open already on ``day``."""
    return [each for each in planned if each.phase == "before" or inside(each, day)]


def nearest(
    planned: Sequence[PlannedTest], result: LabResult, got: dict[str, dict[str, date]]
) -> PlannedTest | None:
    """Return the line a result answers. One more test in a window that has its answer is a repeat."""
    fitting = [
        each
        for each in planned
        if result.test in each.tests
        and each.counts_from <= result.day <= each.counts_until
        and (each.not_before is None or result.day >= each.not_before)
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


def distance(each: PlannedTest, day: date) -> tuple[int, date]:
    return abs((each.due - day).days), each.due


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Latest:
    """What came last of each test of a group, and whether a monthly one is still to come after the end."""

    opened: Mapping[str, date]
    taken: Mapping[str, date]
    follows_end: bool

    def overtakes(self, each: PlannedTest, code: str) -> bool:
        opened, taken = self.opened.get(code), self.taken.get(code)
        return (opened is not None and opened > each.due) or (
            taken is not None and taken > each.closes
        )


def latest(
    planned: Sequence[PlannedTest],
    results: Sequence[LabResult],
    course: CourseFacts,
    *,
    waived: Collection[str] = frozenset(),
) -> Latest:
    """Return what overtakes the lines of a group, worked out once for all of them."""
    opened: dict[str, date] = {}
    for each in planned:
        if each.status in OPENED:
            opened.update(
                {code: max(each.due, opened.get(code, each.due)) for code in each.tests}
            )
    taken: dict[str, date] = {}
    for result in results:
        taken[result.test] = max(result.day, taken.get(result.test, result.day))
    return Latest(
        opened=opened,
        taken=taken,
        follows_end=any(is_after_end(each, course, waived=waived) for each in planned),
    )


def passed_over(
    each: PlannedTest, last: Latest, course: CourseFacts, *, on: date
) -> PlannedTest:
    """Return an overdue line without what nobody asks for any more: nobody takes last month's test."""
    left = tuple(code for code in each.missing if not last.overtakes(each, code))
    if (
        not left
        or (each.any_of and left != each.missing)
        or long_over(each, course, on)
        or (last.follows_end and is_up_to_end(each, course))
    ):
        return replace(each, status=Status.PASSED)
    return replace(each, missing=left)


def long_over(each: PlannedTest, course: CourseFacts, on: date) -> bool:
    end = course.last_dose_on
    return (
        end is not None and not each.pregnancy and each.due <= end and on > end + OVER
    )


def is_up_to_end(each: PlannedTest, course: CourseFacts) -> bool:
    """Hold for a monthly test up to the end of the course: it passes while one is still to come (decision 0012)."""
    end = course.last_dose_on
    return end is not None and each.pregnancy and each.due <= end


def is_after_end(
    each: PlannedTest, course: CourseFacts, *, waived: Collection[str]
) -> bool:
    """Hold for a monthly test after the end of the course that is still to come."""
    end = course.last_dose_on
    return (
        end is not None
        and each.pregnancy
        and each.due > end
        and each.status is Status.UPCOMING
        and each.key not in waived
    )
