"""A phone that is taken elsewhere: Today offers its time, once, and nothing is lost over it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Dialog, Page, expect

from tests.browser.steps import answer
from tests.factories import CourseFactory, UserFactory, log
from tracker import clock
from tracker.records.models import Course

pytestmark = pytest.mark.django_db(transaction=True)

# Twenty-four hours apart: whatever the time, it is the day before there.
HOME, THERE = "Pacific/Kiritimati", "Pacific/Honolulu"


@pytest.fixture
def course() -> Course:
    return CourseFactory(
        owner=UserFactory(time_zone=HOME),
        started_on=clock.today(HOME) - timedelta(days=40),
    )


@pytest.fixture
def phone_in(
    browser: Any, browser_context_args: dict[str, Any], watch: Any, sign_in: Any
) -> Iterator[Callable[..., Page]]:
    """Open Today on a phone that is in some zone."""
    opened = []

    def phone(zone: str, course: Course, **more: Any) -> Page:
        options = {**browser_context_args, "timezone_id": zone, **more}
        opened.append(browser.new_context(**options))
        watch.over(opened[-1])
        sign_in(opened[-1], course.owner)
        page = opened[-1].new_page()
        page.goto("/today/")
        return page

    yield phone
    for context in opened:
        context.close()
    assert watch.problems == []


def heading(page: Page) -> str:
    return page.get_by_role("heading", level=1).inner_text()


def words_of(day) -> str:
    return f"{day:%A} {day.day} {day:%B}"


def test_the_time_of_the_phone_is_taken_and_the_day_logged_at_home_stays(
    phone_in, axe, course
):
    at_home = clock.today(HOME)
    log(course, at_home, lips_dry=2)
    page = phone_in(THERE, course)
    offer = page.locator("form[data-zone]")
    there = clock.today(THERE)
    expect(offer).to_contain_text(f"This phone is in Honolulu ({there:%A}")
    axe(page)

    offer.get_by_role("button", name="Use it").click()

    expect(page.get_by_text("go by the time of Honolulu now")).to_be_visible()
    assert heading(page) == words_of(there)
    expect(page.locator("form[data-zone]")).to_be_hidden()
    page.goto(f"/days/{at_home}/")
    expect(page.get_by_text("Dry lips")).to_be_visible()


def test_not_now_holds_for_that_zone_in_that_browser(phone_in, course):
    page = phone_in(THERE, course)
    page.locator("[data-later]").click()
    expect(page.locator("form[data-zone]")).to_be_hidden()

    page.reload()
    expect(page.locator("form[data-more]")).to_be_visible()
    expect(page.locator("form[data-zone]")).to_be_hidden()
    assert heading(page) == words_of(clock.today(HOME))

    elsewhere = phone_in(
        "Europe/London",
        course,
        storage_state=page.context.storage_state(),
    )
    expect(elsewhere.locator("form[data-zone]")).to_contain_text("London")


def test_nothing_is_offered_where_the_clock_is_the_same(phone_in):
    course = CourseFactory(started_on=clock.today("Europe/London") - timedelta(days=40))

    page = phone_in("Europe/Jersey", course)

    page.wait_for_load_state("networkidle")
    expect(page.locator("form[data-zone]")).to_be_hidden()


def test_what_was_tapped_is_not_lost_without_asking(phone_in, course):
    page = phone_in(THERE, course)
    asked = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", stay)
    answer(page, "mood", "1")

    page.get_by_role("button", name="Use it").click()

    expect(page.locator('input[name="mood"][value="1"]')).to_be_checked()
    assert asked == [
        "What you tapped is not saved yet. Use the other time and lose it?"
    ]


def test_without_scripts_the_zone_is_changed_in_settings(phone_in, course):
    page = phone_in(THERE, course, java_script_enabled=False)
    expect(page.locator("form[data-zone]")).to_be_hidden()

    page.goto("/settings/")
    page.get_by_label("Time zone").select_option(THERE)
    page.locator('form[action="/settings/"] button').last.click()

    page.goto("/today/")
    assert heading(page) == words_of(clock.today(THERE))
