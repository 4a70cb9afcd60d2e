"""What is due now and what comes next, below the table of results."""

from __future__ import annotations

from datetime import date, timedelta

from tracker.clinical.facts import CourseFacts
from tracker.clinical.labs.schedule import PlannedTest, Status
from tracker.summary.document import Laboratory
from tracker.summary.laboratory import laboratory
from tracker.summary.render.rows import coming

START, ON = date(2026, 9, 21), date(2026, 11, 20)
COURSE = CourseFacts(started_on=START, planned_weeks=24)


def planned(
    *tests: str, days: int, status: Status = Status.UPCOMING, window: int = 14
) -> PlannedTest:
    """Return a test planned so many days from today."""
    due = ON + timedelta(days=days)
    return PlannedTest(
        key="x",
        tests=tests,
        missing=tests,
        due=due,
        opens=due,
        closes=due + timedelta(days=window),
        counts_from=due,
        counts_until=due + timedelta(days=window),
        status=status,
        done_on=None,
        any_of=False,
        pregnancy=False,
        required=False,
        optional=False,
        setting="",
        note="",
        sources=(),
        plan_status="verified",
    )


def of(*tests: PlannedTest) -> Laboratory:
    return laboratory((), (), COURSE, tests, on=ON)


def test_what_is_due_is_named_with_its_days_and_what_comes_next_with_a_day_to_come():
    labs = of(
        planned("AST", days=-40, status=Status.OVERDUE),
        planned("CK", days=-11, status=Status.DUE),
        planned("ALT", "AST", days=62),
        planned("TG", "CHOL", days=62),
        planned("ALT", days=100),
    )

    assert coming(labs) == (
        "Due now: CK (9–23 Nov). Next: ALT, AST, Triglycerides, Cholesterol 21 Jan (week 18)."
    )


def test_a_test_two_plans_ask_for_on_a_day_is_named_once():
    labs = of(planned("ALT", "AST", days=3), planned("ALT", days=3, window=1))

    assert coming(labs) == "Next: ALT, AST 23 Nov (week 10)."
    assert labs.coming.closes == date(2026, 11, 24)


def test_a_test_that_may_be_taken_already_is_next_until_its_day():
    assert coming(of(planned("ALT", days=2, status=Status.DUE))) == (
        "Next: ALT 22 Nov (week 9)."
    )


def test_pregnancy_tests_are_not_among_them():
    assert coming(of(planned("HCG_U", days=3), planned("HCG_S", days=-1))) == ""


def test_nothing_planned_says_nothing():
    assert coming(of()) == ""
