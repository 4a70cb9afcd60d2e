"""The course as one picture: what it counts, and what it never draws."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.test import Client

from tests.factories import (
    NOON,
    CourseFactory,
    UserFactory,
    log,
    log_days,
    result,
)
from tracker.records import told
from tracker.records.models import Course, DosePeriod

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)
# Session, person, course; doses, days and results; what was told.
QUERIES = 9


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
    assert "<dd>1 <small>of 2 answered, 59 days unknown</small>" in page
    assert "<dd>2 <small>of 61</small>" in page
    # One of sixty-one days at 20 mg over 64 kg is sure, sixty are possible: the missed one counts as nothing.
    assert "<dd>0.3–18.8 <small>mg/kg of 120</small>" in page


def test_without_a_weight_the_total_is_in_milligrams(client):
    course = CourseFactory(weight_kg=None)
    log(course, TODAY, lips_dry=1)

    page = page_of(client, course)

    assert "<dd>20–1220 <small>mg</small>" in page
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


def test_a_course_to_come_offers_nothing_to_log(client):
    page = page_of(client, CourseFactory(started_on=TODAY + timedelta(days=9)))

    assert "Your course starts soon" in page
    assert "Log day" not in page


def test_days_can_be_filled_in_when_nothing_was_logged_yet(client, course):
    page = page_of(client, course)

    assert "Log day 61" in page
    assert "Or fill in earlier days" in page
    assert "Good to know in week 1" not in page


def test_an_open_flag_leads_to_what_was_said(client, course):
    log(course, TODAY, joint_pain=3)
    told.tell_from(course, TODAY, at=NOON, today=TODAY)
    flag = course.findings.order_by("-level").first()

    page = page_of(client, course)

    assert f'href="/findings/{flag.pk}/"' in page
    assert 'class="today"' in page


def test_a_week_leads_to_its_month(client, course):
    log(course, TODAY, lips_dry=1)

    page = page_of(client, course)

    assert 'href="/history/?month=2026-10" aria-label="Week 3, 5 Oct to 11 Oct"' in page
    assert '<li id="now"><a href="/history/?month=2026-11" class="here"' in page


def test_the_summary_is_one_tap_away(client, course):
    log(course, TODAY, lips_dry=1)

    assert 'href="/summary/"' in page_of(client, course)


def test_the_page_only_reads(client, course):
    client.force_login(course.owner)

    assert client.post("/course/").status_code == 405


def test_nobody_is_asked_to_sign_in(client, course):
    assert client.get("/course/").url.startswith("/accounts/login/")


def test_ben_sees_his_own_course_only(client, course):
    log(course, TODAY, tinnitus=3)
    ben = CourseFactory()
    log(ben, TODAY, lips_dry=1)

    assert "Ringing" not in page_of(client, ben)


def test_the_page_has_no_inline_style(client, course):
    log(course, TODAY, lips_dry=3)

    assert "style=" not in page_of(client, course)


@pytest.mark.parametrize("length", [14, 400])
def test_the_number_of_queries_does_not_grow(client, django_assert_num_queries, length):
    course = CourseFactory(started_on=TODAY - timedelta(days=length - 1))
    log_days(course, length, lips_dry=1, aches=2)
    result(course, TODAY)
    client.force_login(course.owner)

    with django_assert_num_queries(QUERIES):
        assert client.get("/course/").status_code == 200


def test_only_a_test_still_to_come_is_written_beside_its_mark(client, course):
    # Severe pain asked for a CK test on its own day, which lies behind today.
    course.findings.create(
        day=date(2026, 11, 9),
        rule="S-MSK-1",
        rule_version=1,
        ruleset="2026.1",
        level=4,
        provenance="seed_explicit",
        title="Call",
        advice="Call",
        shown_at="2026-11-09T10:00Z",
    )
    log(course, TODAY, lips_dry=1)

    page = page_of(client, course)

    assert ">due 9 Nov</text>" not in page
    assert ">due 19 Jan</text>" in page
