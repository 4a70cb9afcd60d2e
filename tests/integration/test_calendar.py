"""The calendar: what real calendar programs read from it, and who may."""

from __future__ import annotations

import logging
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import recurring_ical_events
import time_machine
from django.test import Client
from icalendar import Calendar

from tests.factories import CourseFactory, UserFactory, liver_and_fats, visit
from tracker.records import courses, reminders
from tracker.records.models import CalendarEvent, CalendarFeed
from tracker.ui.log import MaskSecrets

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 10, 1, 12, 0, tzinfo=UTC)
STARTED = date(2026, 9, 21)
DAY = timedelta(days=1)
FIRST, NEXT = STARTED + 30 * DAY, STARTED + 120 * DAY


@pytest.fixture(autouse=True)
def clock(request):
    if "live" in request.keywords:
        yield None
        return
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def adas():
    return made()


def made(started=STARTED, **more):
    course = CourseFactory(started_on=started, created_at=NOW, **more)
    liver_and_fats(course, started - DAY)
    return course


@pytest.fixture
def ada(adas) -> Client:
    client = Client()
    client.force_login(adas.owner)
    return client


def feed_path(course) -> str:
    return f"/calendar/{reminders.make_feed(course.owner, at=NOW)}.ics"


def events(body: bytes) -> dict[Any, Any]:
    return {
        event["DTSTART"].dt: event
        for event in Calendar.from_ical(body).walk("VEVENT")
        if not event.get("RRULE")
    }


def test_the_feed_lists_the_days_of_the_plan_without_saying_what(client, adas):
    answer = client.get(feed_path(adas))

    found = events(answer.content)
    assert sorted(found)[:2] == [FIRST, NEXT]
    assert {str(event["SUMMARY"]) for event in found.values()} == {
        "Courseline: Something on your list"
    }
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Cache-Control"] == "no-store, private"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "noindex" in answer["X-Robots-Tag"]


def test_each_event_is_a_whole_day_with_alarms_at_the_chosen_hour(client, adas):
    reminders.change_choices(
        adas.owner, choices={"hour": 8, "days_before": [7, 0]}, at=NOW
    )

    event = events(client.get(feed_path(adas)).content)[FIRST]

    assert event["DTEND"].dt == FIRST + DAY
    triggers = [alarm["TRIGGER"].dt for alarm in event.walk("VALARM")]
    assert triggers == [timedelta(hours=8) - 7 * DAY, timedelta(hours=8)]


def test_plain_titles_are_a_choice(client, adas):
    reminders.change_choices(adas.owner, choices={"plain_titles": True}, at=NOW)

    event = events(client.get(feed_path(adas)).content)[FIRST]

    assert event["SUMMARY"] == "Courseline: Liver, fats"


def test_the_same_list_gives_the_same_bytes_and_is_not_sent_twice(client, adas, clock):
    path = feed_path(adas)
    first = client.get(path)
    clock.shift(timedelta(hours=5))

    again = client.get(path)
    unchanged = client.get(path, headers={"If-None-Match": first["ETag"]})

    assert again.content == first.content
    assert (unchanged.status_code, unchanged.content) == (304, b"")
    assert unchanged["Cache-Control"] == "no-store, private"
    assert unchanged["ETag"] == first["ETag"]


def test_a_date_that_moves_keeps_its_event_and_raises_its_number(client, adas, clock):
    path = feed_path(adas)
    before = client.get(path)
    clock.shift(DAY)
    courses.update_details(
        adas,
        started_on=STARTED + 2 * DAY,
        country="uk",
        details={},
        at=NOW + DAY,
        today=NOW.date() + DAY,
    )

    after = client.get(path)

    old, new = events(before.content)[FIRST], events(after.content)[FIRST + 2 * DAY]
    assert new["UID"] == old["UID"]
    assert (old["SEQUENCE"], new["SEQUENCE"]) == (0, 1)
    assert new["DTSTAMP"].dt == old["DTSTAMP"].dt + DAY
    assert after["ETag"] != before["ETag"]
    assert FIRST not in events(after.content)


def test_other_titles_are_a_new_revision_of_the_same_events(client, adas, clock):
    path = feed_path(adas)
    before = events(client.get(path).content)[FIRST]
    clock.shift(DAY)
    reminders.change_choices(adas.owner, choices={"plain_titles": True}, at=NOW + DAY)
    plain = events(client.get(path).content)[FIRST]
    clock.shift(DAY)
    reminders.change_choices(
        adas.owner, choices={"plain_titles": False}, at=NOW + 2 * DAY
    )
    after = events(client.get(path).content)[FIRST]

    found = (before, plain, after)
    assert [event["SEQUENCE"] for event in found] == [0, 1, 2]
    assert [event["DTSTAMP"].dt for event in found] == [NOW, NOW + DAY, NOW + 2 * DAY]
    assert len({str(event["UID"]) for event in found}) == 1
    assert "Liver" not in str(list(CalendarEvent.objects.values()))


def test_what_no_mail_is_wanted_about_stays_in_the_calendar(client, ada, adas):
    visit(adas, FIRST + DAY)
    reminders.change_choices(
        adas.owner, choices={"muted": ["monthly", "test", "visit"]}, at=NOW
    )

    found = events(client.get(feed_path(adas)).content)

    assert {FIRST, FIRST + DAY, NEXT} <= set(found)
    assert ada.get(f"/calendar/event/{FIRST}.ics").status_code == 200


def test_uids_are_each_person_s_own(client, adas):
    bens = made()

    uids = [
        {
            str(event["UID"])
            for event in events(client.get(feed_path(each)).content).values()
        }
        for each in (adas, bens)
    ]

    assert uids[0].isdisjoint(uids[1])
    assert all(len(uid) > 30 for uid in uids[0])


def test_what_is_done_leaves_the_calendar(client, adas):
    liver_and_fats(adas, NOW.date() + 15 * DAY)
    with time_machine.travel(NOW + 16 * DAY, tick=False):
        found = events(client.get(feed_path(adas)).content)

    assert sorted(found)[0] == NEXT


def test_the_diary_is_a_daily_minute_that_ends_with_the_plan(client, adas):
    reminders.change_choices(
        adas.owner, choices={"diary": True, "diary_hour": 20}, at=NOW
    )

    body = client.get(feed_path(adas)).content
    days = recurring_ical_events.of(Calendar.from_ical(body)).between(
        date(2027, 3, 1), date(2027, 3, 31)
    )
    minutes = [event for event in days if "page" in str(event["SUMMARY"])]

    # 24 weeks from 21 September end on 7 March.
    assert [event["DTSTART"].dt.isoformat() for event in minutes] == [
        f"2027-03-0{day}T20:00:00" for day in range(1, 8)
    ]


def diary_of(client, path):
    found = Calendar.from_ical(client.get(path).content)
    minutes = [each for each in found.walk("VEVENT") if each.get("RRULE")]
    assert len(minutes) == 1
    return minutes[0]


def test_a_course_past_its_plan_keeps_its_daily_minute(client, adas, clock):
    reminders.change_choices(adas.owner, choices={"diary": True}, at=NOW)
    path = feed_path(adas)
    # 24 weeks from 21 September end on 7 March.
    clock.move_to(datetime(2027, 3, 7, 12, tzinfo=UTC))
    on_the_last_day = diary_of(client, path)
    clock.move_to(datetime(2027, 3, 8, 12, tzinfo=UTC))
    the_day_after = diary_of(client, path)

    assert "UNTIL" in on_the_last_day["RRULE"]
    assert "UNTIL" not in the_day_after["RRULE"]
    assert the_day_after["UID"] == on_the_last_day["UID"]
    # Another rule is another revision: without one a calendar may keep the old end.
    assert int(the_day_after["SEQUENCE"]) == int(on_the_last_day["SEQUENCE"]) + 1
    assert the_day_after["DTSTAMP"].dt > on_the_last_day["DTSTAMP"].dt


def test_the_daily_minute_ends_with_the_last_capsule_noted(client, adas, clock):
    reminders.change_choices(adas.owner, choices={"diary": True}, at=NOW)
    path = feed_path(adas)
    clock.move_to(datetime(2027, 3, 20, 12, tzinfo=UTC))
    before = diary_of(client, path)
    courses.finish_course(
        adas, last_dose_on=date(2027, 3, 18), at=NOW, today=date(2027, 3, 20)
    )
    after = diary_of(client, path)

    assert "UNTIL" not in before["RRULE"]
    assert after["RRULE"]["UNTIL"][0].date() == date(2027, 3, 18)
    assert int(after["SEQUENCE"]) == int(before["SEQUENCE"]) + 1


def test_another_hour_of_the_daily_minute_is_a_new_revision(client, adas):
    path = feed_path(adas)
    found = []
    for hour in (19, 20, 20):
        reminders.change_choices(
            adas.owner, choices={"diary": True, "diary_hour": hour}, at=NOW
        )
        found.append(int(diary_of(client, path)["SEQUENCE"]))

    assert found == [0, 1, 1]


def test_somebody_without_a_course_has_an_empty_calendar(client):
    token = reminders.make_feed(UserFactory(), at=NOW)

    answer = client.get(f"/calendar/{token}.ics")

    assert Calendar.from_ical(answer.content).walk("VEVENT") == []


# The address


def test_the_address_is_shown_once_and_only_its_digest_is_stored(ada, client):
    ready = ada.post("/settings/reminders/calendar/new/", follow=True).content.decode()
    path = ready.partition("http://localhost:8000")[2].partition('"')[0]
    token = path.removeprefix("/calendar/").removesuffix(".ics")

    assert len(token) == 43
    assert ada.get("/settings/reminders/calendar/ready/").status_code == 302
    assert token not in str(list(CalendarFeed.objects.values()))
    assert client.get(path).status_code == 200


def test_a_new_address_ends_the_old_one_and_off_ends_both(ada, adas, client):
    old = feed_path(adas)
    new = feed_path(adas)
    assert (client.get(old).status_code, client.get(new).status_code) == (404, 200)

    ada.post("/settings/reminders/calendar/off/")

    assert client.get(new).status_code == 404


def test_an_address_shown_too_late_is_not_shown(ada, clock):
    ada.post("/settings/reminders/calendar/new/")
    clock.shift(timedelta(minutes=11))

    page = ada.get("/settings/reminders/calendar/ready/", follow=True).content.decode()

    assert "Make a new one" in page


@pytest.mark.parametrize("token", ["x", "a" * 43, "%00", "é", "a" * 3000])
def test_any_other_address_is_not_found(client, adas, token):
    feed_path(adas)

    assert client.get(f"/calendar/{token}.ics").status_code == 404


def test_the_feed_of_somebody_switched_off_is_not_found(client, adas):
    path = feed_path(adas)
    adas.owner.is_active = False
    adas.owner.save()

    assert client.get(path).status_code == 404


def test_openings_are_noted_once_an_hour_and_shown(ada, adas, client, clock):
    path = feed_path(adas)
    for minutes in (0, 20, 30):
        clock.shift(timedelta(minutes=minutes))
        client.get(path)
    assert CalendarFeed.objects.get().opened_at == NOW

    clock.shift(timedelta(minutes=20))
    client.get(path)

    assert CalendarFeed.objects.get().opened_at == NOW + timedelta(minutes=70)
    assert (
        "Last opened 1 Oct, 14:10." in ada.get("/settings/reminders/").content.decode()
    )


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_the_feed_can_only_be_read(client, adas, method):
    assert getattr(client, method)(feed_path(adas)).status_code == 405


@pytest.mark.parametrize("weeks", [2, 57])
def test_the_feed_takes_as_many_questions_for_a_long_course(
    client, django_assert_max_num_queries, weeks
):
    course = made(NOW.date() - timedelta(weeks=weeks), planned_weeks=100)
    path = feed_path(course)

    with django_assert_max_num_queries(14):
        client.get(path)
    with django_assert_max_num_queries(8):
        client.get(path)


# One day


def test_a_day_can_be_downloaded_from_the_labs_page(ada):
    page = ada.get("/labs/").content.decode()
    assert f'href="/calendar/event/{FIRST}.ics"' in page

    answer = ada.get(f"/calendar/event/{FIRST}.ics")

    assert list(events(answer.content)) == [FIRST]
    assert (
        answer["Content-Disposition"]
        == f'attachment; filename="courseline-{FIRST}.ics"'
    )


def test_a_downloaded_day_and_the_feed_are_the_same_event(ada, adas, client):
    alone = events(ada.get(f"/calendar/event/{FIRST}.ics").content)[FIRST]
    fed = events(client.get(feed_path(adas)).content)[FIRST]

    assert alone == fed


def test_a_visit_can_be_downloaded_from_its_page_until_it_has_passed(ada, adas):
    ahead, past = (visit(adas, date(2026, 10, 1) + days * DAY) for days in (9, -2))

    page = ada.get(f"/labs/visits/{ahead.pk}/").content.decode()
    file = ada.get("/calendar/event/2026-10-10.ics")

    assert 'href="/calendar/event/2026-10-10.ics"' in page
    assert b"DTSTART;VALUE=DATE:20261010" in file.content
    assert b"isit" not in file.content
    assert ".ics" not in ada.get(f"/labs/visits/{past.pk}/").content.decode()


@pytest.mark.parametrize(
    "day", ["2026-10-02", "x", "20261021", "2026-W43-3", "9999-99-99"]
)
def test_a_day_with_nothing_due_is_not_found(ada, day):
    assert ada.get(f"/calendar/event/{day}.ics").status_code == 404


def test_ben_gets_his_own_day_or_none(adas):
    ben = Client()
    ben.force_login(made(started=STARTED + DAY).owner)

    assert ben.get(f"/calendar/event/{FIRST}.ics").status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/calendar/Secret_0123.ics",
        "/reminders/stop/12:Secret_0123/",
        "/calendar/event/Secret_0123.ics",
    ],
)
def test_no_log_holds_the_secret_of_an_address(path):
    record = logging.LogRecord(
        "x", logging.WARNING, "", 0, "Not Found: %s", (path,), None
    )

    MaskSecrets().filter(record)

    assert "Secret_0123" not in record.getMessage()


# Real calendar programs


@pytest.mark.live
@pytest.mark.django_db(transaction=True)
def test_vdirsyncer_and_khal_read_the_feed(live_server, tmp_path, settings):
    today = datetime.now(UTC).date()
    course = made(today - 25 * DAY)
    reminders.change_choices(course.owner, choices={"diary": True}, at=NOW)
    url = f"{live_server.url}{feed_path(course)}"
    write_configs(tmp_path, url)

    run(
        tmp_path, "vdirsyncer", "-c", str(tmp_path / "vdirsyncer"), "discover", "course"
    )
    run(tmp_path, "vdirsyncer", "-c", str(tmp_path / "vdirsyncer"), "sync")
    listed = run(
        tmp_path, "khal", "-c", str(tmp_path / "khal"), "list", "--format",
        "{start-date} {title} {alarm-symbol}", "--day-format", "", today.isoformat(), "10d",
    )  # fmt: skip

    lines = [" ".join(line.split()) for line in listed.splitlines() if line.strip()]
    assert [line for line in lines if "list" in line] == [
        f"{today + 5 * DAY} Courseline: Something on your list ⏰"
    ]
    assert len([line for line in lines if "today’s page" in line]) == 10


def write_configs(folder: Path, url: str) -> None:
    (folder / "vdirsyncer").write_text(
        f"""
[general]
status_path = "{folder}/status"
[pair course]
a = "feed"
b = "here"
collections = null
[storage feed]
type = "http"
url = "{url}"
[storage here]
type = "filesystem"
path = "{folder}/calendar"
fileext = ".ics"
"""
    )
    (folder / "khal").write_text(
        f"""
[calendars]
[[course]]
path = {folder}/calendar
readonly = True
[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
local_timezone = Europe/London
default_timezone = Europe/London
[sqlite]
path = {folder}/khal.db
"""
    )


def run(folder: Path, program: str, *arguments: str) -> str:
    (folder / "calendar").mkdir(exist_ok=True)
    told = subprocess.run(
        [str(Path(sys.executable).parent / program), *arguments],
        capture_output=True,
        text=True,
        timeout=60,
        input="y\n",
        env={
            "HOME": str(folder),
            "PATH": "/usr/bin:/bin",
            "LC_ALL": "C.UTF-8",
            "TZ": "Europe/London",
        },
        check=False,
    )
    assert told.returncode == 0, told.stdout + told.stderr
    return told.stdout
