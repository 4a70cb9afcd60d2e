"""The crisis page: for everybody, with numbers that can be dialled, and nothing kept."""

from __future__ import annotations

import re
from datetime import date

import pytest
import time_machine

from tests.factories import CourseFactory
from tracker.clinical.crisis import CRISIS_REGIONS
from tracker.records.models import AuditEvent

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_the_20th():
    with time_machine.travel("2026-11-20 12:00:00+00:00", tick=False):
        yield


def first_part(page: str) -> str:
    return page.partition("Somewhere else right now?")[0]


def shown(client, **course) -> str:
    client.force_login(CourseFactory(**course).owner)
    return client.get("/support/").content.decode()


def test_signed_out_every_region_is_listed(client):
    answer = client.get("/support/")
    page = answer.content.decode()

    assert answer.status_code == 200
    for region in CRISIS_REGIONS.values():
        assert f'href="{region.emergency.address}"' in page
        assert f"<summary>{region.name}</summary>" in page
    assert "We have not told anyone." in page


@pytest.mark.parametrize(
    ("country", "emergency", "line"),
    [
        ("uk", "tel:999", "tel:116123"),
        ("us", "tel:911", "sms:988"),
        ("es", "tel:112", "tel:024"),
        ("au", "tel:000", "tel:131114"),
        ("other", "tel:112", "findahelpline.com"),
    ],
)
def test_signed_in_the_persons_own_country_comes_first(
    client, country, emergency, line
):
    page = first_part(shown(client, country=country))

    assert f'href="{emergency}"' in page
    assert line in page
    assert len(re.findall('class="care now"', page)) == 1


def test_the_clinic_is_one_tap_away(client):
    page = shown(client)

    assert 'href="tel:01632960123"' in page
    assert "Call Northgate Clinic" in page


def test_somebody_without_a_course_sees_every_region(client, django_user_model):
    client.force_login(django_user_model.objects.create_user("new@courseline.test"))

    assert "Where are you?" in client.get("/support/").content.decode()


@pytest.mark.parametrize(
    ("born", "childline", "an_adult"),
    [
        (date(2010, 1, 1), True, True),
        (date(2007, 12, 1), True, False),
        (date(1990, 1, 1), False, False),
        (None, True, True),
    ],
)
def test_young_people_find_their_own_line(client, born, childline, an_adult):
    page = first_part(shown(client, born=born))

    assert ("Childline" in page) is childline
    assert ("tell an adult" in page.lower()) is an_adult


def test_numbers_we_could_not_check_are_named_so(client):
    assert "not been able to check" in first_part(shown(client, country="fr"))
    assert "not been able to check" not in first_part(shown(client, country="uk"))


def test_the_emergency_number_counts_among_those_to_be_checked(client):
    assert "not been able to check" in first_part(shown(client, country="us"))
    assert "not been able to check" not in first_part(shown(client, country="es"))


def test_after_the_course_the_next_capsule_is_no_question(client):
    assert "next capsule" in first_part(shown(client))
    assert "next capsule" not in first_part(
        shown(client, last_dose_on=date(2026, 10, 1))
    )


def test_opening_it_stores_nothing(client):
    shown(client)

    assert not AuditEvent.objects.exists()


def test_it_is_only_read(client):
    assert client.post("/support/").status_code == 405


def test_it_is_kept_by_no_cache(client):
    assert "no-store" in client.get("/support/").headers["Cache-Control"]
