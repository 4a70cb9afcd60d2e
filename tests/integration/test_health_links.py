"""SMART Health Links as programs meet them: what is sealed, what is asked, and what is refused."""

from __future__ import annotations

import logging
import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client

from tests.factories import CourseFactory, log
from tests.health_links import opened, pdf_in, unsealed
from tracker.records import health_links as files
from tracker.records.models import AuditEvent, SealedFile, ShareLink, ShareVisit
from tracker.sharing import health_links
from tracker.ui.log import MaskSecrets

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
SITE = "https://diary.example"
USUAL = {
    "parts": ["summary", "labs"],
    "dates": "whole",
    "lasts": "week",
    "lasts_at_desk": "day",
}
DESK = "Northgate front desk"


@pytest.fixture(autouse=True)
def site(settings):
    settings.SITE_URL = SITE


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


def made(ada: Client, kind: str, **more: object) -> tuple[dict[str, Any], str]:
    """Make a link by hand; return what it says of itself and its code."""
    page = ada.post("/share/", {**USUAL, "kind": kind, **more}, follow=True)
    text = page.content.decode()
    address = re.search(r'value="(https://diary\.example/view#shlink:/[\w-]+)"', text)[
        1
    ]
    code = re.search(r"</small> (\d{3}) (\d{3})</p>", text)
    return opened(address), "".join(code.groups()) if code else ""


def path_of(told: dict[str, Any]) -> str:
    return told["url"].removeprefix(SITE)


def ask(told: dict[str, Any], code: str | None, **more: object):
    body = {"recipient": DESK, **more}
    if code is not None:
        body["passcode"] = code
    return Client().post(path_of(told), body, content_type="application/json")


def test_a_check_in_link_says_what_the_specification_asks(ada):
    told, code = made(ada, "checkin")

    assert told["flag"] == "U"
    assert told["v"] == 1
    assert told["exp"] == int((NOW + timedelta(days=1)).timestamp())
    assert len(told["key"]) == 43
    assert len(told["url"]) <= 128
    assert len(told["url"].rpartition("/")[2]) >= 43
    assert len(told["label"]) <= 80
    assert code == ""


def test_a_check_in_link_can_stop_sooner(ada):
    told, _code = made(ada, "checkin", lasts_at_desk="hour")

    assert told["exp"] == int((NOW + timedelta(hours=1)).timestamp())


@pytest.mark.parametrize(("lasts", "flag"), [("week", "P"), ("month", "LP")])
def test_a_link_with_a_code_says_so_and_whether_it_is_made_to_be_kept(ada, lasts, flag):
    told, code = made(ada, "health", lasts=lasts)

    assert told["flag"] == flag
    assert len(code) == 6


def test_the_file_of_a_check_in_is_sealed_plainly_with_the_pdf_inside(ada):
    told, _code = made(ada, "checkin")

    answer = Client().get(path_of(told), {"recipient": DESK})

    assert answer["Content-Type"] == "application/jose"
    header, bundle = unsealed(answer.content.decode(), told)
    assert header == {"alg": "dir", "enc": "A256GCM", "cty": "application/fhir+json"}
    assert bundle["resourceType"] == "Bundle"
    assert pdf_in(bundle).startswith(b"%PDF-")


def test_the_file_of_a_manifest_is_packed(ada):
    told, code = made(ada, "health")

    file = ask(told, code, embeddedLengthMax=10**7).json()["files"][0]

    header, bundle = unsealed(file["embedded"], told)
    assert header["zip"] == "DEF"
    assert bundle["resourceType"] == "Bundle"
    assert (file["contentType"], file["status"], file["fhirVersion"]) == (
        "application/fhir+json",
        "finalized",
        "4.0.1",
    )
    assert file["lastUpdated"] == "2026-11-20T12:00:00Z"


def test_nothing_kept_opens_the_file(ada):
    told, code = made(ada, "health")
    kept = str(
        [
            list(model.objects.values())
            for model in (ShareLink, SealedFile, ShareVisit, AuditEvent)
        ]
    )

    assert told["key"] not in kept
    assert told["url"].rpartition("/")[2] not in kept
    assert code not in ShareLink.objects.get().passcode_hash
    assert SealedFile.objects.get().sealed.count(".") == 4
    assert "share_ready" not in ada.session
    assert repr(health_links.Key(b"secret")) == "Key(…)"


def test_every_link_has_a_key_and_an_address_of_its_own(ada):
    first, _code = made(ada, "checkin")
    second, _code = made(ada, "checkin")

    assert first["key"] != second["key"]
    assert first["url"] != second["url"]


def test_a_link_keeps_what_was_true_when_it_was_made(ada, adas):
    told, code = made(ada, "health", lasts="month")
    before = ask(told, code, embeddedLengthMax=10**7).json()

    adas.name_on_summary = "Somebody else"
    adas.save()

    assert ask(told, code, embeddedLengthMax=10**7).json() == before


def test_a_reader_says_who_it_is_and_the_owner_sees_it(ada):
    told, _code = made(ada, "checkin")
    assert Client().get(path_of(told)).status_code == 400

    Client().head(path_of(told), {"recipient": DESK})
    Client().get(path_of(told), {"recipient": DESK})

    assert ShareVisit.objects.get().recipient == DESK
    assert f"by “{DESK}”" in ada.get("/share/").content.decode()


def test_who_asked_is_stored_unreadable(ada):
    told, _code = made(ada, "checkin")
    Client().get(path_of(told), {"recipient": DESK})

    with connection.cursor() as cursor:
        cursor.execute("SELECT recipient FROM records_sharevisit")
        assert DESK not in str(cursor.fetchall())


@pytest.mark.parametrize("who", ["x" * 5000, "\ud800", "<b>desk</b>", "\0desk"])
def test_a_strange_name_breaks_nothing(ada, who):
    told, code = made(ada, "health")

    assert ask(told, code, recipient=who).status_code == 200

    page = ada.get("/share/").content.decode()
    assert "<b>desk</b>" not in page
    assert len(ShareVisit.objects.get().recipient) <= 200


def test_a_wrong_code_is_answered_with_what_is_left(ada):
    told, code = made(ada, "health")
    wrong = "000000" if code != "000000" else "000001"

    answers = [ask(told, wrong) for _time in range(10)]

    assert {each.status_code for each in answers} == {401}
    assert [each.json()["remainingAttempts"] for each in answers] == [*range(9, -1, -1)]
    assert ask(told, code).status_code == 404


@pytest.mark.parametrize("code", ["x", "४०८२१५", "\ud800", "1" * 10_000])
def test_whatever_is_sent_as_a_code_counts_as_a_try(ada, code):
    told, _code = made(ada, "health")

    answer = ask(told, code)

    assert (answer.status_code, answer.json()) == (401, {"remainingAttempts": 9})


@pytest.mark.parametrize("code", [None, "", 408215, ["x"]])
def test_no_code_is_no_try(ada, code):
    told, _code = made(ada, "health")

    answer = ask(told, code)

    assert (answer.status_code, answer.json()) == (401, {"remainingAttempts": 10})


@pytest.mark.parametrize(
    "body",
    [
        "",
        "{",
        "[]",
        "null",
        '"x"',
        "{}",
        '{"recipient": ""}',
        '{"recipient": 1}',
        "\x00",
        '{"recipient": "x", "embeddedLengthMax": "y"}',
        "[" * 100000,
    ],
)
def test_what_is_no_question_is_refused(ada, body):
    told, _code = made(ada, "health")

    answer = Client().post(path_of(told), body, content_type="application/json")

    assert answer.status_code == 400
    assert answer["Access-Control-Allow-Origin"] == "*"


def test_a_large_file_comes_by_a_location_that_does_not_last(ada, clock):
    told, code = made(ada, "health")
    file = ask(told, code, embeddedLengthMax=100).json()["files"][0]
    path = file["location"].removeprefix(SITE)
    assert "embedded" not in file

    answer = Client().get(path)
    assert answer["Content-Type"] == "application/jose"
    assert unsealed(answer.content.decode(), told)[1]["resourceType"] == "Bundle"
    assert timedelta(hours=1) >= files.ADDRESS_LASTS

    clock.shift(files.ADDRESS_LASTS)

    assert Client().get(path).status_code == 404


def test_a_location_ends_with_its_link(ada):
    told, code = made(ada, "health")
    path = (
        ask(told, code, embeddedLengthMax=0)
        .json()["files"][0]["location"]
        .removeprefix(SITE)
    )

    ada.post(f"/share/{ShareLink.objects.get().pk}/off/")

    assert Client().get(path).status_code == 404
    assert not SealedFile.objects.exists()


@pytest.mark.parametrize("ticket", ["x", "eyJmaWxlIjoxfQ:x", "%00", "é"])
def test_a_made_up_location_finds_nothing(ada, ticket):
    made(ada, "health")

    assert Client().get(f"/shl/{ticket}/file").status_code == 404


def test_openings_are_counted_here_too(ada):
    told, code = made(ada, "health", openings="1")

    assert ask(told, code).status_code == 200
    assert ask(told, code).status_code == 404


@pytest.mark.parametrize("kind", ["checkin", "health"])
def test_a_link_that_ended_is_not_found(ada, kind, clock):
    told, code = made(ada, kind)

    clock.move_to(NOW + timedelta(days=7))

    assert Client().get(path_of(told), {"recipient": DESK}).status_code == 404
    assert ask(told, code).status_code == 404


def test_a_file_whose_link_ended_is_forgotten_when_the_next_link_is_made(ada, clock):
    made(ada, "checkin")
    made(ada, "health", lasts="month")
    clock.shift(timedelta(days=2))

    ada.post("/share/", USUAL)

    assert [each.link.kind for each in SealedFile.objects.all()] == ["health"]


def test_each_kind_answers_only_its_own_method(ada):
    direct, _code = made(ada, "checkin")
    listed, _code = made(ada, "health")

    assert ask(direct, None).status_code == 405
    assert Client().get(path_of(listed), {"recipient": DESK}).status_code == 405


def test_a_page_link_and_a_health_link_do_not_open_each_other(ada):
    page = ada.post("/share/", USUAL, follow=True).content.decode()
    token = re.search(r"/s/([\w-]+)/", page)[1]
    told, _code = made(ada, "checkin")

    assert Client().get(f"/shl/{token}", {"recipient": DESK}).status_code == 404
    assert Client().get(f"/s/{path_of(told).rpartition('/')[2]}/").status_code == 404


@pytest.mark.parametrize("path", ["/shl/x", "/shl/x/file"])
def test_other_sites_may_ask_and_fetch(path):
    asked = Client().options(
        path,
        headers={
            "origin": "https://ehr.example",
            "access-control-request-method": "POST",
        },
    )
    fetched = Client().get(path, headers={"origin": "https://ehr.example"})

    assert asked.status_code == 204
    assert "POST" in asked["Access-Control-Allow-Methods"]
    assert asked["Access-Control-Allow-Headers"].lower() == "content-type"
    assert fetched.status_code == 404
    for answer in (asked, fetched):
        assert answer["Access-Control-Allow-Origin"] == "*"
        assert answer["Cross-Origin-Resource-Policy"] == "cross-origin"
        assert answer["Referrer-Policy"] == "no-referrer"
        assert "no-store" in answer["Cache-Control"]
        assert "noindex" in answer["X-Robots-Tag"]
        assert "Access-Control-Allow-Credentials" not in answer


@pytest.mark.parametrize("path", ["/share/", "/s/x/", "/view", "/today/"])
def test_nothing_else_answers_other_sites(path):
    assert Client().options(path).status_code == 405
    assert "Access-Control-Allow-Origin" not in Client().get(path)


def test_no_secret_is_logged(ada, caplog):
    with caplog.at_level(logging.DEBUG):
        told, code = made(ada, "health")
        ask(told, "000000")
        location = ask(told, code, embeddedLengthMax=0).json()["files"][0]["location"]
        Client().get(f"{location.removeprefix(SITE)}x")
        Client().get(path_of(told))

    masked = MaskSecrets()
    for record in caplog.records:
        masked.filter(record)
    written = "\n".join(record.getMessage() for record in caplog.records)
    assert "***" in written
    for secret in (told["key"], path_of(told), location.removeprefix(SITE), code):
        assert secret not in written


def test_the_page_that_shows_a_link_says_it_is_a_snapshot(ada):
    page = ada.post("/share/", {**USUAL, "kind": "health"}, follow=True)

    assert "Later ones are not added" in page.content.decode()


def test_ben_cannot_turn_off_adas_health_link(ada, client):
    made(ada, "health")
    link = ShareLink.objects.get()
    client.force_login(CourseFactory().owner)

    assert client.post(f"/share/{link.pk}/off/").status_code == 404
    link.refresh_from_db()
    assert link.revoked_at is None


def test_the_viewer_allows_nothing_but_our_own_files(client):
    answer = client.get("/view")
    policy = answer["Content-Security-Policy"]

    assert answer.status_code == 200
    for part in ("default-src 'none'", "connect-src 'self'", "form-action 'none'"):
        assert part in policy
    assert "data:" not in policy
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "noindex" in answer["X-Robots-Tag"]
    assert "needs scripts" in answer.content.decode()


@pytest.mark.parametrize("method", ["post", "put"])
def test_the_viewer_takes_nothing(client, method):
    assert getattr(client, method)("/view").status_code == 405


def test_the_settings_let_no_stranger_in_by_cookie(settings):
    assert settings.SESSION_COOKIE_SAMESITE == "Lax"


def test_a_form_of_a_stranger_can_still_write_nothing(ada):
    careful = Client(enforce_csrf_checks=True)

    assert careful.post("/share/", USUAL).status_code in {302, 403}
    assert not ShareLink.objects.exists()


def test_a_manifest_costs_a_fixed_number_of_queries(ada, django_assert_max_num_queries):
    told, code = made(ada, "health")

    with django_assert_max_num_queries(12):
        ask(told, code)
