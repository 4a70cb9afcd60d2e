"""A link that asks first: a code, a number of openings, and what looking at the door costs."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client

from tests.factories import CourseFactory, log, log_days
from tracker.records import share_codes, sharing
from tracker.records.models import AuditEvent, ShareLink, ShareVisit

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
CODE = "408215"
WRONG = "408216"
USUAL = {
    "parts": ["summary", "labs"],
    "dates": "whole",
    "lasts": "week",
    "label": "Dr Patel",
}


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def adas():
    course = CourseFactory(name_on_summary="Ada Byron")
    log(course, TODAY, joint_pain=3)
    return course


@pytest.fixture
def ada(adas) -> Client:
    client = Client()
    client.force_login(adas.owner)
    return client


def share(course, **more) -> tuple[ShareLink, str]:
    wanted = {
        "label": "Dr Patel",
        "parts": ["summary"],
        "starts": None,
        "ends": None,
        "lasts": timedelta(days=7),
        "at": NOW,
    }
    return sharing.create(course, **{**wanted, **more})


def enter(reader: Client, token: str, code: str = ""):
    return reader.post(f"/s/{token}/open/", {"code": code})


def test_the_form_asks_for_a_code_unless_it_is_taken_away(ada):
    page = ada.get("/share/").content.decode()

    assert re.search(r'<input type="checkbox" name="asks_code"[^>]*checked', page)


def test_a_code_is_shown_once_as_digits_and_as_words(ada, client):
    page = ada.post("/share/", {**USUAL, "asks_code": "on"}, follow=True)
    text = page.content.decode()
    first, second = re.search(r"</small> (\d{3}) (\d{3})</p>", text).groups()
    token = re.search(r"/s/([\w-]+)/", text)[1]

    assert re.search(r"Say: “(\w+ ){2}\w+, (\w+ ){2}\w+”", text)
    assert first + second not in str(ShareLink.objects.values())
    assert first + second not in ada.get("/share/").content.decode()
    assert "Ada Byron" in enter_and_read(client, token, f"{first} {second}")


def enter_and_read(reader: Client, token: str, code: str) -> str:
    opened = reader.post(f"/s/{token}/open/", {"code": code}, follow=True)
    assert opened.redirect_chain == [(f"/s/{token}/", 302)]
    text: str = opened.content.decode()
    return text


def test_the_door_says_nothing_of_what_is_behind_it(adas, client):
    _link, token = share(adas, code=CODE)

    door = client.get(f"/s/{token}/").content.decode()

    for word in ("Ada", "Dr Patel", "sotretinoin", "course"):
        assert word not in re.sub(r"Courseline|<[^>]*>", "", door)


def test_looking_at_the_door_spends_and_writes_nothing(adas, client):
    link, token = share(adas, code=CODE, openings_allowed=1)
    before = ShareLink.objects.values().get()

    for method in (client.get, client.head):
        for path in (f"/s/{token}/", f"/s/{token}/summary.pdf"):
            method(path)

    assert ShareLink.objects.values().get() == before
    assert not link.visits.exists()
    assert client.get(f"/s/{token}/open/").status_code == 405


def test_the_pdf_stands_behind_the_same_door(adas, client):
    _link, token = share(adas, code=CODE)
    assert client.get(f"/s/{token}/summary.pdf").url == f"/s/{token}/"

    enter(client, token, CODE)

    answer = client.get(f"/s/{token}/summary.pdf")
    assert answer.content.startswith(b"%PDF-")
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'inline; filename="summary.pdf"'
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "no-store" in answer["Cache-Control"]


def test_the_owner_sees_that_the_pdf_was_opened(ada, adas, client):
    _link, token = share(adas)

    client.head(f"/s/{token}/summary.pdf")
    client.get(f"/s/{token}/summary.pdf")

    assert "PDF loaded 20 Nov 2026, 12:00" in ada.get("/share/").content.decode()
    assert ShareVisit.objects.count() == 1


def test_a_wrong_code_says_how_many_tries_are_left(adas, client):
    link, token = share(adas, code=CODE)

    answer = enter(client, token, WRONG)

    assert answer.status_code == 403
    assert "9 more tries" in answer.content.decode()
    link.refresh_from_db()
    assert link.wrong_codes == 1
    assert "Ada Byron" not in client.get(f"/s/{token}/").content.decode()


@pytest.mark.parametrize("typed", ["", "4082", "40821x", "४०८२१५", "4082155"])
def test_what_cannot_be_a_code_is_no_guess(adas, client, typed):
    link, token = share(adas, code=CODE)

    answer = enter(client, token, typed)

    assert answer.status_code == 422
    assert 'id="errors"' in answer.content.decode()
    link.refresh_from_db()
    assert link.wrong_codes == 0


@pytest.mark.parametrize("typed", ["408 215", "408-215", " 408215 "])
def test_spaces_and_dashes_in_a_code_do_not_matter(adas, client, typed):
    _link, token = share(adas, code=CODE)

    assert "Ada Byron" in enter_and_read(client, token, typed)


def test_ten_wrong_codes_in_the_life_of_a_link_end_it(ada, adas, client):
    _link, token = share(adas, code=CODE)
    reading = Client()
    for _time in range(5):
        enter(client, token, WRONG)
    enter(reading, token, CODE)
    for _time in range(4):
        enter(client, token, WRONG)

    assert enter(client, token, WRONG).status_code == 404

    assert enter(client, token, CODE).status_code == 404
    assert reading.get(f"/s/{token}/").status_code == 404
    page = ada.get("/share/").content.decode()
    assert "Ended by 10 wrong codes." in page


def test_a_right_code_takes_no_try_away(adas):
    link, token = share(adas, code=CODE)

    for _time in range(12):
        assert enter(Client(), token, CODE).status_code == 302

    link.refresh_from_db()
    assert link.wrong_codes == 0


def test_a_wrong_code_is_audited_without_the_code(adas, client):
    _link, token = share(adas, code=CODE)

    enter(client, token, WRONG)

    event = AuditEvent.objects.get(what="share_code_wrong")
    assert event.owner == adas.owner
    assert WRONG not in str(AuditEvent.objects.values())


def test_openings_are_counted_by_the_button_and_one_browser_reads_on(adas, client):
    link, token = share(adas, openings_allowed=1)
    other = Client()

    assert "1 opening left." in client.get(f"/s/{token}/").content.decode()
    enter(client, token)

    for _time in range(3):
        assert "Ada Byron" in client.get(f"/s/{token}/").content.decode()
        assert enter(client, token).status_code == 302
    assert other.get(f"/s/{token}/").status_code == 404
    assert enter(other, token).status_code == 404
    link.refresh_from_db()
    assert (link.openings, link.visits.count()) == (1, 1)


def test_a_browser_that_opened_a_link_reads_no_longer_than_it_works(
    ada, adas, client, clock
):
    link, token = share(adas, code=CODE)
    enter(client, token, CODE)
    assert client.get(f"/s/{token}/").status_code == 200

    ada.post(f"/share/{link.pk}/off/")

    assert client.get(f"/s/{token}/").status_code == 404
    assert client.get(f"/s/{token}/summary.pdf").status_code == 404
    assert enter(client, token, CODE).status_code == 404


def test_reading_on_ends_with_the_link(adas, client, clock):
    _link, token = share(adas, code=CODE)
    enter(client, token, CODE)

    clock.shift(timedelta(days=7))

    assert client.get(f"/s/{token}/").status_code == 404


def test_opening_one_link_opens_no_other(adas, client):
    _first, opened = share(adas, code=CODE)
    _second, closed = share(adas, code=CODE)

    enter(client, opened, CODE)

    assert "Ada Byron" not in client.get(f"/s/{closed}/").content.decode()


def test_a_plain_link_needs_no_button(adas, client):
    link, token = share(adas)

    assert enter(client, token).status_code == 302
    assert not link.visits.exists()


def test_the_door_is_kept_by_nobody_and_its_form_can_be_sent(adas):
    _link, token = share(adas, code=CODE)
    careful = Client(enforce_csrf_checks=True)

    door = careful.get(f"/s/{token}/")

    # Under no-referrer a browser would send the form with the origin “null”, which is refused.
    assert door["Referrer-Policy"] == "same-origin"
    assert "no-store" in door["Cache-Control"]
    assert "noindex" in door["X-Robots-Tag"]
    assert enter(careful, token, CODE).status_code == 403


def test_the_list_says_what_stands_in_front_of_a_link(ada, adas, client):
    _link, token = share(adas, code=CODE, openings_allowed=3)
    enter(client, token, WRONG)
    enter(client, token, CODE)

    page = ada.get("/share/").content.decode()

    assert "Needs a code. 2 openings left. 1 wrong code." in page


def test_the_form_takes_a_number_of_openings(ada):
    ada.post("/share/", {**USUAL, "openings": "3"})

    assert ShareLink.objects.get().openings_allowed == 3


@pytest.mark.parametrize("wrong", [{"openings": "0"}, {"kind": "fax"}])
def test_another_number_or_kind_is_refused(ada, wrong):
    assert ada.post("/share/", {**USUAL, **wrong}).status_code == 422
    assert not ShareLink.objects.exists()


def test_what_was_read_within_the_hour_is_the_same_sitting(adas):
    link, _token = share(adas)
    for hours in (30, 26, 0):
        ShareVisit.objects.create(link=link, at=NOW - timedelta(hours=hours))

    assert sharing.last_looked(link, at=NOW) == NOW - timedelta(hours=26)


def test_nobody_has_looked_before_the_first_time(adas):
    link, _token = share(adas)
    ShareVisit.objects.create(link=link, at=NOW)

    assert sharing.last_looked(link, at=NOW) is None


@pytest.mark.parametrize(
    "broken",
    [
        {"wrong_codes": 11},
        {"openings": 2, "openings_allowed": 1},
        {"kind": "health", "passcode_hash": ""},
    ],
)
def test_the_database_keeps_the_limits(adas, broken):
    link, _token = share(adas)

    with pytest.raises(IntegrityError), transaction.atomic():
        ShareLink.objects.filter(pk=link.pk).update(**broken)


def test_a_code_is_six_digits_and_stored_as_a_hash(adas):
    code = share_codes.new_code()
    link, _token = share(adas, code=code)

    assert share_codes.looks_like_one(code)
    assert code not in link.passcode_hash


@pytest.mark.parametrize("path", ["", "summary.pdf"])
@pytest.mark.parametrize("days", [14, 400])
def test_a_long_course_costs_a_guarded_reader_no_more_queries(
    client, days, path, django_assert_max_num_queries
):
    course = CourseFactory(started_on=TODAY - timedelta(days=days - 1))
    log_days(course, days, lips_dry=2, mood=1)
    _link, token = share(course, code=CODE)
    enter(client, token, CODE)
    client.get(f"/s/{token}/{path}")

    with django_assert_max_num_queries(12):
        client.get(f"/s/{token}/{path}")
