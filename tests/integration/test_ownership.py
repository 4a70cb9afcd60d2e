"""Ada owns it, Ben does not, nobody is signed out: on every private address with a row in it."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine
from django.test import Client

from tests.factories import CourseFactory, log
from tracker.records.models import ShownFinding

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)


@pytest.fixture(autouse=True)
def on_the_20th():
    with time_machine.travel("2026-11-20 12:00:00+00:00", tick=False):
        yield


@pytest.fixture
def adas():
    course = CourseFactory()
    log(course, TODAY, note="Ada’s own words", joint_pain=3)
    return course


@pytest.fixture
def ben() -> Client:
    client = Client()
    client.force_login(CourseFactory(started_on=date(2026, 11, 20)).owner)
    return client


def flag_of(course) -> ShownFinding:
    return ShownFinding.objects.create(
        course=course,
        day=TODAY,
        rule="S-MSK-1",
        rule_version=1,
        ruleset="2026.1",
        level=4,
        provenance="seed_explicit",
        title="Call",
        advice="Call",
        shown_at="2026-11-20T10:00Z",
    )


def test_ben_never_sees_adas_day(adas, ben):
    assert "Ada’s own words" not in ben.get("/days/2026-11-20/").content.decode()
    assert ben.get("/days/2026-11-19/").status_code == 404


def test_ben_cannot_answer_adas_flag(adas, ben):
    flag = flag_of(adas)

    assert ben.post(f"/findings/{flag.pk}/contacted/", {}).status_code == 404

    flag.refresh_from_db()
    assert flag.contacted_at is None


@pytest.mark.parametrize(
    "path",
    [
        "/today/",
        "/days/2026-11-20/",
        "/days/2026-11-20/edit/",
        "/days/2026-11-20/saved/",
        "/history/",
    ],
)
def test_nobody_is_asked_to_sign_in(adas, client, path):
    answer = client.get(path)

    assert answer.status_code == 302
    assert answer.url.startswith("/accounts/login/")


def test_nobody_cannot_write(adas, client):
    assert client.post("/today/", {"lips_dry": "3"}).status_code == 302
    assert adas.entries.get().marks == {"joint_pain": 3}


def test_personal_pages_are_never_kept_by_a_cache(adas, client):
    client.force_login(adas.owner)

    assert "no-store" in client.get("/today/").headers["Cache-Control"]
