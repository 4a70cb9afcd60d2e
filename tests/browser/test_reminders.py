"""A phone: choose reminders, give the calendar its address, stop the mails, be notified."""

from __future__ import annotations

import json
import re
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.factories import CourseFactory
from tracker import clock
from tracker.keys import push_key
from tracker.records.models import ReminderChoice
from tracker.reminders import mail, push

pytestmark = pytest.mark.django_db(transaction=True)
# Wait until a notification says so, but not for ever, then tell all there are.
NOTICES = """async (body) => {
  const ready = await navigator.serviceWorker.ready;
  for (let tries = 1; ; tries += 1) {
    const shown = await ready.getNotifications();
    if (tries === 300 || shown.some((each) => each.body === body)) return shown.map((each) => [each.title, each.body, each.data.url]);
    await new Promise((go) => setTimeout(go, 50));
  }
}"""


@pytest.fixture
def adas():
    return CourseFactory(started_on=clock.today("UTC") - timedelta(days=25))


def test_choosing_reminders_and_a_calendar(page: Page, context, sign_in, adas, axe):
    sign_in(context, adas.owner)
    page.goto("/settings/")
    page.get_by_role("link", name="Change the reminders").click()

    page.get_by_label("Three days before").check()
    page.get_by_label("Remind me to log the day").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    axe(page)

    page.get_by_role("button", name="Make a calendar address").click()
    expect(page.get_by_label("Address")).to_have_value(re.compile("/calendar/"))
    address = page.get_by_label("Address").input_value()
    axe(page)
    assert page.request.get(address[address.index("/calendar/") :]).ok
    page.get_by_role("link", name="Done").click()
    expect(page.get_by_text("Your calendar has had a private address")).to_be_visible()

    assert ReminderChoice.objects.get().days_before == [7, 3, 1, 0]


def test_the_mails_stop_without_signing_in_or_scripts(no_scripts: Page, adas):
    no_scripts.goto(f"/reminders/stop/{mail.stop_token(adas.owner)}/")

    no_scripts.get_by_role("button", name="Stop the mails").click()

    expect(
        no_scripts.get_by_role("heading", name="These mails have stopped")
    ).to_be_visible()
    assert not ReminderChoice.objects.get().by_mail


def test_a_browser_that_does_not_allow_notifications_is_told_so(
    page: Page, context, sign_in, adas, settings, watch
):
    settings.PUSH_KEY = push_key()
    watch.allow("Push API in incognito mode")
    sign_in(context, adas.owner)
    page.goto("/settings/reminders/")

    page.get_by_role("button", name="Notify me in this browser").click()

    expect(page.get_by_text("This browser does not allow it.")).to_be_visible()


def test_a_notification_is_shown_by_the_browser(
    page: Page, context, sign_in, adas, base_url
):
    context.grant_permissions(["notifications"], origin=base_url)
    sign_in(context, adas.owner)
    page.goto("/settings/reminders/")
    browser = context.new_cdp_session(page)
    seen: list[str] = []
    browser.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda told: seen.extend(
            each["registrationId"] for each in told["registrations"]
        ),
    )
    browser.send("ServiceWorker.enable")
    page.evaluate("() => navigator.serviceWorker.register('/service-worker.js')")
    page.evaluate("() => navigator.serviceWorker.ready.then(() => true)")

    said = json.loads(push.payload("x"))
    for body in ("An older one", said["body"]):
        data = json.dumps({**said, "body": body})
        message = {"origin": base_url, "registrationId": seen[-1], "data": data}
        browser.send("ServiceWorker.deliverPushMessage", message)
        shown = page.evaluate(NOTICES, body)

    # The second one, with the same tag, took the place of the first.
    assert shown == [[said["title"], said["body"], "/today/"]]
