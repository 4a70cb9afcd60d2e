"""Notifications: a browser asks, the worker sends, the browser's service alone can be reached."""

from __future__ import annotations

import base64
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import http_ece
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from django.test import Client

from tests.factories import CourseFactory
from tracker.keys import push_key
from tracker.records import reminders
from tracker.records.models import PushSubscription, Reminder
from tracker.reminders import deliver, push

pytestmark = pytest.mark.django_db
STARTED = date(2026, 9, 21)
CREATED = datetime(2026, 9, 21, 6, 0, tzinfo=UTC)
NINE = datetime(2026, 10, 21, 8, 0, tzinfo=UTC)


def base64url(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


@dataclass
class Browser:
    """A browser with its push service: keeps the keys, reads what was sent."""

    status: int = 201
    key: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )
    auth: bytes = field(default_factory=lambda: os.urandom(16))
    heard: list[dict] = field(default_factory=list)
    headers: list[dict] = field(default_factory=list)
    endpoint: str = ""

    def subscription(self) -> dict:
        point = self.key.public_key().public_bytes(
            serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
        )
        keys = {"p256dh": base64url(point), "auth": base64url(self.auth)}
        return {"endpoint": self.endpoint, "expirationTime": None, "keys": keys}

    def hear(self, body: bytes, headers: dict) -> None:
        said = http_ece.decrypt(body, private_key=self.key, auth_secret=self.auth)
        self.heard.append(json.loads(said))
        self.headers.append({name.lower(): value for name, value in headers.items()})


@contextmanager
def serving(browser: Browser) -> Iterator[Browser]:
    class Service(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            if browser.status < 300:
                browser.hear(body, dict(self.headers))
            self.send_response(browser.status)
            if browser.status == 302:
                self.send_header("Location", "http://127.0.0.1:9/elsewhere")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Service)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    browser.endpoint = (
        f"http://127.0.0.1:{server.server_port}/for/{os.urandom(8).hex()}"
    )
    try:
        yield browser
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture
def on(settings):
    settings.PUSH_KEY = push_key()
    settings.PUSH_CONTACT = "mailto:diary@courseline.test"
    settings.PUSH_SERVICES = ["127.0.0.1", ".push.example"]


@pytest.fixture
def adas():
    course = CourseFactory(started_on=STARTED, created_at=CREATED)
    reminders.change_choices(course.owner, choices={"by_mail": False}, at=CREATED)
    return course


@pytest.fixture
def ada(adas) -> Client:
    client = Client()
    client.force_login(adas.owner)
    return client


def subscribe(client: Client, subscription: dict) -> str:
    sent = {"subscription": json.dumps(subscription)}
    return client.post(
        "/settings/reminders/browsers/", sent, follow=True
    ).content.decode()


def tick(moment: datetime = NINE) -> deliver.Report:
    return deliver.tick(lambda: moment)


def test_a_browser_that_asked_is_told_once_and_neutrally(on, ada):
    with serving(Browser()) as browser:
        assert "This browser gets notifications now." in subscribe(
            ada, browser.subscription()
        )
        tick()
        tick()

    [said] = browser.heard
    assert (said["title"], said["body"]) == (
        "Courseline",
        "You have something to look at.",
    )
    assert said["url"] == "/today/"
    assert browser.headers[0]["authorization"].startswith("vapid t=")
    assert browser.headers[0]["ttl"] == "43200"


def test_the_key_given_to_the_browser_signs_what_is_sent(on, ada):
    page = ada.get("/settings/reminders/").content.decode()
    with serving(Browser()) as browser:
        subscribe(ada, browser.subscription())
        tick()

    assert f'data-push="{push.public_key()}"' in page
    assert f"k={push.public_key()}" in browser.headers[0]["authorization"]


def test_mail_and_notification_each_arrive_once(on, ada, adas, mailoutbox):
    reminders.change_choices(adas.owner, choices={"by_mail": True}, at=CREATED)
    with serving(Browser()) as browser:
        subscribe(ada, browser.subscription())
        tick()

    assert (len(browser.heard), len(mailoutbox)) == (1, 1)


@pytest.mark.parametrize("status", [404, 410])
def test_a_browser_that_is_gone_is_forgotten(on, ada, status):
    with serving(Browser(status=status)) as browser:
        subscribe(ada, browser.subscription())
        tick()

    assert not PushSubscription.objects.exists()


@pytest.mark.parametrize("status", [429, 500, 302])
def test_a_service_that_fails_is_asked_again_and_a_redirect_is_not_followed(
    on, ada, status
):
    with serving(Browser(status=status)) as browser:
        subscribe(ada, browser.subscription())
        failed = tick()
        browser.status = 201
        later = tick(NINE + timedelta(minutes=2))

    assert (failed.failed, later.sent, len(browser.heard)) == (1, 1, 1)


def test_one_of_two_browsers_is_enough(on, ada):
    with serving(Browser(status=500)) as broken, serving(Browser()) as browser:
        subscribe(ada, broken.subscription())
        subscribe(ada, browser.subscription())
        first, second = tick(), tick(NINE + timedelta(minutes=5))

    assert (first.sent, second.sent, len(browser.heard)) == (1, 0, 1)


def test_a_browser_can_be_removed(on, ada):
    with serving(Browser()) as browser:
        subscribe(ada, browser.subscription())
        pk = PushSubscription.objects.get().pk
        page = ada.post(f"/settings/reminders/browsers/{pk}/remove/", follow=True)
        tick()

    assert "no more notifications" in page.content.decode()
    assert browser.heard == []


def test_ben_cannot_remove_ada_s_browser_and_takes_it_over_only_by_sitting_at_it(
    on, ada
):
    ben = Client()
    ben.force_login(CourseFactory().owner)
    with serving(Browser()) as browser:
        subscribe(ada, browser.subscription())
        pk = PushSubscription.objects.get().pk
        assert ben.post(f"/settings/reminders/browsers/{pk}/remove/").status_code == 404

        subscribe(ben, browser.subscription())

    assert PushSubscription.objects.get().owner.pk == int(ben.session["_auth_user_id"])


def test_what_a_browser_sent_is_unreadable_in_the_database(on, ada):
    from django.db import connection

    with serving(Browser()) as browser:
        subscribe(ada, browser.subscription())

    with connection.cursor() as cursor:
        cursor.execute("SELECT subscription FROM records_pushsubscription")
        assert browser.endpoint not in cursor.fetchone()[0]


GOOD = Browser(endpoint="https://a.push.example/x").subscription()


@pytest.mark.parametrize(
    "wrong",
    [
        {**GOOD, "endpoint": "https://strange.example/x"},
        {**GOOD, "endpoint": "http://a.push.example/x"},
        {**GOOD, "endpoint": "https://push.example.evil.example/x"},
        {**GOOD, "endpoint": "https://me:secret@a.push.example/x"},
        {**GOOD, "endpoint": "http://127.0.0.2/x"},
        {**GOOD, "endpoint": "file:///etc/passwd"},
        {**GOOD, "endpoint": 7},
        {**GOOD, "endpoint": "https://a.push.example/" + "x" * 1000},
        {**GOOD, "keys": {"p256dh": "short", "auth": "short"}},
        {**GOOD, "keys": None},
        {"endpoint": GOOD["endpoint"]},
        [],
        "text",
        None,
    ],
)
def test_a_strange_subscription_is_refused(on, ada, wrong):
    assert "not one we can use" in subscribe(ada, wrong)
    assert not PushSubscription.objects.exists()


def test_a_known_service_is_taken(on, ada):
    subscribe(ada, GOOD)

    assert PushSubscription.objects.count() == 1


def test_ten_browsers_are_the_most(on, ada):
    for number in range(11):
        page = subscribe(ada, {**GOOD, "endpoint": f"https://a.push.example/{number}"})

    assert "Ten browsers are the most" in page
    assert PushSubscription.objects.count() == 10


def test_without_a_key_nothing_is_shown_taken_or_planned(ada):
    page = ada.get("/settings/reminders/").content.decode()

    assert "push.js" not in page
    assert "Notifications" not in page
    sent = {"subscription": json.dumps(GOOD)}
    assert ada.post("/settings/reminders/browsers/", sent).status_code == 404
    tick()
    assert not Reminder.objects.filter(way="push").exists()


def test_the_service_worker_serves_the_whole_site(client):
    answer = client.get("/service-worker.js")

    assert answer["Content-Type"] == "text/javascript; charset=utf-8"
    assert answer["Cache-Control"] == "no-cache"
    assert b"showNotification" in answer.content


def test_the_web_pages_do_not_load_the_sender():
    import subprocess
    import sys

    told = subprocess.run(
        [sys.executable, "-c", "import django; django.setup(); import tracker.urls, sys; print('pywebpush' in sys.modules)"],
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "tracker.settings"},
        capture_output=True,
        text=True,
        check=True,
    )  # fmt: skip

    assert told.stdout.strip() == "False"
