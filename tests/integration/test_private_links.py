"""Below a private link: what every answer carries, errors too, and what is no reader."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.test import Client

from tests.factories import CourseFactory, log
from tracker.records import sharing
from tracker.records.models import AuditEvent, LinkKind, ShareLink

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
CODE = "408215"


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
        "lasts": timedelta(days=1),
        "at": NOW,
    }
    return sharing.create(course, **{**wanted, **more})


@pytest.mark.parametrize(
    "ahead",
    [
        {"Sec-Purpose": "prefetch"},
        {"Sec-Purpose": "prefetch;prerender", "User-Agent": "WhatsApp/2.23"},
        {"Purpose": "prefetch"},
        {"X-Moz": "prefetch"},
        {"X-Purpose": "preview"},
    ],
)
def test_a_fetch_ahead_of_a_reader_gets_nothing_and_is_no_opening(adas, client, ahead):
    link, token = share(adas)
    desk, sealed = share(
        adas,
        kind=LinkKind.CHECK_IN,
        sealed=sharing.Sealed(content_type="application/fhir+json", text="x"),
    )
    paths = (
        f"/s/{token}/",
        f"/s/{token}/summary.pdf",
        f"/shl/{sealed}?recipient=Desk",
    )

    for path in paths:
        answer = client.get(path, headers=ahead)
        assert (answer.status_code, answer.content) == (503, b"")
        assert "no-store" in answer["Cache-Control"]

    assert not link.visits.exists()
    assert not desk.visits.exists()
    assert not AuditEvent.objects.filter(what="share_opened").exists()
    assert "Ada Byron" in client.get(paths[0]).content.decode()


def test_a_fetch_ahead_of_a_page_without_a_secret_is_answered(client):
    assert (
        client.get("/support/", headers={"Sec-Purpose": "prefetch"}).status_code == 200
    )


def test_the_list_says_that_a_link_without_a_code_is_loaded_by_previews_too(
    ada, adas, client
):
    _link, token = share(adas)

    client.get(f"/s/{token}/", headers={"User-Agent": "WhatsApp/2.23"})

    page = ada.get("/share/").content.decode()
    assert "Loaded once, 20 Nov 2026, 12:00." in page
    assert "may have been the preview of a messenger, not a reader." in page
    assert ">Loaded 20 Nov 2026, 12:00<" in page
    assert "Opened once" not in page


def test_the_list_says_opened_where_somebody_pressed_a_button(ada, adas, client):
    _link, token = share(adas, code=CODE)

    client.post(f"/s/{token}/open/", {"code": CODE})

    page = ada.get("/share/").content.decode()
    assert "Opened once, 20 Nov 2026, 12:00." in page
    assert "messenger, not a reader" not in page


def assert_discreet(answer) -> None:
    assert "no-store" in answer["Cache-Control"]
    assert answer["X-Robots-Tag"] == "noindex, nofollow, noarchive"
    assert answer["Referrer-Policy"] == "no-referrer"


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("get", "/s/TOKEN/", 200),
        ("get", "/s/TOKEN/summary.pdf", 200),
        ("get", "/s/TOKEN", 301),
        ("post", "/s/TOKEN/", 403),
        ("post", "/s/TOKEN/open/", 403),
        ("get", "/s/TOKEN/open/", 405),
        ("put", "/s/TOKEN/", 405),
        ("options", "/s/TOKEN/", 405),
        ("get", "/s/GUARDED/summary.pdf", 302),
        ("get", "/s/nobody/", 404),
        ("get", "/s/nobody/nothing", 404),
        ("delete", "/calendar/nobody.ics", 405),
        ("post", "/reminders/stop/nobody/", 403),
    ],
)
def test_every_answer_below_a_private_link_is_discreet(adas, method, path, status):
    _link, token = share(adas)
    _guarded, guarded = share(adas, code=CODE)
    careful = Client(enforce_csrf_checks=True)

    answer = getattr(careful, method)(
        path.replace("TOKEN", token).replace("GUARDED", guarded)
    )

    assert answer.status_code == status
    assert_discreet(answer)
    assert "Access-Control-Allow-Origin" not in answer


@pytest.mark.parametrize(
    ("method", "path", "more", "status"),
    [
        ("get", "/shl/nobody", {}, 404),
        ("get", "/shl/nobody/file", {}, 404),
        ("get", "/shl/nobody/nothing/here", {}, 404),
        ("options", "/shl/nobody", {}, 204),
        ("delete", "/shl/TOKEN", {}, 405),
        ("put", "/shl/nobody/file", {}, 405),
        ("get", "/shl/TOKEN", {}, 405),
        ("post", "/shl/nobody/file", {}, 403),
        (
            "post",
            "/shl/TOKEN",
            {"data": b"x" * 4 * 1024 * 1024, "content_type": "application/json"},
            400,
        ),
        (
            "post",
            "/shl/TOKEN",
            {"data": b"{}", "content_type": "application/json; charset=utf-16"},
            400,
        ),
        ("post", "/shl/TOKEN", {"data": b"", "content_type": "application/json"}, 400),
    ],
)
def test_other_sites_may_read_every_answer_of_a_health_link(
    adas, method, path, more, status
):
    _link, token = share(adas, kind=LinkKind.HEALTH_LINK, code=CODE)
    careful = Client(enforce_csrf_checks=True)

    answer = getattr(careful, method)(path.replace("TOKEN", token), **more)

    assert answer.status_code == status
    assert_discreet(answer)
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert "Access-Control-Allow-Credentials" not in answer


def test_the_owner_prints_a_guarded_link_without_its_code_and_nobody_else_does(
    ada, adas, client
):
    link, token = share(adas, code=CODE, openings_allowed=1)
    ben = Client()
    ben.force_login(CourseFactory().owner)

    assert ada.get(f"/s/{token}/summary.pdf").content.startswith(b"%PDF-")

    for stranger in (client, ben):
        assert stranger.get(f"/s/{token}/summary.pdf").status_code == 302
    link.refresh_from_db()
    assert link.openings == 0
    assert not link.visits.exists()


def test_the_code_of_a_shared_page_is_for_its_paper_and_the_owners_page_has_none(
    ada, adas, client
):
    _link, token = share(adas)

    shared = client.get(f"/s/{token}/").content.decode()

    assert shared.count('<span class="onpaper"><svg') == 1
    assert 'class="onpaper"' not in ada.get("/summary/").content.decode()
