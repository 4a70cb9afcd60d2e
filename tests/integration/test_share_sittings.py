"""How long a reader's browser reads on, what counts as having looked, and where links really end."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.test import Client

from tests.factories import CourseFactory, log
from tracker.records import health_links, share_codes, sharing
from tracker.records.models import (
    FileTicket,
    LinkKind,
    SealedFile,
    ShareLink,
    ShareVisit,
)
from tracker.records.sharing import Sealed

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
CODE = "408215"
WRONG = "408216"
HOUR = timedelta(hours=1)
NEWS = "when you last looked"
USUAL = {
    "parts": ["summary", "labs"],
    "dates": "whole",
    "lasts": "week",
    "lasts_at_desk": "day",
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


def enter(reader: Client, token: str, code: str = CODE):
    return reader.post(f"/s/{token}/open/", {"code": code})


def page(reader: Client, token: str) -> str:
    text: str = reader.get(f"/s/{token}/").content.decode()
    return text


def ticket_of(course, **more) -> tuple[ShareLink, str]:
    """Make a health link; return it with the address of its file, just asked for."""
    link, _token = share(
        course,
        kind=LinkKind.HEALTH_LINK,
        code=CODE,
        sealed=Sealed(content_type="application/fhir+json", text="a.b.c.d.e"),
        **more,
    )
    ticket = health_links.ticket_for(SealedFile.objects.get(link=link), at=NOW)
    return link, f"/shl/{ticket}/file"


def test_a_browser_reads_on_for_an_hour_and_is_then_asked_again(adas, client, clock):
    link, token = share(adas, code=CODE)
    enter(client, token)

    clock.shift(HOUR - timedelta(seconds=1))
    assert "Ada Byron" in page(client, token)
    clock.shift(timedelta(seconds=1))
    assert "Ada Byron" not in page(client, token)
    assert client.get(f"/s/{token}/summary.pdf").url == f"/s/{token}/"
    enter(client, token)

    assert "Ada Byron" in page(client, token)
    assert link.visits.count() == 2


def test_a_pass_ends_with_the_browser_and_belongs_to_one_address(adas, client):
    _link, token = share(adas, code=CODE)

    kept = enter(client, token).cookies["share_opened"]

    assert (kept["max-age"], kept["expires"]) == ("", "")
    assert (kept["path"], kept["httponly"]) == (f"/s/{token}/", True)
    assert CODE not in kept.value


def test_a_pass_of_another_link_or_a_made_up_one_opens_nothing(adas, client):
    _first, opened = share(adas, code=CODE)
    _second, closed = share(adas, code=CODE)
    enter(client, opened)
    stolen = client.cookies["share_opened"].value

    for value in (stolen, "x", f"{stolen}x", ""):
        other = Client()
        other.cookies["share_opened"] = value
        assert "Ada Byron" not in page(other, closed)


def test_what_remembers_a_look_is_no_pass(adas, client):
    link, token = share(adas)
    page(client, token)
    ShareLink.objects.filter(pk=link.pk).update(openings_allowed=1)
    client.cookies["share_opened"] = client.cookies["share_looked"].value

    assert "Ada Byron" not in page(client, token)


def test_a_preview_is_listed_and_is_no_reader(ada, adas, client, clock):
    _link, token = share(adas)
    page(Client(), token)
    clock.shift(2 * HOUR)

    assert NEWS not in page(client, token)
    assert "Loaded 2 times" in ada.get("/share/").content.decode()


def test_a_browser_that_comes_back_is_told_what_is_new_since_then(adas, client, clock):
    _link, token = share(adas)
    page(client, token)
    clock.shift(timedelta(minutes=30))
    assert NEWS not in page(client, token)
    clock.shift(timedelta(days=2))

    first, again = page(client, token), page(client, token)

    assert NEWS in first
    assert "20 Nov" in re.search(r"Since [^<]*", again)[0]
    assert NEWS not in page(Client(), token)


def test_looking_at_a_door_is_no_look_and_its_button_is(adas, client, clock):
    _link, token = share(adas, code=CODE)
    page(client, token)
    clock.shift(2 * HOUR)
    enter(client, token)
    assert NEWS not in page(client, token)
    clock.shift(2 * HOUR)

    enter(client, token)

    assert NEWS in page(client, token)


def test_the_owner_who_checks_a_link_is_no_reader(ada, adas, client, clock):
    plain, open_token = share(adas)
    asks, guarded = share(adas, code=CODE)
    page(ada, open_token)
    ada.get(f"/s/{open_token}/summary.pdf")
    enter(ada, guarded)
    assert "Ada Byron" in page(ada, guarded)
    clock.shift(2 * HOUR)

    enter(client, guarded)

    assert NEWS not in page(client, guarded)
    assert not plain.visits.exists()
    assert asks.visits.count() == 1


@pytest.mark.parametrize("host", ["evil.example", "testserver:81"])
def test_who_asks_does_not_write_our_addresses(ada, adas, host, settings):
    settings.ALLOWED_HOSTS = ["*"]
    settings.SITE_URL = "https://diary.example"

    for kind in LinkKind.values:
        ada.post("/share/", {**USUAL, "kind": kind}, headers={"host": host})
        ready = ada.get("/share/ready/", headers={"host": host}).content.decode()
        assert 'value="https://diary.example/' in ready
        assert host not in ready


def test_the_address_of_a_file_is_good_for_one_fetch(adas, client):
    _link, path = ticket_of(adas)

    assert client.head(path).status_code == 200
    assert client.get(path).content == b"a.b.c.d.e"
    assert client.get(path).status_code == 404
    assert client.head(path).status_code == 404


def test_the_last_opening_still_fetches_its_file_once(adas, client):
    link, path = ticket_of(adas, openings_allowed=1)
    sharing.open_counted(link, at=NOW)

    assert client.get(path).status_code == 200
    assert client.get(path).status_code == 404


def test_a_used_up_link_is_listed_as_ended_when_it_was_used_up(
    ada, adas, client, clock
):
    link, token = share(adas, openings_allowed=1)
    clock.shift(HOUR)
    enter(client, token)
    listed = ada.get("/share/").content.decode()
    assert "No link works now." in listed
    assert "Ended 20 Nov 2026, 13:00." in listed
    assert "All openings used." in listed
    assert f"/share/{link.pk}/off/" in listed

    clock.shift(HOUR)

    assert f"/share/{link.pk}/off/" not in ada.get("/share/").content.decode()


def test_a_link_guessed_to_its_end_ended_then(ada, adas, clock):
    link, _token = share(adas, code=CODE)
    clock.shift(timedelta(minutes=5))
    for _time in range(10):
        with pytest.raises(share_codes.WrongCode):
            share_codes.check(link, WRONG, at=NOW + timedelta(minutes=5))
    clock.shift(timedelta(days=3))

    assert "Ended 20 Nov 2026, 12:05." in ada.get("/share/").content.decode()


def test_a_file_goes_when_somebody_meets_its_ended_link(adas, client, clock):
    _link, token = share(
        adas,
        kind=LinkKind.CHECK_IN,
        sealed=Sealed(content_type="application/fhir+json", text="a.b.c.d.e"),
    )
    clock.shift(timedelta(days=7))

    assert client.get(f"/shl/{token}", {"recipient": "x"}).status_code == 404

    assert not SealedFile.objects.exists()
    assert not ShareVisit.objects.exists()


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ({"starts": "2026-09-20"}, "Your course began on 21 September 2026."),
        ({"starts": "2026-11-21"}, "Choose today or an earlier day."),
        (
            {"starts": "2026-10-01", "ends": "2026-11-21"},
            "Leave it empty to go on until today.",
        ),
        ({"ends": "2026-09-01"}, "Your course began on 21 September 2026."),
    ],
)
def test_a_day_the_page_cannot_show_is_refused_beside_its_field(ada, days, said):
    answer = ada.post("/share/", {**USUAL, "dates": "choose", **days})

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not ShareLink.objects.exists()


@pytest.mark.parametrize(
    "days",
    [{"starts": "2026-11-01"}, {"starts": "2026-10-01", "ends": "2026-11-01"}],
    ids=["first day", "last day"],
)
def test_days_after_the_last_word_of_an_ended_course_are_refused(ada, adas, days):
    end(adas)

    answer = ada.post("/share/", {**USUAL, "dates": "choose", **days})

    assert answer.status_code == 422
    assert "There is nothing after 31 Oct 2026." in answer.content.decode()
    assert not ShareLink.objects.exists()


def test_28_days_of_an_ended_course_are_its_last_28_days(ada, adas):
    end(adas)

    ada.post("/share/", {**USUAL, "dates": "28"})

    assert ShareLink.objects.get().starts == date(2026, 10, 4)


def end(course) -> None:
    """Let a course end on 31 October, with nothing known after it."""
    course.entries.filter(day__gt=date(2026, 10, 31)).delete()
    course.last_dose_on = date(2026, 10, 31)
    course.save()


@pytest.mark.parametrize("kind", ["page", "checkin"])
def test_the_first_day_and_today_can_be_chosen(ada, kind):
    days = {"dates": "choose", "starts": "2026-09-21", "ends": "2026-11-20"}

    assert ada.post("/share/", {**USUAL, **days, "kind": kind}).status_code == 302


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        ({"openings": "3"}, "cannot count openings"),
        ({"lasts_at_desk": "week"}, "Choose 1 hour or 1 day."),
        ({"lasts_at_desk": ""}, "Choose 1 hour or 1 day."),
    ],
)
def test_a_check_in_refuses_what_it_cannot_do(ada, chosen, said):
    answer = ada.post("/share/", {**USUAL, "kind": "checkin", **chosen})

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not ShareLink.objects.exists()


def test_a_check_in_says_that_it_has_no_code(ada):
    page = ada.get("/share/").content.decode()

    assert "A clinic check-in has none; a SMART Health Link always has one." in page
    assert "It has no code, any number of openings" in page


def test_the_paper_has_the_whole_link_and_nothing_for_the_patient(ada):
    ada.post("/share/", USUAL)
    ready = ada.get("/share/ready/").content.decode()
    address = re.search(r'id="link" readonly value="([^"]+)"', ready)[1]

    assert f'<p class="onpaper whole">{address}</p>' in ready
    for own in ("Show this in the room", "only once"):
        place = ready[: ready.index(own)]
        assert (
            "noprint"
            in place[place.rindex("<section" if own == "only once" else "<div") :]
        )


def test_the_sealed_files_of_ended_links_go_with_a_tick(adas, clock):
    ticket_of(adas)
    ticket_of(adas, lasts=timedelta(days=30))
    clock.shift(timedelta(days=8))

    call_command("tick")

    assert SealedFile.objects.count() == 1
    assert not FileTicket.objects.exists()
