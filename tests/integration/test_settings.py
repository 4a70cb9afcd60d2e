"""Settings: what is said about the course, and how the app looks and asks."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
import time_machine

from tests.factories import CourseFactory, UserFactory, log_days
from tracker.records.models import AuditEvent

pytestmark = pytest.mark.django_db

CHOICES = {"language": "en-gb", "time_zone": "Europe/Madrid", "theme": "dark"}


@pytest.fixture(autouse=True)
def on_the_20th():
    with time_machine.travel("2026-11-20 12:00:00+00:00", tick=False):
        yield


def shown(client, owner) -> str:
    client.force_login(owner)
    return client.get("/settings/").content.decode()


def test_the_course_stands_in_three_rows(client):
    course = CourseFactory(
        conditions=["diabetes"],
        medicines=["zinc", "doxycycline"],
        can_become_pregnant=True,
    )

    page = shown(client, course.owner)

    assert "20 mg a day, 24 weeks from 21 Sep 2026" in page
    assert "Northgate Clinic, 01632 960123" in page
    assert "Answered: pregnancy, 1 condition, 2 medicines" in page
    assert "diabetes" not in page.lower()


def test_a_pause_and_an_end_are_said(client):
    course = CourseFactory(planned_weeks=None)
    course.dose_periods.create(starts=date(2026, 11, 1), mg_per_day=Decimal(0))
    assert "paused, from 21 Sep 2026" in shown(client, course.owner)

    ended = CourseFactory(
        last_dose_on=date(2026, 11, 1), clinic_name="", clinic_phone=""
    )
    page = shown(client, ended.owner)
    assert "21 Sep 2026 to 1 Nov 2026" in page
    assert "Not filled in" in page
    assert "Start another course" in page


def test_somebody_without_a_course_can_start_one(client):
    assert "You have no course yet." in shown(client, UserFactory())


def test_choices_are_kept(client):
    ada = UserFactory()
    client.force_login(ada)

    assert client.post("/settings/", CHOICES).url == "/settings/"

    ada.refresh_from_db()
    assert (ada.time_zone, ada.theme, ada.asks_about_harm) == (
        "Europe/Madrid",
        "dark",
        False,
    )
    assert AuditEvent.objects.get(owner=ada).what == "preferences_changed"
    assert 'data-theme="dark"' in client.get("/settings/").content.decode()


@pytest.mark.parametrize(
    "wrong",
    [
        {"time_zone": "Mars/Base"},
        {"theme": "neon"},
        {"language": "tlh"},
        {"time_zone": ""},
    ],
)
def test_a_choice_that_is_none_is_refused(client, wrong):
    ada = UserFactory()
    client.force_login(ada)

    answer = client.post("/settings/", CHOICES | wrong)

    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()
    ada.refresh_from_db()
    assert ada.time_zone == "Europe/London"


def test_the_zone_of_a_phone_is_taken_and_nothing_else_changes(client):
    ada = CourseFactory(owner=UserFactory(theme="dark")).owner
    client.force_login(ada)

    answer = client.post(
        "/settings/time-zone/", {"time_zone": "Pacific/Honolulu"}, follow=True
    )

    assert answer.redirect_chain == [("/today/", 302)]
    assert "go by the time of Honolulu now" in answer.content.decode()
    ada.refresh_from_db()
    assert (ada.time_zone, ada.theme) == ("Pacific/Honolulu", "dark")
    assert AuditEvent.objects.get(owner=ada).what == "preferences_changed"


@pytest.mark.parametrize("zone", ["Mars/Base", "", "Etc/GMT+5", "../etc/passwd"])
def test_a_zone_nobody_knows_is_chosen_in_settings(client, zone):
    ada = UserFactory()
    client.force_login(ada)

    answer = client.post("/settings/time-zone/", {"time_zone": zone}, follow=True)

    assert answer.redirect_chain == [("/settings/", 302)]
    assert "We do not know that time zone." in answer.content.decode()
    ada.refresh_from_db()
    assert ada.time_zone == "Europe/London"
    assert client.get("/settings/time-zone/").status_code == 405


def test_signing_out_is_a_form(client):
    assert 'action="/accounts/logout/"' in shown(client, UserFactory())


def test_it_takes_few_queries_however_long_the_course(
    client, django_assert_num_queries
):
    course = CourseFactory(started_on=date(2025, 10, 1))
    log_days(course, 400, lips_dry=1)
    client.force_login(course.owner)

    with django_assert_num_queries(4):
        client.get("/settings/")
