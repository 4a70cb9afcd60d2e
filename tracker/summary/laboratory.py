"""The laboratory table: a column a day, a row a test and unit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain

from tracker.clinical import timeline
from tracker.clinical.facts import CourseFacts, DayEntry, History, LabResult
from tracker.clinical.labs.findings import MISSED_RULE, missed_on
from tracker.clinical.labs.plans import PREGNANCY_TESTS, TESTS
from tracker.clinical.labs.ranges import judge, limit_of
from tracker.clinical.labs.schedule import PlannedTest, Status, still_open
from tracker.records.lab_plan import plan_of
from tracker.records.models import Course, ShownFinding
from tracker.summary import topics
from tracker.summary.attention import names_of
from tracker.summary.document import Coming, LabLine, Laboratory, Reading

MOST_DAYS = 3
ORDER = {code: place for place, code in enumerate(TESTS)}
Words = Callable[[str], str]


def visible(history: History, parts: frozenset[str]) -> History:
    """Return the history with the results of the chosen parts alone: the others leave no trace, not even a date."""
    return replace(
        history,
        labs=tuple(each for each in history.labs if topics.of_test(each.test) in parts),
    )


def planned(
    course: Course,
    history: History,
    parts: frozenset[str],
    *,
    on: date,
    flagged: Iterable[tuple[str, date]] = (),
) -> tuple[PlannedTest, ...]:
    """Return what is overdue, due or coming up, without the tests of a part left out."""
    stands = plan_of(course, history, on=on, flagged=flagged)
    every = still_open(stands)
    return tuple(
        each for each in every if ("pregnancy" if each.pregnancy else "labs") in parts
    )


def overdue(
    tests: Iterable[PlannedTest], told: Iterable[ShownFinding] = ()
) -> list[PlannedTest]:
    """Return what is overdue, of the same tests only the latest; not what a flag says already."""
    flagged = {row.day for row in told if row.rule == MISSED_RULE and row.holds}
    latest: dict[tuple[str, ...], PlannedTest] = {}
    for each in tests:
        if each.pregnancy and missed_on(each) in flagged:
            continue
        if each.status is Status.OVERDUE:
            latest[each.missing] = each
    return list(latest.values())


def in_numbers(results: Iterable[LabResult]) -> list[LabResult]:
    """Return the results that belong in the table: numbers, and none of the pregnancy tests."""
    return [
        each
        for each in results
        if topics.of_test(each.test) == "labs" and each.value is not None
    ]


def columns(results: Iterable[LabResult]) -> list[date]:
    """Return the days of the table: the first, to compare with, and the newest two."""
    days = sorted({each.day for each in results})
    return days if len(days) <= MOST_DAYS else [days[0], *days[1 - MOST_DAYS :]]


def lines(
    results: Sequence[LabResult], history: History, *, words: Words
) -> list[LabLine]:
    """Return a line for each test and unit, those above a limit first."""
    days = columns(results)
    groups: dict[tuple[str, str], list[LabResult]] = defaultdict(list)
    for each in results:
        if each.day in days:
            groups[each.test, each.unit].append(each)
    found = [line(group, days, history, words=words) for group in groups.values()]
    return sorted(found, key=lambda each: (not is_high(each), ORDER[each.test]))


def laboratory(
    results: Sequence[LabResult],
    kept: Sequence[LabLine],
    course: CourseFacts,
    tests: Sequence[PlannedTest],
    *,
    on: date,
) -> Laboratory:
    """Return the table of the lines there is room for, and what comes next."""
    due, coming = awaited(tests, course, on=on)
    return Laboratory(
        days=tuple(columns(results)),
        lines=tuple(sorted(kept, key=lambda each: ORDER[each.test])),
        left_out=len(results) - sum(count(each) for each in kept),
        due=due,
        coming=coming,
    )


def awaited(
    tests: Sequence[PlannedTest], course: CourseFacts, *, on: date
) -> tuple[tuple[Coming, ...], Coming | None]:
    """Return the tests that are due by a day, and those that come next."""
    found = by_date(tests, course)
    due = tuple(each for each in found if each.day <= on)
    return due, next((each for each in found if each.day > on), None)


def is_high(each: LabLine) -> bool:
    return any(reading and reading.high for reading in each.readings)


def count(each: LabLine) -> int:
    return sum(reading is not None for reading in each.readings)


def line(
    group: Sequence[LabResult], days: Sequence[date], history: History, *, words: Words
) -> LabLine:
    latest = group[-1]
    limit, own = limit_of(latest)
    found = {each.day: reading(each, history.entries) for each in group}
    return LabLine(
        test=latest.test,
        name=words(TESTS[latest.test].short),
        unit=latest.unit,
        readings=tuple(found.get(day) for day in days),
        limit=limit,
        own_limit=own,
    )


def reading(result: LabResult, entries: Sequence[DayEntry]) -> Reading | None:
    if result.value is None:
        return None
    judged = judge(result, entries=entries)
    return Reading(day=result.day, value=result.value, high=bool(judged.above))


def by_date(tests: Iterable[PlannedTest], course: CourseFacts) -> list[Coming]:
    """Return the blood tests that are not overdue, those of a day together, the earliest first."""
    days: dict[date, list[PlannedTest]] = defaultdict(list)
    for each in tests:
        is_blood = not set(each.tests) & set(PREGNANCY_TESTS)
        if each.status is not Status.OVERDUE and is_blood:
            days[each.due].append(each)
    return [together(days[day], course) for day in sorted(days)]


def together(tests: Sequence[PlannedTest], course: CourseFacts) -> Coming:
    """Return the tests of one day: whoever has blood taken then answers them all."""
    return Coming(
        names=tuple(dict.fromkeys(chain.from_iterable(map(names, tests)))),
        day=tests[0].due,
        week=timeline.week_of(course, tests[0].due),
        opens=max(each.opens for each in tests),
        closes=min(each.closes for each in tests),
    )


def names(each: PlannedTest) -> list[str]:
    """Return each test that has no result by itself, so that two plans may ask for it; a choice stays one."""
    if each.any_of:
        return [names_of(each)]
    return [names_of(replace(each, missing=(code,))) for code in each.missing]
