"""Everything out by tap, the account deleted, a new one made, everything back; then a mistake, with scripts off."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.steps import PASSWORD
from tests.everything import log
from tests.factories import PASSWORD as OLD_PASSWORD
from tests.factories import CourseFactory, UserFactory
from tracker import clock
from tracker.accounts.models import User
from tracker.records.models import Course

pytestmark = pytest.mark.django_db(transaction=True)
NOTE = "Long run on Saturday."


@pytest.fixture
def ada(settings, tmp_path) -> User:
    settings.ATTACHMENTS_DIR = tmp_path / "attachments"
    today = clock.today("Europe/London")
    course = CourseFactory(started_on=today - timedelta(days=9))
    log(course, today - timedelta(days=1), note=NOTE, lips_dry=2)
    return course.owner


def take_out(page: Page, folder: Path) -> Path:
    page.goto("/settings/")
    page.get_by_role("link", name="Download everything").click()
    expect(page.locator("main")).to_contain_text("The file is not encrypted.")
    page.get_by_label("Your password").fill(OLD_PASSWORD)
    with page.expect_download() as downloading:
        page.get_by_role("button", name="Download everything").click()
    download = downloading.value
    assert re.fullmatch(r"courseline-\d{4}-\d\d-\d\d\.zip", download.suggested_filename)
    file = folder / download.suggested_filename
    download.save_as(file)
    return file


def delete_the_account(page: Page) -> None:
    page.goto("/settings/")
    page.get_by_role("link", name="Delete my account").click()
    page.get_by_label("Your password").fill(OLD_PASSWORD)
    page.get_by_role("button", name="Delete everything").click()
    expect(page.get_by_role("status")).to_contain_text("are deleted")
    expect(page.get_by_role("link", name="Make an account")).to_be_visible()


def sign_up(page: Page) -> None:
    page.get_by_role("link", name="Make an account").click()
    page.get_by_label(re.compile("e-?mail", re.IGNORECASE)).fill(
        "later@courseline.test"
    )
    page.locator('input[type="password"]').first.fill(PASSWORD)
    page.locator("main form button").last.click()
    expect(page).to_have_url(re.compile("/course/new/$"))


def bring_back(page: Page, file: Path) -> None:
    page.get_by_role("link", name="Bring in the file you downloaded").click()
    page.get_by_label("The file").set_input_files(file)
    page.get_by_role("button", name="Bring it in").click()
    expect(page).to_have_url(re.compile("/today/$"))
    expect(page.get_by_role("status")).to_contain_text(
        "Everything in the file is here now."
    )


def test_everything_out_the_account_gone_and_everything_back(
    page, sign_in, ada, tmp_path
):
    sign_in(page.context, ada)

    file = take_out(page, tmp_path)
    delete_the_account(page)
    assert not User.objects.exists()
    sign_up(page)
    bring_back(page, file)

    day = clock.today("Europe/London") - timedelta(days=1)
    page.goto(f"/days/{day.isoformat()}/")
    expect(page.locator("main")).to_contain_text(NOTE)
    page.goto("/settings/activity/")
    expect(page.locator("main")).to_contain_text("A file was brought in")


def test_a_wrong_file_is_said_beside_the_field_with_scripts_off(
    no_scripts, sign_in, watch, tmp_path
):
    watch.allow("status of 422")
    ben = UserFactory()
    sign_in(no_scripts.context, ben)
    file = tmp_path / "holiday.zip"
    file.write_bytes(b"PK not ours")

    no_scripts.goto("/settings/import/")
    no_scripts.get_by_label("The file").set_input_files(file)
    no_scripts.get_by_role("button", name="Bring it in").click()

    expect(no_scripts.get_by_role("alert")).to_contain_text(
        "not a ZIP file that we made"
    )
    expect(no_scripts.locator("#id_file_error")).to_be_visible()
    assert not Course.objects.exists()


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_axe_finds_nothing_on_the_pages_of_somebody_new(page, sign_in, axe, colours):
    sign_in(page.context, UserFactory())
    page.emulate_media(color_scheme=colours)

    for path in (
        "/settings/import/",
        "/settings/export/",
        "/settings/delete/",
        "/settings/activity/",
    ):
        page.goto(path)
        axe(page)
