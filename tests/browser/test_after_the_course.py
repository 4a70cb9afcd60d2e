"""One journey: the course ends, the waiting times count down, and a check-in is answered. No scripts needed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.browser.steps import answer, save_day
from tests.factories import CourseFactory, log_days
from tracker import clock

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_the_course_ends_and_the_diary_goes_on(page, no_scripts, sign_in, axe, scripts):
    here: Page = page if scripts else no_scripts
    today = clock.today("Europe/London")
    course = CourseFactory(started_on=today - timedelta(days=150))
    log_days(course, 110, lips_dry=1)
    sign_in(here.context, course.owner)

    here.goto("/course/finish/")
    last = today - timedelta(days=35)
    here.get_by_label("Last capsule").fill(last.isoformat())
    here.get_by_role("main").get_by_role("button", name="Finish this course").click()
    expect(here.get_by_role("heading", level=1)).to_have_text("Course finished")

    here.get_by_role("link", name="All waiting times and check-ins").click()
    expect(here.locator("#procedures")).to_contain_text("days left")
    expect(here.locator("#check-ins")).to_contain_text("Due")
    here.locator("summary", has_text="Over:").click()
    expect(here.locator("#blood_donation")).to_contain_text("Was to be avoided until")
    if scripts:
        axe(here)

    here.get_by_role("link", name="Answer it today").click()
    for item in ("mood", "vision", "night_vision", "hearing", "joint_pain", "aches"):
        answer(here, item, "0")
    answer(here, "skin_dry", "1")
    answer(here, "eyes_dry", "0")
    if scripts:
        axe(here)
    save_day(here, "Only what I tapped")

    here.goto("/today/")
    expect(here.get_by_text("Check-in:")).to_have_count(0)
    here.goto("/course/windows/#check-ins")
    expect(here.locator("#check-ins")).to_contain_text("Done")
