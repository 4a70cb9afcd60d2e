"""A day in seconds: how many taps it takes, with scripts and without."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.factories import CourseFactory, log
from tracker import clock

pytestmark = pytest.mark.django_db(transaction=True)


class Thumb:
    """Taps, and counts."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.taps = 0

    def answer(self, item: str, value: str) -> None:
        self.taps += 1
        self.page.locator(
            f'label:has(input[name="{item}"][value="{value}"])'
        ).first.click()

    def press(self, selector: str) -> None:
        self.taps += 1
        self.page.locator(selector).first.click()


@pytest.fixture
def today() -> date:
    return clock.today("Europe/London")


@pytest.fixture
def course(today):
    made = CourseFactory(started_on=today - timedelta(days=9))
    log(
        made,
        today - timedelta(days=1),
        lips_dry=2,
        skin_dry=1,
        eyes_dry=0,
        aches=0,
        headache=0,
        mood=0,
        vision=0,
    )
    # The weekly questions were answered two days ago, so that today is an ordinary day.
    log(made, today - timedelta(days=3), acne_severity=2, oiliness=1, confidence=2)
    return made


def test_an_ordinary_day_takes_four_taps(page, sign_in, course, today):
    sign_in(page.context, course.owner)
    page.goto("/today/")
    thumb = Thumb(page)

    thumb.answer("dose_taken", "all")
    thumb.answer("mood", "0")
    thumb.answer("vision", "0")
    thumb.press('button[name="rest"][value="same"]')

    expect(page.get_by_role("heading", name="That’s today done")).to_be_visible()
    assert thumb.taps <= 4
    assert course.entries.get(day=today).marks == {
        "lips_dry": 2,
        "skin_dry": 1,
        "eyes_dry": 0,
        "aches": 0,
        "headache": 0,
        "mood": 0,
        "vision": 0,
    }


def test_a_day_with_three_changes_takes_eight_taps(page, sign_in, course, today):
    sign_in(page.context, course.owner)
    page.goto("/today/")
    thumb = Thumb(page)

    thumb.answer("dose_taken", "all")
    thumb.answer("headache", "1")
    thumb.answer("eyes_dry", "1")
    thumb.answer("mood", "1")
    thumb.answer("vision", "0")
    thumb.press('button[name="add"][value="fatigue"]')
    thumb.answer("fatigue", "1")
    thumb.press('button[name="rest"][value="same"]')

    expect(page.locator("main")).to_contain_text("What we saved")
    assert thumb.taps <= 8
    assert course.entries.get(day=today).marks["fatigue"] == 1


def test_the_extra_question_appears_only_after_low_mood(page, sign_in, course):
    sign_in(page.context, course.owner)
    page.goto("/today/")
    question = page.locator(".ask")
    expect(question).to_be_hidden()

    Thumb(page).answer("mood", "2")

    expect(question).to_be_visible()


def test_yes_opens_support_before_anything_else(page, sign_in, course, today):
    sign_in(page.context, course.owner)
    page.goto("/today/")
    thumb = Thumb(page)

    thumb.answer("mood", "3")
    page.locator('.ask label:has(input[value="yes"])').click()
    thumb.press('button[name="rest"][value="blank"]:not(.vh)')

    # Today may name the number too: only the page of help tells that the day was saved.
    expect(page).to_have_url(re.compile("/support/$"))
    expect(page.locator('a[href="tel:999"]').first).to_be_visible()
    assert course.entries.get(day=today).marks["self_harm"] == 1


def test_the_keyboard_alone_logs_a_day(page, sign_in, course, today):
    sign_in(page.context, course.owner)
    page.goto("/today/")

    page.locator('input[name="dose_taken"][value="all"]').focus()
    page.keyboard.press("Space")
    page.locator('input[name="mood"]').first.focus()
    page.keyboard.press("ArrowRight")
    page.locator('button[name="rest"][value="none"]').focus()
    page.keyboard.press("Enter")

    expect(page.locator("main")).to_contain_text("What we saved")
    assert course.entries.get(day=today).marks["mood"] == 1
