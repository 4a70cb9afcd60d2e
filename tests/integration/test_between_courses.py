"""A second course knows the tests that were taken after the first one; they stay where they were entered."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client

from tests.factories import NOON, CourseFactory, UserFactory, result
from tracker.records import exporting, labs
from tracker.records.facts import history_of, results_of
from tracker.records.known import known_of
from tracker.records.models import Course, LabResult
from tracker.reminders.plan import open_dues

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)
START = TODAY - timedelta(days=1)


@pytest.fixture(autouse=True)
def on_the_23rd():
    with time_machine.travel("2026-11-23 12:00:00+00:00", tick=False):
        yield


def courses_of(owner) -> tuple[Course, Course]:
    """Return a course that ended 80 days ago, and one of the United States that began yesterday."""
    more = {"owner": owner, "country": "us", "can_become_pregnant": True}
    first = CourseFactory(
        started_on=START - timedelta(days=300),
        last_dose_on=START - timedelta(days=80),
        **more,
    )
    # Written down before its tests were due, so that what is missing is called late.
    second = CourseFactory(
        started_on=START, created_at=NOON - timedelta(days=60), **more
    )
    return first, second


@pytest.fixture
def two():
    return courses_of(UserFactory(time_zone="America/New_York"))


@pytest.fixture
def ada(two) -> Client:
    client = Client()
    client.force_login(two[1].owner)
    return client


def negative(course: Course, days: int) -> LabResult:
    return LabResult.objects.create(
        course=course,
        day=START - timedelta(days=days),
        test="HCG_U",
        outcome="negative",
        added_at=NOON,
    )


def take_tests_after(first: Course) -> None:
    for days in (40, 4):
        negative(first, days)
    for test in ("ALT", "AST", "TG", "CHOL"):
        result(first, START - timedelta(days=8), test)


def words(client: Client, path: str) -> str:
    page = client.get(path).content.decode()
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", page))


# Seen


@pytest.mark.parametrize("path", ["/today/", "/labs/", "/course/", "/summary/"])
def test_nothing_is_late_that_was_taken_between_the_courses(ada, two, path):
    take_tests_after(two[0])

    page = words(ada, path)

    assert "Your monthly test is late" not in page
    assert "Not noted" not in page
    assert "days late" not in page
    assert not two[1].findings.exists()


def test_without_them_it_is_late(ada, two):
    page = words(ada, "/today/")

    assert "Your monthly test is late" in page
    assert two[1].findings.exists()


def test_a_reminder_asks_for_none_of_them(two):
    def open_keys() -> set[str]:
        (known,) = known_of([two[1].owner_id], since=TODAY).values()
        keys = (due.key for due in open_dues(known, on=TODAY))
        return {key for key in keys if key.startswith(("US-1.", "US-P1.", "US-P2."))}

    assert open_keys()

    take_tests_after(two[0])

    assert open_keys() == set()


def test_they_stay_with_the_first_course(ada, two):
    take_tests_after(two[0])
    ada.get("/labs/")

    assert two[0].lab_results.count() == 6
    assert history_of(two[1]).labs == ()
    assert len(history_of(two[1]).labs_before) == 6
    assert history_of(two[0]).labs_before == ()


# Which count


@pytest.mark.parametrize(
    ("days", "counts"), [(1, True), (45, True), (46, False), (0, False), (-1, False)]
)
def test_only_those_of_the_weeks_before_the_start_count(two, days, counts):
    row = negative(two[0], days)

    assert results_of(two[1]).before == ([row] if counts else [])


@pytest.mark.parametrize(("ended", "counts"), [(21, True), (20, False), (10, False)])
def test_one_taken_while_the_first_course_ran_does_not_count(two, ended, counts):
    Course.objects.filter(pk=two[0].pk).update(
        last_dose_on=START - timedelta(days=ended)
    )
    row = negative(two[0], 20)

    assert results_of(two[1]).before == ([row] if counts else [])


def test_nobody_elses_count(two):
    bens = courses_of(UserFactory())
    take_tests_after(bens[0])

    assert results_of(two[1]).before == []
    (known,) = known_of([two[1].owner_id], since=TODAY).values()
    assert known.results_before == ()


def test_a_file_of_everything_knows_them_too(two):
    take_tests_after(two[0])

    account = exporting.account_of(two[1].owner)

    assert account.current == two[1]
    assert results_of(account.current) == results_of(two[1])


# Changed


def test_removing_one_has_the_reminders_of_the_second_course_worked_out_again(two):
    row = negative(two[0], 4)
    planned = NOON + timedelta(days=1)
    Course.objects.update(plan_after=planned)

    labs.remove_result(row, at=NOON)

    two[1].refresh_from_db()
    assert two[1].plan_after < planned


# Queries


@pytest.mark.parametrize("tests", [0, 12])
def test_it_takes_one_query_however_many_there_are(
    two, tests, django_assert_num_queries
):
    for days in range(1, tests + 1):
        negative(two[0], days)
        result(two[1], START, "ALT") if days == 1 else None

    with django_assert_num_queries(1):
        assert len(results_of(two[1]).before) == tests


@pytest.mark.parametrize(
    ("path", "most"), [("/today/", 12), ("/labs/", 11), ("/summary/", 9)]
)
def test_a_page_of_the_second_course_takes_no_more_than_one_of_the_first(
    ada, two, path, most, django_assert_max_num_queries
):
    take_tests_after(two[0])
    ada.get(path)

    with django_assert_max_num_queries(most):
        ada.get(path)
