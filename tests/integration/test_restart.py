"""The page of the dose says what to know when a dose follows a pause or unlogged weeks."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
import time_machine

from tests.factories import CourseFactory, log, log_days

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 20)
QUERIES = 5
TEST = "a new pregnancy test may be needed"


@pytest.fixture(autouse=True)
def on_the_20th():
    with time_machine.travel("2026-11-20 12:00:00+00:00", tick=False):
        yield


def started(days: int, **about):
    return CourseFactory(started_on=TODAY - timedelta(days=days), **about)


def dosed(course, *doses):
    """Note doses as (days ago, mg)."""
    for ago, mg in doses:
        course.dose_periods.create(starts=TODAY - timedelta(days=ago), mg_per_day=mg)


def read(client, course) -> str:
    """Return what the page of the dose says of starting again, or nothing."""
    client.force_login(course.owner)
    page = client.get("/course/dose/").content.decode()
    card = page.partition('id="restart"')[2].partition("</section>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", card).split())


def test_a_dose_after_a_pause_is_for_the_prescriber_to_say(client):
    course = started(100, can_become_pregnant=True)
    dosed(course, (60, 0), (20, 40))

    words = read(client, course)

    assert "from 21 September 2026 to 30 October 2026" in words
    assert "for your prescriber to say" in words
    assert TEST in words.lower()
    assert "From: Background knowledge, not yet tied to a document." in words


@pytest.mark.parametrize(
    ("said", "begins"),
    [
        (True, "A new pregnancy test may be needed."),
        (None, "If you could become pregnant, a new pregnancy test may be needed."),
        (False, ""),
    ],
)
def test_the_test_is_named_unless_the_person_cannot_become_pregnant(
    client, said, begins
):
    course = started(100, can_become_pregnant=said)
    dosed(course, (60, 0), (20, 40))

    words = read(client, course)

    assert begins in words
    assert (TEST in words.lower()) is bool(begins)


def test_unlogged_weeks_may_have_been_no_gap(client):
    course = started(60)
    log_days(course, 20)
    log(course, TODAY)

    words = read(client, course)

    assert "No capsules are noted from" in words
    assert "if you took your capsules then, it was no gap" in words


def test_it_is_there_right_after_the_dose_was_noted(client):
    course = started(60)
    dosed(course, (30, 0))
    client.force_login(course.owner)

    answer = client.post(
        "/course/dose/", {"starts": "2026-11-20", "mg_per_day": "40"}, follow=True
    )

    assert "Starting again after a gap" in answer.content.decode()


def test_without_a_gap_it_says_nothing(client):
    course = started(60)
    log_days(course, 60)
    dosed(course, (20, 40))

    assert read(client, course) == ""


def test_a_finished_course_is_not_started_again(client):
    course = started(100, last_dose_on=TODAY)
    dosed(course, (60, 0), (20, 40))

    assert read(client, course) == ""


@pytest.mark.parametrize("days", [14, 400])
def test_a_long_course_costs_no_more_queries(client, days, django_assert_num_queries):
    course = started(days)
    log_days(course, days - 5)
    dosed(course, (3, 0), (1, 40))
    client.force_login(course.owner)
    client.get("/course/dose/")

    with django_assert_num_queries(QUERIES):
        client.get("/course/dose/")
