"""History: a month, its gaps, and finding days without leaving a trace in an address."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client

from tests.factories import NOON, CourseFactory, UserFactory, log, log_days
from tracker.records import told
from tracker.records.models import Course

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)
# Session, person, course; days; what was told.
QUERIES = 6


@pytest.fixture(autouse=True)
def on_the_20th():
    with time_machine.travel("2026-11-20 12:00:00+00:00", tick=False):
        yield


@pytest.fixture
def course() -> Course:
    return CourseFactory()


def page_of(client: Client, course: Course, path: str = "/history/") -> str:
    client.force_login(course.owner)
    return client.get(path).content.decode()


def look_for(client: Client, course: Course, **wanted: object) -> str:
    client.force_login(course.owner)
    return client.post("/history/", wanted).content.decode()


def test_history_shows_the_month_with_gaps_to_fill(client, course):
    log(course, date(2026, 11, 2), lips_dry=2)

    page = page_of(client, course)

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


def test_what_was_looked_for_stays_on_the_form_and_out_of_the_address(client, course):
    log(course, date(2026, 11, 2), headache=2)

    page = look_for(
        client, course, only=["moderate"], item="headache", since="2026-11-01"
    )

    assert 'value="moderate" checked' in page
    assert 'value="flag" checked' not in page
    assert '<option value="headache" selected>' in page
    assert 'value="2026-11-01"' in page
    assert 'method="post" action="#found"' in page


def test_the_month_stays_while_looking(client, course):
    client.force_login(course.owner)

    page = client.post("/history/?month=2026-10", {"only": ["gap"]}).content.decode()

    assert "October 2026" in page
    assert "59 days found" not in page
    assert "60 days found" in page


def test_nothing_found_says_what_to_try(client, course):
    page = look_for(client, course, only=["note"])

    assert "No day found" in page
    assert "Try fewer boxes" in page


@pytest.mark.parametrize(
    "wanted",
    [{"item": "nothing_we_ask"}, {"only": ["everything"]}, {"item": "a\0b"}],
)
def test_what_no_form_offers_is_refused(client, course, wanted):
    client.force_login(course.owner)

    answer = client.post("/history/", wanted)

    assert answer.status_code == 422
    assert 'class="err"' in answer.content.decode()


def test_a_flag_leads_to_what_was_said(client, course):
    log(course, TODAY, joint_pain=3)
    told.tell_from(course, TODAY, at=NOON, today=TODAY)
    flag = course.findings.order_by("-level").first()

    page = page_of(client, course)

    assert "1 day with a flag" in page
    assert f'href="/findings/{flag.pk}/"' in page
    assert "flag: contact today" in page


def test_a_person_without_a_course_is_sent_to_start_one(client):
    client.force_login(UserFactory())

    assert client.get("/history/").url == "/course/new/"


def test_ben_finds_nothing_of_adas(client, course):
    log(course, date(2026, 11, 2), note="Ada’s own words", tinnitus=3)
    ben = CourseFactory()

    page = look_for(client, ben, only=["note"], item="tinnitus")

    assert "No day found" in page
    assert "2 Nov: worst" not in page


def test_nobody_is_asked_to_sign_in(client, course):
    assert client.get("/history/").url.startswith("/accounts/login/")
    assert client.post("/history/", {}).url.startswith("/accounts/login/")


def test_other_methods_are_refused(client, course):
    client.force_login(course.owner)

    assert client.delete("/history/").status_code == 405


def test_nothing_is_kept_by_a_cache(client, course):
    client.force_login(course.owner)

    assert "no-store" in client.get("/history/").headers["Cache-Control"]


@pytest.mark.parametrize("length", [14, 400])
def test_the_number_of_queries_does_not_grow(client, django_assert_num_queries, length):
    course = CourseFactory(started_on=TODAY - timedelta(days=length - 1))
    log_days(course, length, lips_dry=1, aches=2)
    client.force_login(course.owner)

    with django_assert_num_queries(QUERIES):
        assert client.get("/history/").status_code == 200


def test_what_was_told_stays_in_the_list_after_the_answer_was_changed(client, course):
    client.force_login(course.owner)
    answers = {"rest": "blank", "joint_pain": "3"}
    client.post("/days/2026-11-02/", {"version": "0", **answers})

    client.post("/days/2026-11-02/", {"version": "1", **answers, "joint_pain": "0"})

    page = client.get("/history/").content.decode()
    assert "Contact today, changed since" in page
    assert "flag: contact today" not in page
