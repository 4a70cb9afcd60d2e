"""From sign-up to the page a clinician reads, by hand on a phone; once more with scripts off."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.steps import PASSWORD, answer, bring_up, log_ordinary_day, save_day
from tracker import clock

pytestmark = pytest.mark.django_db(transaction=True)

ZONE = "Europe/London"
ORDINARY = (
    {"lips_dry": "1"},
    {"lips_dry": "1", "skin_dry": "1"},
    {"lips_dry": "2"},
    {"lips_dry": "2", "headache": "1"},
    {"lips_dry": "1"},
    {"lips_dry": "2", "eyes_dry": "1"},
    {"lips_dry": "2"},
    {"lips_dry": "1", "mood": "1"},
    {"lips_dry": "2", "skin_dry": "2"},
    {"lips_dry": "2"},
)


def sign_up(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name="Make an account").click()
    page.get_by_label(re.compile("e-?mail", re.IGNORECASE)).fill("ada@courseline.test")
    page.locator('input[type="password"]').first.fill(PASSWORD)
    page.locator("main form button").last.click()
    expect(page).to_have_url(re.compile("/course/new/$"))


def start_course(page: Page, started_on: date) -> None:
    page.locator('input[name="started_on"]').fill(started_on.isoformat())
    page.locator('input[name="mg_per_day"]').fill("20")
    page.locator('input[name="planned_weeks"]').fill("24")
    page.locator('select[name="country"]').select_option("uk")
    page.locator('select[name="time_zone"]').select_option(ZONE)
    page.locator('input[name="clinic_name"]').fill("Northgate Clinic")
    page.locator('input[name="clinic_phone"]').fill("01632 960123")
    page.get_by_role("button", name="Start my course").click()
    expect(page).to_have_url(re.compile("/today/$"))


def log_severe_joint_pain(page: Page) -> None:
    page.goto("/today/")
    answer(page, "dose_taken", "all")
    bring_up(page, "joint_pain")
    answer(page, "joint_pain", "3")
    answer(page, "mood", "0")
    answer(page, "vision", "0")
    save_day(page)


def read_the_card(page: Page) -> None:
    card = page.locator("article.care.today")
    expect(card).to_contain_text("Contact today")
    expect(card).to_contain_text("joint")
    expect(card.get_by_role("link", name="Call Northgate Clinic")).to_have_attribute(
        "href", "tel:01632960123"
    )
    card.locator("details.why:not(.differ) summary").click()
    expect(card).to_contain_text("What does Accutane do to your body?")
    expect(card).to_contain_text("does not diagnose")


def say_they_were_contacted(page: Page) -> None:
    card = page.locator("article.care.today")
    card.get_by_label("What did they say?").fill("Rest, and come in on Monday.")
    card.get_by_role("button", name="I have contacted them").click()
    expect(page.locator("article.care.today")).to_contain_text("You contacted them")
    expect(page.locator("article.care.today")).to_contain_text(
        "Rest, and come in on Monday."
    )


def see_it_on_the_course(page: Page) -> None:
    page.goto("/course/")
    expect(page.get_by_role("heading", name="Day 61 of 168")).to_be_visible()
    expect(page.locator(".strip", has_text="Joints")).to_have_count(1)
    expect(page.locator(".strip.marks svg.today")).not_to_have_count(0)


def add_a_high_result(page: Page, day: date) -> None:
    page.goto("/labs/")
    page.get_by_role("link", name="Add a result").first.click()
    page.locator('input[name="day"]').fill(day.isoformat())
    page.locator('select[name="test"]').select_option("ALT")
    page.locator('input[name="value"]').fill("62")
    page.locator('select[name="unit"]').select_option("U/L")
    page.locator('input[name="upper_limit"]').fill("41")
    page.get_by_role("button", name="Save result").click()
    expect(page.locator("main")).to_contain_text("Above your lab’s limit")


def make_a_link(page: Page) -> str:
    page.goto("/share/")
    page.get_by_label("Ask for a 6-digit code").uncheck()
    page.get_by_role("button", name="Make the link").click()
    link = page.locator("input[readonly]")
    expect(link).to_have_value(re.compile("/s/"))
    return link.input_value()


def open_it_elsewhere(browser: Browser, link: str, *, ends: bool) -> None:
    stranger = browser.new_context().new_page()
    reply = stranger.goto(link)
    assert reply is not None
    if ends:
        assert reply.status == 404
    else:
        expect(stranger.locator("article.sheet")).to_contain_text("Northgate Clinic")
        expect(stranger.locator("article.sheet")).to_contain_text(
            "Rest, and come in on Monday."
        )
        expect(stranger.locator("article.sheet")).to_contain_text("62")
    stranger.context.close()


def turn_it_off(page: Page) -> None:
    page.goto("/share/")
    expect(page.locator("main")).to_contain_text("Loaded once")
    page.get_by_role("button", name="Turn off").first.click()
    expect(page.get_by_role("button", name="Turn off")).to_have_count(0)


def walk(page: Page, browser: Browser) -> None:
    today = clock.today(ZONE)

    sign_up(page)
    start_course(page, today - timedelta(days=60))
    for number, marks in enumerate(ORDINARY):
        log_ordinary_day(page, today - timedelta(days=len(ORDINARY) - number), **marks)
    log_severe_joint_pain(page)
    read_the_card(page)
    say_they_were_contacted(page)
    see_it_on_the_course(page)
    add_a_high_result(page, today)
    link = make_a_link(page)
    open_it_elsewhere(browser, link, ends=False)
    turn_it_off(page)
    open_it_elsewhere(browser, link, ends=True)


@pytest.fixture(autouse=True)
def here(live_server, settings):
    settings.SITE_URL = live_server.url


def test_the_whole_road_on_a_phone(page, browser):
    walk(page, browser)


def test_the_whole_road_with_scripts_off(no_scripts, browser):
    walk(no_scripts, browser)
