"""What leaves the app names neither medicine nor test, neither body nor mood, unless somebody chose so."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time, timedelta
from email.message import EmailMessage
from functools import partial

import pytest
import time_machine
from django.test import Client
from django.utils.html import strip_tags

from tests.discreet import given_away
from tests.factories import CourseFactory
from tests.mailbox import Mailbox, serving, through
from tracker.records import reminders
from tracker.reminders import deliver, mail, push

pytestmark = pytest.mark.django_db
STARTED = date(2026, 9, 21)
BEGIN = datetime(2026, 9, 21, 6, 0, tzinfo=UTC)


@pytest.fixture
def adas():
    return CourseFactory(
        owner__email="ada@example.org",
        started_on=STARTED,
        created_at=BEGIN,
        can_become_pregnant=True,
        conditions=["diabetes", "hyperlipidaemia", "liver_disease"],
        clinic_name="Northgate Acne Clinic",
    )


def mails_of(days: int) -> list[EmailMessage]:
    """Return every mail of the first days of a course in which nothing is done."""
    mailbox = Mailbox()
    with serving(mailbox) as port, through(port):
        for number in range(days):
            for hour in (time(10), time(19)):
                moment = datetime.combine(STARTED + timedelta(days=number), hour, UTC)
                deliver.tick(partial(at_once, moment))
    return mailbox.messages


def at_once(moment: datetime) -> datetime:
    return moment


def everything_in(message) -> str:
    headers = "\n".join(f"{name}: {value}" for name, value in message.items())
    return f"{headers}\n{message.get_content()}"


def without_secrets(text: str, course) -> str:
    """Leave out what is random and might spell anything."""
    return text.replace(mail.stop_token(course.owner), "TOKEN").replace("\r\n ", "")


def test_no_mail_gives_anything_away(adas):
    reminders.change_choices(
        adas.owner, choices={"diary": True, "days_before": [7, 3, 1, 0]}, at=BEGIN
    )

    mails = [without_secrets(everything_in(each), adas) for each in mails_of(days=45)]

    assert len(mails) > 45
    assert {word for text in mails for word in given_away(text)} == set()
    assert {
        name for text in mails for name in ("/labs", "Northgate") if name in text
    } == set()


def test_a_mail_is_text_with_one_way_out_and_nothing_that_tracks(adas):
    message = mails_of(days=3)[0]

    assert message.get_content_type() == "text/plain"
    assert message["From"] == "Courseline <noreply@localhost>"
    assert message["To"] == "ada@example.org"
    assert message["Auto-Submitted"] == "auto-generated"
    stop = message["List-Unsubscribe"].strip(" <>")
    assert stop == mail.stop_address(adas.owner)
    links = [word for word in message.get_content().split() if "://" in word]
    assert links == [
        "http://localhost:8000/today/",
        stop,
        "http://localhost:8000/settings/reminders/",
    ]


def test_the_link_in_a_mail_stops_it(adas):
    [first, *_rest] = mails_of(days=3)
    path = first["List-Unsubscribe"].strip(" <>").removeprefix("http://localhost:8000")

    Client().post(path)

    assert mails_of(days=32) == []


def test_plain_words_are_a_choice(adas):
    reminders.change_choices(adas.owner, choices={"plain_words": True}, at=BEGIN)

    subjects = [message["Subject"] for message in mails_of(days=35)]

    assert "Monthly test: since Wednesday 21 October" in subjects


@pytest.mark.parametrize("diary", [True, False])
def test_no_feed_gives_anything_away(client, adas, diary):
    reminders.change_choices(adas.owner, choices={"diary": diary}, at=BEGIN)
    token = reminders.make_feed(adas.owner, at=BEGIN)

    with time_machine.travel(BEGIN, tick=False):
        answer = client.get(f"/calendar/{token}.ics")

    text = answer.content.decode().replace("\r\n ", "")
    assert text.count("BEGIN:VEVENT") > 2
    assert given_away(text) == []
    assert given_away(str(answer.headers).replace(token, "")) == []


def test_a_downloaded_day_gives_nothing_away(adas):
    ada = Client()
    with time_machine.travel(BEGIN, tick=False):
        ada.force_login(adas.owner)
        answer = ada.get(f"/calendar/event/{STARTED + timedelta(days=30)}.ics")

    assert answer.status_code == 200
    assert given_away(answer.content.decode().replace("\r\n ", "")) == []
    assert given_away(answer["Content-Disposition"]) == []


def test_no_notification_gives_anything_away(adas):
    reminders.change_choices(adas.owner, choices={"plain_words": True}, at=BEGIN)

    said = json.loads(push.payload("0" * 40))

    assert given_away(" ".join(said.values())) == []


def test_the_page_that_stops_mails_gives_nothing_away(client, adas):
    page = client.get(f"/reminders/stop/{mail.stop_token(adas.owner)}/")

    text = strip_tags(page.content.decode().partition("<title>")[2])
    assert "Stop these mails" in text
    assert given_away(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Your liver test",
        "A pill",
        "Monthly",
        "How is your mood",
        "/labs/",
        "You feel low",
    ],
)
def test_the_list_of_words_can_fail(text):
    assert given_away(text)
