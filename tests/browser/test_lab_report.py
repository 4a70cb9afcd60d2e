"""A report with a photo of it, by hand on a phone with scripts off; then what the clinic asked for, and a visit."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests import papers
from tests.factories import CourseFactory
from tracker import clock
from tracker.records.models import Course

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def course(settings, tmp_path) -> Course:
    settings.ATTACHMENTS_DIR = tmp_path / "attachments"
    today = clock.today("Europe/London")
    return CourseFactory(
        started_on=today - timedelta(days=45), can_become_pregnant=True
    )


def fill_in(page: Page, photo: Path) -> None:
    today = clock.today("Europe/London")
    page.goto("/labs/")
    page.get_by_role("link", name="Add a whole report").click()
    page.get_by_label("Date of the test").fill(today.isoformat())
    page.get_by_label("Photo or PDF of the report").set_input_files(photo)
    page.get_by_label("ALT: result").fill("31")
    page.get_by_label("ALT: upper limit").fill("41")
    page.get_by_label("Triglycerides: result").fill("1,2")
    page.get_by_role("button", name="Save report").click()


def test_a_report_with_its_photo(no_scripts, sign_in, course, tmp_path):
    photo = tmp_path / "IMG_2041.jpg"
    photo.write_bytes(papers.photo_that_tells())
    sign_in(no_scripts.context, course.owner)

    fill_in(no_scripts, photo)

    expect(no_scripts).to_have_url(re.compile(r"/labs/$"))
    main = no_scripts.locator("main")
    expect(main).to_contain_text("The report is saved.")
    expect(main).to_contain_text("ALT, U/L")
    expect(main).to_contain_text("Triglycerides, mmol/L")
    with no_scripts.expect_download() as started:
        no_scripts.locator('main a[href^="/labs/reports/"] b').first.click()
    kept = Path(started.value.path()).read_bytes()
    assert started.value.suggested_filename.startswith("report-")
    assert kept.startswith(b"\xff\xd8")
    assert papers.SECRET not in kept


def test_a_file_that_is_no_report_keeps_what_was_typed(
    page, sign_in, course, tmp_path, axe, watch
):
    watch.allow("status of 422")
    wrong = tmp_path / "IMG_2041.heic"
    wrong.write_bytes(papers.heic())
    sign_in(page.context, course.owner)

    fill_in(page, wrong)

    expect(page.locator("#errors")).to_contain_text("HEIC")
    expect(page.get_by_label("ALT: result")).to_have_value("31")
    axe(page)


def test_asked_for_set_aside_and_a_visit(page, sign_in, course, axe):
    soon = clock.today("Europe/London") + timedelta(days=9)
    sign_in(page.context, course.owner)

    page.goto("/labs/")
    page.get_by_role("link", name="My clinic asked for another").click()
    page.get_by_label("CK (muscle)").check()
    page.get_by_label("On which day?").fill(soon.isoformat())
    axe(page)
    page.get_by_role("button", name="Save").click()
    expect(page.locator("main")).to_contain_text("Asked for by your clinic")

    page.get_by_role("link", name="CK (muscle)").click()
    page.get_by_text("It will not be taken").click()
    page.get_by_label("Why will it not be taken?").fill("They called it off.")
    axe(page)
    page.get_by_role("button", name="Set it aside").click()
    expect(page.locator("main")).to_contain_text("1 test set aside")

    page.get_by_role("link", name="Add a visit").click()
    page.get_by_label("Day").fill(soon.isoformat())
    page.get_by_label("Where").fill("Room 4")
    page.get_by_role("button", name="Save visit").click()
    expect(page.locator("main")).to_contain_text("What to bring")
    axe(page)

    page.goto("/labs/monthly/")
    expect(page.locator("main")).to_contain_text("Preventing pregnancy")
    axe(page)
