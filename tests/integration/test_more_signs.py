"""Signs named by leaflets wait in a fold and are answered; a flag says where its sources differ."""

from __future__ import annotations

from datetime import date
from html.parser import HTMLParser
from uuid import uuid4

import pytest
import time_machine
from django.test import Client

from tests.factories import CourseFactory, log
from tracker.clinical.vocabulary import AT_ONCE, ITEMS, Asked, Scale
from tracker.records.models import Course

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 20)
SELDOM = {each.code for each in ITEMS if each.seldom and not each.needs}


@pytest.fixture(autouse=True)
def on_the_20th():
    with time_machine.travel("2026-11-20 12:00:00+00:00", tick=False):
        yield


@pytest.fixture
def course() -> Course:
    return CourseFactory()


@pytest.fixture
def ada(course: Course, client: Client) -> Client:
    client.force_login(course.owner)
    return client


class Chips(HTMLParser):
    """The chips of a page: which are in sight, and which wait in the fold."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.folds = 0
        self.in_sight: set[str] = set()
        self.folded: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "details":
            self.folds += 1
        code = ""
        if tag == "button" and given.get("name") == "add":
            code = given["value"]
        if tag == "input" and given.get("type") == "checkbox":
            code = given["name"]
        if code:
            (self.folded if self.folds else self.in_sight).add(code)

    def handle_endtag(self, tag):
        if tag == "details":
            self.folds -= 1


def send(client: Client, **answers: str):
    return client.post(
        "/today/",
        {"version": "0", "submission_id": str(uuid4()), "rest": "blank", **answers},
    )


def chips(client: Client) -> Chips:
    return Chips(client.get("/today/").content.decode())


def flag_page(client: Client, course: Course, rule: str) -> str:
    flag = course.findings.get(rule=rule, day=TODAY)
    return client.get(f"/findings/{flag.pk}/").content.decode()


def test_what_calls_for_help_at_once_is_in_sight_and_every_other_sign_one_fold_away(
    ada,
):
    found = chips(ada)
    anybodys = {
        each.code
        for each in ITEMS
        if each.asked is Asked.ON_DEMAND and each.scale is not Scale.TEXT
    }

    assert set(AT_ONCE) <= found.in_sight
    assert found.in_sight | found.folded == anybodys - {"lens_trouble"}
    assert not found.in_sight & found.folded
    assert found.folded >= SELDOM


def test_a_phone_shows_two_dozen_signs_at_most(ada):
    assert len(chips(ada).in_sight) <= 24


def test_a_folded_sign_says_in_full_what_it_means(ada):
    page = ada.get("/today/").content.decode()

    for label in ("Darker or lighter patches of skin", "Hoarse voice"):
        assert f">{label}</" in page


def test_a_sign_from_the_fold_opens_like_any_other(ada):
    page = send(ada, add="crying").content.decode()

    assert 'name="crying" value="3"' in page
    assert "crying" not in Chips(page).folded


def test_a_ticked_sign_comes_out_of_the_fold(ada):
    page = send(ada, add="fatigue", pale="yes").content.decode()

    assert "pale" in Chips(page).in_sight


def test_a_sign_that_was_logged_is_asked_with_the_rest_the_next_day(ada, course):
    log(course, date(2026, 11, 19), swelling=1)

    assert 'name="swelling" value="2"' in ada.get("/today/").content.decode()


def test_a_sign_of_a_leaflet_is_answered_with_what_to_do_and_its_source(ada, course):
    send(ada, little_urine="yes")
    page = flag_page(ada, course, "O-KID-1")

    assert "Call today about your urine or swelling" in page
    assert "UK and EU package leaflets" in page


def test_a_flag_says_where_its_sources_differ_and_what_we_follow(ada, course):
    send(ada, joint_pain="3")
    page = flag_page(ada, course, "S-MSK-1")

    assert "<summary>Sources differ</summary>" in page
    assert "lists any joint pain among the signs to check" in page
    assert "asks for care when it is lasting or severe" in page
    assert "What we follow: Lasting or severe." in page


def test_a_flag_nobody_disputes_does_not_speak_of_it(ada, course):
    send(ada, hearing="1")

    assert "Sources differ" not in flag_page(ada, course, "O-EAR-1")
