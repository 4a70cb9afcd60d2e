"""The course as one picture: what it counts, and what it never draws."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.test import Client

from tests.factories import CourseFactory, UserFactory, log, log_days, result
from tracker.records.models import Course, DosePeriod

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)


@pytest.fixture(autouse=True)
def on_the_20th():
    with time_machine.travel("2026-11-20 12:00:00+00:00", tick=False):
        yield


@pytest.fixture
def course() -> Course:
    return CourseFactory()


def page_of(client: Client, course: Course, path: str = "/course/") -> str:
    client.force_login(course.owner)
    return client.get(path).content.decode()


def test_the_key_numbers_count_what_was_logged(client, course):
    log(course, date(2026, 11, 18), dose="all", lips_dry=1)
    log(course, date(2026, 11, 19), dose="none", lips_dry=1)

    page = page_of(client, course)

    assert "Day 61 of 168" in page
    assert "<dd>1 <small>of 61</small>" in page
    assert "<dd>2 <small>of 61</small>" in page
    # Sixty of sixty-one days at 20 mg over 64 kg: the missed one counts as nothing.
    assert "<dd>18.8 <small>mg/kg of 120</small>" in page


def test_without_a_weight_the_total_is_in_milligrams(client):
    course = CourseFactory(weight_kg=None)
    log(course, TODAY, lips_dry=1)

    page = page_of(client, course)

    assert "<dd>1220 <small>mg</small>" in page
    assert "Add your weight" in page


def test_a_symptom_gets_a_strip_once_it_was_logged(client, course):
    log(course, date(2026, 11, 19), lips_dry=1, tinnitus=1, nausea=0)

    page = page_of(client, course)

    assert "<b>Ringing</b>" in page
    assert "<b>Feeling sick</b>" not in page


def test_a_day_nobody_logged_is_dashed_and_never_none(client, course):
    log(course, date(2026, 9, 21), lips_dry=2)
    log(course, date(2026, 9, 23), lips_dry=1)

    page = page_of(client, course)

    assert (
        '<path class="l2" d="M0.5 3V1"/><path class="gap" d="M1.5 3V2'
        in page.replace('<path class="l1" d="M2.5 3V2"/>', "")
    )


def test_the_table_says_the_same_in_words(client, course):
    log(course, date(2026, 9, 21), lips_dry=2)
    log(course, date(2026, 9, 23), lips_dry=1)

    page = page_of(client, course)

    assert "<td>moderate, 2 of 2</td>" in page
    assert "<td>not logged</td>" in page


def test_a_dose_step_and_a_pause_are_named(client, course):
    DosePeriod.objects.create(
        course=course, starts=date(2026, 10, 19), mg_per_day=Decimal(40)
    )
    DosePeriod.objects.create(
        course=course, starts=date(2026, 11, 9), mg_per_day=Decimal(0)
    )
    log(course, TODAY, lips_dry=0)

    page = page_of(client, course)

    assert ">20 mg a day</text>" in page
    assert ">40 mg</text>" in page
    assert ">paused</text>" in page


def test_the_projection_leaves_the_decision_to_the_prescriber(client, course):
    log(course, TODAY, lips_dry=0)

    page = page_of(client, course)

    assert "Your prescriber decides when to stop" in page


def test_an_empty_course_begins_with_its_first_day(client):
    course = CourseFactory(started_on=TODAY)

    page = page_of(client, course)

    assert "Your picture starts here" in page
    assert "Log day 1" in page


def test_a_finished_course_is_still_there(client, course):
    log(course, date(2026, 11, 1), lips_dry=1)
    course.last_dose_on = date(2026, 11, 10)
    course.save()

    page = page_of(client, course)

    assert "Course finished" in page
    assert "21 September 2026 to 10 November 2026" in page


def test_a_person_without_a_course_is_sent_to_start_one(client):
    client.force_login(UserFactory())

    assert client.get("/course/").url == "/course/new/"


def test_ben_sees_his_own_course_only(client, course):
    log(course, TODAY, tinnitus=3)
    ben = CourseFactory()
    log(ben, TODAY, lips_dry=1)

    assert "Ringing" not in page_of(client, ben)


def test_the_page_has_no_inline_style(client, course):
    log(course, TODAY, lips_dry=3)

    assert "style=" not in page_of(client, course)


@pytest.mark.parametrize("path", ["/course/", "/history/"])
@pytest.mark.parametrize("length", [14, 400])
def test_the_number_of_queries_does_not_grow(
    client, django_assert_max_num_queries, path, length
):
    course = CourseFactory(started_on=TODAY - timedelta(days=length - 1))
    log_days(course, length, lips_dry=1, aches=2)
    result(course, TODAY)
    client.force_login(course.owner)

    with django_assert_max_num_queries(9):
        assert client.get(path).status_code == 200


def test_history_shows_the_month_with_gaps_to_fill(client, course):
    log(course, date(2026, 11, 2), lips_dry=2)

    page = page_of(client, course, "/history/")

    assert "1 day logged. 59 to fill in if you remember them." in page
    assert 'aria-label="2 Nov: worst moderate"' in page
    assert 'aria-label="3 Nov: not logged. Add it"' in page


def test_history_goes_back_to_the_month_the_course_began(client, course):
    page = page_of(client, course, "/history/?month=2026-09")

    assert "September 2026" in page
    assert "month=2026-08" not in page


@pytest.mark.parametrize("month", ["x", "2026-13", "9999-12", "0001-01", "2026-11-01"])
def test_a_month_that_makes_no_sense_is_no_error(client, course, month):
    client.force_login(course.owner)

    assert client.get("/history/", {"month": month}).status_code == 200


def test_days_are_looked_for_in_the_body_and_found(client, course):
    log(course, date(2026, 11, 2), lips_dry=2, note="remember this")
    log(course, date(2026, 11, 3), lips_dry=1)
    client.force_login(course.owner)

    page = client.post(
        "/history/", {"only": ["note", "moderate"], "item": "lips_dry"}
    ).content.decode()

    assert "1 day found" in page
    assert 'href="/days/2026-11-02/"' in page


def test_missed_doses_and_gaps_can_be_looked_for(client, course):
    log(course, date(2026, 11, 2), dose="none")
    client.force_login(course.owner)

    assert (
        "1 day found" in client.post("/history/", {"only": ["missed"]}).content.decode()
    )
    assert (
        "59 days found" in client.post("/history/", {"only": ["gap"]}).content.decode()
    )


def test_a_date_that_is_none_is_refused_beside_the_field(client, course):
    client.force_login(course.owner)

    answer = client.post("/history/", {"since": "yesterday"})

    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.content.decode()
    assert 'value="yesterday"' in answer.content.decode()
