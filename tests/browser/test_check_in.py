"""A mood check-in on a phone, from the quiet line on Today to help, with scripts and without."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.factories import CourseFactory
from tracker import clock
from tracker.records.models import CheckIn, Course

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def course() -> Course:
    return CourseFactory(started_on=clock.today("Europe/London") - timedelta(days=40))


def choose(page: Page, question: int, words: str) -> None:
    group = page.locator(f"#id_q{question}")
    group.get_by_label(words, exact=True).check()


def test_from_todays_line_to_the_longer_one_and_to_help(
    page, sign_in, axe, watch, course
):
    watch.allow("status of 422")
    sign_in(page.context, course.owner)
    page.goto("/today/")

    page.get_by_role("link", name="Answer them").click()
    expect(page).to_have_url(re.compile("/check-in/$"))
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#errors")).to_be_focused()
    axe(page)

    choose(page, 1, "More than half the days")
    choose(page, 2, "Several days")
    page.get_by_role("button", name="Save").click()
    expect(page).to_have_url(re.compile(r"/check-in/\d+/saved/$"))
    expect(page.get_by_text("Contact your clinic this week")).to_be_visible()
    axe(page)

    page.get_by_role("link", name="Answer seven more").click()
    expect(page).to_have_url(re.compile("/check-in/longer/"))
    expect(
        page.locator("#id_q1").get_by_label("More than half the days")
    ).to_be_checked()
    choose(page, 9, "Several days")
    page.get_by_role("button", name="Save").click()

    expect(page).to_have_url(re.compile("/support/$"))
    expect(page.get_by_role("status")).to_contain_text("Thank you for telling us")
    saved = CheckIn.objects.get(course=course, tool="phq9")
    assert saved.answers == [2, 1, None, None, None, None, None, None, 1]

    page.goto("/today/")
    expect(page.get_by_role("link", name="Answer them")).to_have_count(0)


def test_answering_and_putting_off_need_no_script(no_scripts, sign_in, course):
    page = no_scripts
    sign_in(page.context, course.owner)

    page.goto("/today/")
    page.get_by_role("button", name="Not now").click()
    expect(page).to_have_url(re.compile("/today/$"))
    expect(page.get_by_role("link", name="Answer them")).to_have_count(0)

    page.goto("/check-in/")
    choose(page, 1, "Not at all")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("No total: 1 question left blank")).to_be_visible()
