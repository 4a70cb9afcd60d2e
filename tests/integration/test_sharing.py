"""Links: made, shown once, opened by whoever holds them, and over when the person says so."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.test import Client

from tests.factories import CourseFactory, UserFactory, log, log_days
from tracker.records import sharing
from tracker.records.models import AuditEvent, Question, ShareLink, ShareVisit
from tracker.sharing import making

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
USUAL = {
    "parts": ["summary", "labs", "questions"],
    "dates": "whole",
    "lasts": "week",
    "label": "Dr Patel",
}
GONE = ["/share/", "/summary/", "/share/ready/"]


@pytest.fixture(autouse=True)
def site(settings):
    settings.SITE_URL = "https://diary.example"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def adas():
    course = CourseFactory(name_on_summary="Ada Byron")
    log(course, TODAY, note="Ada’s own words", joint_pain=3)
    return course


@pytest.fixture
def ada(adas) -> Client:
    client = Client()
    client.force_login(adas.owner)
    return client


@pytest.fixture
def ben() -> Client:
    client = Client()
    client.force_login(CourseFactory(name_on_summary="Ben").owner)
    return client


def share(course, **more) -> tuple[ShareLink, str]:
    wanted = {
        "label": "Dr Patel",
        "parts": USUAL["parts"],
        "starts": None,
        "ends": None,
        "lasts": timedelta(days=7),
        "at": NOW,
    }
    return sharing.create(course, **{**wanted, **more})


def address_in(page: str) -> str:
    return re.search(r'value="https://diary\.example(/s/[^"]+/)"', page)[1]


def test_a_link_is_made_shown_once_and_opens_without_an_account(ada, client):
    ready = ada.post("/share/", USUAL, follow=True)
    address = address_in(ready.content.decode())

    assert ready.redirect_chain == [("/share/ready/", 302)]
    assert ada.get("/share/ready/").status_code == 302
    assert "Ada Byron" in client.get(address).content.decode()


def test_the_secret_is_stored_only_as_a_digest(ada, adas):
    token = address_in(ada.post("/share/", USUAL, follow=True).content.decode()).split(
        "/"
    )[2]
    link = ShareLink.objects.get()

    assert len(token) >= 43
    assert link.token_digest == sharing.digest_of(token)
    assert token not in str(ShareLink.objects.values())
    assert token not in str(AuditEvent.objects.values())


def test_the_secret_waits_unreadable_with_its_maker_and_not_for_long(ada, clock):
    waiting = ada.post("/share/", USUAL).cookies["share_ready"]
    assert "share_ready" not in ada.session
    assert making.unsealed(waiting.value, at=NOW).link == ShareLink.objects.get().pk
    assert "/s/" not in waiting.value
    assert (waiting["httponly"], waiting["path"]) == (True, "/share/ready/")

    clock.shift(timedelta(minutes=11))

    assert ada.get("/share/ready/", follow=True).redirect_chain == [("/share/", 302)]


def test_a_link_turned_off_is_not_found_with_the_next_request(ada, adas, client):
    link, token = share(adas)
    assert client.get(f"/s/{token}/").status_code == 200

    ada.post(f"/share/{link.pk}/off/")

    assert client.get(f"/s/{token}/").status_code == 404
    assert client.head(f"/s/{token}/").status_code == 404


def test_turning_a_link_off_twice_changes_nothing(ada, adas, clock):
    link, _token = share(adas)
    ada.post(f"/share/{link.pk}/off/")
    clock.shift(timedelta(hours=1))

    ada.post(f"/share/{link.pk}/off/")

    link.refresh_from_db()
    assert link.revoked_at == NOW
    assert AuditEvent.objects.filter(what="share_ended").count() == 1


@pytest.mark.parametrize(
    ("lasts", "works"),
    [("hour", 3599), ("week", 7 * 86400 - 1), ("month", 30 * 86400 - 1)],
)
def test_a_link_works_until_its_last_second(ada, client, clock, lasts, works):
    page = ada.post("/share/", {**USUAL, "lasts": lasts}, follow=True).content.decode()
    address = address_in(page)

    clock.shift(timedelta(seconds=works))
    assert client.get(address).status_code == 200

    clock.shift(timedelta(seconds=1))
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("token", ["x", "0" * 43, "%00", "é"])
def test_a_guessed_secret_finds_nothing(adas, client, token):
    share(adas)

    assert client.get(f"/s/{token}/").status_code == 404
    assert not ShareVisit.objects.exists()


def test_a_shared_page_says_that_the_pdf_lacks_letters(adas, client):
    adas.clinic_name = "東京 clinic"
    adas.save()
    _link, token = share(adas)

    page = client.get(f"/s/{token}/").content.decode()

    assert "東京 clinic <small" in page
    assert "draws □ for them. This page shows all of it." in page


def test_a_shared_page_asks_not_to_be_listed_kept_or_passed_on(adas, client):
    _link, token = share(adas)
    answer = client.get(f"/s/{token}/")
    page = answer.content.decode()

    assert "noindex" in answer["X-Robots-Tag"]
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "no-store" in answer["Cache-Control"]
    assert "Nobody monitors" in page
    assert 'class="tabs"' not in page
    assert token not in page


def test_a_shared_page_shows_no_navigation_to_somebody_signed_in(adas, ben):
    _link, token = share(adas)

    assert 'class="tabs"' not in ben.get(f"/s/{token}/").content.decode()


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_a_shared_page_cannot_be_written_to(adas, client, method):
    _link, token = share(adas)

    assert getattr(client, method)(f"/s/{token}/").status_code == 405


def test_opening_changes_nothing_but_the_list_of_openings(adas, client):
    link, token = share(adas)
    before = ShareLink.objects.values().get()

    client.head(f"/s/{token}/")
    client.get(f"/s/{token}/")
    client.get(f"/s/{token}/")

    assert ShareLink.objects.values().get() == before
    assert link.visits.count() == 2


def test_the_person_sees_when_a_link_was_opened(ada, adas, client):
    _link, token = share(adas)
    assert "Not opened yet." in ada.get("/share/").content.decode()

    client.get(f"/s/{token}/")

    page = ada.get("/share/").content.decode()
    assert "Loaded once, 20 Nov 2026, 12:00." in page


def test_many_openings_are_counted_and_the_last_ones_listed(ada, adas, client):
    _link, token = share(adas)
    for _time in range(8):
        client.get(f"/s/{token}/")

    page = ada.get("/share/").content.decode()

    assert "Loaded 8 times, last 20 Nov 2026, 12:00." in page
    assert "and 3 times before" in page


def test_openings_are_audited_without_a_word_of_the_diary(adas, client):
    link, token = share(adas)

    client.get(f"/s/{token}/")

    event = AuditEvent.objects.get(what="share_opened")
    assert (event.owner, event.actor, event.subject) == (
        adas.owner,
        "share link",
        f"share {link.pk}",
    )


def test_a_link_made_for_28_days_starts_27_days_before_today(ada):
    ada.post("/share/", {**USUAL, "dates": "28"})

    assert ShareLink.objects.get().starts == date(2026, 10, 24)


def test_chosen_days_are_kept(ada):
    ada.post(
        "/share/",
        {**USUAL, "dates": "choose", "starts": "2026-10-01", "ends": "2026-10-31"},
    )

    link = ShareLink.objects.get()
    assert (link.starts, link.ends) == (date(2026, 10, 1), date(2026, 10, 31))


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"parts": []}, "Choose at least one part."),
        ({"parts": ["everything"]}, "not one of the choices"),
        ({"dates": "choose"}, "Choose the first day."),
        (
            {"dates": "choose", "starts": "2026-10-02", "ends": "2026-10-01"},
            "before the first one",
        ),
        ({"dates": "choose", "starts": "soon"}, "Write a day"),
        ({"lasts": "ever"}, "lasts"),
        ({"label": "x" * 81}, "80"),
    ],
)
def test_a_form_that_needs_another_look_keeps_what_was_typed(ada, wrong, said):
    answer = ada.post("/share/", {**USUAL, **wrong})
    page = answer.content.decode()

    assert answer.status_code == 422
    assert said in page
    assert 'id="errors"' in page
    assert not ShareLink.objects.exists()


def test_private_parts_are_off_until_they_are_ticked(ada):
    page = ada.get("/share/").content.decode()
    ticked = re.findall(
        r'<input type="checkbox" name="parts" value="(\w+)"[^>]*checked', page
    )

    assert ticked == ["summary", "labs", "questions"]


def test_questions_are_added_and_removed(ada, adas):
    ada.post("/share/questions/", {"text": "Can I run again?"})
    question = adas.questions.get()
    assert "Can I run again?" in ada.get("/share/").content.decode()

    ada.post("/share/questions/", {"remove": question.pk})

    assert not adas.questions.exists()


@pytest.mark.parametrize("text", ["", "   ", "x" * 301])
def test_an_empty_or_endless_question_is_not_kept(ada, text):
    answer = ada.post("/share/questions/", {"text": text})

    assert answer.status_code == 422
    assert not Question.objects.exists()


def test_ben_reaches_nothing_of_adas(adas, ben):
    link, _token = share(adas)
    question = Question.objects.create(course=adas, text="Ada asks", created_at=NOW)

    assert ben.post(f"/share/{link.pk}/off/").status_code == 404
    assert ben.post("/share/questions/", {"remove": question.pk}).status_code == 404
    assert sharing.links_of(adas.owner)[0].revoked_at is None
    assert adas.questions.exists()
    for path in ("/share/", "/summary/"):
        page = ben.get(path).content.decode()
        assert "Ada" not in page
        assert "Dr Patel" not in page


def test_ben_cannot_be_shown_adas_new_link(adas, ada, ben):
    ada.post("/share/", USUAL)
    ben.cookies["share_ready"] = ada.cookies["share_ready"].value

    assert ben.get("/share/ready/").status_code == 404


@pytest.mark.parametrize("pk", ["x", "-1", "9" * 30, "²"])
def test_a_question_that_is_no_number_is_not_found(ada, pk):
    assert ada.post("/share/questions/", {"remove": pk}).status_code == 404


@pytest.mark.parametrize("path", [*GONE, "/share/1/off/", "/share/questions/"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_is_asked_to_sign_in(client, path, method):
    answer = getattr(client, method)(path)

    assert answer.status_code == 302
    assert answer.url.startswith("/accounts/login/")


@pytest.mark.parametrize("path", ["/share/", "/summary/"])
def test_without_a_course_there_is_one_to_start(client, path):
    client.force_login(UserFactory())

    assert client.get(path).url == "/course/new/"
    assert client.post("/share/questions/", {"text": "?"}).url == "/course/new/"


def test_links_of_an_earlier_course_can_still_be_turned_off(ada, adas):
    adas.last_dose_on = TODAY
    adas.save()
    link, token = share(adas)
    CourseFactory(owner=adas.owner, started_on=TODAY)

    ada.post(f"/share/{link.pk}/off/")

    with pytest.raises(sharing.ShareEnded):
        sharing.find(token, at=NOW)


def test_the_owner_chooses_parts_for_paper_without_naming_them_in_an_address(ada):
    plain = ada.get("/summary/").content.decode()
    chosen = ada.post("/summary/", {"parts": ["summary", "notes"]}).content.decode()

    assert "Ada’s own words" not in plain
    assert "Ada’s own words" in chosen


def test_a_summary_without_any_part_asks_again(ada):
    assert ada.post("/summary/", {"parts": []}).status_code == 422


@pytest.mark.parametrize("path", ["/share/", "/summary/"])
@pytest.mark.parametrize("days", [14, 400])
def test_a_long_course_costs_no_more_queries(path, days, django_assert_num_queries):
    course = CourseFactory(started_on=TODAY - timedelta(days=days - 1))
    log_days(course, days, lips_dry=2, mood=1)
    for _link in range(days // 14):
        link, _token = share(course)
        ShareVisit.objects.create(link=link, at=NOW)
    client = Client()
    client.force_login(course.owner)
    client.get(path)

    with django_assert_num_queries({"/share/": 6, "/summary/": 9}[path]):
        client.get(path)


@pytest.mark.parametrize("days", [14, 400])
def test_a_long_course_costs_the_reader_no_more_queries(
    client, days, django_assert_max_num_queries
):
    course = CourseFactory(started_on=TODAY - timedelta(days=days - 1))
    log_days(course, days, lips_dry=2, mood=1)
    _link, token = share(course)

    with django_assert_max_num_queries(12) as asked:
        client.get(f"/s/{token}/")

    assert len(asked) == 11
