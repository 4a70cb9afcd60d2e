"""Every page of a real course: no axe violation, no overflow, nothing from elsewhere, small on the wire."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import call_command
from playwright.sync_api import Page

from tracker import clock
from tracker.accounts.models import User
from tracker.records.models import Course

pytestmark = pytest.mark.django_db(transaction=True)

SCREENS = Path(__file__).parents[2] / "docs" / "screens"
PAGES = (
    "/today/",
    "/days/{yesterday}/",
    "/days/{yesterday}/edit/",
    "/days/{yesterday}/saved/",
    "/days/{gap}/",
    "/history/",
    "/course/",
    "/course/windows/",
    "/course/dose/",
    "/course/finish/",
    "/course/details/",
    "/learn/",
    "/labs/",
    "/labs/results/new/",
    "/check-in/",
    "/check-in/longer/",
    "/labs/reports/new/",
    "/labs/asked-for/new/",
    "/labs/visits/new/",
    "/labs/visits/{visit}/",
    "/labs/planned/{asked}/",
    "/share/",
    "/summary/",
    "/settings/",
    "/settings/reminders/",
    "/settings/export/",
    "/settings/import/",
    "/settings/delete/",
    "/settings/activity/",
    "/support/",
    "/accounts/password/change/",
    "/accounts/email/",
    "/accounts/2fa/",
    "/accounts/sessions/",
    "/accounts/logout/",
    "/no-such-page/",
)
SIGNED_OUT = (
    "/",
    "/support/",
    "/accounts/signup/",
    "/accounts/login/",
    "/accounts/password/reset/",
    "/view",
    "/no-such-page/",
)


@pytest.fixture
def robin() -> User:
    call_command("demo", verbosity=0)
    return User.objects.get(email="demo@courseline.test")


def addresses(robin: User) -> list[str]:
    course = Course.objects.get(owner=robin)
    names = {
        "yesterday": clock.today(robin.time_zone) - timedelta(days=1),
        "gap": course.started_on + timedelta(days=19),
        "visit": course.visits.get().pk,
        "asked": course.lab_orders.get().due,
    }
    return [path.format(**names) for path in PAGES]


def open_details(page: Page) -> None:
    """Show what is folded, so that it is checked too."""
    for each in page.locator("details:not([open]) > summary").all():
        if each.is_visible():
            each.click()


def look_at_all(page: Page, paths: list[str], check: Callable[[Page], None]) -> None:
    for path in paths:
        page.goto(path)
        open_details(page)
        check(page)


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_axe_finds_nothing_on_a_phone(page, sign_in, robin, axe, watch, colours):
    watch.allow("status of 404")
    sign_in(page.context, robin)
    page.emulate_media(color_scheme=colours, reduced_motion="reduce")

    look_at_all(page, addresses(robin), axe)


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_axe_finds_nothing_on_a_desktop(
    desktop_page, sign_in, robin, axe, watch, live_server, colours
):
    watch.allow("status of 404")
    sign_in(desktop_page.context, robin)
    desktop_page.emulate_media(color_scheme=colours, reduced_motion="reduce")

    look_at_all(
        desktop_page, [live_server.url + path for path in addresses(robin)], axe
    )


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_axe_finds_nothing_when_signed_out(page, axe, watch, db, colours):
    watch.allow("status of 404")
    page.emulate_media(color_scheme=colours, reduced_motion="reduce")

    look_at_all(page, list(SIGNED_OUT), axe)


def overflow(page: Page) -> None:
    wide = page.locator("html").evaluate("html => html.scrollWidth - html.clientWidth")
    assert wide <= 0, f"{page.url} is {wide} px too wide"


def test_nothing_overflows_at_320(page, sign_in, robin, watch):
    watch.allow("status of 404")
    sign_in(page.context, robin)
    page.set_viewport_size({"width": 320, "height": 640})

    look_at_all(page, addresses(robin), overflow)


def test_nothing_overflows_when_text_is_twice_as_large(page, sign_in, robin, watch):
    watch.allow("status of 404")
    sign_in(page.context, robin)

    def twice(each: Page) -> None:
        each.locator("html").evaluate("html => html.style.fontSize = '200%'")
        overflow(each)

    look_at_all(page, addresses(robin), twice)


def test_the_first_visit_is_small_and_the_next_one_smaller(page, sign_in, robin):
    sign_in(page.context, robin)
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    sizes: list[float] = []
    session.on(
        "Network.loadingFinished",
        lambda event: sizes.append(event["encodedDataLength"]),
    )

    page.goto("/today/", wait_until="networkidle")
    first = sum(sizes)
    sizes.clear()
    page.goto("/today/", wait_until="networkidle")

    # The server of the tests sends files uncompressed and asks again for each: production sends less.
    assert first <= 40_000
    # Every sign that can be logged stands there with its full name.
    assert sum(sizes) <= 7_000


def test_the_readme_shows_the_pages_as_they_are(page, sign_in, robin):
    """Write the screenshots of the README when SCREENSHOTS=1; else only see that they can be taken."""
    import os

    sign_in(page.context, robin)
    course = Course.objects.get(owner=robin)
    flagged = course.findings.filter(level=4).order_by("day").first()
    assert flagged is not None
    shots = {
        "today": "/today/",
        "guidance": f"/days/{flagged.day}/#flag-{flagged.pk}",
        "course": "/course/",
        "labs": "/labs/",
        "summary": "/summary/",
    }
    for name, path in shots.items():
        page.goto(path, wait_until="networkidle")
        picture = page.screenshot()
        assert len(picture) > 10_000
        if os.environ.get("SCREENSHOTS"):
            SCREENS.mkdir(exist_ok=True)
            (SCREENS / f"{name}.png").write_bytes(picture)
