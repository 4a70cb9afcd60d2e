"""Tests the clinic asked for on a date, beside the plan."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from tracker.clinical.facts import CourseFacts, Profile
from tracker.clinical.labs.dates import EARLY, LATE
from tracker.clinical.labs.planned import AHEAD, PlannedTest, Status
from tracker.clinical.labs.tests import PREGNANCY_TESTS

# Nobody reads further than this, however often a test repeats.
MOST_REPEATS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """Tests asked for on ``due``, then every so many days until ``until``; 0 is once."""

    key: str
    tests: tuple[str, ...]
    due: date
    every: int = 0
    until: date | None = None
    note: str = ""


def asked_for(
    order: Order, course: CourseFacts, profile: Profile, *, on: date
) -> Iterator[PlannedTest]:
    """Return each date of an order; pregnancy tests stand apart, since either of them will do."""
    for due in dates(order, course, on=on):
        for tests in kinds(order.tests):
            if profile.can_become_pregnant is True or tests[0] not in PREGNANCY_TESTS:
                yield dated(order, tests, due, course)


def dates(order: Order, course: CourseFacts, *, on: date) -> Iterator[date]:
    last = last_date(order, course, on=on)
    due = order.due
    for _repeat in range(MOST_REPEATS):
        yield due
        due += timedelta(days=order.every)
        if not order.every or due > last:
            return


def last_date(order: Order, course: CourseFacts, *, on: date) -> date:
    """Return the last day a repeated test is asked for: its own end, or that of the course."""
    far = on + max(AHEAD, timedelta(days=order.every))
    ends = [order.until, course.last_dose_on]
    return min([far, *(end for end in ends if end is not None)])


def kinds(tests: Iterable[str]) -> Iterator[tuple[str, ...]]:
    blood = tuple(code for code in tests if code not in PREGNANCY_TESTS)
    pregnancy = tuple(code for code in tests if code in PREGNANCY_TESTS)
    yield from (group for group in (blood, pregnancy) if group)


def dated(
    order: Order, tests: tuple[str, ...], due: date, course: CourseFacts
) -> PlannedTest:
    pregnancy = tests[0] in PREGNANCY_TESTS
    # A result between two dates answers the nearer one.
    half = timedelta(days=max(1, order.every // 2)) if order.every else LATE
    end = course.last_dose_on
    return PlannedTest(
        key=f"{order.key}{'P' if pregnancy else ''}:{due.isoformat()}",
        tests=tests,
        any_of=pregnancy,
        due=due,
        opens=due,
        closes=due,
        counts_from=due - min(EARLY, half),
        counts_until=due + min(LATE, half),
        status=Status.UPCOMING,
        done_on=None,
        missing=tests,
        pregnancy=pregnancy,
        required=False,
        optional=False,
        setting="",
        note=order.note,
        sources=(),
        plan_status="verified",
        asked=True,
        phase="after" if end is not None and due > end else "during",
    )
